import { type Context, Hono } from 'hono';
import { db, type MessageChannel } from '../../../db/index.ts';
import { parseId, pathIn } from '../../../kernel/index.ts';
import {
  audit,
  backlog,
  type House,
  letterPosted,
  markSeen,
  possibleDoubles,
  readForm,
  seeOther,
  sendAgain,
  sendPage,
  unsettledMessages,
  waitingLetters,
} from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { type Doing, doings, MessagesPage, messagesPath } from './staff-page.tsx';

/** An invitation that nobody has confirmed after a day is a task for a person. */
const confirmMs = 24 * 3_600_000;
/** A message that has been due for so long means that a carrier is away. */
const overdueMs = 15 * 60_000;
const doublesMs = 30 * 24 * 3_600_000;

/** Where employees see what needs a person: messages that failed, and letters to print. */
export function messageStaffRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(messagesPath, requireRole(house, 'employee'));
  routes.use(`${messagesPath}/*`, requireRole(house, 'employee'));
  const within = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const note = (c: Context<StaffEnv>, action: string, subject: string) =>
    audit(
      { actor: c.var.staff.employeeId, role: 'employee', action, subject, outcome: 'done', purpose: 'meeting' },
      house.clock.now(),
    );
  /** Only those carriers are waited for that say anything at all afterwards. */
  const confirming = (slug: string): readonly MessageChannel[] => [
    ...(house.digitalPost?.tenant(slug)?.statusSecret ? (['digital-post'] as const) : []),
    ...(house.config.messages.sms?.receiptSecret ? (['sms'] as const) : []),
  ];

  const { mail, sms } = house.config.messages;

  routes.get(messagesPath, async (c) => {
    const now = house.clock.now();
    const thrownAway = c.var.staff.municipality.demonstration && mail === null && sms === null;
    const shown = await within(c, async () => {
      const { failed, unconfirmed } = await unsettledMessages(now, {
        unconfirmedBefore: new Date(now.getTime() - confirmMs),
        confirming: confirming(c.var.staff.municipality.slug),
      });
      const letters = await waitingLetters(now);
      const behind = await backlog(now);
      const meetings = await startsOf([...failed, ...unconfirmed, ...letters].map(({ about }) => about));
      // After the meeting nobody need be rung up about an invitation.
      const ahead = unconfirmed.filter(({ about }) => {
        const startsAt = meetings.get(about);
        return startsAt !== undefined && (startsAt === null || startsAt > now);
      });
      const late = behind.since !== null && now.getTime() - behind.since.getTime() > overdueMs;
      return {
        failed,
        thrownAway,
        unconfirmed: ahead,
        letters,
        meetings,
        doubles: await possibleDoubles(new Date(now.getTime() - doublesMs)),
        backlog: late && behind.since ? { due: behind.due, since: behind.since } : null,
      };
    });
    const said = c.req.query('klar');
    const done = said === 'again' || said === 'handled' || said === 'letter' || said === 'gone' ? said : null;
    return sendPage(c, <MessagesPage language={c.var.language} staff={c.var.staff} {...shown} done={done} />);
  });

  routes.post(messagesPath, async (c) => {
    const form = await readForm(c);
    const what = doings.find((one) => one === form.what);
    const id = parseId(form.id);
    const done = what && (id || what === 'all-again') ? await within(c, () => act(c, what, id ?? '')) : false;
    const said = !done
      ? 'gone'
      : what === 'again' || what === 'all-again'
        ? 'again'
        : what === 'letter'
          ? 'letter'
          : 'handled';
    return seeOther(c, `${pathIn(c.var.language, '', messagesPath)}?klar=${said}`);
  });

  async function act(c: Context<StaffEnv>, what: Doing, id: string): Promise<boolean> {
    const now = house.clock.now();
    switch (what) {
      case 'again':
        return again(c, [id]);
      case 'all-again': {
        const { failed } = await unsettledMessages(now, { unconfirmedBefore: now, confirming: [] });
        return again(
          c,
          failed.filter(({ canBeSentAgain }) => canBeSentAgain).map((one) => one.id),
        );
      }
      case 'handled':
        if (!(await markSeen(id, now))) return false;
        await note(c, 'message.handled', id);
        return true;
      case 'letter':
        if (!(await letterPosted(id, now))) return false;
        await note(c, 'letter.posted', id);
        return true;
    }
  }

  async function again(c: Context<StaffEnv>, ids: readonly string[]): Promise<boolean> {
    let sent = false;
    for (const id of ids)
      if (await sendAgain(id, house.clock.now())) {
        sent = true;
        await note(c, 'message.again', id);
      }
    if (sent) await house.bus.notify(`outbox:${c.var.staff.municipality.id}`);
    return sent;
  }
  return routes;
}

async function startsOf(abouts: readonly (string | null)[]): Promise<ReadonlyMap<string, Date | null>> {
  const ids = [...new Set(abouts.filter((one) => one !== null))];
  if (ids.length === 0) return new Map();
  const rows = await db().selectFrom('meeting').select(['id', 'starts_at']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.starts_at]));
}
