import { Hono } from 'hono';
import { parseId } from '../../../kernel/index.ts';
import { readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { answerProposal, ownClashes } from '../agreeing/proposals.ts';
import type { Ways } from './context.ts';
import { texts } from './messages.ts';
import { gone, ownOf } from './own-routes.tsx';
import { AnswerPage } from './views/answer-page.tsx';
import { SaysPage } from './views/frame.tsx';

/** Her answer to the times that an employee proposed: one of them, or none. By the link, or by the code before it. */
export function answerRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house } = ways;

  routes.get('/moede/svar', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return ways.cookie(c, 'link') === undefined ? seeOther(c, ways.path(c, '/moede/kode')) : gone(ways, c);
    const t = texts(c.var.language).answer;
    const page = await ways.pageOf(c, '/moede/svar', own.meeting.type.rules.anonymous);
    if (c.req.query('nu') === 'ingen') return sendPage(c, <SaysPage page={page} title={t.done} text={t.noneDone} />);
    if (own.proposal) {
      const clashes =
        own.me.role === 'citizen' ? await ways.within(c, () => ownClashes(own.meeting.id)) : new Set<string>();
      return sendPage(c, <AnswerPage page={page} own={own} proposal={own.proposal} clashes={clashes} />);
    }
    if (own.meeting.state === 'booked') return seeOther(c, ways.path(c, '/moede/mit'));
    return sendPage(c, <SaysPage page={page} title={t.over} text={t.overText} />);
  });

  routes.post('/moede/svar', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const input = await readForm(c);
    const none = input.svar === 'ingen';
    const option = parseId(input.forslag);
    const mine = own.me.role === 'citizen' || own.me.role === 'representative';
    if (!mine || (!none && option === null)) return seeOther(c, ways.path(c, '/moede/svar'));
    const answered = await answerProposal(
      house,
      c.var.municipality.id,
      own.meeting.id,
      none ? null : option,
      { by: 'citizen' },
      house.clock.now(),
    );
    if (answered.ok && none) return seeOther(c, ways.path(c, '/moede/svar?nu=ingen'));
    // Answered before, by her other tab or by an employee: her page says what holds.
    return seeOther(c, ways.path(c, answered.ok ? '/moede/mit?nu=gemt' : '/moede/svar'));
  });

  return routes;
}
