import { Hono } from 'hono';
import * as v from 'valibot';
import { parseId } from '../../../kernel/index.ts';
import { readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { canHideAddress } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { meetingsOfPhrase, passOf, readMeeting } from '../booking/bookings.ts';
import type { Ctx, Ways } from './context.ts';
import { gone, ownOf } from './own-routes.tsx';
import { readPhrase } from './phrase.ts';
import { meetingsOfPeople } from './store.ts';
import { readStored } from './stored.ts';
import { PhrasePage, SeveralPage, StoredPage } from './views/anonymous-pages.tsx';

/** How long a phrase that was right opens her other meetings in this browser. */
const phraseMinutes = 30;
const openedSchema = v.object({ people: v.array(v.string()), until: v.number() });

/** The way back for whoever told us nothing but an alias; and, for everybody, what is stored of her. */
export function anonymousRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;

  const phrasePage = async (c: Ctx, wrong: boolean) => {
    const page = await ways.pageOf(c, '/moede/anonym', true);
    // What she wrote is not shown again: somebody may stand behind her.
    const shown = <PhrasePage page={page} wrong={wrong} hides={canHideAddress(house.config)} />;
    return sendPage(c, shown, wrong ? 422 : 200);
  };

  routes.get('/moede/anonym', (c) => phrasePage(c, false));

  routes.post('/moede/anonym', async (c) => {
    const phrase = readPhrase(String((await readForm(c)).ord ?? ''));
    const found = phrase === null ? [] : await within(c, () => standing(phrase));
    const [only] = found;
    if (!only) return phrasePage(c, true);
    if (found.length === 1) return open(c, only.personId);
    const until = house.clock.now().getTime() + phraseMinutes * 60_000;
    const opened = { people: found.map(({ personId }) => personId), until };
    ways.keep(c, 'phrase', house.keys.seal('meeting phrase opened', '', JSON.stringify(opened)), null);
    return seeOther(c, ways.path(c, '/moede/anonym/mine'));
  });

  /** Meetings of a phrase that have a page still. */
  async function standing(phrase: string) {
    const all = await meetingsOfPhrase(house, phrase);
    const read = await Promise.all(
      all.map(async (one) => ({ personId: one.personId, meeting: await readMeeting(one.meetingId) })),
    );
    return read.flatMap(({ personId, meeting }) =>
      meeting && meeting.state !== 'cancelled' && meeting.state !== 'held-open' ? [{ personId, meeting }] : [],
    );
  }

  async function open(c: Ctx, personId: string): Promise<Response> {
    const pass = await within(c, () => passOf(house, personId));
    if (pass === null) return gone(ways, c);
    ways.keep(c, 'link', pass, null);
    return seeOther(c, ways.path(c, '/moede/mit'));
  }

  const openedBefore = (c: Ctx): readonly string[] => {
    const sealed = ways.cookie(c, 'phrase');
    const plain = sealed === undefined ? null : house.keys.open('meeting phrase opened', '', sealed);
    const read = plain === null ? null : v.safeParse(openedSchema, JSON.parse(plain));
    return read?.success && read.output.until > house.clock.now().getTime() ? read.output.people : [];
  };

  routes.get('/moede/anonym/mine', async (c) => {
    const people = openedBefore(c);
    if (people.length === 0) return seeOther(c, ways.path(c, '/moede/anonym'));
    const page = await ways.pageOf(c, '/moede/anonym/mine', true);
    const meetings = await within(c, () => meetingsOfPeople(people));
    return sendPage(c, <SeveralPage page={page} meetings={meetings} />);
  });

  routes.post('/moede/anonym/mine', async (c) => {
    const person = parseId(String((await readForm(c)).person ?? ''));
    if (person === null || !openedBefore(c).includes(person)) return seeOther(c, ways.path(c, '/moede/anonym'));
    return open(c, person);
  });

  routes.get('/moede/mit/gemt', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { anonymous } = own.meeting.type.rules;
    const page = await ways.pageOf(c, '/moede/mit/gemt', anonymous);
    const stored = await within(c, () => readStored(house, own.meeting.id, own.me.id));
    return sendPage(c, <StoredPage page={page} stored={stored} />);
  });

  return routes;
}
