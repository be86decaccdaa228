/**
 * What the API takes and gives. These schemas validate the input and are, by the same objects, the OpenAPI document: a
 * description that is not enforced cannot be written here.
 */
import * as v from 'valibot';

const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,60}$/, 'use lower case letters, digits and hyphens'),
  v.description('Lower case letters, digits and hyphens.'),
);
const language = v.optional(v.picklist(['da', 'en'], 'use da or en'), 'da');

export const LanguageQuery = v.object({ language });

export const SearchQuery = v.object({
  q: v.pipe(
    v.string('is required'),
    v.trim(),
    v.minLength(1, 'is required'),
    v.maxLength(10_000, 'is longer than 10,000 characters'),
  ),
  language,
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'use a whole number'),
      v.transform(Number),
      v.minValue(1, 'use 1 to 20'),
      v.maxValue(20, 'use 1 to 20'),
    ),
    '5',
  ),
});

export const HelpRequestBody = v.strictObject(
  {
    form: v.picklist(['text', 'voice', 'video'], 'use text, voice or video'),
    language: v.optional(v.picklist(['da', 'en'], 'use da or en'), 'da'),
    service: v.optional(v.nullable(slug), null),
    step: v.optional(v.nullable(slug), null),
    stepsDone: v.optional(v.pipe(v.array(slug), v.maxLength(12, 'name at most 12 steps')), []),
    name: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(80, 'use at most 80 characters'))), null),
  },
  (issue) => (issue.expected === 'never' ? 'is not a field of a help request' : 'is required'),
);

export const OutcomeBody = v.strictObject({
  outcome: v.picklist(
    ['together', 'self', 'other-way', 'unsolved', 'forwarded', 'follow-up'],
    'use together, self, other-way, unsolved, forwarded or follow-up',
  ),
  kind: v.optional(
    v.picklist(
      ['help-to-self-service', 'information', 'transaction', 'case-status', 'misdirected'],
      'use one of the kinds of contact',
    ),
    'help-to-self-service',
  ),
  task: v.optional(v.nullable(slug), null),
});

export const CountsQuery = v.object({ period: v.optional(v.pipe(v.string(), v.maxLength(20))), language });

export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ field: v.string(), message: v.string() }))),
});

export const MunicipalityOut = v.object({ slug: v.string(), name: v.string(), demonstration: v.boolean() });
export const ServiceSummary = v.object({
  slug: v.string(),
  title: v.string(),
  plainTitle: v.string(),
  summary: v.string(),
  lifeEvent: v.string(),
  authority: v.string(),
  checked: v.pipe(v.string(), v.description('Date, 2026-11-21')),
});
export const ServiceOut = v.object({
  ...ServiceSummary.entries,
  entry: v.object({ url: v.string(), label: v.string() }),
  nonDigital: v.string(),
  ready: v.array(v.string()),
  steps: v.array(v.object({ id: v.string(), title: v.string(), text: v.string() })),
});
export const SearchOut = v.object({
  kind: v.pipe(
    v.picklist(['hits', 'unsure', 'none']),
    v.description('unsure: shown as a question, never as the answer'),
  ),
  hits: v.array(v.object({ slug: v.string(), title: v.string() })),
});
export const Estimate = v.variant('kind', [
  v.object({ kind: v.literal('unknown') }),
  v.object({ kind: v.literal('soon') }),
  v.object({ kind: v.literal('range'), low: v.number(), high: v.number() }),
]);
export const QueueOut = v.variant('open', [
  v.object({ open: v.literal(true), waiting: v.number(), staff: v.number(), estimate: Estimate }),
  v.object({
    open: v.literal(false),
    reason: v.picklist(['outside-hours', 'nobody-at-desk']),
    opens: v.nullable(v.object({ date: v.string(), time: v.string() })),
  }),
]);
export const WaitingOut = v.variant('kind', [
  v.object({ kind: v.literal('waiting'), place: v.number(), estimate: Estimate, staffed: v.boolean() }),
  v.object({ kind: v.literal('taken') }),
  v.object({ kind: v.literal('ended') }),
  v.object({ kind: v.literal('gone') }),
]);
export const HelpRequestOut = v.object({
  token: v.pipe(v.string(), v.description('Proves the place in line; send it as `Authorization: Bearer`. Given once.')),
  state: WaitingOut,
});
