import { renderSVG } from 'uqr';
import type { Language } from '../../../kernel/index.ts';
import { type FieldError, pathIn } from '../../../platform/index.ts';
import { Button, ErrorSummary, SelectField, Table, TextField } from '../../../ui/index.ts';
import type { ServiceOutline } from '../publication/publication.ts';
import type { NamedEntrance } from '../visits/store.ts';
import { entranceName, VisitTable } from '../visits/tal-page.tsx';
import type { VisitFigures } from '../visits/visit-figures.ts';
import { texts } from './messages.ts';
import type { EmbedKind, Snippet } from './snippet.ts';

export type EmbedView = {
  readonly language: Language;
  readonly origin: string;
  /** The slug. */
  readonly municipality: string;
  readonly services: readonly ServiceOutline[];
  readonly service: ServiceOutline | null;
  readonly entrances: readonly { readonly key: string; readonly name: string | null }[];
  /** The one that is chosen; null for each element's own. */
  readonly entrance: string | null;
  readonly named: readonly NamedEntrance[];
  readonly embeds: readonly (Snippet & { readonly kind: EmbedKind })[];
};

const path = '/redaktion/indlejr';

export function EmbedEditor({
  view,
  figures,
  refused,
}: {
  readonly view: EmbedView;
  readonly figures: VisitFigures | null;
  readonly refused: { readonly written: string; readonly errors: readonly FieldError[] } | null;
}) {
  const { language } = view;
  const t = texts(language);
  return (
    <>
      <ErrorSummary language={language} errors={refused?.errors ?? []} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <form method="get" action={pathIn(language, '', path)}>
        <h2>{t.chooseHeading}</h2>
        <div class="field-columns">
          <SelectField
            id="ydelse"
            name="ydelse"
            label={t.service}
            value={view.service?.slug}
            options={view.services.map(({ slug, plainTitle }) => ({ value: slug, label: plainTitle.text }))}
          />
          <SelectField
            id="indgang"
            name="indgang"
            label={t.entrance}
            value={view.entrance ?? ''}
            options={[
              { value: '', label: t.entranceOwn },
              ...view.entrances.map(({ key, name }) => ({ value: key, label: entranceName(key, name, language) })),
            ]}
          />
        </div>
        <Button variant="secondary">{t.show}</Button>
      </form>
      {/* The same line that other sites put in, from our own address. */}
      <script async src={`/${view.municipality}/indlejr/v1.js`} />
      {view.embeds.map((embed) => (
        <Embed key={embed.kind} view={view} embed={embed} />
      ))}
      <p>{t.noScript}</p>
      <p>
        {`${t.csp} `}
        <code>{view.origin}</code>
      </p>
      <Entrances view={view} refused={refused} />
      <h2>{t.figures}</h2>
      {figures === null ? null : <VisitTable language={language} block={figures} running />}
      <p>
        <a class="way" href={pathIn(language, `/${view.municipality}`, '/tal')}>
          {t.how}
        </a>
      </p>
    </>
  );
}

function Embed({ view, embed }: { readonly view: EmbedView; readonly embed: EmbedView['embeds'][number] }) {
  const { language } = view;
  const t = texts(language);
  const { kind, line, link } = embed;
  // Only the entrance is given: at this page's own address the rest follows from the script's.
  const given = view.entrance === null ? {} : { fra: view.entrance };
  const Element = `medbetjening-${kind}` as 'div';
  const query = new URLSearchParams({
    til: kind,
    ydelse: view.service?.slug ?? '',
    ...(view.entrance === null ? {} : { indgang: view.entrance }),
  });
  return (
    <section aria-labelledby={`element-${kind}`} class="embed-example">
      <h2 id={`element-${kind}`}>{t.kinds[kind]}</h2>
      <p>{t.kindText[kind]}</p>
      <h3>{t.preview}</h3>
      <Element {...given} {...(kind === 'ydelse' ? { slug: view.service?.slug, niveau: '4' } : {})}>
        <a href={link}>{t.kinds[kind]}</a>
      </Element>
      <Copied id={`linje-${kind}`} label={t.line} text={line} rows={4} language={language} />
      <Copied id={`link-${kind}`} label={t.link} text={link} rows={2} language={language} />
      <div
        class="embed-qr"
        role="img"
        aria-label={t.qr(t.kinds[kind])}
        dangerouslySetInnerHTML={{ __html: renderSVG(link, { border: 4 }) }}
      />
      <p>
        <a href={`${pathIn(language, '', `${path}/qr.svg`)}?${query}`}>{t.qrDownload}</a>
      </p>
    </section>
  );
}

function Copied({
  id,
  label,
  text,
  rows,
  language,
}: {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly rows: number;
  readonly language: Language;
}) {
  const t = texts(language);
  return (
    <div class="form-group">
      <label class="form-label" for={id}>
        {label}
      </label>
      <textarea class="form-input embed-code" id={id} rows={rows} readonly spellcheck={false} value={text} />
      <p>
        <button class="button button-secondary" type="button" data-copy={id} data-copied={t.copied} hidden>
          {t.copy}
        </button>
      </p>
    </div>
  );
}

function Entrances({
  view,
  refused,
}: {
  readonly view: EmbedView;
  readonly refused: { readonly written: string; readonly errors: readonly FieldError[] } | null;
}) {
  const { language, named } = view;
  const t = texts(language);
  const error = refused?.errors[0]?.message;
  return (
    <section aria-labelledby="indgange">
      <h2 id="indgange">{t.entrancesHeading}</h2>
      <p>{t.entrancesText}</p>
      {named.length === 0 ? null : (
        <>
          <Table
            caption={t.entrancesList}
            head={[t.columns.name, t.columns.key, t.columns.remove]}
            rows={named.map(({ key, name }) => [
              name,
              <code key="key">{key}</code>,
              <form key="remove" method="post" action={pathIn(language, '', `${path}/fjern`)}>
                <input type="hidden" name="key" value={key} />
                <Button variant="quiet" aria-label={t.removeLabel(name)}>
                  {t.remove}
                </Button>
              </form>,
            ])}
          />
          <p class="soft">{t.removeText}</p>
        </>
      )}
      <form method="post" action={pathIn(language, '', path)}>
        <TextField
          id="name"
          name="name"
          label={t.entranceName}
          hint={t.entranceHint}
          error={error}
          value={refused?.written}
          maxlength={60}
        />
        <Button variant="secondary">{t.addEntrance}</Button>
      </form>
    </section>
  );
}
