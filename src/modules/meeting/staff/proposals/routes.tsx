import { type Context, Hono } from 'hono';
import { parseId, pathIn } from '../../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../../platform/index.ts';
import type { StaffEnv } from '../../../identity/index.ts';
import { holdsMeeting } from '../../agreeing/holds-meeting.ts';
import { openProposals, unansweredProposals } from '../../agreeing/proposal-lists.ts';
import type { AnswerRefusal } from '../../agreeing/proposal-rules.ts';
import { answerProposal, withdrawProposal } from '../../agreeing/proposals.ts';
import type { Actor } from '../../booking/booking-types.ts';
import { personsOf, readMeeting } from '../../booking/bookings.ts';
import { texts } from './messages.ts';
import { type Named, noneFits, ProposalsPage, proposalsPath } from './proposals-page.tsx';

type C = Context<StaffEnv>;

/** What was proposed and waits for an answer, the citizen's answer given over the telephone, and what is left without a time. */
export function proposalRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const actorOf = (c: C): Actor => ({ by: 'employee', employee: c.var.staff.employeeId });

  async function named<One extends { readonly meetingId: string }>(c: C, one: One): Promise<Named<One>> {
    const meeting = await readMeeting(one.meetingId);
    const own = await holdsMeeting(one.meetingId, c.var.staff.employeeId);
    const people = own ? await personsOf(house, one.meetingId) : [];
    const citizen = people.find(({ role }) => role === 'citizen');
    const who = citizen?.details.alias ?? citizen?.details.name ?? '';
    return { ...one, title: meeting?.type.title[c.var.language] ?? '', who };
  }

  async function show(c: C, errors: readonly FieldError[], status: 200 | 409 | 422 = 200) {
    const { staff, language } = c.var;
    const now = house.clock.now();
    const found = await house.database.inMunicipality(staff.municipality.id, async () => {
      const waiting = [];
      for (const one of await openProposals(now)) waiting.push(await named(c, one));
      const left = [];
      for (const one of await unansweredProposals()) left.push(await named(c, one));
      const who = { actor: staff.employeeId, role: 'employee', subject: staff.employeeId } as const;
      if (waiting.length + left.length > 0)
        await audit({ ...who, action: 'meeting.proposals', outcome: 'done', purpose: 'meeting' }, now);
      return { waiting, left };
    });
    const asked = c.req.query('gemt');
    const saved = asked === 'svar' ? 'saved' : asked === 'fri' ? 'freed' : null;
    return sendPage(
      c,
      <ProposalsPage language={language} staff={staff} {...found} saved={saved} errors={errors} />,
      status,
    );
  }

  /** The proposal is on the page no longer, so nothing there can be pointed at. */
  const refused = (c: C, { kind }: AnswerRefusal) =>
    show(c, [{ field: '', message: texts(c.var.language).refused[kind] }], 409);
  const done = (c: C, how: 'svar' | 'fri') => seeOther(c, `${pathIn(c.var.language, '', proposalsPath)}?gemt=${how}`);

  routes.get(proposalsPath, (c) => show(c, []));

  routes.post(`${proposalsPath}/:id{[0-9a-f-]{36}}/svar`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    const { svar } = await readForm(c);
    const option = svar === noneFits ? null : parseId(svar);
    if (option === null && svar !== noneFits)
      return show(c, [{ field: `svar-${id}`, message: texts(c.var.language).choose }], 422);
    const now = house.clock.now();
    const answered = await answerProposal(house, c.var.staff.municipality.id, id, option, actorOf(c), now);
    if (!answered.ok) return refused(c, answered.reason);
    return done(c, option === null ? 'fri' : 'svar');
  });

  routes.post(`${proposalsPath}/:id{[0-9a-f-]{36}}/tilbage`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    const now = house.clock.now();
    const taken = await withdrawProposal(house, c.var.staff.municipality.id, id, actorOf(c), now);
    return taken.ok ? done(c, 'fri') : refused(c, taken.reason);
  });

  return routes;
}
