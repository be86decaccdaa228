/**
 * Members of a room that a server forwards who are seen and heard and receive nothing: as many as are named, in one page. They
 * hold places like everybody, agree on keys, encrypt every frame, and report each second as a page does that hears all is well.
 * Their right is made smaller by the lab (`canSubscribe` false), so that what they would have to decode loads no machine that
 * shows pictures.
 */
import type { CallTransport, Transports } from '../../src/modules/call/client/call-transport.ts';
import type { Direct } from '../../src/modules/call/client/direct-message.ts';
import { createLiveKitTransports } from '../../src/modules/call/client/livekit/livekit-transports.ts';
import {
  createRoomConnection,
  type MediaAccess,
  type RoomConnection,
  sessionName,
  socketAddress,
} from '../../src/modules/call/client/room-connection.ts';
import type { PersonView } from '../../src/modules/call/protocol.ts';

type Participant = { readonly id: string; readonly token: string };
const given = JSON.parse(decodeURIComponent(location.hash.slice(1))) as readonly Participant[];
const report = JSON.stringify({
  r: { microphone: 'on', camera: 'on', hears: true, screen: false, signing: false, signs: false, plays: null },
} satisfies Direct);

const lab = { reached: 0 };
Object.assign(window, { lab });

async function withoutSubscribing(access: MediaAccess): Promise<MediaAccess> {
  const response = await fetch('/only-publish', { method: 'POST', body: access.token });
  return { ...access, token: await response.text() };
}

function join(participant: Participant, camera: MediaStream): void {
  const [audio = null] = camera.getAudioTracks().map((track) => track.clone());
  const [video = null] = camera.getVideoTracks().map((track) => track.clone());
  const ways = new Map<number, { readonly seat: number; readonly way: CallTransport }>();
  let access: MediaAccess | null = null;
  let transports: Transports | null = null;
  const connection: RoomConnection = createRoomConnection({
    participant,
    session: sessionName(),
    openSocket: () => new WebSocket(socketAddress('/fjordby/samtale', location.href)) as never,
    onState: (state) => {
      if (state.kind !== 'seated' || state.room.you.state !== 'admitted') return;
      const me = { who: state.room.you.who, seat: state.seat };
      transports ??= createLiveKitTransports({
        me,
        access: () => access,
        iceServers: [],
        relayOnly: false,
        onWords: () => {},
      });
      for (const person of state.room.people) meet(me.who, transports, person);
    },
    onMedia: (next) => void withoutSubscribing(next).then((smaller) => (access = smaller)),
    onSignal: ({ who, from, body }) => {
      const found = ways.get(who);
      if (found?.seat === from) found.way.receiveSignal(body);
    },
    onText: () => {},
    onTyped: () => {},
  });

  function meet(me: number, through: Transports, { who, seat, connected }: PersonView): void {
    if (seat === 0 || !connected || ways.get(who)?.seat === seat) return;
    ways.get(who)?.way.close();
    let telling: ReturnType<typeof setInterval> | undefined;
    const way = through.open(
      { who, seat, offers: me > who, sendSignal: (body) => connection.sendSignal(who, seat, body) },
      {
        onState: () => {},
        onRemote: () => {},
        onData: () => {},
        onBulk: () => {},
        onDataOpen: (open) => {
          clearInterval(telling);
          lab.reached += open ? 1 : -1;
          if (!open) return;
          way.sendData(report);
          telling = setInterval(() => way.sendData(report), 1_000);
        },
      },
    );
    ways.set(who, { seat, way });
    way.publish('audio', audio);
    way.publish('video', video);
    way.begin();
  }
}

const camera = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: 320, height: 180, frameRate: { ideal: 15, max: 15 } },
});
for (const participant of given) join(participant, camera);
