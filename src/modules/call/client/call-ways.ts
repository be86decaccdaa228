/** The ways of one page to the others, and the words that vouch for them: which kind they are, and when they are begun anew. */
import type { RoomView, Who } from '../protocol.ts';
import type { Transports } from './call-transport.ts';
import { createDirectTransports } from './direct-transport.ts';
import type { DirectWords } from './direct-words.ts';
import type { WordsState } from './keys/key-agreement.ts';
import { lazyTransports } from './livekit/lazy-transports.ts';
import type { Peer } from './peer.ts';
import type { RoomChannel } from './room-channel.ts';
import type { ConnectionState, MediaAccess } from './room-connection.ts';
import { loadLate } from './use-late.ts';

const wordsAfterMs = 2_000;

export type CallWays = {
  /** For the seat that this page has now. */
  readonly transports: (me: Who) => Transports;
  /** Addresses are to be hidden in this room, and the ways that there are could show one. */
  readonly showAddresses: (room: RoomView) => boolean;
  /** Every way is closed; the next are of the kind that the room asks for then. */
  readonly forget: () => void;
  readonly setAccess: (access: MediaAccess) => void;
  readonly words: () => WordsState;
  /** Between browsers the words vouch for the certificates of the lines; their code comes when there is a line. */
  readonly watchWords: (peers: readonly Peer[]) => Promise<void>;
  readonly close: () => void;
};

export function createCallWays(options: {
  readonly iceServers: readonly RTCIceServer[];
  readonly here: () => ConnectionState;
  readonly channel: RoomChannel;
  readonly onWords: () => void;
}): CallWays {
  const { iceServers, here, channel } = options;
  /** For one seat of this page: another one is somebody else to the others. */
  let made: { readonly seat: number; readonly relayOnly: boolean; readonly ways: Transports } | null = null;
  let access: MediaAccess | null = null;
  let words: WordsState = { state: 'waiting', words: null };
  let directWords: DirectWords | null = null;
  let closed = false;

  function wordsAre(now: WordsState): void {
    words = now;
    options.onWords();
  }

  function forget(): void {
    made?.ways.close();
    made = null;
  }

  const forwarded = (me: Who, seat: number): Transports =>
    lazyTransports(async () => {
      const { createLiveKitTransports } = await import('./livekit/livekit-transports.ts');
      return createLiveKitTransports({
        iceServers,
        relayOnly: false,
        me: { who: me, seat },
        access: () => access,
        onWords: wordsAre,
      });
    });

  return {
    transports: (me) => {
      const now = here();
      const { seat, room } = now.kind === 'seated' ? now : { seat: 0, room: null };
      if (made && made.seat !== seat) forget();
      const relayOnly = isHidden(room);
      made ??= {
        seat,
        relayOnly,
        ways: room?.transport === 'livekit' ? forwarded(me, seat) : createDirectTransports({ iceServers, relayOnly }),
      };
      return made.ways;
    },
    showAddresses: (room) => made !== null && isHidden(room) && !made.relayOnly,
    forget,
    setAccess: (given) => {
      access = given;
    },
    words: () => words,
    watchWords: async (peers) => {
      const seated = here();
      if (seated.kind !== 'seated' || seated.room.transport !== 'direct' || closed) return;
      const me = `${seated.room.you.who}.${seated.seat}`;
      if (directWords?.me !== me) {
        directWords?.close();
        directWords = null;
        // Not beside the first picture: the words are compared when people have said hello.
        const now = performance.now();
        if (!peers.some((peer) => peer.dataOpen && peer.joiningMs(now) > wordsAfterMs)) return;
        const { createDirectWords } = await loadLate();
        if (closed || directWords) return;
        directWords = createDirectWords({ me, channel, onWords: wordsAre });
      }
      await directWords.look(peers.filter((peer) => peer.everMet));
    },
    close: () => {
      closed = true;
      directWords?.close();
      made?.ways.close();
    },
  };
}

/** Between browsers each would see the other's address; a server that forwards shows nobody's. */
const isHidden = (room: RoomView | null): boolean => room?.relayOnly === true && room.transport === 'direct';
