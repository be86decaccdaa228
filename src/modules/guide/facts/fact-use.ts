import type { LocalText } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';

/**
 * Which services embed which facts: by reference (`fact:fee`, `our:phone`), the slugs. A shared fact is not used where a
 * service has its own of that name. Pure.
 */
export function factUse(
  services: readonly ServiceText[],
  variants: ReadonlyMap<string, LocalText>,
): (reference: string) => readonly string[] {
  const found = new Map<string, Set<string>>();
  const note = (slug: string, text: unknown, own: ReadonlySet<string>) => {
    for (const [, reference = ''] of JSON.stringify(text ?? {}).matchAll(/\{((?:fact|our):[a-z0-9-]+)\}/g)) {
      if (reference.startsWith('fact:') && own.has(reference.slice(5))) continue;
      const slugs = found.get(reference) ?? new Set();
      found.set(reference, slugs.add(slug));
    }
  };
  for (const service of services) note(service.slug, service, new Set(service.facts.map(({ id }) => id)));
  for (const [slug, { own, ...text }] of variants) {
    const national = services.find((service) => service.slug === slug);
    note(slug, [text, own], new Set((own ?? national)?.facts.map(({ id }) => id)));
  }
  return (reference) => [...(found.get(reference) ?? [])].sort();
}
