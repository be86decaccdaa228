import type { Channel } from './entrance.ts';

/** What a citizen is told of a channel rule: the ways there are, and which of them is recommended. */
export type Ways = { readonly offered: readonly Channel[]; readonly recommended: readonly Channel[] };
