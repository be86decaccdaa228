import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, ErrorSummary, type FieldError, SelectField, VisuallyHidden } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { termRelations } from '../local-term.ts';
import { texts } from '../messages.ts';
import type { Suggestion } from '../suggestion-store.ts';
import { type Done, DoneNotice } from './done-notice.tsx';
import { WordsMenu, wordPaths } from './words-menu.tsx';

export type ServiceName = { readonly slug: string; readonly title: string };

export type SuggestionsView = {
  readonly suggestions: readonly (Suggestion & { readonly guess: ServiceName | null })[];
  readonly rejected: readonly { readonly id: string; readonly text: string }[];
  readonly services: readonly ServiceName[];
  readonly errors: readonly FieldError[];
  readonly done: Done | null;
};

/** What many searched for in vain: one click makes it a word of the service they meant. */
export function SuggestionsPage({
  staff,
  language,
  view,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly view: SuggestionsView;
}) {
  const t = texts(language).suggestions;
  return (
    <EditorPage staff={staff} language={language} title={t.title} room="words" path={wordPaths.suggestions}>
      <WordsMenu current="suggestions" language={language} staff={staff} />
      <ErrorSummary language={language} errors={view.errors} />
      <DoneNotice done={view.done} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="soft">{t.privacy}</p>
      {staff.municipality.demonstration ? <p class="soft">{t.invented}</p> : null}
      {view.suggestions.length === 0 ? <p>{t.none}</p> : null}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
      <ul class="results" role="list">
        {view.suggestions.map((one) => (
          <OneSuggestion key={one.id} one={one} language={language} view={view} />
        ))}
      </ul>
      {view.rejected.length === 0 ? null : (
        <Details summary={t.rejected(view.rejected.length)}>
          <ul class="plain-list">
            {view.rejected.map(({ id, text }) => (
              <li key={id}>
                <form
                  class="actions"
                  method="post"
                  action={pathIn(language, '', `${wordPaths.suggestions}/${id}/tag-frem`)}
                >
                  <span lang="da">{text}</span>
                  <Button variant="quiet" aria-label={t.restoreAbout(text)}>
                    {t.restore}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </EditorPage>
  );
}

function OneSuggestion({
  one,
  language,
  view,
}: {
  readonly one: SuggestionsView['suggestions'][number];
  readonly language: Language;
  readonly view: SuggestionsView;
}) {
  const t = texts(language);
  const s = t.suggestions;
  const action = (what: string) => pathIn(language, '', `${wordPaths.suggestions}/${one.id}/${what}`);
  const error = view.errors.find(({ field }) => field === `service-${one.id}`)?.message;
  return (
    <li>
      <h2 class="h2-small" lang="da">
        {one.text}
      </h2>
      <p>
        {s.outcome[one.outcome]}
        {', '}
        {s.count(one.shown)}. {one.guess === null ? s.noGuess : null}
      </p>
      <div class="actions">
        {one.guess === null ? null : (
          <form method="post" action={action('tilfoej')}>
            <input type="hidden" name="service" value={one.guess.slug} />
            <input type="hidden" name="relation" value="synonym" />
            <Button variant="secondary">
              {s.addTo(one.guess.title)}
              <VisuallyHidden>: {one.text}</VisuallyHidden>
            </Button>
          </form>
        )}
        <form method="post" action={action('ikke-os')}>
          <Button variant="quiet" aria-label={s.rejectAbout(one.text)}>
            {s.reject}
          </Button>
        </form>
      </div>
      <Details summary={one.guess === null ? s.chooseOne : s.other} open={one.guess === null || error !== undefined}>
        <form method="post" action={action('tilfoej')}>
          <div class="field-columns">
            <SelectField
              id={`service-${one.id}`}
              name="service"
              label={s.service}
              error={error}
              options={[
                { value: '', label: s.choose },
                ...view.services.map(({ slug, title }) => ({ value: slug, label: title })),
              ]}
            />
            <SelectField
              id={`relation-${one.id}`}
              name="relation"
              label={s.relation}
              options={termRelations.map((relation) => ({ value: relation, label: t.relations[relation] }))}
            />
          </div>
          <Button variant="secondary">
            {s.add}
            <VisuallyHidden>: {one.text}</VisuallyHidden>
          </Button>
        </form>
      </Details>
    </li>
  );
}
