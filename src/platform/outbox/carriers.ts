import type { House } from '../house.ts';
import { openMessagePorts } from '../messages/open-ports.ts';
import type { MessagePorts, Outcome } from '../messages/ports.ts';
import type { Carrier, CarrierOutcome, Carriers, Handover, MessageBody } from './message.ts';
import { receiptPath, receiptReference } from './receipts.ts';

/**
 * Mail and SMS by the ports that links to guides go by too: one code for SMTP and for gateways. Digital post and letters come
 * from whoever knows them. In a demonstration without a mail server or gateway, messages are taken and thrown away, so that
 * what follows can be seen.
 */
export function openCarriers(
  house: Pick<House, 'config' | 'keys' | 'baseUrl'>,
  {
    demonstration = false,
    ports = openMessagePorts(house.config),
    ...others
  }: {
    readonly demonstration?: boolean;
    readonly ports?: MessagePorts;
    readonly 'digital-post'?: Carrier<'digital-post'> | null;
    readonly letter?: Carrier<'letter'> | null;
  } = {},
): Carriers {
  const { mail, sms } = ports;
  const thrownAway = demonstration ? async () => ({ kind: 'accepted', externalId: null }) as const : null;
  return {
    mail: mail
      ? async ({ to, subject, text, calendar }, key) =>
          to === '' ? noRecipient : outcomeOf(await mail.send({ to, subject, text, calendar, key }))
      : thrownAway,
    sms: sms
      ? async ({ to, text }, key, { municipality }) => {
          if (to === '') return noRecipient;
          const reference = receiptReference(municipality, key);
          const receipt = `${house.baseUrl()}${receiptPath(house.keys, reference)}`;
          return outcomeOf(await sms.send({ to, text, key, reference, receipt }));
        }
      : thrownAway,
    'digital-post': others['digital-post'] ?? thrownAway,
    letter: others.letter ?? null,
  };
}

const noRecipient: CarrierOutcome = { kind: 'refused', why: 'recipient' };

const outcomeOf = (outcome: Outcome): CarrierOutcome =>
  outcome.kind === 'accepted' ? { kind: 'accepted', externalId: outcome.externalId ?? null } : outcome;

/** Gives a message to the carrier of its channel. */
export async function carry(
  carriers: Carriers,
  body: MessageBody,
  key: string,
  handover: Handover,
): Promise<CarrierOutcome | { readonly kind: 'no-carrier' }> {
  const none = { kind: 'no-carrier' } as const;
  switch (body.channel) {
    case 'mail':
      return carriers.mail?.(body, key, handover) ?? none;
    case 'sms':
      return carriers.sms?.(body, key, handover) ?? none;
    case 'digital-post':
      return carriers['digital-post']?.(body, key, handover) ?? none;
    case 'letter':
      return carriers.letter?.(body, key, handover) ?? none;
  }
}
