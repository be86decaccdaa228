import { pathIn } from '../../../kernel/address.ts';
import type { Language } from '../../../kernel/index.ts';
import { Button } from '../../../ui/index.ts';
import { texts } from '../messages.ts';

/** The one field. A GET, so that the answer can be bookmarked and nothing is needed but HTML. */
export function SearchForm({
  language,
  base,
  value,
  hint,
  quiet,
  helper,
}: {
  readonly language: Language;
  readonly base: string;
  readonly value?: string;
  readonly hint?: boolean;
  /** Where another button is the main thing. */
  readonly quiet?: boolean;
  /** What is found is read for somebody else. */
  readonly helper?: boolean | undefined;
}) {
  const t = texts(language);
  return (
    <search>
      <form class="search" method="get" action={pathIn(language, base, '/soeg')}>
        {helper ? <input type="hidden" name="hjaelper" value="1" /> : null}
        <label class="form-label" for="q">
          {t.searchLabel}
        </label>
        {hint ? (
          <p class="form-hint" id="q-hint">
            {t.searchHint}
          </p>
        ) : null}
        <div class="search-row">
          <input
            class="form-input"
            type="search"
            id="q"
            name="q"
            value={value}
            autocomplete="off"
            enterkeyhint="search"
            aria-describedby={hint ? 'q-hint' : undefined}
          />
          <Button variant={quiet ? 'secondary' : 'primary'}>{t.search}</Button>
        </div>
      </form>
    </search>
  );
}
