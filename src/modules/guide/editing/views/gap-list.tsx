import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Notice } from '../../../../ui/index.ts';
import { editingTexts } from '../messages.ts';
import type { TextGap } from '../text-gaps.ts';

/** What the text lacks, each with where it is mended. */
export function GapList({ language, gaps }: { readonly language: Language; readonly gaps: readonly TextGap[] }) {
  if (gaps.length === 0) return null;
  const t = editingTexts(language);
  const where: Partial<Record<TextGap, string>> = {
    'no-owner': '/redaktion/opgaver',
    'link-broken': '/redaktion/indgange',
    'link-moved': '/redaktion/indgange',
  };
  return (
    <Notice kind="info" heading={t.gapsHeading}>
      <ul>
        {gaps.map((gap) => {
          const path = where[gap];
          return (
            <li key={gap}>
              {path === undefined ? t.gaps[gap] : <a href={pathIn(language, '', path)}>{t.gaps[gap]}</a>}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
