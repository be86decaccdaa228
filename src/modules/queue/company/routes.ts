import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { parseId } from '../../../kernel/index.ts';
import { type House, parseInput, problem } from '../../../platform/index.ts';
import type { Guide } from '../../guide/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { readDesk } from '../desk-state.ts';
import { comeToAlarm, endOwnAlarm, raiseAlarm } from './alarm.ts';
import { askColleague, declineToJoin, joinAsColleague, leaveCompany, releaseColleague } from './colleague.ts';
import { groupIn } from './company-state.ts';
import { stopReasons } from './limits.ts';
import { companyTexts } from './messages.ts';
import { stopFor } from './stop.ts';
import { acceptTransfer, askTransfer, declineTransfer, dropOwnTransfer } from './transfer.ts';

const id = <Kind extends string>() =>
  v.pipe(
    v.string(),
    v.check((text) => parseId<Kind>(text) !== null, 'not an id'),
    v.transform((text) => parseId<Kind>(text) ?? ('' as never)),
  );
const Ticket = v.object({ ticket: id<'ticket'>() });
const Employee = v.object({ employee: id<'employee'>() });
const AlarmId = v.object({ alarm: id<'alarm'>() });
const Transfer = v.object({
  employee: v.nullable(id<'employee'>()),
  place: v.nullable(id<'place'>()),
  line: v.pipe(v.string(), v.maxLength(2000)),
});
const Stop = v.object({ reason: v.picklist(stopReasons), who: v.nullable(v.pipe(v.number(), v.integer())) });

/** What employees do with one another at the desk. Each answers with the desk as it is afterwards; the guard stands before it. */
export function companyRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const desk = async (c: Context<StaffEnv>) => c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  const groups = async (c: Context<StaffEnv>) => groupIn(await guide.publication(c.var.staff.municipality.id));

  const on = <Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    act: (c: Context<StaffEnv>, input: v.InferOutput<Schema>) => Promise<string | null>,
  ) =>
    routes.post(`/skranke/selskab/${path}`, async (c) => {
      const parsed = parseInput(schema, await c.req.json().catch(() => null));
      if (!parsed.ok) return problem(c, 422, companyTexts(c.var.language).notUnderstood, { errors: parsed.errors });
      const refused = await act(c, parsed.value);
      return refused === null ? desk(c) : problem(c, 409, refused);
    });
  const nothing = v.object({});

  on('omstil', Transfer, async (c, wish) => {
    const asked = await askTransfer(house, c.var.staff, wish, await groups(c));
    return asked.ok ? null : asked.reason;
  });
  on('omstil/fortryd', nothing, async (c) => {
    await dropOwnTransfer(house, c.var.staff);
    return null;
  });
  on('omstil/overtag', Ticket, async (c, { ticket }) => {
    const taken = await acceptTransfer(house, c.var.staff, ticket, await groups(c));
    return taken.ok ? null : taken.reason;
  });
  on('omstil/afvis', Ticket, async (c, { ticket }) => {
    await declineTransfer(house, c.var.staff, ticket);
    return null;
  });
  on('kollega', Employee, async (c, { employee }) => {
    const asked = await askColleague(house, c.var.staff, employee);
    return asked.ok ? null : asked.reason;
  });
  on('kollega/slip', Employee, async (c, { employee }) => {
    await releaseColleague(house, c.var.staff, employee);
    return null;
  });
  on('kollega/kom', Ticket, async (c, { ticket }) => {
    const joined = await joinAsColleague(house, c.var.staff, ticket, await groups(c));
    return joined.ok ? null : joined.reason;
  });
  on('kollega/afvis', Ticket, async (c, { ticket }) => {
    await declineToJoin(house, c.var.staff, ticket);
    return null;
  });
  on('kollega/forlad', nothing, async (c) => {
    await leaveCompany(house, c.var.staff);
    return null;
  });
  on('alarm', nothing, async (c) => {
    await raiseAlarm(house, c.var.staff);
    return null;
  });
  on('alarm/kommer', AlarmId, async (c, { alarm }) => {
    await comeToAlarm(house, c.var.staff, alarm);
    return null;
  });
  on('alarm/slut', nothing, async (c) => {
    await endOwnAlarm(house, c.var.staff);
    return null;
  });
  on('stop', Stop, async (c, { reason, who }) => {
    const stopped = await stopFor(house, c.var.staff, reason, who);
    return stopped.ok ? null : stopped.reason;
  });
  return routes;
}
