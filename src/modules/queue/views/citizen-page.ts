import type { Language } from '../../../kernel/language.ts';
import type { ComposedService } from '../../guide/index.ts';
import type { Municipality, Place } from '../../tenancy/index.ts';
import type { GuideProps } from '../client/island-props.ts';
import type { Topic } from '../topic.ts';
import { pathIn } from '../view-types.ts';

/** What every page of the citizen's way to help is made from. */
export type CitizenPage = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby` */
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly place: Place | null;
  readonly now: Date;
  readonly topic: Topic;
};

/** A guide as the island reads it; null where she came without one, or where it has no steps. */
export function guideProps(
  page: CitizenPage,
  service: ComposedService | null,
  done: readonly string[],
): GuideProps | null {
  if (service === null || service.steps.length === 0) return null;
  return {
    slug: service.slug,
    title: service.title.text,
    href: pathIn(page.language, page.base, `/${service.slug}`),
    steps: service.steps.map((step) => ({
      id: step.id,
      number: step.number,
      title: step.title.text,
      text: step.text.text,
    })),
    step: page.topic.step,
    done,
  };
}
