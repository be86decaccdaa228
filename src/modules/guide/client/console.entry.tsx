import { render } from 'preact';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import { Console } from './console.tsx';
import { findIsland } from './island.ts';
import { useKeys } from './use-keys.ts';

function ConsoleScreen({ language }: { readonly language: Language }) {
  const keys = useKeys();
  const t = deskTexts(language);
  return (
    <>
      <h1 class="sr-only">{t.title}</h1>
      <Console language={language} layout="page" keys={keys} />
    </>
  );
}

const island = findIsland<{ readonly language: Language }>('console');
if (island) {
  island.root.replaceChildren();
  render(<ConsoleScreen {...island.props} />, island.root);
  document.getElementById('desk-soeg')?.focus();
}
