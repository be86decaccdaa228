import { type Context, Hono } from 'hono';
import { parseId, pathIn } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv, type StaffMember } from '../../identity/index.ts';
import { type ProposalRefusal, proposeTimes, withdrawProposal } from '../agreeing/proposals.ts';
import { personsOf, readMeeting } from '../booking/bookings.ts';
import { wishOfMeeting } from '../booking/change.ts';
import { type AffectedMeeting, openAffected, proposalsInTheWay, refreshAffected } from './affected.ts';
import { texts } from './messages.ts';
import { endOfDay, type NewTimes, newTimesFor } from './new-times.ts';
import { AffectedPage, NewTimesPage } from './views/affected-page.tsx';
import { affectedPath } from './views/resource-page.tsx';
import { whenWords } from './when.ts';

type C = Context<StaffEnv>;
type Chosen = { readonly times: readonly string[]; readonly answerBy: string };

/** Meetings that stand where hours were taken away: new times are proposed for each, until none is left. */
export function affectedRoutes(house: House): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use(affectedPath, requireRole(house, 'employee'));
  app.use(`${affectedPath}/*`, requireRole(house, 'employee'));
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const isOwn = (staff: StaffMember, meeting: AffectedMeeting) =>
    meeting.with.some(({ employeeId }) => employeeId === staff.employeeId);

  /** Of her own meetings she reads whose they are; a colleague's need no name to be moved. */
  async function citizenOf(staff: StaffMember, meeting: AffectedMeeting): Promise<string | null> {
    if (!isOwn(staff, meeting)) return null;
    const citizen = (await personsOf(house, meeting.id)).find(({ role }) => role === 'citizen');
    return citizen?.details.name ?? citizen?.details.alias ?? null;
  }

  app.get(affectedPath, async (c) => {
    const { staff, language } = c.var;
    const now = house.clock.now();
    const { lines, proposals } = await within(c, async () => {
      await refreshAffected(now);
      const open = await openAffected();
      const all = [];
      for (const meeting of open)
        all.push({ meeting, citizen: await citizenOf(staff, meeting), own: isOwn(staff, meeting) });
      if (all.some(({ own }) => own))
        await audit(
          {
            actor: staff.employeeId,
            role: 'employee',
            action: 'meeting.list',
            subject: staff.employeeId,
            outcome: 'done',
            purpose: 'meetings to move',
          },
          now,
        );
      return { lines: all, proposals: await proposalsInTheWay(now) };
    });
    const proposed = c.req.query('sendt') !== undefined;
    return sendPage(
      c,
      <AffectedPage
        language={language}
        staff={staff}
        lines={lines}
        proposals={proposals}
        now={now}
        proposed={proposed}
      />,
    );
  });

  /** One of the list with times that are free for it now; null when it is not on the list any more. */
  const found = (c: C) =>
    within(c, async () => {
      const now = house.clock.now();
      const id = parseId(c.req.param('id'));
      await refreshAffected(now);
      const meeting = (await openAffected()).find((one) => one.id === id);
      const whole = meeting && (await readMeeting(meeting.id));
      if (!meeting || !whole) return null;
      // What many come to is moved, not proposed for.
      if (whole.seats > 1) return { moves: whole.id };
      const wish = await wishOfMeeting(house, whole, 'employee');
      return { meeting, times: await newTimesFor(wish, meeting.startsAt, now) };
    });
  const draw = (
    c: C,
    { meeting, times }: { readonly meeting: AffectedMeeting; readonly times: NewTimes },
    chosen: Chosen | null,
    errors: readonly FieldError[],
    status: 200 | 409 | 422,
  ) => {
    const { staff, language } = c.var;
    const first = times.times.slice(0, 3).map(({ startsAt }) => startsAt.toISOString());
    return sendPage(
      c,
      <NewTimesPage
        language={language}
        staff={staff}
        meeting={meeting}
        found={times}
        chosen={chosen?.times ?? first}
        answerBy={chosen?.answerBy ?? times.answerBy}
        errors={errors}
        now={house.clock.now()}
      />,
      status,
    );
  };

  /** One press: the times are taken back, and the next page is where others are chosen. */
  app.post(`${affectedPath}/:id{[0-9a-f-]{36}}/forslag`, async (c) => {
    const { staff } = c.var;
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    const by = { by: 'employee', employee: staff.employeeId } as const;
    const withdrawn = await withdrawProposal(house, staff.municipality.id, id, by, house.clock.now());
    // Answered meanwhile: the list says how it stands.
    return withdrawn.ok ? move(c, id) : seeOther(c, pathIn(c.var.language, '', affectedPath));
  });

  const move = (c: C, id: string) => seeOther(c, pathIn(c.var.language, '', `/skranke/moeder/${id}/flyt`));

  app.get(`${affectedPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const one = await found(c);
    if (one && 'moves' in one) return move(c, one.moves);
    return one ? draw(c, one, null, [], 200) : c.notFound();
  });

  app.post(`${affectedPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const { staff, language } = c.var;
    const form = await readForm(c, ['tid']);
    const one = await found(c);
    // Moved, cancelled or over meanwhile: the list says how it stands.
    if (!one) return seeOther(c, pathIn(language, '', affectedPath));
    if ('moves' in one) return move(c, one.moves);
    const answerBy = typeof form.svar === 'string' ? form.svar : '';
    const chosen: Chosen = { times: Array.isArray(form.tid) ? form.tid : [], answerBy };
    const t = texts(language).propose.errors;
    const starts = chosen.times.map((time) => new Date(time)).filter((time) => !Number.isNaN(time.getTime()));
    if (starts.length < 2 || starts.length > 4) return draw(c, one, chosen, [{ field: 'tid', message: t.times }], 422);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(answerBy) || Number.isNaN(Date.parse(answerBy)))
      return draw(c, one, chosen, [{ field: 'svar', message: t['answer-by'] }], 422);
    const outcome = await proposeTimes(
      house,
      staff.municipality.id,
      { meeting: { meetingId: one.meeting.id }, starts, answerBy: endOfDay(answerBy) },
      { by: 'employee', employee: staff.employeeId },
      house.clock.now(),
    );
    if (outcome.ok) return seeOther(c, `${pathIn(language, '', affectedPath)}?sendt=1`);
    const { reason } = outcome;
    const status = reason.kind === 'times' || reason.kind === 'answer-by' ? 422 : 409;
    const again = await found(c);
    return draw(c, again && !('moves' in again) ? again : one, chosen, [wordsOf(reason)], status);

    function wordsOf(refusal: ProposalRefusal): FieldError {
      switch (refusal.kind) {
        case 'answer-by':
          return { field: 'svar', message: t['answer-by'] };
        case 'not-free':
        case 'taken':
          return { field: 'tid', message: t.free(whenWords(refusal.startsAt, house.clock.now(), language)) };
        case 'no-meeting':
        case 'not-now':
          return { field: '', message: t['not-now'] };
        default:
          return { field: refusal.kind === 'times' ? 'tid' : '', message: t[refusal.kind] };
      }
    }
  });
  return app;
}
