import type { Language } from '../../../kernel/language.ts';
import { findIsland } from '../../guide/client/island.ts';
import { waitingTexts } from '../room-messages.ts';
import { playArrival } from './arrival-sound.ts';
import type { WaitingMessage } from './island-props.ts';
import { openStateSource } from './state-source.ts';

/** On a page of the guide: keeps her place alive while she reads, and says when it is her turn. */
const island = findIsland<{ readonly language: Language; readonly base: string }>('waiting-banner');
if (island) {
  const { root, props } = island;
  const prefix = `${props.base}${props.language === 'da' ? '' : `/${props.language}`}`;
  const words = root.querySelector('strong');
  const link = root.querySelector('a');
  const title = document.title;
  let waited = false;
  let meeting = false;
  openStateSource<WaitingMessage>(`${prefix}/hjaelp/strom`, {
    away: () => {},
    state: ({ state }) => {
      if (!words || !link) return;
      if (state.kind === 'waiting') meeting = state.meetsAt !== undefined;
      const t = waitingTexts(props.language, meeting);
      const taken = state.kind === 'taken';
      if (taken && waited) {
        playArrival();
        if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(300);
      }
      waited = state.kind === 'waiting';
      words.textContent = taken ? t.bannerTaken : state.kind === 'waiting' ? t.banner(state.place) : t.gone;
      link.textContent = taken ? t.toCall : state.kind === 'waiting' ? t.toRoom : t.startAgain;
      document.title = taken ? `${t.bannerTaken} – ${title}` : title;
    },
  });
}
