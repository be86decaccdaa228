import type { MessageChannel } from '../../../db/index.ts';
import { redactCpr } from '../../../kernel/index.ts';
import { enqueue, type House, type MessageBody } from '../../../platform/index.ts';
import { type Municipality, places } from '../../tenancy/index.ts';
import { withEnding } from '../messages/endings.ts';
import { fillTemplate } from '../messages/fill-template.ts';
import { messageValues } from '../messages/message-values.ts';
import { postalMessage } from '../messages/postal-message.ts';
import { ownTemplates } from '../messages/template-store.ts';
import { channelOf } from '../way-to-reach.ts';
import type { Invited, NewInvitation } from './invitations.ts';

/**
 * Writes the invitation to her, by the way that she is reached, into the outbox. False: there is no way to reach her, and an employee passes
 * the link on. In the transaction that made it.
 */
export async function tellInvited(
  house: House,
  municipality: Municipality,
  { type, details, language }: NewInvitation,
  invited: Invited,
  now: Date,
): Promise<boolean> {
  const channel = channelOf(details);
  if (channel === 'none') return false;
  const place = (await places())[0] ?? null;
  const templateOf = await ownTemplates(language);
  const [first] = type.forms;
  const facts = {
    municipality,
    form: first?.form ?? 'video',
    place,
    typeTitle: type.title,
    startsAt: null,
    was: null,
    proposed: [],
    answerBefore: invited.expiresAt,
    link: { token: invited.token, code: invited.code },
    // Without a number or address of hers beside it the code opens nothing but the telephone.
    online: details.mail !== null || details.phone !== null,
  } as const;
  const write = (as: MessageChannel, part: 'subject' | 'body') =>
    redactCpr(fillTemplate(templateOf('invited', as)[part], messageValues(house, facts, as, language)));
  const asSent = (as: 'mail' | 'sms') => withEnding(as, write(as, 'body'), place?.phone || null, language);
  const body: MessageBody =
    channel === 'sms'
      ? { channel, to: details.phone ?? '', text: asSent('sms') }
      : channel === 'mail'
        ? {
            channel,
            to: details.mail ?? '',
            subject: write('mail', 'subject'),
            text: asSent('mail'),
            calendar: null,
          }
        : postalMessage(house, {
            kind: 'invited',
            channel,
            meeting: { uid: invited.id, startsAt: null, endsAt: null, form: facts.form },
            person: { details },
            facts,
            language,
            subject: write(channel, 'subject'),
            text: write(channel, 'body'),
            paper: { subject: write('letter', 'subject'), text: write('letter', 'body') },
            sms: '',
            now,
          });
  await enqueue(
    house,
    { about: invited.id, person: null, kind: 'invited', body, notBefore: now, latestUseful: invited.expiresAt },
    now,
  );
  return true;
}
