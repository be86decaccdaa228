import { type Context, Hono } from 'hono';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { Button, ErrorSummary, type FieldError, SelectField, TextField } from '../../../ui/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { EditorPage } from '../editor-page.tsx';
import { nothingLocal } from '../local/local-text.ts';
import { readNational } from '../publication/store.ts';
import { reservedPaths } from '../reserved-paths.ts';
import { draftOf, openDraft } from './draft-store.ts';
import { backTo, boxesOf, inTown, mayWrite } from './editing-request.ts';
import { emptyService } from './empty-service.ts';
import { loadText } from './load-text.ts';
import { editingTexts } from './messages.ts';
import { renameNational, setWithdrawn } from './published-store.ts';

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** New services, new names, and texts that are withdrawn or put back. */
export function namingRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();

  routes.post('/redaktion/tekst/:slug/navn', async (c, next) => {
    if (!mayWrite(c, 'national')) return next();
    const from = c.req.param('slug');
    const to = (await boxesOf(c)).navn?.trim() ?? '';
    const fault = await inTown(house, c, async () => {
      if (!slugForm.test(to) || to.length > 60) return 'form';
      if (reservedPaths.has(to) || (await loadText(to))) return 'taken';
      if (await draftOf('national', from)) return 'draft';
      await renameNational(house.bus, from, to, c.var.staff.employeeId, house.clock.now());
      return null;
    });
    return fault === null
      ? backTo(c, `/redaktion/tekst/${to}/hel`, 'renamed')
      : seeOther(c, `${pathIn(c.var.language, '', `/redaktion/tekst/${from}/hel`)}?fejl=${fault}`);
  });

  routes.post('/redaktion/tekst/:slug/kraft', async (c, next) => {
    if (!mayWrite(c, 'national')) return next();
    const slug = c.req.param('slug');
    const into = (await boxesOf(c)).kraft === 'ja';
    await inTown(house, c, () => setWithdrawn(house.bus, slug, !into));
    return backTo(c, `/redaktion/tekst/${slug}/hel`, into ? 'inForce' : 'withdrawnDone');
  });

  const form = async (
    c: Context<StaffEnv>,
    values: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ) => {
    const { staff, language } = c.var;
    const t = editingTexts(language);
    const title = mayWrite(c, 'national') ? t.newNational : t.newOwn;
    const events = (await inTown(house, c, readNational)).lifeEvents;
    const wrong = new Map(errors.map(({ field, message }) => [field, message]));
    return sendPage(
      c,
      <EditorPage
        staff={staff}
        language={language}
        title={title}
        room="texts"
        path="/redaktion/tekst"
        styles={['editing']}
      >
        <ErrorSummary language={language} errors={errors} />
        <h1>{title}</h1>
        <form method="post" novalidate>
          <TextField id="titel" name="titel" label={t.newTitle} value={values.titel} error={wrong.get('titel')} />
          <TextField
            id="navn"
            name="navn"
            label={t.newSlug}
            hint={t.renameLabel}
            value={values.navn}
            error={wrong.get('navn')}
          />
          <SelectField
            id="begivenhed"
            name="begivenhed"
            label={t.newEvent}
            options={events.map((event) => ({ value: event.id, label: event.title.da }))}
            value={values.begivenhed}
          />
          <Button>{t.newButton}</Button>
        </form>
      </EditorPage>,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get('/redaktion/tekst', (c) => form(c, {}, []));
  routes.post('/redaktion/tekst', async (c) => {
    const boxes = await boxesOf(c);
    const { staff, language } = c.var;
    const t = editingTexts(language);
    const title = boxes.titel?.trim() ?? '';
    const slug = boxes.navn?.trim() ?? '';
    const errors = await inTown(house, c, async () => [
      ...(title.length < 2 ? [{ field: 'titel', message: t.problemIn(t.newTitle, t.problemWords.empty) }] : []),
      ...(!slugForm.test(slug) || slug.length > 60 ? [{ field: 'navn', message: t.renameFaults.form }] : []),
      ...(slugForm.test(slug) && (reservedPaths.has(slug) || (await loadText(slug)))
        ? [{ field: 'navn', message: t.renameFaults.taken }]
        : []),
    ]);
    if (errors.length > 0) return form(c, boxes, errors);
    const scope = mayWrite(c, 'national') ? 'national' : 'local';
    const service = emptyService(slug, title, boxes.begivenhed ?? '', {
      authority: scope === 'local' ? staff.municipality.fullName : 'Kommunen',
      date: house.clock.now().toISOString().slice(0, 10),
    });
    const body = scope === 'national' ? service : { ...nothingLocal, own: service };
    await inTown(house, c, () =>
      openDraft({ scope, service: slug, baseRevision: 0, body }, staff.employeeId, house.clock.now()),
    );
    return backTo(c, `/redaktion/tekst/${slug}/hel`, 'saved');
  });
  return routes;
}
