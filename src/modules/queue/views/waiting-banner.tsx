import type { VNode } from 'preact';
import type { Language } from '../../../kernel/language.ts';
import { asset, DataIsland } from '../../../ui/index.ts';
import type { WaitingState } from '../help.ts';
import { waitingTexts } from '../room-messages.ts';
import { pathIn } from '../view-types.ts';

/** On every page of the guide while she holds a place: where she stands, and the way back. Null when there is nothing to say. */
export function waitingBanner(state: WaitingState, language: Language, base: string): VNode | null {
  if (state.kind !== 'waiting' && state.kind !== 'taken') return null;
  const t = waitingTexts(language, state.kind === 'waiting' && state.meetsAt !== undefined);
  const taken = state.kind === 'taken';
  return (
    <DataIsland name="waiting-banner" props={{ language, base }}>
      <p role="status">
        <strong>{taken ? t.bannerTaken : t.banner(state.place)}</strong>{' '}
        <a href={pathIn(language, base, '/hjaelp/vent')}>{taken ? t.toCall : t.toRoom}</a>
      </p>
      <script type="module" src={asset('waiting-banner.js')} />
    </DataIsland>
  );
}
