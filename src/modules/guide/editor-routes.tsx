import { Hono } from 'hono';
import { byDanishOrder, longDate } from '../../kernel/index.ts';
import { type House, pathIn, sendPage } from '../../platform/index.ts';
import { Button, Table, Tag } from '../../ui/index.ts';
import { employeeNames, requireRole, type StaffEnv } from '../identity/index.ts';
import { allDrafts } from './editing/draft-store.ts';
import { pageOf } from './editing/editing-request.ts';
import { movedCounts } from './editing/load-text.ts';
import { editingTexts } from './editing/messages.ts';
import { timeText } from './editing/views/review-box.tsx';
import { editorPaths } from './editor-menu.ts';
import { EditorPage } from './editor-page.tsx';
import { type LinkFaults, linkFaults } from './inventory/link-faults.ts';
import { texts as inventoryTexts } from './inventory/messages.ts';
import { taskPath } from './inventory/views/tasks-page.tsx';
import { texts } from './messages.ts';
import type { Guide } from './publication/guide.ts';
import type { EditorialState } from './publication/publication.ts';
import { texts as readingTexts } from './reading/messages.ts';
import { stepsThatFail } from './reading/step-help-store.ts';

/** What editors must look after: what is being written, what is missing, moved or expired, what was looked at longest ago. */
export function editorRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/redaktion', requireRole(house, 'editor', 'national-editor'));
  routes.get('/redaktion', async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const e = editingTexts(language);
    const publication = await guide.publication(staff.municipality.id);
    const { drafts, names, moved, failing, links } = await house.database.inMunicipality(
      staff.municipality.id,
      async () => {
        const drafts = await allDrafts();
        return {
          drafts,
          names: await employeeNames([...new Set(drafts.map((draft) => draft.updatedBy))]),
          moved: await movedCounts(),
          failing: await stepsThatFail(house.clock.now()),
          links: await linkFaults(publication),
        };
      },
    );
    const services = [...publication.editorial()]
      .sort(byDanishOrder((service) => service.title))
      .sort(worstFirst((slug) => moved.get(slug) ?? 0));
    const expired = services.filter((service) => service.expiredFacts.length > 0).length;
    const published = services.filter((service) => service.missing.length === 0 && service.offered).length;
    const title = (slug: string) => services.find((service) => service.slug === slug)?.title ?? slug;
    const link = (path: string, words: string) => (
      <a href={pathIn(language, '', path)} lang="da">
        {words}
      </a>
    );
    return sendPage(
      c,
      <EditorPage staff={staff} language={language} title={t.editorTitle} room="texts" path="/redaktion">
        <h1>{t.editorTitle}</h1>
        <p>
          {t.editorLead(published, services.length)}
          {expired === 0 ? '' : ` ${t.editorExpired(expired)}`}
          {moved.size === 0 ? '' : ` ${t.editorMoved(moved.size)}`}
        </p>
        {failing.length === 0 ? null : (
          <p>
            <a class="way" href={pathIn(language, '', editorPaths.helped)}>
              {readingTexts(language).editorFails(failing.length)}
            </a>
          </p>
        )}
        <p>
          <Button href={pathIn(language, '', '/redaktion/tekst')} variant="secondary">
            {staff.roles.includes('national-editor') ? e.newNational : e.newOwn}
          </Button>
        </p>
        {drafts.length === 0 ? null : (
          <Table
            caption={e.draftsHeading}
            head={[e.draftColumns.text, e.draftColumns.state, e.draftColumns.who, e.draftColumns.when]}
            rows={drafts.map((draft) => [
              <span key="text">
                {link(pageOf(draft.service, draft.scope, draft.body), title(draft.service))}
                {` (${e.draftScope[draft.scope]})`}
              </span>,
              <Tag key="state" kind={draft.refusal === null ? 'info' : 'warn'}>
                {draft.refusal === null ? e.draftStates[draft.state] : e.draft.refusedHeading}
              </Tag>,
              names.get(draft.updatedBy) ?? e.somebody,
              timeText(draft.updatedAt, language),
            ])}
          />
        )}
        <Table
          caption={t.editorTitle}
          head={[
            t.columns.service,
            t.columns.state,
            t.columns.kind,
            t.columns.checked,
            t.columns.owner,
            t.columns.authority,
          ]}
          rows={services.map((service) => [
            link(`/redaktion/tekst/${service.slug}`, service.title),
            <State
              key="state"
              service={service}
              moved={moved.get(service.slug) ?? 0}
              links={links.get(service.slug) ?? null}
              language={language}
            />,
            service.localOnly ? t.localOnly : service.full ? t.full : t.short,
            longDate(service.checked.date, language),
            service.owner?.role ?? service.checked.by,
            service.authority,
          ])}
        />
      </EditorPage>,
    );
  });
  return routes;
}

/** What needs a hand stands first; the rest by what was checked longest ago. */
const worstFirst =
  (moved: (slug: string) => number) =>
  (a: EditorialState, b: EditorialState): number =>
    needs(b) + moved(b.slug) - (needs(a) + moved(a.slug)) || a.checked.date.localeCompare(b.checked.date);
const needs = ({ missing, expiredFacts }: EditorialState): number => missing.length + expiredFacts.length;

function State({
  service,
  moved,
  links,
  language,
}: {
  readonly service: EditorialState;
  readonly moved: number;
  readonly links: LinkFaults | null;
  readonly language: 'da' | 'en';
}) {
  const t = texts(language);
  const own = service.changes === 0 ? null : <li>{t.ownFields(service.changes)}</li>;
  return (
    <ul class="plain-list">
      {service.offered ? null : (
        <li>
          <Tag>{t.referred}</Tag>
        </li>
      )}
      {service.offered && needs(service) === 0 ? (
        <li>
          <Tag kind="good">{t.published}</Tag>
        </li>
      ) : null}
      {moved === 0 ? null : (
        <li>
          <Tag kind="warn">{t.movedFields(moved)}</Tag>
        </li>
      )}
      {links === null ? null : (
        <li>
          <a href={pathIn(language, '', taskPath({ kind: 'text', id: service.slug }))}>
            {inventoryTexts(language).links.faults(links.broken, links.moved)}
          </a>
        </li>
      )}
      {service.missing.map((field) => (
        <li key={field.id}>
          <Tag kind="warn">{t.missingField(field.label.da)}</Tag>
        </li>
      ))}
      {service.expiredFacts.map((id) => (
        <li key={id}>
          <Tag kind="bad">{t.expiredFact(id)}</Tag>
        </li>
      ))}
      {own}
    </ul>
  );
}
