import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as the server took it: whole, with its head. */
export type TakenLetter = { readonly to: readonly string[]; readonly text: string };
export type MailServer = { readonly port: number; readonly letters: TakenLetter[]; close(): Promise<void> };

/** A real SMTP server on 127.0.0.1 that keeps what it is given. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const letters: TakenLetter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 10,
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    close: () => new Promise<void>((done) => server.close(done)),
  };
}

/** The parts of a letter: the head of each, and what it holds. */
export const partsOf = (text: string): readonly { readonly head: string; readonly body: string }[] =>
  text.split(/\r\n--[^\r\n]+(?:\r\n|$)/).map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const body = rest.join('\r\n\r\n');
    const [, coded = ''] = /content-transfer-encoding: (\S+)/i.exec(head) ?? [];
    const bytes = {
      base64: () => Buffer.from(body, 'base64'),
      'quoted-printable': () =>
        Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ),
    }[coded];
    return { head, body: bytes?.().toString('utf8') ?? body };
  });
