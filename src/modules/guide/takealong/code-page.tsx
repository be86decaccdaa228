import { pathIn } from '../../../kernel/address.ts';
import { Button, ErrorSummary, Notice, TextField } from '../../../ui/index.ts';
import type { ServiceOutline } from '../publication/publication.ts';
import { ServiceList } from '../views/service-list.tsx';
import type { ViewContext } from '../views/view-context.ts';
import { texts } from './messages.ts';

type CodePageProps = {
  readonly context: ViewContext;
  readonly written: string;
  readonly error?: string | undefined;
  /** The code says what it is of, but its ticks cannot be set. */
  readonly stale?: { readonly kind: 'changed' | 'several'; readonly services: readonly ServiceOutline[] } | undefined;
};

/** Where a code from another screen is typed. */
export function CodePage({ context, written, error, stale }: CodePageProps) {
  const { language, base } = context;
  const t = texts(language).code;
  return (
    <>
      {error === undefined ? null : <ErrorSummary language={language} errors={[{ field: 'kode', message: error }]} />}
      <h1>{t.title}</h1>
      {stale === undefined ? null : (
        <Notice kind="warning" heading={stale.kind === 'changed' ? t.changedTitle : t.severalTitle} live>
          <p>{stale.kind === 'changed' ? t.changed : t.several}</p>
          <ServiceList context={context} services={stale.services} />
        </Notice>
      )}
      <p class="lead">{t.lead}</p>
      <form method="post" action={pathIn(language, base, '/kode')} novalidate>
        <TextField
          id="kode"
          name="kode"
          label={t.label}
          hint={t.hint}
          error={error}
          value={written}
          maxlength={40}
          required
        />
        <Button type="submit">{t.submit}</Button>
      </form>
    </>
  );
}
