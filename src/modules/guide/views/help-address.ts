import { pathIn } from '../../../kernel/address.ts';
import type { ViewContext } from './view-context.ts';

/** The way from here to a person, who then knows the topic and the step. No text of hers is in the address. */
export const helpAddress = ({ language, base, ticked = [] }: ViewContext, slug: string, step?: string): string => {
  // Without scripts the ticks that came in the address go on in it; what is no id of a step stays behind.
  const done = ticked.filter((id) => /^[a-z0-9-]{1,60}$/.test(id));
  const query = [
    `emne=${slug}`,
    ...(step ? [`trin=${step}`] : []),
    ...(done.length ? [`gjort=${done.join(',')}`] : []),
  ];
  return `${pathIn(language, base, '/hjaelp')}?${query.join('&')}`;
};

/** To a time of her own instead: it knows the topic and the step too. */
export const bookAddress = ({ language, base }: ViewContext, slug: string, step?: string): string =>
  `${pathIn(language, base, '/moede')}?emne=${slug}${step ? `&trin=${step}` : ''}`;
