/** The least page that takes part through LiveKit: no room of ours, signals handed over by the test. */
import type { CallTransport } from '../../src/modules/call/client/call-transport.ts';
import { createLiveKitTransports } from '../../src/modules/call/client/livekit/livekit-transports.ts';

type Given = { who: number; seat: number; url: string; token: string; camera: boolean };

const ways = new Map<string, CallTransport>();
const lab = {
  states: {} as Record<string, string>,
  data: {} as Record<string, boolean>,
  texts: [] as string[],
  bulk: [] as number[],
  words: { state: 'waiting', words: null } as unknown,
  access: null as { url: string; token: string; worker: string } | null,
  videos: {} as Record<string, HTMLVideoElement>,
  ways,
  start,
  signal: (from: string, body: string) => ways.get(from)?.receiveSignal(body),
};
Object.assign(window, { lab });

async function start(given: Given): Promise<void> {
  lab.access = { url: given.url, token: given.token, worker: '/worker.js' };
  const transports = createLiveKitTransports({
    me: given,
    access: () => lab.access,
    iceServers: [],
    relayOnly: false,
    onWords: (words) => {
      lab.words = words;
    },
  });
  const media = given.camera
    ? await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } })
    : null;
  Object.assign(lab, {
    media,
    meet: (who: number, seat: number) => {
      const name = `${who}.${seat}`;
      const way = transports.open(
        {
          who,
          seat,
          offers: given.who > who,
          sendSignal: (body) =>
            void (window as unknown as { signalTo: (...of: string[]) => void }).signalTo(name, body),
        },
        {
          onState: (state) => {
            lab.states[name] = state;
          },
          onRemote: (stream, what) => show(`${name} ${what}`, stream),
          onData: (text) => lab.texts.push(text),
          onBulk: (bytes) => lab.bulk.push(bytes.length),
          onDataOpen: (open) => {
            lab.data[name] = open;
          },
        },
      );
      ways.set(name, way);
      way.publish('audio', media?.getAudioTracks()[0] ?? null);
      way.publish('video', media?.getVideoTracks()[0] ?? null);
      way.begin();
    },
    part: (who: number, seat: number) => {
      ways.get(`${who}.${seat}`)?.close();
      ways.delete(`${who}.${seat}`);
    },
    leave: () => transports.close(),
  });
}

function show(name: string, stream: MediaStream): void {
  const video = lab.videos[name] ?? document.body.appendChild(document.createElement('video'));
  lab.videos[name] = video;
  video.muted = true;
  video.autoplay = true;
  if (video.srcObject !== stream) video.srcObject = stream;
  void video.play().catch(() => {});
}
