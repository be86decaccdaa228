import type { Config } from '../../kernel/index.ts';
import { createHttpSmsPort } from './http-sms-port.ts';
import type { MessagePorts } from './ports.ts';
import { createSmtpMailPort } from './smtp-mail-port.ts';

/** The ports that the configuration names. */
export const openMessagePorts = ({ messages: { mail, sms } }: Pick<Config, 'messages'>): MessagePorts => ({
  mail: mail && createSmtpMailPort(mail),
  sms: sms && createHttpSmsPort(sms),
});
