import { pathIn } from '../../../kernel/address.ts';
import type { ViewContext } from '../views/view-context.ts';

/** Another of the guide's pages, read the same way: who helps somebody goes on helping. */
export const pageAddress = ({ language, base, reading }: ViewContext, rest: string): string =>
  `${pathIn(language, base, rest)}${reading?.helper ? '?hjaelper=1' : ''}`;
