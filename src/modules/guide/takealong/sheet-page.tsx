import { pathIn } from '../../../kernel/address.ts';
import type { Language } from '../../../kernel/language.ts';
import type { ComposedText } from '../publication/compose-service.ts';
import { Prose } from '../views/prose.tsx';
import { estimateHeight } from './estimate-height.ts';
import { fitSheet } from './fit-sheet.ts';
import { texts } from './messages.ts';
import { QrCode } from './qr-code.tsx';
import { type Sheet, type SheetStep, scannedAddress } from './sheet.ts';

type SheetPageProps = {
  readonly sheet: Sheet;
  /** `/fjordby`, without a language. */
  readonly base: string;
  /** The answers of a personal guide, as its address holds them. */
  readonly query: string;
  /** The PDF could not be made just now. */
  readonly busy: boolean;
};

/** The sheet as a page to look at and to print; `client/sheet.css` makes it paper. */
export function SheetPage({ sheet: whole, base, query, busy }: SheetPageProps) {
  const { language, slug } = whole;
  const t = texts(language).sheet;
  // The same choice as in the PDF; estimated, because only the browser knows its own fonts.
  const { sheet, size } = fitSheet(whole, estimateHeight);
  return (
    <>
      <div class="no-print">
        <p>
          <a href={`${pathIn(language, base, `/${slug}`)}${query}`}>{t.back}</a>
        </p>
        {busy ? (
          <p class="alert alert-warning" role="status">
            {t.pdfBusy}
          </p>
        ) : null}
        <p>{t.howTo}</p>
        <p class="sheet-tools">
          <button class="button button-primary" type="button" data-print hidden>
            {t.print}
          </button>
          <a class="button button-secondary" href={`${pathIn(language, base, `/${slug}/ark.pdf`)}${query}`}>
            {t.pdf}
          </a>
        </p>
      </div>
      <article class={`sheet sheet-${size}`}>
        <SheetHead sheet={sheet} />
        <dl class="sheet-facts">
          {sheet.facts.map(({ label, text }) => (
            <div key={label}>
              <dt>{`${label}:`}</dt> <dd>{prose(text, language)}</dd>
            </div>
          ))}
        </dl>
        {sheet.ready.length === 0 ? null : (
          <section>
            <h2>{t.ready}</h2>
            <ul>
              {sheet.ready.map((one) => (
                <li key={one.text}>{prose(one, language)}</li>
              ))}
            </ul>
          </section>
        )}
        {sheet.steps.length === 0 ? null : (
          <section>
            <h2>{t.steps}</h2>
            <ol>
              {sheet.steps.map((step) => (
                <Step key={step.number} step={step} language={language} />
              ))}
            </ol>
          </section>
        )}
        {sheet.goTo === null ? null : (
          <p>
            <strong>{t.goTo(sheet.goTo)}</strong>
          </p>
        )}
        <section>
          <h2>{t.otherWay}</h2>
          <p>{prose(sheet.otherWay, language)}</p>
          {sheet.place.length === 0 ? null : (
            <p>
              <strong>{sheet.place.join(' ')}</strong>
            </p>
          )}
        </section>
        <p>
          <strong>{t.authority}</strong> {prose(sheet.authority, language)}
        </p>
        <p>
          <strong>{t.online}</strong> <strong class="sheet-address">{sheet.address.replace(/^https?:\/\//, '')}</strong>
        </p>
        <p class="sheet-small">{[...(sheet.cut ? [t.cut] : []), ...sheet.notes].join(' ')}</p>
      </article>
    </>
  );
}

function SheetHead({ sheet }: { readonly sheet: Sheet }) {
  const { language } = sheet;
  const t = texts(language).sheet;
  return (
    <header class="sheet-head">
      <div>
        <p class="sheet-small">
          <strong>{sheet.municipality}</strong>
        </p>
        <h1>{prose(sheet.title, language)}</h1>
        {sheet.official === null ? null : (
          <p class="sheet-small">
            <Prose text={{ ...sheet.official, text: t.official(sheet.official.text) }} language={language} plain />
          </p>
        )}
        <p>{prose(sheet.summary, language)}</p>
      </div>
      <div class="sheet-code">
        <QrCode text={scannedAddress(sheet.address)} label={`${t.qr}: ${sheet.address}`} />
        <p class="sheet-small">{t.scan}</p>
      </div>
    </header>
  );
}

function Step({ step, language }: { readonly step: SheetStep; readonly language: Language }) {
  const t = texts(language).sheet;
  return (
    <li>
      <p>
        <strong>{prose(step.title, language)}</strong>
      </p>
      {step.text === null ? null : <p>{prose(step.text, language)}</p>}
      {step.goTo === null ? null : (
        <p>
          <strong>{t.goTo(step.goTo)}</strong>
        </p>
      )}
      {step.trouble === null ? null : (
        <p>
          <strong>{t.trouble}</strong> {prose(step.trouble, language)}
        </p>
      )}
    </li>
  );
}

/** Nothing on paper can be pressed, so addresses and numbers are words. */
const prose = (text: ComposedText, language: Language) => <Prose text={text} language={language} plain />;
