import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  checked: (date) => `Checked ${date}.`,
  title: 'Put into other pages',
  lead: 'Copy one line and put it into the municipality’s own web site. Then citizens can search, read and get help from there. No cookies come along, and no other companies.',
  chooseHeading: 'Choose what the lines are for',
  service: 'Guide on the card',
  entrance: 'Entrance that the use is counted on',
  entranceOwn: 'Each element’s own',
  show: 'Show the lines',
  kinds: { soeg: 'Search box', ydelse: 'Card about one guide', hjaelp: 'Get help now' },
  kindText: {
    soeg: 'The citizen writes, and the answer comes on the guide’s own page.',
    ydelse: 'A short text, when it was checked, and the way to help.',
    hjaelp: 'Says whether somebody is there now, and leads to an employee.',
  },
  linkText: {
    soeg: 'Search the municipality’s guides',
    hjaelp: 'Get help from an employee now',
  },
  preview: 'What it looks like',
  line: 'The line to put in',
  link: 'Plain link, for social media or an e-mail, say',
  copy: 'Copy',
  copied: 'Copied',
  qr: (kind) => `QR code of the link: ${kind}`,
  qrDownload: 'Get the QR code as SVG',
  noScript:
    'Where no script can be put in, use the link. If the script does not work, the link inside the line is what the citizen sees.',
  csp: 'If the web site has a Content-Security-Policy, it must allow our address in script-src, connect-src and form-action:',
  entrancesHeading: 'Your own entrances',
  entrancesText:
    'Give a poster, a department or a web site its own entrance, and you can see how much it is used. The name is shown on the page about how we count.',
  entranceName: 'Name of the entrance',
  entranceHint: 'For example: The poster at the library. Do not write names of people.',
  addEntrance: 'Create entrance',
  columns: { name: 'Entrance', key: 'Mark', remove: 'Remove' },
  remove: 'Remove',
  removeLabel: (name) => `Remove ${name}`,
  removeText: 'If you remove an entrance, its links count as the web. What has been counted stays.',
  nameMissing: 'Write what the entrance is called. At most 60 characters.',
  namePersonal: 'The name looks like a CPR number. Write something else.',
  nameTaken: 'There is already an entrance with that name.',
  tooMany: 'You have 50 entrances. Remove one before you create another.',
  figures: 'Use by entrance',
  how: 'How we count',
};
