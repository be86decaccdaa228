import { Hono } from 'hono';
import { parseId } from '../../../kernel/index.ts';
import { audit, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { judgeFile, openAntivirus } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { addEvent } from '../booking/note-change.ts';
import { dropPaper, isHersToDrop, keepPaper, paperBytes, papersAtMost, papersOf } from '../documents/papers.ts';
import type { Ctx, Ways } from './context.ts';
import { maySendPapers } from './may-send-papers.ts';
import type { texts } from './messages.ts';
import type { Own } from './own.ts';
import { gone, ownOf } from './own-routes.tsx';
import { PapersPage } from './views/papers-page.tsx';

const path = '/moede/mit/papirer';
/**
 * The one form of a citizen whose body may be as large as a paper; she is let in before it is read. What is larger is not
 * taken in at all: she is sent back to the page, which says so.
 */
export const paperUpload = {
  path: /^\/[a-z0-9-]+\/moede\/mit\/papirer$/,
  bytes: paperBytes + 64 * 1024,
  tooLarge: '?nu=for-stor',
} as const;

type PaperFault = keyof ReturnType<typeof texts>['papers']['faults'];

/** Papers that she sends before the meeting: kept sealed until the meeting is deleted, or until she takes them back. */
export function papersRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;
  const antivirus = openAntivirus(house.config.antivirus);
  const mine = (c: Ctx) => seeOther(c, ways.path(c, '/moede/mit'));

  async function show(c: Ctx, own: Own, fault: PaperFault | null, said: 'sent' | 'dropped' | null = null) {
    const page = await ways.pageOf(c, path);
    const papers = await within(c, () => papersOf(house, own.meeting.id));
    const shown = (
      <PapersPage page={page} own={own} papers={papers} scanned={antivirus !== null} fault={fault} said={said} />
    );
    return sendPage(c, shown, fault === null ? 200 : 422);
  }

  routes.get(path, async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    if (!maySendPapers(own)) return mine(c);
    const now = c.req.query('nu');
    if (now === 'for-stor') return show(c, own, 'too-large');
    return show(c, own, null, now === 'sendt' ? 'sent' : now === 'slettet' ? 'dropped' : null);
  });

  routes.post(path, async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    if (!maySendPapers(own)) return mine(c);
    const { meeting, me } = own;
    // Known before a file is read through.
    if ((await within(c, () => papersOf(house, meeting.id))).length >= papersAtMost) return show(c, own, 'full');
    const file = (await c.req.parseBody()).papir;
    if (!(file instanceof File) || (file.size === 0 && file.name === '')) return show(c, own, 'missing');
    if (file.size > paperBytes) return show(c, own, 'too-large');
    const content = new Uint8Array(await file.arrayBuffer());
    const judged = judgeFile(file.name, content);
    if (!judged.ok) return show(c, own, faultOf(judged.refusal));
    const finding = antivirus && (await antivirus.check(oneOf(content)));
    if (finding) house.log.info('document checked', { finding: finding.is, kind: judged.kind });
    if (finding && finding.is !== 'clean') return show(c, own, finding.is === 'infected' ? 'infected' : 'unchecked');
    const now = house.clock.now();
    const paper = { name: file.name, kind: judged.kind, checked: finding !== null, content };
    const kept = await within(c, async () => {
      const of = { meetingId: meeting.id, personId: me.id };
      const one = await keepPaper(house, of, paper, now);
      if (typeof one === 'string') return one;
      await addEvent(meeting.id, { kind: 'paper', from: null, to: null }, { by: 'citizen' }, now);
      await noted(meeting.id, 'paper.send', now);
      return one;
    });
    return typeof kept === 'string' ? show(c, own, kept) : seeOther(c, ways.path(c, `${path}?nu=sendt`));
  });

  routes.post(`${path}/slet`, async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const id = parseId((await readForm(c)).papir);
    const { meeting, me, companions } = own;
    const gonePaper =
      id !== null &&
      (await within(c, async () => {
        const paper = (await papersOf(house, meeting.id)).find((one) => one.id === id);
        const dropped = paper && isHersToDrop(paper, me, companions) ? await dropPaper(meeting.id, id) : false;
        if (dropped) await noted(meeting.id, 'paper.delete', house.clock.now());
        return dropped;
      }));
    return seeOther(c, ways.path(c, gonePaper ? `${path}?nu=slettet` : path));
  });

  return routes;
}

const noted = (subject: string, action: string, now: Date) =>
  audit({ actor: 'citizen', role: 'citizen', action, subject, outcome: 'done', purpose: 'meeting' }, now);

async function* oneOf(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}

function faultOf(refusal: Exclude<ReturnType<typeof judgeFile>, { ok: true }>['refusal']): PaperFault {
  if (refusal.why === 'kind')
    return refusal.kind === 'program' ? 'program' : refusal.kind === 'office' ? 'office' : 'kind';
  if (refusal.why === 'disguised-program') return 'program';
  if (refusal.why === 'too-large' || refusal.why === 'too-many-pixels') return 'too-large';
  return refusal.why;
}
