import { findBelow, readXml, textBelow } from '../xml/read-xml.ts';

/** What the sender must know of a message: whose it is and to whom. */
export type Envelope = { readonly cvr: string; readonly cpr: string };

const headerOf = /<memo:MessageHeader>.*?<\/memo:MessageHeader>/s;

/** Reads it from a message of `buildMemo`; null for anything else. Pure. */
export function readEnvelope(memo: string): Envelope | null {
  const header = headerOf.exec(memo)?.[0];
  const read = header === undefined ? null : readXml(`<x xmlns:memo="https://DigitalPost.dk/MeMo-1">${header}</x>`);
  if (!read?.ok) return null;
  const sender = findBelow(read.value, 'Sender');
  const recipient = findBelow(read.value, 'Recipient');
  const cvr = sender && textBelow(sender, 'senderID');
  const cpr = recipient && textBelow(recipient, 'recipientID');
  return cvr && cpr ? { cvr, cpr } : null;
}

const channels = { DIGITALPOST: 'Digital Post', NEMSMS: 'NemSMS' } as const;

/**
 * The body of KombiPostAfsend. The message gets `key` as its number: one for all attempts, so that the mail box can see that
 * it comes twice, and a status names our own record. Pure.
 */
export function kombiRequest(memo: string, kind: 'DIGITALPOST' | 'NEMSMS', key: string): string {
  const bare = memo
    .replace(/^<\?xml[^?]*\?>\s*/, '')
    .replace(/<memo:messageUUID>[^<]*<\/memo:messageUUID>/, `<memo:messageUUID>${key}</memo:messageUUID>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kombi_request><KombiValgKode>${channels[kind]}</KombiValgKode>${bare}</kombi_request>`;
}
