/**
 * The server that forwards sound and picture in larger conversations. It is told who may be there, and can read nothing of what
 * it forwards (docs/decisions/2026-11-22-keys-agreed-in-the-open.md). It may be away: then nobody hears each other, the pages
 * say so, and our own program goes on.
 */
import { RoomServiceClient } from 'livekit-server-sdk';
import type { LiveKitSettings, RoomId } from '../../../kernel/index.ts';
import { type MediaAccess, type MediaMember, memberName, mintAccess } from './access-token.ts';

export type MediaServer = {
  /** Null where there is none. Asked for those who are admitted, and for nobody else. */
  readonly access: (roomId: RoomId, member: MediaMember) => Promise<MediaAccess | null>;
  /** Whoever is not among these is put out. Outside any transaction; never throws: false when the server did not answer. */
  readonly keepOnly: (roomId: RoomId, members: readonly MediaMember[]) => Promise<boolean>;
  /** On hold, removed, or on another page. */
  readonly putOut: (roomId: RoomId, member: MediaMember) => Promise<boolean>;
  readonly end: (roomId: RoomId) => Promise<boolean>;
};

/** Rooms between browsers need none. */
export const noMediaServer: MediaServer = {
  access: async () => null,
  keepOnly: async () => true,
  putOut: async () => true,
  end: async () => true,
};

/** Nobody waits for it: what was missed is put right at the next look. */
const patienceSeconds = 4;

export function createMediaServer(
  settings: LiveKitSettings | null,
  problem: (error: unknown) => void = () => {},
): MediaServer {
  if (settings === null) return noMediaServer;
  const { url, apiKey, apiSecret } = settings;
  const client = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, {
    requestTimeout: patienceSeconds,
    failover: false,
  });
  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      // Who is not there any more, is out.
      if ((error as { status?: unknown }).status === 404) return true;
      problem(error);
      return false;
    }
  };
  return {
    access: (roomId, member) => mintAccess(settings, roomId, member),
    keepOnly: (roomId, members) =>
      tried(async () => {
        const allowed = new Set(members.map(memberName));
        for (const { identity } of await client.listParticipants(roomId))
          if (!allowed.has(identity)) await client.removeParticipant(roomId, identity);
      }),
    putOut: (roomId, member) => tried(() => client.removeParticipant(roomId, memberName(member))),
    end: (roomId) => tried(() => client.deleteRoom(roomId)),
  };
}
