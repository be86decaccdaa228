import { createTransport } from 'nodemailer';
import type { MessageSettings } from '../../kernel/index.ts';
import type { MailPort, Outcome } from './ports.ts';

/** `smtps://user:password@host:465` or `smtp://host:587`, and whose name the letter bears. */
export type SmtpSettings = NonNullable<MessageSettings['mail']>;

/** An employee waits for the answer with a citizen on the phone. */
export const smtpLimits = { connectMs: 5_000, silenceMs: 8_000, wholeMs: 15_000 } as const;

/**
 * Sends by SMTP, one connection a message. Over plain `smtp:` STARTTLS is required unless the server is this machine or
 * the address says `?requireTLS=false`: a recipient's address must not travel readable by others.
 */
export function createSmtpMailPort(
  settings: SmtpSettings,
  limits: { readonly [Key in keyof typeof smtpLimits]: number } = smtpLimits,
): MailPort {
  const server = new URL(settings.url);
  const secure = server.protocol === 'smtps:';
  const local = /^(localhost|127\.|\[::1\])/.test(server.hostname);
  const base = {
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local && server.searchParams.get('requireTLS') !== 'false',
    ...(server.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }),
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    dnsTimeout: limits.connectMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const domain = /@([^>\s]+)/.exec(settings.from)?.[1] ?? 'localhost';

  return {
    async send({ to, subject, text, key, calendar = null }) {
      const watch = { handedOver: false };
      const transport = createTransport({ ...base, debug: true, logger: onlyWatching(watch) });
      const sent = transport
        .sendMail({
          from: settings.from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${key}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          // As an alternative to the text, which mail programs with a calendar show as an invitation, and as a file for the rest.
          ...(calendar === null
            ? {}
            : { icalEvent: { method: calendar.method, filename: 'moede.ics', content: calendar.ics } }),
        })
        .then(
          (): Outcome => ({ kind: 'accepted' }),
          (error: unknown): Outcome => readSmtpError(error, watch.handedOver),
        );
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Outcome>((done) => {
        timer = setTimeout(
          () => done(watch.handedOver ? { kind: 'unknown' } : { kind: 'refused', why: 'unreachable' }),
          limits.wholeMs,
        );
      });
      try {
        return await Promise.race([sent, late]);
      } finally {
        clearTimeout(timer);
        transport.close();
      }
    },
  };
}

/**
 * nodemailer tells its logger what the server says. Of all that only one thing is looked at, and nothing kept: `354` is
 * the server's leave to send the letter, and from then on silence no longer means that nothing was sent.
 */
function onlyWatching(watch: { handedOver: boolean }) {
  const look = (entry: unknown, message?: unknown) => {
    if ((entry as { tnx?: string } | null)?.tnx === 'server' && /^354/.test(String(message))) watch.handedOver = true;
  };
  const nothing = () => {};
  return { level: nothing, trace: look, debug: look, info: nothing, warn: nothing, error: nothing, fatal: nothing };
}

/** By the server's answer and the stage alone: the message of an error quotes the recipient. */
function readSmtpError(error: unknown, handedOver: boolean): Outcome {
  const {
    code = '',
    responseCode = 0,
    command = '',
  } = (error ?? {}) as {
    code?: string;
    responseCode?: number;
    command?: string;
  };
  if (responseCode >= 400 && responseCode < 600) {
    if (responseCode < 500) return { kind: 'refused', why: 'busy' };
    return { kind: 'refused', why: /RCPT/.test(command) ? 'recipient' : 'service' };
  }
  if (handedOver) return { kind: 'unknown' };
  if (code === 'EAUTH' || code === 'ETLS') return { kind: 'refused', why: 'service' };
  return { kind: 'refused', why: 'unreachable' };
}
