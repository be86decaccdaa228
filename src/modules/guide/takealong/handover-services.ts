import type { Publication } from '../publication/publication.ts';
import type { HandoverService } from './handover-code.ts';

/** A municipality's guides with steps. The steps are read when a code's name fits, not before: few are. */
export function* handoverServices(publication: Pick<Publication, 'all' | 'service'>): Iterable<HandoverService> {
  for (const { slug, full } of publication.all('da')) {
    if (!full) continue;
    yield {
      slug,
      get steps() {
        return publication.service(slug, 'da')?.steps.map((step) => step.id) ?? [];
      },
    };
  }
}
