import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { element, type Node } from '../xml/write-xml.ts';
import { checkMemo } from './check-memo.ts';
import { cleanFileName, memoUrl } from './clean.ts';
import type { MemoAction, MemoFault, MemoFile, MemoMessage, MemoVersion } from './memo.ts';

const namespace = 'https://DigitalPost.dk/MeMo-1';

/** 1.1 demanded a version of its schema beside the version; 1.2 refuses it. */
const versions: Record<MemoVersion, string> = {
  '1.1': ' memoVersion="1.1" memoSchVersion="1.1.0"',
  '1.2': ' memoVersion="1.2"',
};

/**
 * Writes a message as MeMo, or says everything that is wrong with it. The order of elements is the schema's, and the prefix is
 * `memo`, which KOMBIT's service expects by its letters. Pure.
 */
export function buildMemo(message: MemoMessage, version: MemoVersion = '1.2'): Result<string, readonly MemoFault[]> {
  const faults = checkMemo(message, version);
  if (faults.length > 0) return refuse(faults);
  const attributes = ` xmlns:memo="${namespace}"${versions[version]}`;
  return ok(
    `<?xml version="1.0" encoding="UTF-8"?>\n${memo('Message', [header(message, version), body(message)], attributes)}`,
  );
}

const memo = (name: string, content: string | readonly Node[], attributes = ''): string =>
  element(`memo:${name}`, content, attributes);
const maybe = (name: string, text: string | null): Node => (text === null ? null : memo(name, text));

/** UTC with `Z`: the schema refuses any other zone. */
const instant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

function header(message: MemoMessage, version: MemoVersion): string {
  const required = version === '1.1' ? [memo('mandatory', 'false'), memo('legalNotification', 'false')] : [];
  return memo('MessageHeader', [
    memo('messageType', message.type),
    memo('messageUUID', message.uuid),
    memo('label', message.label),
    maybe('notification', message.notification),
    message.type === 'DIGITALPOST' && message.reply ? memo('reply', 'true') : null,
    ...required,
    memo('Sender', [memo('senderID', message.sender.cvr), memo('idType', 'CVR'), memo('label', message.sender.label)]),
    memo('Recipient', [memo('recipientID', message.recipient.cpr), memo('idType', 'CPR')]),
  ]);
}

function body(message: MemoMessage): Node {
  if (message.type === 'NEMSMS') return null;
  return memo('MessageBody', [
    memo('createdDateTime', instant(message.createdAt)),
    memo('MainDocument', [memo('label', message.label), ...message.files.map(file), ...message.actions.map(action)]),
    ...message.attachments.map(({ label, files }) =>
      memo('AdditionalDocument', [memo('label', label), ...files.map(file)]),
    ),
  ]);
}

const file = ({ type, name, language, bytes }: MemoFile): string =>
  memo('File', [
    memo('encodingFormat', type),
    memo('filename', cleanFileName(name) ?? ''),
    memo('language', language),
    memo('content', Buffer.from(bytes).toString('base64')),
  ]);

function action(given: MemoAction): string {
  const head = [memo('label', given.label), memo('actionCode', given.code)];
  if (given.code !== 'AFTALE')
    return memo('Action', [
      ...head,
      maybe('startDateTime', given.from && instant(given.from)),
      maybe('endDateTime', given.until && instant(given.until)),
      memo('EntryPoint', [memo('url', memoUrl(given.url) ?? '')]),
    ]);
  const { reservation } = given;
  return memo('Action', [
    ...head,
    memo('Reservation', [
      memo('description', reservation.description),
      memo('reservationUUID', reservation.uuid),
      memo('abstract', reservation.abstract),
      memo('location', reservation.location),
      memo('startDateTime', instant(reservation.startsAt)),
      memo('endDateTime', instant(reservation.endsAt)),
      maybe('organizerName', reservation.organizer),
    ]),
  ]);
}
