import { pathIn } from '../../../kernel/address.ts';
import type { LifeEventOutline } from '../publication/publication.ts';
import type { ViewContext } from '../views/view-context.ts';
import { texts } from './messages.ts';

/** All sheets of a topic to print at once, for a counter's rack or a class. */
export function SheetSet({ context, event }: { readonly context: ViewContext; readonly event: LifeEventOutline }) {
  const { language, base } = context;
  if (!event.services.some((service) => service.published)) return null;
  return (
    <p class="no-print">
      <a href={pathIn(language, base, `/emner/${event.id}/ark.pdf`)}>{texts(language).sheet.set}</a>
    </p>
  );
}
