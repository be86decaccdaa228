import * as v from 'valibot';
import { meetingForms } from '../meeting-rules.ts';

/** What the API of meetings takes and gives: these check the input and are, by the same objects, its description. */
const slug = v.pipe(
  v.string('is required'),
  v.regex(/^[a-z0-9-]{1,60}$/, 'use lower case letters, digits and hyphens'),
  v.description('Lower case letters, digits and hyphens.'),
);
const form = v.picklist(meetingForms, 'use in-person, phone, video or kiosk');
const date = v.pipe(v.string('is required'), v.isoDate('use a date, 2026-11-21'), v.description('Date, 2026-11-21'));
const spoken = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'use a language tag, such as da or ar'));
const line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, `use at most ${most} characters`));

const wished = {
  type: slug,
  form,
  language: v.optional(spoken, 'da'),
  interpreter: v.optional(v.nullable(spoken), null),
};

export const MeetingTimesQuery = v.object({
  ...wished,
  from: date,
  to: v.pipe(date, v.description('Date, at most 31 days after `from`')),
});

const startsAt = v.pipe(
  v.string('is required'),
  v.isoTimestamp('use an instant, 2026-11-25T09:00:00Z'),
  v.description('One of the times of /meeting-times'),
);
const service = v.optional(v.nullable(slug), null);
const requestKey = v.pipe(
  v.string('is required'),
  v.regex(/^[\w-]{16,80}$/, 'use 16 to 80 random letters and digits'),
  v.description('Random, made once for this wish: sent again, it is answered with the same meeting.'),
);
const unknownField = (issue: { readonly expected: string | null }) =>
  issue.expected === 'never' ? 'is not a field of a meeting' : 'is required';

export const NewHoldBody = v.strictObject({ ...wished, startsAt, service, step: service, requestKey }, unknownField);

export const NewMeetingBody = v.strictObject(
  {
    ...wished,
    startsAt,
    hold: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w.-]{20,120}$/, 'is not a hold of ours'))), null),
    name: v.pipe(line(120), v.minLength(1, 'is required')),
    contact: v.pipe(
      line(254),
      v.minLength(1, 'is required'),
      v.description(
        'A phone number or an e-mail address; the confirmation goes there. For the form phone, the number to call.',
      ),
    ),
    service,
    step: service,
    requestKey,
  },
  unknownField,
);

const words = v.object({ da: v.string(), en: v.string() });
export const MeetingTypeOut = v.object({
  slug: v.string(),
  title: words,
  description: words,
  minutes: v.number(),
  forms: v.array(v.object({ form, law: v.string() })),
});
export const MeetingTimeOut = v.object({ startsAt: v.string(), endsAt: v.string() });
export const HoldOut = v.object({
  hold: v.pipe(v.string(), v.description('Send it with the meeting. Given once.')),
  startsAt: v.string(),
  endsAt: v.string(),
  until: v.pipe(v.string(), v.description('The time is kept until then, and not longer.')),
});
export const MeetingBookedOut = v.object({
  token: v.pipe(v.string(), v.description('Proves whose meeting it is: /{municipality}/m/{token} is her page.')),
  code: v.pipe(v.string(), v.description('With the phone number or address, it opens the page without the link.')),
  startsAt: v.string(),
  endsAt: v.string(),
});
