import type { Messages } from '../../../kernel/language.ts';
import type { papers as danish } from './messages-papers.da.ts';

/** Papers that she sends before the meeting. */
export const papers: Messages<typeof danish> = {
  title: 'Send papers before the meeting',
  lead: 'Then the employee can read them, and you have them at hand at the meeting. You can also just bring them.',
  link: 'Send papers before the meeting',
  some: (count) => (count === 1 ? 'You have sent 1 paper.' : `You have sent ${count} papers.`),
  list: 'What you have sent',
  sentAt: (when, kilobytes) => `Sent ${when}. ${kilobytes} kB.`,
  drop: 'Delete',
  sent: 'The paper is sent.',
  dropped: 'The paper is deleted.',
  file: 'Choose a paper',
  hint: 'A PDF or a picture (JPG, PNG, WebP) of at most 10 MB. On a phone you can take a picture.',
  scanned: 'We check the file for viruses before we keep it.',
  notScanned: 'The municipality has set up no virus check. The employee is told so.',
  kept: (days) =>
    `We keep the paper sealed. Only the employees of the meeting can open it. We delete it ${days === 1 ? '1 day' : `${days} days`} after the meeting, or when you delete it yourself.`,
  send: 'Send the paper',
  back: 'Back to your meeting',
  faults: {
    missing: 'Choose a file before you send.',
    empty: 'The file is empty. Choose another.',
    'too-large': 'The file is too large. Choose one of at most 10 MB, or take a picture of the paper.',
    kind: 'The file is neither a PDF nor a picture. Save it as PDF, or take a picture of the paper.',
    office: 'The file is from an office program such as Word. Save it as PDF, and choose the PDF.',
    program: 'The file is a program. Do not open it unless you know where it is from. Choose a paper instead.',
    unreadable: 'The file cannot be read. It may be damaged. Take a picture of the paper instead.',
    infected: 'There is a virus in the file. We have not kept it. Delete it, and get help with your device.',
    unchecked: 'The file could not be checked for viruses just now, so we have not kept it. Try again in a while.',
    over: 'The meeting is cancelled or over. The paper has not been sent.',
    full: 'You have sent six papers. Delete one to send another, or bring the rest to the meeting.',
  },
};
