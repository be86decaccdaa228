import { redactCpr } from '../../../kernel/index.ts';
import { enqueue, type House, type MessageBody } from '../../../platform/index.ts';
import { type Municipality, places } from '../../tenancy/index.ts';
import { fillTemplate } from '../messages/fill-template.ts';
import { messageValues } from '../messages/message-values.ts';
import { ownTemplates } from '../messages/template-store.ts';
import { mailEnding as danishEnding } from '../messages/templates.da.ts';
import { mailEnding as englishEnding } from '../messages/templates.en.ts';
import { channelOf } from '../way-to-reach.ts';
import type { Invited, NewInvitation } from './invitations.ts';

/**
 * Writes the invitation to her, by mail or SMS, into the outbox. False: there is no way to reach her, and an employee passes
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
    online: true,
  } as const;
  const write = (part: 'subject' | 'body') =>
    redactCpr(fillTemplate(templateOf('invited', channel)[part], messageValues(house, facts, channel, language)));
  const ending = (language === 'da' ? danishEnding : englishEnding)(place?.phone || null);
  const body: MessageBody =
    channel === 'sms'
      ? { channel, to: details.phone ?? '', text: write('body') }
      : {
          channel,
          to: details.mail ?? '',
          subject: write('subject'),
          text: `${write('body')}\n\n${ending}`,
          calendar: null,
        };
  await enqueue(
    house,
    { about: invited.id, person: null, kind: 'invited', body, notBefore: now, latestUseful: invited.expiresAt },
    now,
  );
  return true;
}
