import { type Context, Hono } from 'hono';
import { parseId } from '../../../kernel/index.ts';
import { audit, type House, parseInput, problem } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { NoteTakenBody } from './api-schemas.ts';
import { exportNote, notesWaiting, noteTaken } from './notes.ts';
import { programOfToken } from './program-store.ts';

type C = Context<MunicipalEnv>;

const bearer = (c: C): string | null => /^Bearer ([\w-]{32})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? null;

/**
 * `meeting-notes` of one municipality, described in the API's operations: what waits for the case system, one note, and that it
 * has been taken over. By a program's own token, which opens nothing else. Each look is in the
 * audit, and each refusal of a program that was let in once; of a token that nobody was ever given there is nobody to write
 * down, and whoever guesses must not fill the audit.
 */
export function noteApi(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();

  /** Work by a program that may, in one transaction with its audit. */
  const as = (c: C, action: string, work: (program: string, now: Date) => Promise<Response>): Promise<Response> =>
    house.database.inMunicipality(c.var.municipality.id, async () => {
      const now = house.clock.now();
      const token = bearer(c);
      const program = token === null ? null : await programOfToken(token, now);
      c.header('cache-control', 'no-store');
      if (program?.ended === false) return work(program.id, now);
      if (program)
        await audit(
          {
            actor: program.id,
            role: 'program',
            action,
            subject: program.id,
            outcome: 'refused',
            purpose: 'case system',
          },
          now,
        );
      return problem(c, 401, 'Send the token of a program that may fetch notes as Authorization: Bearer');
    });
  const none = (c: C) => problem(c, 404, 'No such note');

  routes.get('/meeting-notes', (c) =>
    as(c, 'note.list', async (program, now) => {
      const waiting = await notesWaiting();
      await audit(
        {
          actor: program,
          role: 'program',
          action: 'note.list',
          subject: program,
          outcome: 'done',
          purpose: 'case system',
        },
        now,
      );
      return c.json(waiting);
    }),
  );

  routes.get('/meeting-notes/:meeting', (c) =>
    as(c, 'note.read', async (program, now) => {
      const id = parseId(c.req.param('meeting'));
      const found = id && (await exportNote(house, id, { program }, now));
      return found ? c.json(found) : none(c);
    }),
  );

  routes.post('/meeting-notes/:meeting/taken', async (c) => {
    const body = parseInput(NoteTakenBody, await c.req.json().catch(() => null));
    return as(c, 'note.export', async (program, now) => {
      if (!body.ok) return problem(c, 422, 'The input is wrong', { errors: body.errors });
      const id = parseId(c.req.param('meeting'));
      const taken = id ? await noteTaken(house, id, { program }, now, new Date(body.value.writtenAt)) : 'no-note';
      if (taken === 'no-note') return none(c);
      if (taken === 'changed') return problem(c, 409, 'The note has been changed since it was fetched; fetch it again');
      return c.body(null, 204);
    });
  });
  return routes;
}
