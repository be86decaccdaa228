import * as v from 'valibot';
import type { MunicipalityId } from '../../kernel/index.ts';
import type { Language } from '../../kernel/language.ts';
import type { Guide } from '../guide/index.ts';

const word = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));
/** What travels from the guide: the service, the step she stands on, the steps she has ticked. Anything else is dropped. */
const TopicQuery = v.object({
  emne: v.fallback(v.nullable(word), null),
  trin: v.fallback(v.nullable(word), null),
  gjort: v.fallback(
    v.pipe(
      v.string(),
      v.transform((text) =>
        text
          .split(',')
          .filter((one) => /^[a-z0-9-]{1,60}$/.test(one))
          .slice(0, 12),
      ),
    ),
    [] as string[],
  ),
});

export type Topic = {
  readonly service: string | null;
  readonly serviceTitle: string | null;
  readonly step: string | null;
  readonly stepNumber: number | null;
  readonly stepTitle: string | null;
  readonly stepsDone: readonly string[];
};

const nothing: Topic = {
  service: null,
  serviceTitle: null,
  step: null,
  stepNumber: null,
  stepTitle: null,
  stepsDone: [],
};

/** Reads a topic from a link or a form; what the guide does not know is left out, so that nobody is refused help for it. */
export async function readTopic(
  guide: Guide,
  municipality: MunicipalityId,
  input: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<Topic> {
  const query = v.parse(TopicQuery, { emne: input.emne ?? null, trin: input.trin ?? null, gjort: input.gjort ?? '' });
  if (query.emne === null) return nothing;
  const service = (await guide.publication(municipality)).service(query.emne, language);
  if (!service) return nothing;
  const at = service.steps.findIndex((step) => step.id === query.trin);
  const step = service.steps[at];
  return {
    service: service.slug,
    serviceTitle: service.title.text,
    step: step?.id ?? null,
    stepNumber: step ? at + 1 : null,
    stepTitle: step?.title.text ?? null,
    stepsDone: query.gjort.filter((id) => service.steps.some((one) => one.id === id)),
  };
}

/** The same topic as a query, for the next link. */
export function topicQuery(topic: Topic): string {
  const query = new URLSearchParams();
  if (topic.service) query.set('emne', topic.service);
  if (topic.step) query.set('trin', topic.step);
  if (topic.stepsDone.length > 0) query.set('gjort', topic.stepsDone.join(','));
  return query.toString();
}
