import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpMailPort } from './smtp-mail-port.ts';

const limits = { connectMs: 400, silenceMs: 400, wholeMs: 1_500 };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 10,
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  closing.push(() => new Promise<void>((done) => server.close(done)));
  return (server.server.address() as AddressInfo).port;
}

/** A line to the server that can be cut at any moment, as a fallen network does it. */
async function breakableLine(server: () => Promise<number>) {
  const upstream = await server();
  const sockets = new Set<Socket>();
  const between = createServer((client) => {
    const further = connect(upstream, '127.0.0.1');
    for (const socket of [client, further]) sockets.add(socket.on('error', () => {}));
    client.pipe(further).pipe(client);
  });
  await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  closing.push(cut, () => between.close());
  return { port: (between.address() as AddressInfo).port, cut };
}

const send = (port: number, from = 'Fjordby Kommune <hjaelp@fjordby.example>') =>
  createSmtpMailPort({ url: `smtp://127.0.0.1:${port}`, from }, limits).send({
    to: 'anna@eksempel.dk',
    subject: 'Link fra Fjordby Kommune',
    text: 'Æblegrød på åen\nhttps://x.example/pas',
    key: 'nummer-1',
  });

const replies = (code: number) => Object.assign(new Error('anna@eksempel.dk is not welcome'), { responseCode: code });

describe('a mail server that', () => {
  test('accepts gets the letter whole, to one recipient, with a subject that says nothing', async () => {
    const letters: { readonly to: readonly string[]; readonly text: string }[] = [];
    const port = await serve({
      onData(stream, session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          letters.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
          done();
        });
      },
    });
    expect(await send(port)).toEqual({ kind: 'accepted' });
    expect(letters).toHaveLength(1);
    expect(letters[0]?.to).toEqual(['anna@eksempel.dk']);
    expect(letters[0]?.text).toContain('Subject: Link fra Fjordby Kommune\r\n');
    expect(letters[0]?.text).toContain('Message-ID: <nummer-1@fjordby.example>\r\n');
    expect(letters[0]?.text).toContain('Auto-Submitted: auto-generated\r\n');
    expect(letters[0]?.text).not.toMatch(/^X-Mailer/m);
  });

  test('refuses the recipient', async () => {
    const port = await serve({ onRcptTo: (_address, _session, done) => done(replies(550)) });
    expect(await send(port)).toEqual({ kind: 'refused', why: 'recipient' });
  });
  test('asks to come again later', async () => {
    const port = await serve({ onRcptTo: (_address, _session, done) => done(replies(451)) });
    expect(await send(port)).toEqual({ kind: 'refused', why: 'busy' });
  });
  test('refuses the sender', async () => {
    const port = await serve({ onMailFrom: (_address, _session, done) => done(replies(553)) });
    expect(await send(port)).toMatchObject({ kind: 'refused', why: 'service' });
  });
  test('refuses the letter when it has read it', async () => {
    const port = await serve({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(replies(554)));
      },
    });
    expect(await send(port)).toEqual({ kind: 'refused', why: 'service' });
  });
  test('reads the letter and says nothing: not known', async () => {
    const port = await serve({ onData: (stream) => void stream.resume() });
    expect(await send(port)).toEqual({ kind: 'unknown' });
  });
  test('reads the letter and hangs up: not known', async () => {
    const line = await breakableLine(() =>
      serve({
        onData(stream) {
          stream.resume();
          stream.on('end', () => line.cut());
        },
      }),
    );
    expect(await send(line.port)).toEqual({ kind: 'unknown' });
  });
  test('hangs up before the letter: nothing was sent', async () => {
    const line = await breakableLine(() => serve({ onRcptTo: () => line.cut() }));
    expect(await send(line.port)).toEqual({ kind: 'refused', why: 'unreachable' });
  });
  test('never greets: nothing was sent', async () => {
    const sockets: { destroy: () => void }[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    expect(await send((server.address() as AddressInfo).port)).toEqual({ kind: 'refused', why: 'unreachable' });
  });
  test('is not there: nothing was sent', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((done) => server.close(() => done()));
    expect(await send(port)).toEqual({ kind: 'refused', why: 'unreachable' });
  });
  test('does not know us', async () => {
    const port = await serve({
      disabledCommands: ['STARTTLS'],
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(replies(535)),
    } as SMTPServerOptions);
    const refused = await createSmtpMailPort({ url: `smtp://a:b@127.0.0.1:${port}`, from: 'a@b.dk' }, limits).send({
      to: 'anna@eksempel.dk',
      subject: 'x',
      text: 'x',
      key: 'x',
    });
    expect(refused).toEqual({ kind: 'refused', why: 'service' });
  });
});
