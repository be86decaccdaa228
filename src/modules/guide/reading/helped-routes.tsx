import { Hono } from 'hono';
import { type House, pathIn, sendPage } from '../../../platform/index.ts';
import { Table, Tag } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { EditorPage } from '../editor-page.tsx';
import type { Guide } from '../publication/guide.ts';
import { texts } from './messages.ts';
import { failing } from './step-help-figures.ts';
import { readStepHelp } from './step-help-store.ts';

const path = '/redaktion/hjalp';

/** Which steps citizens say do not help: where an editor should look first. */
export function helpedRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(path, requireRole(house, 'editor', 'national-editor'));
  routes.get(path, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const publication = await guide.publication(staff.municipality.id);
    const steps = await house.database.inMunicipality(staff.municipality.id, () => readStepHelp(house.clock.now()));
    const fails = new Set(failing(steps));
    const rows = steps.map((one) => {
      const service = publication.service(one.service, 'da');
      const step = service?.steps.find(({ id }) => id === one.step);
      const address = `${pathIn(language, `/${staff.municipality.slug}`, `/${one.service}`)}#trin-${one.step}`;
      return [
        <span key="service" lang="da">
          {service?.title.text ?? one.service}
        </span>,
        step ? (
          <a key="step" href={address} lang="da">
            {`${step.number}. ${step.title.text}`}
          </a>
        ) : (
          `${one.step}: ${t.editorGoneStep}`
        ),
        t.atLeast(one.yes),
        t.atLeast(one.no),
        fails.has(one) ? (
          <Tag key="state" kind="warn">
            {t.editorLook}
          </Tag>
        ) : (
          ''
        ),
      ];
    });
    const head = t.editorColumns;
    return sendPage(
      c,
      <EditorPage staff={staff} language={language} title={t.editorRoom} room="helped" path={path}>
        <h1>{t.editorRoom}</h1>
        <p>{t.editorLead}</p>
        {steps.length === 0 ? (
          <p>{t.editorNone}</p>
        ) : (
          <>
            <p>
              <strong>{fails.size === 0 ? t.editorNoFails : t.editorFails(fails.size)}</strong>
            </p>
            <Table
              caption={t.editorTable}
              head={[head.service, head.step, head.yes, head.no, head.state]}
              rows={rows}
            />
          </>
        )}
      </EditorPage>,
    );
  });
  return routes;
}
