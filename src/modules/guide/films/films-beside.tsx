import type { VNode } from 'preact';
import type { Language } from '../../../kernel/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { filmKinds } from './film.ts';
import { GuideFilms } from './film-player.tsx';
import type { Films } from './films.ts';

/** Draws the films of a municipality's services, sign language first. */
export async function filmsBeside(
  of: Films['of'] | undefined,
  municipality: Municipality,
  language: Language,
): Promise<(slug: string, name: string) => VNode | null> {
  const films = (await of?.(municipality.id)) ?? [];
  return (slug, name) => {
    const mine = filmKinds.flatMap((kind) => films.find((one) => one.subject === slug && one.kind === kind) ?? []);
    if (mine.length === 0) return null;
    return <GuideFilms films={mine} base={`/${municipality.slug}`} language={language} name={name} />;
  };
}
