import { type Context, Hono } from 'hono';
import { parseId, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { feedBack } from './feed-back.ts';
import { formTexts } from './form-texts.ts';
import { withoutCpr } from './local-term.ts';
import {
  isOpen,
  type Party,
  paperField,
  parties,
  readPaper,
  readStudyForm,
  type Study,
  type StudyFields,
  shownChoices,
} from './study.ts';
import { studyErrors } from './study-errors.ts';
import { studyTexts } from './study-messages.ts';
import { answersSoFar, choiceText, studyResults } from './study-results.ts';
import { addStudy, closeStudy, countPaper, removeOpenStudy, studies, study, studyCounts } from './study-store.ts';
import type { Done } from './views/done-notice.tsx';
import { StudiesPage } from './views/studies-page.tsx';
import { StudyFormPage } from './views/study-form-page.tsx';
import { studiesPath as path } from './views/study-frame.ts';
import { StudyPage } from './views/study-page.tsx';
import { StudyEntryPage, StudyPaperPage } from './views/study-paper-pages.tsx';

/** `/redaktion/undersoegelser`: asks two parties what words mean, and brings what it finds back to the vocabulary. */
export function studyRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(`${path}/*`, requireRole(house, 'editor'));
  type Ctx = Context<StaffEnv>;
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const today = () => wallClock(house.clock.now()).date;
  const services = async (c: Ctx) =>
    (await guide.publication(c.var.staff.municipality.id))
      .all('da')
      .map(({ slug, plainTitle }) => ({ slug, title: plainTitle.text }));
  const to = (c: Ctx, rest: string) => seeOther(c, pathIn(c.var.language, '', `${path}${rest}`));

  routes.get(path, async (c) => {
    const rows = await within(c, async () => {
      const all = [];
      for (const one of await studies()) {
        const counts = await studyCounts(one.id);
        const answers = { citizen: answersSoFar(counts, 'citizen'), employee: answersSoFar(counts, 'employee') };
        all.push({ ...one, open: isOpen(one, today()), answers });
      }
      return all;
    });
    const t = studyTexts(c.var.language);
    const done = c.req.query('nu') === 'slettet' ? { text: t.removed } : null;
    return sendPage(c, <StudiesPage staff={c.var.staff} language={c.var.language} rows={rows} done={done} />);
  });

  const form = async (c: Ctx, values: StudyFields, errors: readonly FieldError[]) =>
    sendPage(
      c,
      <StudyFormPage
        staff={c.var.staff}
        language={c.var.language}
        services={await services(c)}
        values={values}
        errors={errors}
      />,
      errors.length === 0 ? 200 : 422,
    );
  routes.get(`${path}/ny`, (c) => form(c, {}, []));
  routes.post(`${path}/ny`, async (c) => {
    const fields = await formTexts(c);
    const known = (await services(c)).map(({ slug }) => slug);
    const read = readStudyForm(fields, { today: today(), services: known });
    if (!read.ok) return form(c, withoutCpr(fields), studyErrors(read.reason, c.var.language));
    const id = await within(c, () => addStudy(read.value));
    return to(c, `/${id}?nu=lavet`);
  });

  const find = async (c: Ctx): Promise<Study | null> => {
    const id = parseId(c.req.param('id'));
    return id === null ? null : within(c, () => study(id));
  };
  const doneIn = (c: Ctx, found: Study): Done | null => {
    const t = studyTexts(c.var.language);
    const term = found.terms.find(({ position }) => String(position) === c.req.query('ord'))?.term ?? '';
    const said: Readonly<Record<string, string>> = {
      lavet: t.created,
      lagt: t.entered,
      skrevet: t.fedBack(term),
      stod: t.fedBackAlready(term),
    };
    const text = said[c.req.query('nu') ?? ''];
    return text === undefined ? null : { text };
  };

  routes.get(`${path}/:id`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    const counts = await within(c, () => studyCounts(found.id));
    const open = isOpen(found, today());
    const view = {
      study: found,
      open,
      answers: { citizen: answersSoFar(counts, 'citizen'), employee: answersSoFar(counts, 'employee') },
      results: studyResults(found, counts, open),
      serviceNames: new Map((await services(c)).map(({ slug, title }) => [slug, title])),
      baseUrl: house.baseUrl(),
      done: doneIn(c, found),
    };
    return sendPage(c, <StudyPage staff={c.var.staff} language={c.var.language} view={view} />);
  });

  routes.post(`${path}/:id/luk`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    await within(c, () => closeStudy(found.id));
    return to(c, `/${found.id}`);
  });

  routes.post(`${path}/:id/slet`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    const removed = isOpen(found, today()) && (await within(c, () => removeOpenStudy(found.id)));
    return to(c, removed ? '?nu=slettet' : `/${found.id}`);
  });

  routes.post(`${path}/:id/ord`, async (c) => {
    const found = await find(c);
    const fields = await formTexts(c);
    const term = found?.terms.find(({ position }) => String(position) === fields.position);
    // Only what a closed study has shown goes back.
    if (!found || !term || term.plainWord === '' || isOpen(found, today())) return c.notFound();
    const note = studyTexts('da').evidence(found.title);
    const added = await within(c, () => feedBack(found, term, note, today()));
    if (added) await guide.announce(c.var.staff.municipality.id);
    return to(c, `/${found.id}?nu=${added ? 'skrevet' : 'stod'}&ord=${term.position}`);
  });

  const partyOf = (c: Ctx): Party => parties.find((party) => party === c.req.query('gruppe')) ?? 'citizen';

  routes.get(`${path}/:id/ark`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    const { staff, language } = c.var;
    return sendPage(c, <StudyPaperPage staff={staff} language={language} study={found} party={partyOf(c)} />);
  });

  const entry = (c: Ctx, found: Study, values: StudyFields, errors: readonly FieldError[], status: 200 | 409 | 422) =>
    sendPage(
      c,
      <StudyEntryPage
        staff={c.var.staff}
        language={c.var.language}
        study={found}
        party={partyOf(c)}
        values={values}
        errors={errors}
      />,
      status,
    );
  routes.get(`${path}/:id/indtast`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    return isOpen(found, today()) ? entry(c, found, {}, [], 200) : to(c, `/${found.id}`);
  });
  routes.post(`${path}/:id/indtast`, async (c) => {
    const found = await find(c);
    if (!found) return c.notFound();
    if (!isOpen(found, today())) return to(c, `/${found.id}`);
    const fields = await formTexts(c);
    const t = studyTexts(c.var.language);
    const read = readPaper(fields, found.terms);
    if (!read.ok) {
      const errors = found.terms.flatMap((term) =>
        shownChoices(term).flatMap((choice) => {
          const field = paperField(term.position, choice);
          const message = t.enterNumber(term.term, choiceText(term, choice, t.unknown));
          return read.reason.includes(field) ? [{ field, message }] : [];
        }),
      );
      return entry(c, found, withoutCpr(fields), errors, 422);
    }
    const first = found.terms[0];
    if (read.value.length === 0)
      return entry(
        c,
        found,
        fields,
        [{ field: first ? paperField(first.position, shownChoices(first)[0] ?? '0') : '', message: t.enterNothing }],
        422,
      );
    const version = Number(fields.version) || 0;
    const counted = await within(c, () => countPaper(found.id, version, partyOf(c), read.value, today()));
    if (!counted) {
      const now = (await find(c)) ?? found;
      return entry(c, now, fields, [{ field: '', message: t.enteredBefore }], 409);
    }
    return to(c, `/${found.id}?nu=lagt`);
  });
  return routes;
}
