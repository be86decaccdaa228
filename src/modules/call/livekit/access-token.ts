import { AccessToken, TrackSource } from 'livekit-server-sdk';
import type { LiveKitSettings, RoomId } from '../../../kernel/index.ts';

/** What a page needs to take part: where, and the right to. */
export type MediaAccess = { readonly url: string; readonly token: string };

/** A page in the room, by place and seat: another page on the same place is somebody else to the server. */
export type MediaMember = { readonly who: number; readonly seat: number };

export const memberName = ({ who, seat }: MediaMember): string => `${who}.${seat}`;

/** Needed when a page connects; a page that is connected is given newer ones by the server itself. */
export const tokenSeconds = 600;

/**
 * The right of one page to one room: to be heard, to be seen and to show a screen; not to see who else the server has, to
 * change anything about itself, nor to record. It names nobody: the room is a random id, the member two numbers.
 */
export async function mintAccess(settings: LiveKitSettings, roomId: RoomId, member: MediaMember): Promise<MediaAccess> {
  const token = new AccessToken(settings.apiKey, settings.apiSecret, {
    identity: memberName(member),
    ttl: tokenSeconds,
  });
  token.addGrant({
    room: roomId,
    roomJoin: true,
    canSubscribe: true,
    canPublish: true,
    canPublishData: true,
    canPublishSources: [TrackSource.MICROPHONE, TrackSource.CAMERA, TrackSource.SCREEN_SHARE],
    canUpdateOwnMetadata: false,
    hidden: false,
    recorder: false,
  });
  return { url: settings.url, token: await token.toJwt() };
}
