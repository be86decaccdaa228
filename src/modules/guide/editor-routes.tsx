import { Hono } from 'hono';
import { byDanishOrder, longDate } from '../../kernel/index.ts';
import { alternates, type House, pathIn, sendPage } from '../../platform/index.ts';
import { StaffPage, Table, Tag } from '../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv } from '../identity/index.ts';
import { texts } from './messages.ts';
import type { Guide } from './publication/guide.ts';
import type { EditorialState } from './publication/publication.ts';

/** What an editor must look after: which guides are published, what is missing, what has expired, what is oldest. */
export function editorRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/redaktion', requireRole(house, 'editor'));
  routes.get('/redaktion', async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const publication = await guide.publication(staff.municipality.id);
    const services = [...publication.editorial()].sort(byDanishOrder((service) => service.title)).sort(worstFirst);
    const expired = services.filter((service) => service.expiredFacts.length > 0).length;
    const published = services.filter((service) => service.missing.length === 0).length;
    return sendPage(
      c,
      <StaffPage
        title={t.editorTitle}
        language={language}
        municipality={staff.municipality}
        staffName={staff.name}
        current="/redaktion"
        areas={menuAreas(staff.roles)}
        alternates={alternates('', '/redaktion')}
      >
        <h1>{t.editorTitle}</h1>
        <p>
          {t.editorLead(published, services.length)}
          {expired === 0 ? '' : ` ${t.editorExpired(expired)}`}
        </p>
        <p>{`${t.editorHow} ${t.editorMunicipality}`}</p>
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
            <a key="service" href={pathIn(language, `/${staff.municipality.slug}`, `/${service.slug}`)} lang="da">
              {service.title}
            </a>,
            <State key="state" service={service} language={language} />,
            service.full ? t.full : t.short,
            longDate(service.checked.date, language),
            service.checked.by,
            service.authority,
          ])}
        />
      </StaffPage>,
    );
  });
  return routes;
}

/** What needs a hand stands first; the rest by what was checked longest ago. */
const worstFirst = (a: EditorialState, b: EditorialState): number =>
  b.missing.length + b.expiredFacts.length - (a.missing.length + a.expiredFacts.length) ||
  a.checked.date.localeCompare(b.checked.date);

function State({ service, language }: { readonly service: EditorialState; readonly language: 'da' | 'en' }) {
  const t = texts(language);
  if (service.missing.length + service.expiredFacts.length === 0) return <Tag kind="good">{t.published}</Tag>;
  return (
    <ul class="plain-list">
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
    </ul>
  );
}
