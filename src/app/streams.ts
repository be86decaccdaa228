import { type Context, Hono } from 'hono';
import type { Guide } from '../modules/guide/index.ts';
import { requireRole, type StaffEnv, staffOf } from '../modules/identity/index.ts';
import {
  beat,
  deskBeat,
  deskClosed,
  deskSeenUntilAfterClose,
  heldTicket,
  pageClosed,
  readDesk,
  readWaiting,
  ticketHeld,
  wordsOf,
} from '../modules/queue/index.ts';
import type { MunicipalEnv } from '../modules/tenancy/index.ts';
import type { House } from '../platform/index.ts';
import type { StateStreams } from '../realtime/index.ts';

/** A wait that grows is a change that no notice tells of. */
const rereadMs = 20_000;

/** The waiting room's stream: where she stands, and her sign of life for as long as the page is open. */
export function waitingStream(house: House, streams: StateStreams): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.get('/hjaelp/strom', async (c: Context<MunicipalEnv>) => {
    const { municipality, language } = c.var;
    const token = heldTicket(c, house.baseUrl().startsWith('https:')) ?? '';
    const read = () => house.database.inMunicipality(municipality.id, () => readWaiting(token, house.clock.now()));
    const ticket = await house.database.inMunicipality(municipality.id, () => ticketHeld(token));
    let toldGone = false;
    return streams.stream(c, {
      topics: ticket ? [`line:${municipality.id}`, `ticket:${ticket.id}`] : [],
      ...(ticket ? { who: ticket.id } : {}),
      read: async () => {
        if (toldGone) return null;
        const { state } = await read();
        toldGone = state.kind === 'gone';
        return { state, words: wordsOf(state, language, house.clock.now()) };
      },
      everyMs: rereadMs,
      onOpen: () => beat(house, municipality, token),
      onClose: () => pageClosed(house, municipality, token),
    });
  });
  return routes;
}

/** The desk's stream: the line and the conversation, and the sign that somebody is at the desk. */
export function deskStream(house: House, guide: Guide, streams: StateStreams): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.get('/skranke/strom', requireRole(house, 'employee'), async (c) => {
    const { staff, language } = c.var;
    const cookies = c.req.header('cookie');
    return streams.stream(c, {
      topics: [`line:${staff.municipality.id}`, `staff:${staff.employeeId}`],
      who: staff.employeeId,
      // Who has been logged out meanwhile is shown nothing more.
      read: async () => ((await staffOf(house, cookies)) ? readDesk(house, guide, staff, language) : null),
      everyMs: rereadMs,
      onOpen: () => deskBeat(house, staff),
      onClose: () => deskClosed(house, staff, deskSeenUntilAfterClose(house.clock.now())),
    });
  });
  return routes;
}
