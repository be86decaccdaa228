import { createServer, type Server } from 'node:http';
import { TokenVerifier } from 'livekit-server-sdk';
import { afterEach, describe, expect, test } from 'vitest';
import type { RoomId } from '../../../kernel/index.ts';
import { createMediaServer, noMediaServer } from './media-server.ts';

const roomId = '11111111-1111-4111-8111-111111111111' as RoomId;
const apiKey = 'key';
const apiSecret = 'a secret of thirty-two characters';
let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** Answers like LiveKit's own, and remembers what it was asked. */
async function fakeServer(participants: readonly string[]) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const method = request.url?.split('/').at(-1);
      asked.push(`${method} ${JSON.parse(body).identity ?? JSON.parse(body).room}`);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ participants: participants.map((identity) => ({ identity })) }));
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { url: `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked };
}

describe('the right to take part', () => {
  test('is for one room, one place and one page, for ten minutes, and names nobody', async () => {
    const media = createMediaServer({ url: 'wss://livekit.example', apiKey, apiSecret });
    const access = await media.access(roomId, { who: 2, seat: 3 });
    expect(access?.url).toBe('wss://livekit.example');
    const claims = await new TokenVerifier(apiKey, apiSecret).verify(access?.token ?? '');
    expect(claims.sub).toBe('2.3');
    expect(claims.name).toBeUndefined();
    expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBeLessThanOrEqual(600);
    expect(claims.video).toMatchObject({ room: roomId, roomJoin: true, canPublish: true, recorder: false });
    expect(claims.video).not.toHaveProperty('roomAdmin');
    expect(claims.video).not.toHaveProperty('roomList');
    expect(claims.video).not.toHaveProperty('roomRecord');
  });

  test('is nobody’s where there is no such server', async () => {
    expect(await createMediaServer(null).access(roomId, { who: 1, seat: 1 })).toBeNull();
    expect(await noMediaServer.keepOnly(roomId, [])).toBe(true);
  });
});

describe('who may be there', () => {
  test('stays; everybody else is put out', async () => {
    const { url, asked } = await fakeServer(['1.1', '2.1', '2.2', 'egress']);
    const media = createMediaServer({ url, apiKey, apiSecret });
    expect(
      await media.keepOnly(roomId, [
        { who: 1, seat: 1 },
        { who: 2, seat: 2 },
      ]),
    ).toBe(true);
    expect(asked).toEqual([`ListParticipants ${roomId}`, 'RemoveParticipant 2.1', 'RemoveParticipant egress']);
    expect(await media.end(roomId)).toBe(true);
    expect(asked.at(-1)).toBe(`DeleteRoom ${roomId}`);
  });

  test('a server that is away is told of, and nothing is thrown', async () => {
    const problems: unknown[] = [];
    const media = createMediaServer({ url: 'ws://127.0.0.1:9', apiKey, apiSecret }, (error) => problems.push(error));
    expect(await media.putOut(roomId, { who: 1, seat: 1 })).toBe(false);
    expect(problems).toHaveLength(1);
  });
});
