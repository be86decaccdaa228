import { type Context, Hono } from 'hono';
import { dayAndDate, type Language, parseId, pathIn, wallClock } from '../../../kernel/index.ts';
import {
  alternates,
  audit,
  type FieldError,
  type House,
  readForm,
  seeOther,
  sendPage,
} from '../../../platform/index.ts';
import { Button, ErrorSummary, Notice, StaffPage, TextField, VisuallyHidden } from '../../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv, type StaffMember } from '../../identity/index.ts';
import { texts } from './messages.ts';
import { addNoteProgram, endNoteProgram, type NoteProgram, notePrograms } from './program-store.ts';

const path = '/administration/moeder/programmer';
const mostName = 80;
type Shown = { readonly errors?: readonly FieldError[]; readonly name?: string; readonly token?: string };

/** Where an administrator lets a case system fetch notes, and takes that back. */
export function noteProgramRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(path, requireRole(house, 'administrator'));
  routes.use(`${path}/*`, requireRole(house, 'administrator'));
  const within = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const noted = (c: Context<StaffEnv>, action: string, subject: string) =>
    audit(
      {
        actor: c.var.staff.employeeId,
        role: 'administrator',
        action,
        subject,
        outcome: 'done',
        purpose: 'case system',
      },
      house.clock.now(),
    );
  const show = async (c: Context<StaffEnv>, shown: Shown, status: 200 | 422 = 200) =>
    sendPage(
      c,
      <ProgramsPage
        language={c.var.language}
        staff={c.var.staff}
        address={`${house.baseUrl()}/api/v1/${c.var.staff.municipality.slug}/meeting-notes`}
        programs={await within(c, notePrograms)}
        ended={c.req.query('lukket') !== undefined}
        {...shown}
      />,
      status,
    );

  routes.get(path, (c) => show(c, {}));
  routes.post(path, async (c) => {
    const { navn } = await readForm(c);
    const name = (typeof navn === 'string' ? navn : '').trim();
    if (name.length < 2 || name.length > mostName)
      return show(c, { name, errors: [{ field: 'navn', message: texts(c.var.language).programs.faults.name }] }, 422);
    const { token } = await within(c, async () => {
      const made = await addNoteProgram(name, house.clock.now());
      await noted(c, 'note.program-made', made.id);
      return made;
    });
    c.header('cache-control', 'no-store');
    return show(c, { token });
  });
  routes.post(`${path}/:id{[0-9a-f-]{36}}/luk`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (id)
      await within(c, async () => {
        if (await endNoteProgram(id, house.clock.now())) await noted(c, 'note.program-ended', id);
      });
    return seeOther(c, `${pathIn(c.var.language, '', path)}?lukket=1`);
  });
  return routes;
}

function ProgramsPage(
  props: {
    readonly language: Language;
    readonly staff: StaffMember;
    readonly address: string;
    readonly programs: readonly NoteProgram[];
    readonly ended: boolean;
  } & Shown,
) {
  const { language, staff, address, programs, errors = [], name = '', token } = props;
  const t = texts(language).programs;
  const day = (at: Date) => dayAndDate(wallClock(at).date, language);
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/administration"
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
    >
      <p>
        <a href={pathIn(language, '', '/administration')}>{texts(language).back}</a>
      </p>
      <h1>{t.title}</h1>
      <ErrorSummary language={language} errors={errors} />
      {token === undefined ? null : (
        <Notice kind="success" heading={t.made} live>
          <p>
            <code>{token}</code>
          </p>
        </Notice>
      )}
      {props.ended ? (
        <Notice kind="success" live>
          <p>{t.ended}</p>
        </Notice>
      ) : null}
      <p>{t.intro}</p>
      <p>
        {t.address} <code>{address}</code>
      </p>
      {programs.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        programs.map((one) => (
          <section key={one.id}>
            <h2>{one.name}</h2>
            <p>{one.usedAt === null ? t.neverUsed(day(one.madeAt)) : t.used(day(one.madeAt), day(one.usedAt))}</p>
            <form method="post" action={pathIn(language, '', `${path}/${one.id}/luk`)}>
              <Button variant="secondary">
                {t.end}
                <VisuallyHidden>{` ${one.name}`}</VisuallyHidden>
              </Button>
            </form>
          </section>
        ))
      )}
      <h2>{t.add}</h2>
      <form method="post" action={pathIn(language, '', path)} novalidate>
        <TextField
          id="navn"
          name="navn"
          label={t.name}
          hint={t.nameHint}
          value={name}
          maxlength={mostName}
          error={errors.find(({ field }) => field === 'navn')?.message}
        />
        <Button>{t.make}</Button>
      </form>
    </StaffPage>
  );
}
