import { pathIn } from '../../../kernel/address.ts';
import type { ViewContext } from './view-context.ts';

/** The way from here to a person, who then knows the topic and the step. No text of hers is in the address. */
export const helpAddress = ({ language, base }: ViewContext, slug: string, step?: string): string =>
  `${pathIn(language, base, '/hjaelp')}?emne=${slug}${step === undefined ? '' : `&trin=${step}`}`;
