import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import type { PersonView, Who } from '../../protocol.ts';
import type { Call, CallState } from '../call-types.ts';
import type { RoomChannel } from '../room-channel.ts';
import { type Agreement, type Answer, type Answers, openAgreement, standingOf } from './agreement.ts';
import { fetchAsFile } from './copy.ts';
import { keepTexts } from './keep-messages.ts';
import { textTexts } from './messages.ts';
import { plainText } from './plain-text.ts';
import { wordsFor, writerOf } from './writer.ts';

/** An interpreter carries words and decides nothing: she is not asked, and keeps nothing. */
export const isAsked = ({ role }: Pick<PersonView, 'role'>): boolean => role !== 'interpreter';

const agreements = new WeakMap<RoomChannel, Agreement>();

/** The one agreement of this call. It outlives the pane, which may be closed and opened. */
export function keepTextOf(channel: RoomChannel): Agreement {
  const found = agreements.get(channel);
  if (found) return found;
  const made = openAgreement({ channel, name: 'keep-text', asked: isAsked });
  agreements.set(channel, made);
  return made;
}

/** Whose lines may be in the file: my own, an interpreter's, and those of everybody who has said yes. */
export const mayBeKept = (
  from: 'me' | Who,
  { others }: Answers,
  known: readonly Pick<PersonView, 'who' | 'role'>[],
): boolean => {
  if (from === 'me' || others.get(from) === 'yes') return true;
  const writer = known.find((one) => one.who === from);
  return writer !== undefined && !isAsked(writer);
};

type Props = { readonly call: Call; readonly state: CallState; readonly language: Language };

/**
 * Whether the text outlives the call: only as a file, only when everybody has said yes. Also for the page after the call, as
 * long as it is open.
 */
export function KeepText({ call, state, language }: Props) {
  const words = keepTexts(language);
  const agreement = keepTextOf(call.channel);
  const [, drawAgain] = useState(0);
  useEffect(() => agreement.subscribe(() => drawAgain((count) => count + 1)), [agreement]);
  const says = useRef<HTMLParagraphElement>(null);
  if (state.me !== null && !isAsked(state.me)) return null;
  const over = state.phase === 'ended';
  const answers = agreement.answers();
  const present = state.people.filter(isAsked).map(({ who }) => who);
  const standing = standingOf(answers, present);
  const name = (who: Who) => wordsFor(writerOf(who, state, language));
  if (over && !standing.agreed) return null;

  const answer = (mine: Answer) => {
    agreement.answer(mine);
    // The pressed button goes away; what it led to is where she should be.
    says.current?.focus();
  };
  const kept = state.text.lines.filter((line) => mayBeKept(line.from, answers, state.known));
  const fetch = () =>
    fetchAsFile(
      words.file,
      plainText(
        kept.map((line) => ({ writer: wordsFor(writerOf(line.from, state, language)), text: line.text })),
        textTexts(language).lost,
      ),
    );
  const { asks, refusedBy, agreed, waitsFor } = standing;
  const said = agreed
    ? words.agreed
    : refusedBy === 'me'
      ? words.youRefused
      : refusedBy !== null
        ? words.refused(name(refusedBy))
        : asks !== null
          ? words.asks(name(asks))
          : answers.mine === 'yes'
            ? words.waits(waitsFor.map(name).join(', '))
            : words.gone;
  const press = (label: string, onClick: () => void) => (
    <Button type="button" variant="secondary" onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <section class="call-keep" aria-label={words.heading} data-keep={agreed ? 'agreed' : (answers.mine ?? 'open')}>
      <p ref={says} tabIndex={-1} role="status">
        {said}
      </p>
      {agreed && kept.length < state.text.lines.length ? <p class="call-hint">{words.omitted}</p> : null}
      <div class="call-keep-buttons">
        {agreed ? press(words.fetch, fetch) : null}
        {answers.mine === 'yes' && !over ? press(words.withdraw, () => answer(null)) : null}
        {answers.mine === 'no' ? press(words.change, () => answer('yes')) : null}
        {answers.mine !== null ? null : asks !== null ? (
          <>
            {press(words.yes, () => answer('yes'))}
            {press(words.no, () => answer('no'))}
          </>
        ) : refusedBy !== null ? null : call.channel.reachable().some(isAsked) ? (
          press(words.ask, () => answer('yes'))
        ) : (
          <p class="call-hint">{words.nobody}</p>
        )}
      </div>
    </section>
  );
}
