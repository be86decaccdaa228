import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  title: 'How we count',
  lead: 'We count how many times the guide is used, and by which entrance people come. We do not count who comes, and we cannot find out.',
  ruleHeading: 'The rule',
  rule: 'One visit in which somebody reads a guide or gets an answer to a search counts as one use. If you read several guides in the same visit, it is still one.',
  howHeading: 'How we know',
  how: [
    'When you come from outside, your browser tells us so. That is enough to see that a visit begins. We use no cookies for counting, we store nothing on your device, and we keep neither your IP address nor your browser’s name.',
    'If you come to the front page first, its links get a small mark, such as fra=web. The mark says by which entrance you came. It says nothing about you, and it is the same for everybody.',
    'We keep four things: the week, the entrance, whether it was a guide or a search, and a number. No time of day and no date. Which guide you read and what you searched for is not part of it.',
  ],
  leftOutHeading: 'What does not count',
  leftOut: [
    'Robots and programs that say they are, and everything that does not behave like a browser.',
    'Employees who are logged in.',
    'Pages that your browser fetches in advance without your asking.',
    'Going back, going forward or loading the page again.',
    'A search that found nothing, and pages where you only choose a topic or ask for help.',
  ],
  errorHeading: 'Where we miss a little',
  error: [
    'Too few: browsers from before spring 2023 do not tell that you come from outside. We do not count them. The same goes for pages read offline, pages that the browser had fetched in advance, and links that send you on automatically from another page.',
    'Too many: on phones and in Safari, going out to another page and back can count again. Without JavaScript, going back to the front page and choosing another guide can count again. If you close the page and come again, that is a new visit.',
    'A robot that pretends to be a browser is counted. If the server stops abruptly, the last five seconds may be missing.',
  ],
  figuresHeading: 'The figures',
  figures:
    'The figures are for four weeks at a time and are rounded down to the nearest five. Figures below five are not shown. The total is what is shown, added together, so the true number is a little higher.',
  period: (first, last, year) => `Weeks ${first}–${last}, ${year}`,
  running: (first, last, year) => `Weeks ${first}–${last}, ${year} (until now)`,
  nothing: 'No figures that are large enough to be shown.',
  columns: { entrance: 'Entrance', count: 'Uses, at least' },
  total: 'Total, at least',
  entrances: {
    web: 'The web: search engines, links and bookmarks',
    soegefelt: 'The search box on other websites',
    ydelseskort: 'Cards about one guide on other websites',
    hjaelpekort: '“Get help now” on other websites',
    linkside: 'Links from social media',
    qr: 'The QR code on the printed sheet',
    kiosk: 'The screen where one can get help',
  } as Readonly<Record<string, string>>,
  gone: (key) => `An entrance that has been closed (${key})`,
  back: 'Go to the front page',
};
