import { catalogue } from '../../../kernel/language.ts';

/** What a citizen is told. Apart from the desk's words: her page carries no more than it needs. */
const da = {
  transferTo: (to: string, topic: string | null) =>
    topic === null ? `Du bliver stillet om til ${to}` : `Du bliver stillet om til ${to} om ${topic}`,
  somebodyAt: (place: string) => `en medarbejder i ${place}`,
  somebody: 'en anden medarbejder',
  until: (from: string) =>
    `Du taler med ${from}, til den anden tager over. Emne, trin og det, du har oplyst, følger med.`,
  line: (from: string, line: string) => `${from} skriver til den anden: ${line}`,
  yes: 'Ja, det er fint',
  no: (from: string) => `Nej, jeg bliver hos ${from}`,
  agreed: 'Du har sagt ja. Vent et øjeblik.',
  stopped: 'Samtalen er stoppet',
  stoppedWhy: 'Medarbejderen har stoppet samtalen. Der er ikke gemt noget af det, I sagde eller skrev.',
  stoppedWay: 'Du har stadig ret til hjælp. Du kan ringe til kommunen eller komme forbi.',
  ways: 'Se andre måder at få hjælp på',
};

const en: typeof da = {
  transferTo: (to: string, topic: string | null) =>
    topic === null ? `You are being transferred to ${to}` : `You are being transferred to ${to} about ${topic}`,
  somebodyAt: (place: string) => `an employee at ${place}`,
  somebody: 'another employee',
  until: (from: string) =>
    `You talk with ${from} until the other takes over. Topic, step and what you have told go along.`,
  line: (from: string, line: string) => `${from} writes to the other: ${line}`,
  yes: 'Yes, that is fine',
  no: (from: string) => `No, I stay with ${from}`,
  agreed: 'You have said yes. Wait a moment.',
  stopped: 'The conversation is stopped',
  stoppedWhy: 'The employee has stopped the conversation. Nothing of what you said or wrote is kept.',
  stoppedWay: 'You still have a right to help. You can call the municipality or come by.',
  ways: 'See other ways to get help',
};

export const citizenTexts = catalogue({ da, en });
