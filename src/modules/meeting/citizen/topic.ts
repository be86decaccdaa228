import * as v from 'valibot';
import type { Language, MunicipalityId } from '../../../kernel/index.ts';
import type { Guide } from '../../guide/index.ts';

const word = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/))), null);

/** The guide's service and step that she comes from; `words` is what she is told of it. */
export type MeetingTopic = {
  readonly topic: string | null;
  readonly step: string | null;
  readonly words: string | null;
};

/** Reads a topic from a link or a form; what the guide does not know is left out. */
export async function readMeetingTopic(
  guide: Guide,
  municipality: MunicipalityId,
  input: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<MeetingTopic> {
  const slug = v.parse(word, input.emne ?? null);
  if (slug === null) return { topic: null, step: null, words: null };
  const service = (await guide.publication(municipality)).service(slug, language);
  if (!service) return { topic: null, step: null, words: null };
  const wanted = v.parse(word, input.trin ?? null);
  const step = service.steps.find((one) => one.id === wanted);
  return {
    topic: service.slug,
    step: step?.id ?? null,
    words: step ? `${service.plainTitle.text}: ${step.title.text}` : service.plainTitle.text,
  };
}
