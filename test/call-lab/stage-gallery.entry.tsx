/** The stage with people who are not there, for looking and for the checks that need no line. `#scene` names what is shown. */
import { render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Call, CallState, Person } from '../../src/modules/call/client/call-types.ts';
import { createLocalMedia } from '../../src/modules/call/client/devices.ts';
import { CallControls } from '../../src/modules/call/client/stage/call-controls.tsx';
import { CallStage } from '../../src/modules/call/client/stage/call-stage.tsx';
import { LineNotice } from '../../src/modules/call/client/stage/line-notice.tsx';
import { Mirror } from '../../src/modules/call/client/stage/mirror.tsx';
import { personOf } from '../../src/modules/call/client/testing/channel-pair.ts';

/** A head and shoulders that move a little, as a camera would give them. */
function face(colour: string, width = 640, height = 360): MediaStream {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  let at = 0;
  const draw = () => {
    if (!context) return;
    at += 1;
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#f1d3b8';
    context.beginPath();
    context.arc(width / 2, height * 0.38, height * 0.2, 0, 7);
    context.fill();
    context.fillStyle = '#333';
    context.fillRect(width / 2 - height * 0.33, height * 0.62, height * 0.66, height);
    context.fillStyle = '#f1d3b8';
    for (const side of [-1, 1])
      context.fillRect(
        width / 2 + side * height * (0.4 + 0.1 * Math.sin(at / 3)),
        height * (0.6 + 0.15 * Math.cos(at / 4 + side)),
        height * 0.1,
        height * 0.1,
      );
  };
  setInterval(draw, 50);
  draw();
  return canvas.captureStream(20);
}

const seen = (who: number, role: Person['role'], more: Partial<Person> = {}): Person => ({
  ...personOf(who, role),
  microphone: 'on',
  camera: 'on',
  active: false,
  remote: null,
  seen: false,
  framesPerSecond: 24,
  screen: null,
  path: 'direct',
  line: [],
  ...more,
});
const filmed = (colour: string): Partial<Person> => ({ remote: face(colour), seen: true });
const kim = () => seen(2, 'employee', { name: 'Kim Holm', identity: 'staff', active: true, ...filmed('#35586c') });
const interpreter = () =>
  seen(3, 'interpreter', {
    name: 'Amina Yusuf',
    identity: 'link',
    signs: true,
    microphone: 'off',
    active: true,
    ...filmed('#5b4a6f'),
  });
const companion = () => seen(4, 'companion', { identity: 'told', microphone: 'off', camera: 'off' });
const daughter = () =>
  seen(5, 'representative', { name: 'Bodil Marie Kristensen-Abrahamsen', identity: 'known', ...filmed('#6c5235') });

const nobody: CallState = {
  phase: 'live',
  endedBy: null,
  me: { who: 1, role: 'citizen', identity: 'none' },
  people: [],
  other: null,
  known: [],
  guests: [],
  relayOnly: false,
  microphone: 'on',
  camera: 'on',
  line: [],
  lineWho: null,
  text: { lines: [], own: '', others: [], letterByLetter: true, pending: false },
  path: 'direct',
  words: { state: 'waiting', words: null },
  sharing: false,
};
const withPeople = (people: readonly Person[], more: Partial<CallState> = {}): CallState => ({
  ...nobody,
  people,
  other: people[0] ?? null,
  known: people,
  ...more,
});

const scenes: Record<string, () => CallState> = {
  one: () => withPeople([kim()]),
  voice: () => withPeople([{ ...kim(), camera: 'off', remote: null, seen: false }]),
  four: () => withPeople([kim(), companion(), daughter()]),
  signing: () => withPeople([kim(), interpreter(), companion()]),
  trouble: () =>
    withPeople([
      { ...kim(), active: false, line: ['you-cannot-hear-other'] },
      { ...daughter(), connected: false, seen: false, active: true, line: ['other-away'] },
      { ...interpreter(), active: false, framesPerSecond: 12, line: ['signing-slow'] },
    ]),
  twelve: () =>
    withPeople([
      kim(),
      ...Array.from({ length: 10 }, (_, at) =>
        seen(at + 3, at % 2 ? 'companion' : 'colleague', {
          name: at % 3 ? `Deltager ${at + 1}` : null,
          active: at === 9,
        }),
      ),
    ]),
  long: () =>
    withPeople([
      { ...kim(), name: 'Æ'.repeat(10_000) },
      { ...companion(), name: 'Å'.repeat(10_000) },
    ]),
  guest: () => withPeople([kim()], { me: { who: 6, role: 'companion', identity: 'told' } }),
  alone: () => nobody,
  sharing: () => withPeople([kim()], { sharing: true }),
  mirror: () => ({ ...nobody, phase: 'waiting' }),
};

const done: string[] = [];
const action =
  (name: string) =>
  (...given: unknown[]) => {
    done.push([name, ...given].join(' '));
    return Promise.resolve(false);
  };
const call = {
  channel: { open: () => ({ send: () => [], close: () => {} }), reachable: () => [] },
  actions: new Proxy({}, { get: (_, name) => action(String(name)) }),
  soundBlocked: () => {},
  close: () => {},
} as unknown as Call;

const own = face('#444');
const media = createLocalMedia({
  getUserMedia: async () => own,
  enumerateDevices: async () =>
    [1, 2].map((one) => ({ kind: 'videoinput', deviceId: String(one), label: `Kamera nr. ${one}`, groupId: '' })),
} as never);
void media.start({ microphone: false, camera: true });

const scene = location.hash.slice(1) || 'one';
const gallery = { scenes: Object.keys(scenes), done, set: (_: (state: CallState) => CallState) => {} };
Object.assign(window, { gallery });

function Page() {
  const first = useMemo(() => (scenes[scene] ?? (() => nobody))(), []);
  const [state, setState] = useState(first);
  const [writing, setWriting] = useState(true);
  gallery.set = (next) => setState(next);
  return (
    <main class="help-main">
      <h1>Samtalen</h1>
      <div class="call-view">
        <div class="call-face">
          {state.phase === 'live' ? (
            <CallStage call={call} state={state} media={media} form="video" language="da" />
          ) : null}
          <LineNotice call={call} state={state} language="da" />
        </div>
        {state.phase === 'waiting' ? <Mirror media={media} form="video" language="da" /> : null}
        <section class="call-work">
          <h2>Trin 2 af 4: Log ind med MitID</h2>
          <p>Åbn appen og godkend. Du kan se, hvem der spørger.</p>
        </section>
        <CallControls
          call={call}
          state={state}
          media={media}
          language="da"
          writing={writing}
          onWrite={() => setWriting(!writing)}
        />
      </div>
    </main>
  );
}
render(<Page />, document.body);
