import { type MediaServer, may, type RoomView, type Seat, type ToBrowser } from '../modules/call/index.ts';

/** Well before a right ends: a page whose connection was lost for long begins with a fresh one. */
const renewRightMs = 4 * 60_000;

export type Forwarding = {
  /** At each look at the room, and every so often in between. */
  readonly look: (seat: Seat, view: RoomView, isIn: boolean) => Promise<void>;
  /** The page has left the seat. */
  readonly forget: () => void;
};

/**
 * What the server that forwards sound and picture is told of one page. Who is admitted gets the right to be forwarded; who is
 * not any more is put out, and what is over is ended. The pages of those who let people in see to it that nobody else is there:
 * somebody who has been put out could come back with a right that has not ended yet.
 */
export function createForwarding(options: {
  readonly media: MediaServer;
  /** The built file in which frames are encrypted. */
  readonly worker: string;
  readonly send: (message: ToBrowser) => void;
  readonly now: () => number;
}): Forwarding {
  const { media, worker, send, now } = options;
  let rightAt: number | null = null;
  return {
    look: async ({ roomId, who, seat, role }, view, isIn) => {
      if (view.transport !== 'livekit') return;
      const me = { who, seat };
      if (isIn) {
        if (rightAt === null || now() - rightAt > renewRightMs) {
          const access = await media.access(roomId, me);
          rightAt = now();
          if (access) send({ t: 'media', ...access, worker });
        }
        if (may(role, 'admit')) void media.keepOnly(roomId, [me, ...view.people]);
      } else if (rightAt !== null) {
        rightAt = null;
        if (view.endedBy === null) void media.putOut(roomId, me);
        else void media.end(roomId);
      }
    },
    forget: () => {
      rightAt = null;
    },
  };
}
