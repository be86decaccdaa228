import { texts } from '../messages.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import { Prose } from './prose.tsx';
import type { ViewContext } from './view-context.ts';

/** The one strong button of the page: out to the solution. */
export function Entry({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const { entry } = service;
  return (
    <p class="entry">
      <a class="button button-primary print-address" href={entry.url} rel="noreferrer">
        <Prose text={entry.label} language={context.language} plain />
      </a>{' '}
      <span class="soft">{texts(context.language).leaves(entry.host)}</span>
    </p>
  );
}
