import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { standOf } from '../../call/client/agreed/agreed-points.ts';
import { useAgreed } from '../../call/client/agreed/use-agreed.ts';
import { usePoints } from '../../call/client/agreed/use-points.ts';
import { CallRoom } from '../../call/client/call-room.tsx';
import type { Call, CallState } from '../../call/client/call-types.ts';
import { createCall } from '../../call/client/create-call.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { GuestPanel } from '../../call/client/guests/guest-panel.tsx';
import type { Background } from '../../call/client/hide-background.ts';
import { IdentityPanel } from '../../call/client/identity/identity-panel.tsx';
import { LateKeepText } from '../../call/client/text/late-keep-text.tsx';
import { companyTexts } from '../company/messages.ts';
import { deskTexts } from '../desk-messages.ts';
import type { Mine } from '../desk-state.ts';
import { playArrival } from './arrival-sound.ts';
import type { AlarmKey } from './company/alarm-panel.tsx';
import type { CompanyProps } from './company/company-props.ts';
import { DeskMore } from './company/desk-more.tsx';
import { useInterpreterTime } from './desk-interpreters.tsx';
import { DeskNotes } from './desk-notes.tsx';
import type { InterpreterTime } from './interpreter-time.ts';
import { type CitizenGuide, useCitizenGuide } from './use-citizen-guide.ts';

type Props = {
  readonly mine: Mine;
  readonly company: CompanyProps;
  readonly background: Background;
  readonly alarmKey: AlarmKey;
  readonly media: LocalMedia;
  readonly language: Language;
  readonly onNext: () => void;
  /** The citizen has ended it; only the outcome is missing. */
  readonly onOver: (words: string) => void;
  /** She never came when she was taken: the next key drops her place. */
  readonly onGone: (gone: boolean) => void;
  /** Where the citizen stands in the guide, for the column beside. */
  readonly onGuide: (guide: CitizenGuide | null) => void;
  /** How long interpreters have been in it; still to be read when it is closed. */
  readonly onInterpreters: (times: readonly InterpreterTime[]) => void;
  /** The points that the citizen has said yes to; of a meeting they go to her own page when it is closed. */
  readonly onApproved: (points: readonly string[]) => void;
};

/** A page that is loading is not a citizen who has left. */
const arrivesWithinMs = 8_000;

/** The conversation with the one who was taken. */
export function DeskConversation({
  mine,
  company,
  background,
  alarmKey,
  media,
  language,
  onNext,
  onOver,
  onGone,
  onGuide,
  onInterpreters,
  onApproved,
}: Props) {
  const t = deskTexts(language);
  const [state, setState] = useState<CallState | null>(null);
  const call = useRef<Call | null>(null);
  const agreed = useAgreed(call.current, state?.phase === 'live');
  const points = usePoints(agreed);
  useEffect(() => onApproved(points.filter((point) => standOf(point) === 'yes').map(({ text }) => text)), [points]);
  const [waited, setWaited] = useState(false);
  const base = mine.room.socketUrl.replace(/\/samtale$/, '');
  const guide = useCitizenGuide(state === null ? null : (call.current?.channel ?? null));
  useEffect(() => onGuide(guide), [guide]);
  useInterpreterTime(mine.room.participant.id, state, onInterpreters);
  useEffect(() => () => onGuide(null), []);

  // Before anything is painted: she has waited long enough.
  useLayoutEffect(() => {
    const made = createCall({
      socketUrl: mine.room.socketUrl,
      participant: mine.room.participant,
      form: mine.form,
      language,
      iceServers: mine.room.iceServers,
      media,
      onChange: setState,
    });
    call.current = made;
    setState(made.state());
    return () => made.close();
  }, []);
  // The room knows first: who was invited comes when the desk's own state has been read.
  const here = mine.connected || state?.other?.connected === true;
  useEffect(() => {
    setWaited(false);
    if (here) return;
    const timer = window.setTimeout(() => setWaited(true), arrivesWithinMs);
    return () => window.clearTimeout(timer);
  }, [here]);

  const over = mine.ended || state?.phase === 'ended';
  const ended = state?.endedBy === 'employee' ? t.over : t.left;
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!over) return;
    if (mine.as === 'colleague') {
      // It is not hers to close: she is at her own desk again.
      void company.act('kollega/forlad');
      company.say(companyTexts(language).colleague.left);
      return;
    }
    onOver(ended);
    // The field she may have written in is gone.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [over]);
  const [everHere, setEverHere] = useState(mine.connected);
  useEffect(() => {
    if (here) setEverHere(true);
  }, [here]);
  const gone = waited && !everHere && !over && mine.as === 'employee' && mine.group === null;
  useEffect(() => onGone(gone), [gone]);
  const words = companyTexts(language);
  const { carried } = company.desk.company;
  return (
    <>
      <p ref={heading} tabIndex={-1}>
        <strong>
          {over ? ended : mine.group === null ? t.called(mine.name ?? t.anonymous) : t.holdsGroup(mine.group)}
        </strong>
      </p>
      {!everHere && !over && mine.group === null ? (
        gone ? (
          <p class="desk-warning">
            {t.gone}{' '}
            <button type="button" class="button button-primary" onClick={onNext}>
              <kbd>N</kbd> {t.goneButton}
            </button>
          </p>
        ) : (
          <p>{t.notHereYet}</p>
        )
      ) : null}
      {carried === null ? null : (
        <p class="desk-carried">
          {words.transfer.carried(carried.from)}{' '}
          {carried.line === '' ? null : words.transfer.carriedLine(carried.from, carried.line)}
        </p>
      )}
      <div class="desk-beside">
        <DeskNotes language={language} />
        <DeskMore
          {...company}
          media={media}
          background={background}
          alarmKey={alarmKey}
          call={state}
          hers={mine.as === 'employee'}
          over={over}
          group={mine.group !== null}
          video={mine.form === 'video'}
        />
      </div>
      {state && call.current && !over ? (
        <CallRoom
          call={call.current}
          state={state}
          media={media}
          form={mine.form}
          language={language}
          base={base}
          participant={mine.room.participant}
          agreed={agreed}
          people={(talk, wanted) => (
            <>
              <GuestPanel
                state={state}
                language={language}
                participant={mine.room.participant}
                ownName={company.desk.company.shownAs}
                onArrival={() => {
                  wanted(true);
                  playArrival();
                }}
              />
              <IdentityPanel
                call={talk}
                state={state}
                language={language}
                base={base}
                participant={mine.room.participant}
                onWanted={wanted}
              />
            </>
          )}
        />
      ) : null}
      {state && call.current && over ? <LateKeepText call={call.current} state={state} language={language} /> : null}
    </>
  );
}
