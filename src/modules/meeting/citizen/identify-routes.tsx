import { Hono } from 'hono';
import { db } from '../../../db/index.ts';
import { audit, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { citizenLogin, DemoLoginPage } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { keepLogin } from './admission.tsx';
import type { Ctx, Ways } from './context.ts';
import { gone, ownOf } from './own-routes.tsx';

const path = '/moede/mitid';
const slug = /^[a-z0-9-]{1,60}$/;

/**
 * The login that a kind of meeting asks for. The demonstration's proves nothing and runs only where nothing is real; a real one
 * is another door to the same answer. What is kept is the level that was reached.
 */
export function identifyRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;
  const mine = (c: Ctx, said = '') => seeOther(c, ways.path(c, `/moede/mit${said}`));

  /** Back to the kind of meeting she came from, with what she had chosen. */
  function back(c: Ctx, input: Readonly<Record<string, unknown>>): Response {
    const to = String(input.til ?? '');
    if (!slug.test(to)) return seeOther(c, ways.path(c, '/moede'));
    const kept = ['emne', 'trin'].flatMap((name) => {
      const value = String(input[name] ?? '');
      return slug.test(value) ? [[name, value]] : [];
    });
    const query = new URLSearchParams(kept);
    return seeOther(c, ways.path(c, `/moede/${to}${query.size === 0 ? '' : `?${query}`}`));
  }

  routes.get(path, async (c) => {
    const input = c.req.query();
    if (citizenLogin(house, c.var.municipality) === null) return input.til === 'mit' ? mine(c) : back(c, input);
    const page = await ways.pageOf(c, path);
    const { language, municipality, base, alternates } = page;
    const action = ways.path(c, `${path}?${new URLSearchParams(input)}`);
    return sendPage(c, <DemoLoginPage page={{ language, municipality, base, alternates }} action={action} />);
  });

  routes.post(path, async (c) => {
    const input = c.req.query();
    const accepted = (await readForm(c)).svar === 'ja' && citizenLogin(house, c.var.municipality) !== null;
    if (input.til !== 'mit') {
      if (accepted) keepLogin(ways, c, String(input.til ?? ''));
      return back(c, input);
    }
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    if (!accepted || own.me.role !== 'citizen' || own.meeting.type.rules.anonymous) return mine(c);
    await within(c, () => noteIdentity(own.me.id, own.meeting.id, house.clock.now()));
    return mine(c, '?nu=gemt');
  });

  return routes;
}

/** Has it been made sure who she is? In the caller's municipal transaction. */
export async function isIdentified(personId: string): Promise<boolean> {
  const row = await db().selectFrom('meeting_person').select('identity').where('id', '=', personId).executeTakeFirst();
  return row?.identity === 'mitid';
}

/** It was made sure who she is; by which number is not kept. In the caller's municipal transaction. */
export async function noteIdentity(personId: string, meetingId: string, now: Date): Promise<void> {
  await db().updateTable('meeting_person').set({ identity: 'mitid' }).where('id', '=', personId).execute();
  await audit(
    {
      actor: 'citizen',
      role: 'citizen',
      action: 'meeting.identity',
      subject: meetingId,
      outcome: 'done',
      purpose: 'mitid',
    },
    now,
  );
}
