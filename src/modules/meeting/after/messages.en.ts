import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  noInterpreter: 'The citizen wants an interpreter, and none is booked',
  noInterpreterDo:
    'Nobody was free at the time of the meeting. Find another interpreter, move the meeting or call the citizen.',
  shownByLogin:
    'Whoever booked, or has the citizen’s link, has logged in with MitID. The name on the meeting has not been compared with MitID.',
  notShown: 'The meeting asks for MitID. The citizen has not shown it yet.',
  stands: (name, instead) =>
    instead ? `${name} comes instead of the citizen.` : `${name} represents the citizen and comes with her.`,
  until: (day) => `It holds until ${day}.`,
  thisMeeting: 'It holds for this meeting only.',
  proof: 'The citizen wrote so herself. Ask for a power of attorney if you are to talk about the case.',
  papers: 'Papers from the citizen',
  paper: (kind, kilobytes, day) => `${kind}, ${kilobytes} kB, sent ${day}`,
  unchecked: 'Not checked for viruses.',
  papersHint: 'The papers are deleted together with the meeting. What belongs to the case is to be kept there.',
  agreed: 'What was agreed',
  points: 'What the citizen has said yes to',
  pointsHint:
    "One point a line. It stands on the citizen's page, and she is told that it is there. The text itself is not sent.",
  put: "Put it on the citizen's page",
  change: "Change it on the citizen's page",
};
