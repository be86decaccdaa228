import { type Language, longDate, redactCpr, wallClock } from '../../../kernel/index.ts';
import { type Fact, type MeetingFacts, meetingFacts } from './meeting-facts.ts';
import { texts } from './messages.ts';

/** A letter as it is printed: everything in it is decided, nothing is measured yet. */
export type Letter = {
  readonly language: Language;
  /** Whose letter, at its head. */
  readonly sender: readonly string[];
  /** At most five lines; what the envelope's window shows. */
  readonly address: readonly string[];
  /** `24. november 2026` */
  readonly date: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  readonly bring: readonly string[];
  /** How to reach us, and that she cannot answer it digitally. */
  readonly ending: readonly string[];
};

/** A window has room for no more. */
export const addressLines = 5;

/**
 * A letter about a meeting. `paragraphs` are the municipality's words, the first of them the heading; the facts of the meeting,
 * how to reach us and that it cannot be answered digitally are added. No CPR number and no link is ever printed. Pure.
 */
export function letterOf(
  facts: MeetingFacts,
  {
    municipality,
    sender,
    address,
    paragraphs,
    bring,
    now,
  }: {
    /** `Fjordby Kommune` */
    readonly municipality: string;
    /** Further lines of whose letter it is: a place, its address. */
    readonly sender: readonly string[];
    readonly address: readonly string[];
    readonly paragraphs: readonly string[];
    readonly bring: readonly string[];
    readonly now: Date;
  },
): Letter {
  const { language, code, phone } = facts;
  const t = texts(language);
  const [title = t.meetingWith(municipality), ...rest] = paragraphs.map((one) => redactCpr(one.trim()));
  return {
    language,
    sender: [municipality, ...sender],
    address: inWindow(address),
    date: longDate(wallClock(now).date, language),
    title,
    paragraphs: rest.filter((one) => one !== ''),
    facts: [
      ...meetingFacts(facts),
      ...(code === null ? [] : [{ label: t.facts.code, text: code }]),
      ...(phone === null ? [] : [{ label: t.facts.phone, text: phone }]),
    ],
    bring: bring.map((one) => redactCpr(one)),
    ending: [
      t.noDigitalReply,
      ...(phone === null ? [] : [code === null ? t.replyByPhone(phone) : t.replyByPhoneAndCode(phone, code)]),
    ],
  };
}

/** More lines than the window shows share the last: the postal district must never be the one that is cut. */
function inWindow(address: readonly string[]): readonly string[] {
  const lines = address.map((line) => redactCpr(line.trim())).filter((line) => line !== '');
  if (lines.length <= addressLines) return lines;
  const last = lines.at(-1) ?? '';
  return [...lines.slice(0, addressLines - 2), lines.slice(addressLines - 2, -1).join(', '), last];
}
