import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { may } from '../../roles.ts';
import type { Call, CallState, Person } from '../call-types.ts';
import { calledAll, calledOne, pageTexts } from '../page/messages.ts';
import { PointerPad } from '../pointer/pointer-pad.tsx';
import { openPointers, type Pointed, type Pointers, partOf } from '../pointer/pointers.ts';
import { Spots } from '../pointer/spots.tsx';
import { canShareScreen } from '../screen-capture.ts';

type Props = { readonly call: Call; readonly state: CallState; readonly language: Language };

/** For pages of others: her screen where her device can show it, guidance step by step where it cannot. */
export function ScreenPanel(props: Props & { readonly start: string; readonly onWanted?: (() => void) | undefined }) {
  const { call, state, language, start, onWanted } = props;
  const t = pageTexts(language).screen;
  const [failed, setFailed] = useState(false);
  const role = state.me?.role;
  const others = state.people.filter(({ screen }) => screen !== null);
  useEffect(() => {
    if (others.length > 0) onWanted?.();
  }, [others.length]);
  return (
    <>
      {others.map((person) => (
        <ScreenView key={person.who} call={call} state={state} person={person} language={language} />
      ))}
      {role && may(role, 'show-screen') ? (
        <section class="screen-panel" aria-labelledby="screen-panel">
          <h2 id="screen-panel">{t.heading}</h2>
          {state.sharing ? (
            <Sharing call={call} state={state} language={language} />
          ) : canShareScreen() ? (
            <>
              <p>{t.lead}</p>
              <p>
                <button
                  type="button"
                  class="button button-secondary"
                  onClick={() => void call.actions.shareScreen().then((shown) => setFailed(!shown))}
                >
                  {t.share}
                </button>
              </p>
              <p role="status">{failed ? t.notShared : null}</p>
            </>
          ) : role === 'citizen' || role === 'representative' ? (
            <>
              <p>{t.cannot}</p>
              <ol>
                {t.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <p>
                <a class="way" href={start} target="_blank" rel="noopener">
                  {t.open}
                </a>
              </p>
            </>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

/** While her screen is shown: who sees it, how it stops, and in words where somebody points, for she looks at another window. */
function Sharing({ call, state, language }: Props) {
  const t = pageTexts(language).screen;
  const [pointed, setPointed] = useState<readonly Pointed[]>([]);
  const who = state.me?.who ?? 0;
  useEffect(() => {
    const pointers = openPointers(call.channel, `screen:${who}`, setPointed);
    return () => pointers.close();
  }, [call, who]);
  const mark = pointed.find(({ spot }) => spot.mark);
  return (
    <div class="screen-shared">
      <p role="status">
        <strong>{t.shared(calledAll(state.people, language))}</strong>
      </p>
      <p>
        <button type="button" class="button button-warning" onClick={call.actions.stopSharing}>
          {t.stop}
        </button>
      </p>
      <p role="status">{mark ? t.points(calledOne(mark.person, language), t.parts[partOf(mark.spot)]) : null}</p>
    </div>
  );
}

const sizes = [100, 150, 200, 300] as const;

/** Another's screen, large, with hands on top. */
function ScreenView({ call, state, person, language }: Props & { readonly person: Person }) {
  const t = pageTexts(language).screen;
  const video = useRef<HTMLVideoElement>(null);
  const pointers = useRef<Pointers | null>(null);
  const [pointed, setPointed] = useState<readonly Pointed[]>([]);
  const [own, setOwn] = useState<Pointed | null>(null);
  const [size, setSize] = useState(0);
  const on = `screen:${person.who}`;
  useEffect(() => {
    pointers.current = openPointers(call.channel, on, setPointed);
    return () => pointers.current?.close();
  }, [call, on]);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = person.screen;
    // Silent pictures may always play; one that does not is shown when it does.
    video.current.play().catch(() => {});
  }, [person.screen]);
  const percent = sizes[size] ?? 100;
  const boxOf = () => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = video.current ?? {};
    return { left: 0, top: 0, width, height };
  };
  return (
    <section class="screen-view" aria-label={t.of(calledOne(person, language))}>
      <div class="screen-view-scroll">
        <div class="screen-view-picture" style={{ width: `${percent}%` }}>
          <video ref={video} muted playsInline aria-label={t.of(calledOne(person, language))} />
          <Spots
            pointed={own ? [...pointed, own] : pointed}
            boxOf={boxOf}
            nameOf={(one) => calledOne(one.person, language)}
            markWords={pageTexts(language).surface.lookHere}
          />
          {state.me && may(state.me.role, 'point') ? (
            <PointerPad
              label={t.point}
              onMove={(point) => pointers.current?.move({ id: 0, ...point })}
              onMark={(point) => {
                pointers.current?.mark({ id: 0, ...point });
                setOwn({ person, spot: { on, id: 0, ...point, mark: true } });
              }}
              onLeave={() => pointers.current?.leave()}
            />
          ) : null}
        </div>
      </div>
      <p class="page-ways">
        <button
          type="button"
          class="button button-secondary"
          disabled={size === 0}
          onClick={() => setSize(Math.max(0, size - 1))}
        >
          {t.smaller}
        </button>
        <button
          type="button"
          class="button button-secondary"
          disabled={size === sizes.length - 1}
          onClick={() => setSize(Math.min(sizes.length - 1, size + 1))}
        >
          {t.larger}
        </button>
        <span role="status">{t.zoom(percent)}</span>
      </p>
    </section>
  );
}
