import type { Language } from '../../../../kernel/language.ts';
import type { LoadGuide } from './guide-together.ts';

type Answer = {
  readonly slug: string;
  readonly title: string;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly text: string }[];
};

/** Guides as our public interface gives them. `base` is the municipality's own address, `/fjordby`. */
export const guidesOf =
  (base: string, language: Language): LoadGuide =>
  async (slug) => {
    try {
      const response = await fetch(`/api/v1${base}/services/${slug}?language=${language}`);
      if (!response.ok) return null;
      const { title, steps } = (await response.json()) as Answer;
      return {
        slug,
        title,
        href: `${base}${language === 'da' ? '' : `/${language}`}/${slug}`,
        steps: steps.map((step, at) => ({ ...step, number: at + 1 })),
      };
    } catch {
      return null;
    }
  };
