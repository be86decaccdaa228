import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';

const cookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);
const attribute = (type: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
};
const message = (type: number, attributes: readonly Buffer[], extra = 0): Buffer => {
  const body = Buffer.concat(attributes);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length + extra, 2);
  return Buffer.concat([head, cookie, randomBytes(12), body]);
};

function read(answer: Buffer, wanted: number): Buffer | null {
  for (let at = 20; at + 4 <= answer.length; ) {
    const length = answer.readUInt16BE(at + 2);
    if (answer.readUInt16BE(at) === wanted) return answer.subarray(at + 4, at + 4 + length);
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return null;
}

const ask = (socket: Socket, bytes: Buffer, port: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the relay did not answer')), 3_000);
    socket.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.send(bytes, port, '127.0.0.1');
  });

/** Opens a way through a relay on this machine, as a browser that hides does, and gives it back. The type of its last answer. */
export async function throughRelay(port: number, username: string, credential: string): Promise<number> {
  const socket = createSocket('udp4');
  try {
    const transport = attribute(0x0019, Buffer.from([17, 0, 0, 0]));
    const asked = await ask(socket, message(0x0003, [transport]), port);
    const realm = read(asked, 0x0014);
    const nonce = read(asked, 0x0015);
    if (!realm || !nonce) throw new Error('the relay asked for no name');
    const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
    const signed = (type: number, first: Buffer) => {
      const attributes = [
        first,
        attribute(0x0006, Buffer.from(username)),
        attribute(0x0014, realm),
        attribute(0x0015, nonce),
      ];
      const unsigned = message(type, attributes, 24);
      return Buffer.concat([unsigned, attribute(0x0008, createHmac('sha1', key).update(unsigned).digest())]);
    };
    const given = await ask(socket, signed(0x0003, transport), port);
    if (given.readUInt16BE(0) !== 0x0103) return given.readUInt16BE(0);
    const back = await ask(socket, signed(0x0004, attribute(0x000d, Buffer.alloc(4))), port);
    return back.readUInt16BE(0);
  } finally {
    socket.close();
  }
}
