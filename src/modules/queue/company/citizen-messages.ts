import { catalogue } from '../../../kernel/language.ts';

/** What a citizen is told of a transfer. */
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
};

export const citizenTexts = catalogue({ da, en });
