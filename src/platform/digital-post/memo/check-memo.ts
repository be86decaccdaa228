import { containsCpr, readCpr } from '../../../kernel/index.ts';
import { fitsXml } from '../xml/write-xml.ts';
import { cleanFileName, memoUrl } from './clean.ts';
import {
  type MemoAction,
  type MemoFault,
  type MemoFile,
  type MemoMessage,
  type MemoVersion,
  memoFileTypes,
  memoLimits,
} from './memo.ts';

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const lettersOf = (text: string): number => [...text].length;

/** Everything that the schema, the mail box or the house would refuse; an empty list means that it may be written. Pure. */
export function checkMemo(message: MemoMessage, version: MemoVersion): readonly MemoFault[] {
  const faults: MemoFault[] = [];
  const text = (field: string, written: string, most: number = memoLimits.text) => {
    if (written.trim() === '') faults.push({ field, kind: 'empty' });
    if (lettersOf(written) > most) faults.push({ field, kind: 'long', most });
    if (!fitsXml(written)) faults.push({ field, kind: 'letters' });
    // The recipient's number stands in its own field; anywhere else it would be shown.
    if (containsCpr(written)) faults.push({ field, kind: 'cpr-inside' });
  };
  const uuid = (field: string, written: string) => {
    if (!uuid4.test(written)) faults.push({ field, kind: 'uuid' });
  };
  const date = (field: string, at: Date) => {
    const year = at.getUTCFullYear();
    if (!(year >= 2000 && year <= 9999)) faults.push({ field, kind: 'date' });
  };
  const between = (field: string, from: Date, until: Date) => {
    if (until <= from) faults.push({ field, kind: 'order' });
  };
  const files = (field: string, given: readonly MemoFile[]) => {
    if (given.length === 0) faults.push({ field, kind: 'empty' });
    for (const [index, file] of given.entries()) {
      const at = `${field}.${index}`;
      if (!memoFileTypes.includes(file.type)) faults.push({ field: `${at}.type`, kind: 'file-type' });
      if (!/^[a-z]{2}$/.test(file.language)) faults.push({ field: `${at}.language`, kind: 'language' });
      if (file.bytes.length === 0) faults.push({ field: `${at}.bytes`, kind: 'empty' });
      const name = cleanFileName(file.name);
      if (name === null) faults.push({ field: `${at}.name`, kind: 'file-name' });
      else text(`${at}.name`, name);
    }
  };
  const action = (field: string, given: MemoAction) => {
    text(`${field}.label`, given.label);
    if (given.code === 'AFTALE') {
      const { reservation } = given;
      const at = `${field}.reservation`;
      uuid(`${at}.uuid`, reservation.uuid);
      text(`${at}.abstract`, reservation.abstract);
      text(`${at}.description`, reservation.description);
      text(`${at}.location`, reservation.location);
      if (reservation.organizer !== null) text(`${at}.organizer`, reservation.organizer);
      date(`${at}.startsAt`, reservation.startsAt);
      date(`${at}.endsAt`, reservation.endsAt);
      between(`${at}.endsAt`, reservation.startsAt, reservation.endsAt);
      return;
    }
    const url = memoUrl(given.url);
    if (url === null) faults.push({ field: `${field}.url`, kind: 'link' });
    else text(`${field}.url`, url, memoLimits.url);
    if (given.from !== null) date(`${field}.from`, given.from);
    if (given.until !== null) date(`${field}.until`, given.until);
    if (given.from !== null && given.until !== null) between(`${field}.until`, given.from, given.until);
  };

  uuid('uuid', message.uuid);
  text('label', message.label);
  if (!/^\d{8}$/.test(message.sender.cvr)) faults.push({ field: 'sender.cvr', kind: 'cvr' });
  text('sender.label', message.sender.label);
  const cpr = readCpr(message.recipient.cpr, { replacement: true });
  if (!cpr.ok || cpr.value.cpr !== message.recipient.cpr) faults.push({ field: 'recipient.cpr', kind: 'cpr' });
  if (message.type === 'NEMSMS') {
    text('notification', message.notification, memoLimits.nemsms);
    // Citizens are told that no authority sends them a link by SMS.
    if (/:\/\/|\bwww\./i.test(message.notification)) faults.push({ field: 'notification', kind: 'link-inside' });
    return faults;
  }
  if (message.notification !== null) text('notification', message.notification, memoLimits.notification[version]);
  date('createdAt', message.createdAt);
  files('files', message.files);
  for (const [index, one] of message.actions.entries()) action(`actions.${index}`, one);
  if (message.attachments.length > memoLimits.attachments)
    faults.push({ field: 'attachments', kind: 'many', most: memoLimits.attachments });
  for (const [index, attachment] of message.attachments.entries()) {
    text(`attachments.${index}.label`, attachment.label);
    files(`attachments.${index}.files`, attachment.files);
  }
  const bytes = [...message.files, ...message.attachments.flatMap((one) => one.files)].reduce(
    (sum, file) => sum + file.bytes.length,
    0,
  );
  if (bytes > memoLimits.bytes) faults.push({ field: 'files', kind: 'large', most: memoLimits.bytes });
  return faults;
}
