import type { Language } from '../../../kernel/index.ts';
import { type MessageRecord, recordsAbout } from '../../../platform/index.ts';
import { kindOf, noteDueKind } from './kinds.ts';
import { timeText } from './message-values.ts';
import { texts } from './messages.ts';

/** One message as the citizen's page and employees read it. */
export type MessageTold = {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  /** When it was sent or will be tried, in words. */
  readonly when: string;
  readonly at: Date;
  readonly state: string;
  readonly failed: boolean;
};

/**
 * Every message about a meeting or series to one person, or to all where none is named, in words; the newest first. What was
 * taken back is named as such; a reminder that is still ahead is not. In the caller's transaction.
 */
export async function messagesTo(
  of: { readonly about: string; readonly person: string | null },
  language: Language,
): Promise<readonly MessageTold[]> {
  const records = await recordsAbout(of.about);
  return (
    records
      // What was written to the unit about her meeting is no message to her.
      .filter(({ person, kind }) => kind !== noteDueKind && (of.person === null || person === of.person))
      .filter(({ state, kind }) => !(state === 'waiting' && kindOf(kind) === 'reminder'))
      .sort((a, b) => b.stateAt.getTime() - a.stateAt.getTime())
      .map((record) => ({
        id: record.id,
        kind: kindWords(record.kind, language),
        channel: texts(language).channels[record.channel],
        when: timeText(record.stateAt, language),
        at: record.stateAt,
        state: stateWords(record, language),
        failed: record.state === 'failed',
      }))
  );
}

export const kindWords = (recorded: string, language: Language): string =>
  texts(language).kinds[recorded === noteDueKind ? noteDueKind : (kindOf(recorded) ?? 'other')];

export function stateWords(
  { state, failure, maybeDouble }: Pick<MessageRecord, 'state' | 'failure' | 'maybeDouble'>,
  language: Language,
): string {
  const t = texts(language).states;
  const lost = failure === 'unknown' && (state === 'failed' || state === 'too-late');
  const words = lost ? t.unknown : t[state];
  return maybeDouble > 0 && !lost && state !== 'waiting' ? `${words}. ${t.maybeTwice}` : words;
}
