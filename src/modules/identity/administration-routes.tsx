import { Hono } from 'hono';
import * as v from 'valibot';
import { redactCpr } from '../../kernel/index.ts';
import {
  audit,
  auditActions,
  auditHead,
  type FieldError,
  type House,
  parseInput,
  pathIn,
  readAudit,
  readForm,
  seeOther,
  sendPage,
  verifyAudit,
} from '../../platform/index.ts';
import { type AuditLook, auditLookSchema, auditQuery, lastWeek, lookEntry } from './audit-look.ts';
import { texts } from './messages.ts';
import { requireRole } from './require-role.tsx';
import type { StaffEnv, StaffMember } from './staff.ts';
import { countOwnSessions, employeeNames, endAllSessions } from './store.ts';
import { AdministrationPage, type AdministrationProps } from './views/administration-page.tsx';
import { AuditPage } from './views/audit-page.tsx';

type Form = Readonly<Record<string, string | readonly string[]>>;

/** `/administration`: the audit trail for a stated purpose, its check, and logins that must end. */
export function administrationRoutes(house: House): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use('/administration/*', requireRole(house, 'administrator'));

  const inMunicipality = <Value,>(staff: StaffMember, work: () => Promise<Value>) =>
    house.database.inMunicipality(staff.municipality.id, work);
  const note = (staff: StaffMember, action: string, purpose: string) =>
    audit(
      {
        actor: staff.employeeId,
        role: staff.roles.join(' '),
        action,
        subject: staff.municipality.id,
        outcome: 'done',
        purpose,
      },
      house.clock.now(),
    );

  const front = async (
    staff: StaffMember,
    values: Form,
    errors: readonly FieldError[] = [],
  ): Promise<Omit<AdministrationProps, 'language'>> => {
    const now = house.clock.now();
    const [actions, places] = await inMunicipality(
      staff,
      async () => [await auditActions(), await countOwnSessions(staff.employeeId, now)] as const,
    );
    return { staff, actions, places, errors, values: { ...lastWeek(now), ...values } };
  };

  app.get('/administration', async (c) =>
    sendPage(c, <AdministrationPage language={c.var.language} {...(await front(c.var.staff, {}))} />),
  );
  // What these answer to a form has no address of its own: reloaded as a link it is the front again.
  for (const path of ['/administration/spor', '/administration/kontrol', '/administration/login'])
    app.get(path, (c) => seeOther(c, pathIn(c.var.language, '', '/administration')));

  app.post('/administration/spor', async (c) => {
    const { staff, language } = c.var;
    const form = await readForm(c);
    const parsed = parseInput(auditLookSchema(language), form);
    if (!parsed.ok)
      return sendPage(
        c,
        <AdministrationPage language={language} {...(await front(staff, form, parsed.errors))} />,
        422,
      );
    const look: AuditLook = parsed.value;
    const shown = await inMunicipality(staff, async () => {
      const { action, purpose } = lookEntry(look);
      await note(staff, action, purpose);
      const { rows, older } = await readAudit(auditQuery(look));
      const names =
        look.investigation === null
          ? null
          : await employeeNames([...new Set(rows.map((row) => row.actor))].filter(isEmployee));
      return { rows, older, names };
    });
    return sendPage(c, <AuditPage language={language} staff={staff} look={look} {...shown} />);
  });

  app.post('/administration/kontrol', async (c) => {
    const { staff, language } = c.var;
    const form = await readForm(c);
    const head = parseInput(noted(texts(language).administration.errors.head), form);
    if (!head.ok)
      return sendPage(c, <AdministrationPage language={language} {...(await front(staff, form, head.errors))} />, 422);
    const checked = await inMunicipality(staff, async () => {
      const faults = await verifyAudit(head.value ?? undefined);
      const newest = await auditHead();
      await note(staff, 'audit.verify', faults.length === 0 ? 'unchanged' : `${faults.length} faults`);
      return { faults, newest: newest?.seq ?? 0 };
    });
    if (checked.faults.length > 0)
      house.log.error('audit trail broken', { municipality: staff.municipality.slug, faults: checked.faults.length });
    return sendPage(c, <AdministrationPage language={language} {...(await front(staff, {}))} checked={checked} />);
  });

  app.post('/administration/login', async (c) => {
    const { staff, language } = c.var;
    const form = await readForm(c);
    const parsed = parseInput(reason(texts(language).administration.errors.purpose), form);
    if (!parsed.ok)
      return sendPage(
        c,
        <AdministrationPage language={language} {...(await front(staff, form, parsed.errors))} />,
        422,
      );
    await inMunicipality(staff, async () => {
      for (const employee of await endAllSessions()) await house.bus.notify(`staff:${employee}`);
      await note(staff, 'session.end-all', parsed.value.endPurpose);
    });
    house.log.warn('all staff signed out', { municipality: staff.municipality.slug });
    return seeOther(c, pathIn(language, '', '/log-ud'));
  });

  return app;
}

const isEmployee = (actor: string): boolean => /^[0-9a-f-]{36}$/.test(actor);

/** A head from the log: both halves or none. */
const noted = (message: string) =>
  v.pipe(
    v.object({ headSeq: v.optional(v.string(), ''), headHash: v.optional(v.string(), '') }),
    v.forward(
      v.check(
        ({ headSeq, headHash }) =>
          (headSeq === '' && headHash === '') || (/^\d{1,15}$/.test(headSeq) && /^[0-9a-f]{64}$/.test(headHash)),
        message,
      ),
      ['headSeq'],
    ),
    v.transform(({ headSeq, headHash }) => (headSeq === '' ? null : { seq: Number(headSeq), hash: headHash })),
  );

const reason = (message: string) =>
  v.object({
    endPurpose: v.pipe(
      v.string(),
      v.transform((text) => redactCpr(text.replace(/\p{C}+/gu, ' ').trim())),
      v.minLength(10, message),
      v.maxLength(200, message),
    ),
  });
