import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createLocalMedia } from '../../call/client/devices.ts';
import { createBackground } from '../../call/client/hide-background.ts';
import { Console } from '../../guide/client/console.tsx';
import { CloseContact } from '../../guide/client/console-close.tsx';
import { KeySettings } from '../../guide/client/console-keys.tsx';
import { type SaidOutcome, saidOutcomes, type ToldKind, usualKind } from '../../guide/client/contact-words.ts';
import { listenForKeys } from '../../guide/client/keys.ts';
import { keepPreference, readPreference } from '../../guide/client/preference.ts';
import { useKeys } from '../../guide/client/use-keys.ts';
import { companyTexts } from '../company/messages.ts';
import { deskTexts } from '../desk-messages.ts';
import type { DeskState, Mine } from '../desk-state.ts';
import type { DeskIslandProps } from '../views/desk-page.tsx';
import { playArrival } from './arrival-sound.ts';
import { AlarmPanel, useAlarmKey } from './company/alarm-panel.tsx';
import { BackgroundPanel, keptBackground } from './company/background-panel.tsx';
import type { CompanyProps } from './company/company-props.ts';
import { Fold } from './company/desk-more.tsx';
import { DeskOffers } from './company/desk-offers.tsx';
import { createDeskApi } from './desk-api.ts';
import { DeskConversation } from './desk-conversation.tsx';
import { DeskDevices } from './desk-devices.tsx';
import { DeskInterpreters } from './desk-interpreters.tsx';
import { DeskLine } from './desk-line.tsx';
import { HeldMeeting } from './held-meeting.tsx';
import type { InterpreterTime } from './interpreter-time.ts';
import { showTitle } from './page-title.ts';
import { openStateSource, type StateSource } from './state-source.ts';
import type { CitizenGuide } from './use-citizen-guide.ts';

/** The desk: the line, the conversation, the guide. What is true comes by the stream; a press shows its own answer at once. */
export function Desk({ language, streamUrl, state: first, mask }: DeskIslandProps) {
  const t = deskTexts(language);
  const colleagues = companyTexts(language);
  const prefix = language === 'da' ? '' : `/${language}`;
  const api = useMemo(() => createDeskApi(prefix), []);
  const media = useMemo(() => createLocalMedia(), []);
  const background = useMemo(() => createBackground(media, mask, keptBackground()), []);
  const [state, setState] = useState<DeskState>(first);
  const [away, setAway] = useState(false);
  const [left, setLeft] = useState(false);
  const [said, setSaid] = useState({ words: '', turn: 0 });
  // The same words twice are two messages.
  const say = (words: string) => setSaid((before) => ({ words, turn: before.turn + 1 }));
  const [topic, setTopic] = useState<string | null>(null);
  const [guide, setGuide] = useState<CitizenGuide | null>(null);
  const [interpreters, setInterpreters] = useState<readonly InterpreterTime[]>([]);
  const [kind, setKind] = useState<ToldKind | null>(null);
  const [closing, setClosing] = useState(false);
  const approved = useRef<readonly string[]>([]);
  // The meeting that was held last: its note and the next one are one press away until somebody else is taken.
  const [held, setHeld] = useState<string | null>(null);
  const keys = useKeys();
  const alarmKey = useAlarmKey(keys);
  const [soundOn, setSoundOn] = useState(() => readPreference('desk-sound', true));
  const live = useRef({ state, keys, soundOn, topic, kind, alarmKey });
  live.current = { state, keys, soundOn, topic, kind, alarmKey };
  const { mine, line } = state;
  const waiting = line.filter((row) => row.present).length;

  const show = (next: DeskState | null) => {
    if (!next) return;
    const before = new Set(live.current.state.line.map((row) => row.key));
    const arrived = next.line.find((row) => !before.has(row.key));
    const { mine: had, company } = live.current.state;
    setState(next);
    // What somebody else has done to her conversation, or asks of her.
    if (had?.as === 'employee' && next.mine === null && company.transfer?.state === 'open')
      say(colleagues.transfer.moved);
    const called = next.company.alarm.called.length > company.alarm.called.length;
    const asked = next.company.offers.length + next.company.asks.length > company.offers.length + company.asks.length;
    if ((called || asked) && live.current.soundOn) playArrival();
    if (!arrived) return;
    say(t.arrived(arrived.topic ?? t.noTopic));
    if (live.current.soundOn) playArrival();
  };

  const gone = useRef(false);
  const source = useRef<StateSource | null>(null);
  const comeBack = () => {
    setLeft(false);
    source.current = openStateSource<DeskState>(`${prefix}${streamUrl}`, {
      state: show,
      away: setAway,
      end: () => window.location.reload(),
    });
  };
  useEffect(() => {
    comeBack();
    return () => source.current?.close();
  }, []);

  useEffect(() => {
    showTitle(waiting > 0 ? t.titleWaiting(waiting) : t.title);
  }, [waiting]);

  // The camera is ready when somebody waits for it, so that "next" shows a face at once, and dark when nobody does.
  const needed = mine && !mine.ended ? mine.form : (line.find((row) => row.form === 'video') ?? line[0])?.form;
  useEffect(() => {
    if (needed === undefined) media.stop();
    else if (needed !== 'text') void media.start({ microphone: true, camera: needed === 'video' });
  }, [needed]);

  const begun = ({ group, name }: Mine) => (group === null ? t.called(name ?? t.anonymous) : t.holdsGroup(group));
  const next = async () => {
    if (live.current.state.mine && !gone.current) return;
    const taken = live.current.state.mine ? await api.goneNext() : await api.next();
    show(taken);
    setKind(null);
    if (taken?.mine) setHeld(null);
    if (taken) say(taken.mine ? begun(taken.mine) : t.nobodyWaits);
  };
  const begin = async (key: string) => {
    const taken = await api.take(key);
    show(taken);
    setKind(null);
    if (taken?.mine) setHeld(null);
    if (taken?.mine) say(begun(taken.mine));
  };
  const close = async (outcome: SaidOutcome) => {
    const now = live.current;
    if (now.state.mine?.as !== 'employee') return;
    setClosing(true);
    const task = now.topic ?? now.state.mine.service;
    const closed = await api.close({ outcome, kind: now.kind ?? usualKind(task), task, agreed: approved.current });
    setClosing(false);
    show(closed);
    // What did not get through has closed nothing, and the desk still shows the contact.
    if (closed) {
      say(t.closed);
      setHeld(now.state.mine.meeting);
    }
    setKind(null);
  };
  const act: CompanyProps['act'] = async (path, body = {}) => {
    const answer = await api.company(path, body);
    if ('refused' in answer) return answer.refused || 'failed';
    show(answer.desk);
    return null;
  };
  const company: CompanyProps = { desk: state, language, act, say };
  const leave = async () => {
    source.current?.close();
    setLeft(true);
    media.stop();
    show(await api.leave());
  };

  useEffect(
    () =>
      listenForKeys(
        () => ({
          n: () => void next(),
          ...Object.fromEntries(
            saidOutcomes.map((outcome) => [live.current.keys.keys[outcome], () => void close(outcome)]),
          ),
          ...(live.current.alarmKey.key === null ? {} : { [live.current.alarmKey.key]: () => void act('alarm') }),
        }),
        () => live.current.keys.on,
      ),
    [],
  );
  // What she pressed is gone with its stage: the focus goes to the heading of what came instead.
  const talking = mine !== null;
  const drawn = useRef({ talking, left });
  useEffect(() => {
    const before = drawn.current;
    drawn.current = { talking, left };
    if (before.talking === talking && before.left === left) return;
    const at = document.activeElement;
    // The guide's column is drawn anew a little later, and what has the focus there goes with it; who writes goes on writing.
    const begins = talking && !before.talking && !at?.matches('input, textarea, select');
    if (begins || at === document.body) document.getElementById(talking ? 'samtalen' : 'koeen')?.focus();
  }, [talking, left]);

  return (
    <div class="desk">
      <h1 class="sr-only">{t.title}</h1>
      <p class="sr-only" role="status">
        <span key={said.turn}>{said.words}</span>
      </p>
      <section class="desk-column" aria-labelledby="koeen">
        <h2 id="koeen" tabIndex={-1}>
          {t.line}
        </h2>
        <div role="alert">{away ? <p class="desk-warning">{t.lineLost}</p> : null}</div>
        {left ? null : <DeskOffers {...company} />}
        {left ? (
          <>
            <p class="desk-warning">{t.awayNow}</p>
            <button type="button" class="button button-primary" onClick={comeBack}>
              {t.back}
            </button>
          </>
        ) : (
          <>
            {mine === null ? (
              <button type="button" class="button button-primary desk-next" onClick={() => void next()}>
                <kbd>N</kbd> {t.next}
              </button>
            ) : mine.as === 'colleague' ? (
              <>
                <p>{colleagues.colleague.youAre}</p>
                <button
                  type="button"
                  class="button button-secondary"
                  onClick={() => void act('kollega/forlad').then(() => say(colleagues.colleague.left))}
                >
                  {colleagues.colleague.leave}
                </button>
              </>
            ) : (
              <CloseContact
                language={language}
                keys={keys.shown}
                kind={kind ?? usualKind(topic ?? mine.service)}
                onKind={setKind}
                channel={null}
                busy={closing}
                onClose={(outcome) => void close(outcome)}
              />
            )}
            <p class="desk-quiet">
              {colleagues.shownAs(state.company.shownAs)} <a href={`${prefix}/skranke/mig`}>{colleagues.change}</a>
            </p>
            <p class="desk-quiet">
              <a class="way" href={`${prefix}/skranke/moeder`}>
                {t.myMeetings}
              </a>
              {state.notesDue === 0 ? null : <strong> {t.notesDue(state.notesDue)}</strong>}
            </p>
            <DeskLine line={line} language={language} begin={mine === null ? begin : null} />
          </>
        )}
        <div class="desk-settings">
          <label>
            <input
              type="checkbox"
              checked={soundOn}
              onChange={(event) => {
                setSoundOn(event.currentTarget.checked);
                keepPreference('desk-sound', event.currentTarget.checked);
              }}
            />{' '}
            {t.sound}
          </label>
          <KeySettings keys={keys} language={language} />
          {left || mine !== null ? null : (
            <Fold title={colleagues.alarm.title}>
              <AlarmPanel {...company} alarmKey={alarmKey} />
            </Fold>
          )}
          {left || mine !== null ? null : (
            <button type="button" class="button button-quiet" onClick={() => void leave()}>
              {t.leave}
            </button>
          )}
        </div>
      </section>
      <section class="desk-column desk-conversation" aria-labelledby="samtalen">
        <h2 id="samtalen" tabIndex={-1}>
          {t.conversation}
        </h2>
        <DeskInterpreters times={interpreters} language={language} />
        {mine === null ? (
          <>
            {held === null ? null : <HeldMeeting id={held} prefix={prefix} language={language} />}
            <p class="desk-quiet">
              {waiting > 0 ? `${t.waiting(waiting)}.` : t.nobodyWaits}
              {left
                ? null
                : waiting > 0 && keys.on
                  ? ` ${t.nextHint}`
                  : waiting === 0 && soundOn
                    ? ` ${t.quietHint}`
                    : null}
            </p>
            {left || needed === undefined ? null : <DeskDevices media={media} form={needed} language={language} />}
            {left || needed !== 'video' ? null : (
              <BackgroundPanel background={background} media={media} language={language} />
            )}
          </>
        ) : (
          <DeskConversation
            key={mine.room.participant.id}
            mine={mine}
            company={company}
            background={background}
            alarmKey={alarmKey}
            media={media}
            language={language}
            onNext={() => void next()}
            onOver={say}
            onGone={(now) => {
              gone.current = now;
            }}
            onGuide={setGuide}
            onInterpreters={setInterpreters}
            onApproved={(points) => {
              approved.current = points;
            }}
          />
        )}
      </section>
      <section class="desk-column desk-guide" aria-labelledby="vejledning">
        <h2 id="vejledning">{t.guide}</h2>
        <p class="desk-guide-link">
          <a href={`${prefix}/skranke/vejledning`}>{t.phoneGuide}</a>
        </p>
        <Console
          layout="column"
          language={language}
          keys={keys}
          citizen={
            mine && (guide?.place ?? { service: mine.service, step: mine.step?.id ?? null, done: mine.stepsDone })
          }
          {...(guide ? { onShow: guide.show } : {})}
          onTopic={setTopic}
        />
      </section>
    </div>
  );
}
