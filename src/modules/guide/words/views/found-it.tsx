import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import { foundTexts } from '../found-messages.ts';

/** What the search page asks of whoever got an answer. */
export type FoundItView = {
  /** Where the answer is sent: `/fjordby/soeg/svar`. */
  readonly action: string;
  readonly query: string;
  /** She has answered. */
  readonly thanked: boolean;
};

/** One question below the answers, one tap. The script beside it counts whether an answer was opened. */
export function FoundIt({ language, view }: { readonly language: Language; readonly view: FoundItView }) {
  const t = foundTexts(language);
  if (view.thanked) return <p role="status">{t.thanks}</p>;
  return (
    <form method="post" action={view.action} data-search-outcome>
      <input type="hidden" name="q" value={view.query} />
      <p id="fandt">{t.question}</p>
      <div class="button-row">
        <Button variant="secondary" name="fandt" value="ja" aria-describedby="fandt">
          {t.yes}
        </Button>
        <Button variant="secondary" name="fandt" value="nej" aria-describedby="fandt">
          {t.no}
        </Button>
      </div>
    </form>
  );
}
