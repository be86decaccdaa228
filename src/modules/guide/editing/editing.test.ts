import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { newId } from '../../../kernel/index.ts';
import { createDirectory } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { nothingLocal } from '../local/local-text.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import type { ServiceText } from '../service-text.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { sampleService } from '../testing/sample-service.ts';
import type { Draft, Scope } from './draft.ts';
import { localProblems } from './draft-problems.ts';
import { approveDraft, draftOf, moveDraft, openDraft, saveDraft } from './draft-store.ts';
import { publishDraft } from './publish-draft.ts';
import {
  history,
  publishedLocal,
  publishedNational,
  renameNational,
  revisionText,
  setWithdrawn,
} from './published-store.ts';
import { editingSweeps } from './sweeps.ts';

const [rita, birgit] = [newId(), newId()];
let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
});

const now = () => house.clock.now();
const here = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const begin = async (scope: Scope, service = 'pas'): Promise<Draft> => {
  const published = scope === 'national' ? await publishedNational(service) : await publishedLocal(service);
  const body = published && 'service' in published ? published.service : (published?.text ?? nothingLocal);
  return openDraft({ scope, service, baseRevision: published?.revision ?? 0, body }, rita, now());
};
const save = async (draft: Draft, body: unknown, by = rita, note = ''): Promise<Draft> => {
  const saved = await saveDraft(draft.id, draft.version, { body, note }, by, now());
  if (!saved.ok) throw new Error(saved.reason.kind);
  return saved.value;
};
const [step] = sampleService().steps;
/** Whole enough to be published. */
const national = (changes: Partial<ServiceText> = {}): ServiceText => ({
  ...sampleService(),
  steps: step ? ['come', 'b', 'c', 'd'].map((id) => ({ ...step, id })) : [],
  ...changes,
});

describe('two editors on one text', () => {
  test('meet in one draft; the second to save is shown the first’s words, and they stand', async () => {
    await here(async () => {
      const hers = await begin('local');
      const mine = await begin('local');
      expect(mine.id).toBe(hers.id);
      await save(hers, { ...nothingLocal, local: { phone: { da: '11 11 11 11' } } });
      const second = await saveDraft(mine.id, mine.version, { body: { ...nothingLocal }, note: '' }, birgit, now());
      expect(second).toMatchObject({ ok: false, reason: { kind: 'overtaken' } });
      if (!second.ok && second.reason.kind === 'overtaken')
        expect(second.reason.theirs.body).toMatchObject({ local: { phone: { da: '11 11 11 11' } } });
      expect((await draftOf('local', 'pas'))?.updatedBy).toBe(rita);
    });
  });

  test('at the very same time: one of them is told', async () => {
    const draft = await here(() => begin('local', 'koerekort'));
    const both = await Promise.all(
      ['11 11 11 11', '22 22 22 22'].map((phone) =>
        here(() =>
          saveDraft(
            draft.id,
            draft.version,
            { body: { ...nothingLocal, referral: { text: { da: phone } } }, note: '' },
            rita,
            now(),
          ),
        ),
      ),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });
});

describe('a second person', () => {
  test('approves; whoever wrote it last cannot, and what is changed afterwards is not approved any more', async () => {
    await here(async () => {
      const draft = await begin('local');
      const written = await save(draft, { ...nothingLocal, local: { phone: { da: '33 33 33 33' } } });
      const early = await approveDraft(written.id, written.version, birgit, null, now());
      expect(early).toMatchObject({ ok: false, reason: { kind: 'not-in-review' } });
      const sent = await moveDraft(written.id, written.version, 'review', now());
      if (!sent.ok) throw new Error('not sent');
      const own = await approveDraft(written.id, sent.value.version, rita, null, now());
      expect(own).toMatchObject({ ok: false, reason: { kind: 'own-words' } });
      const approved = await approveDraft(written.id, sent.value.version, birgit, null, now());
      if (!approved.ok) throw new Error('not approved');
      expect(approved.value.state).toBe('approved');
      const again = await save(approved.value, { ...nothingLocal, local: { phone: { da: '44 44 44 44' } } });
      expect(again.state).toBe('writing');
    });
  });
});

describe('publishing', () => {
  const publish = async (draft: Draft) => {
    const sent = await moveDraft(draft.id, draft.version, 'review', now());
    if (!sent.ok) throw new Error('not sent');
    const approved = await approveDraft(draft.id, sent.value.version, birgit, null, now());
    if (!approved.ok) throw new Error('not approved');
    return publishDraft(house.bus, approved.value, now());
  };

  test('a missing required field is refused by its name, and nothing is changed', async () => {
    await here(async () => {
      const draft = await save(await begin('local'), nothingLocal);
      const before = await publishedLocal('pas');
      expect(await publish(draft)).toMatchObject({
        ok: false,
        reason: { kind: 'problems', problems: [{ path: 'local.phone' }] },
      });
      expect(await publishedLocal('pas')).toEqual(before);
      expect(await draftOf('local', 'pas')).not.toBeNull();
    });
  });

  test('a local text is on the page at once, in its own municipality and no other, and in the history', async () => {
    const before = await guide.publication(fjordby);
    await here(async () => {
      const draft = await draftOf('local', 'pas');
      if (!draft) throw new Error('no draft');
      const text = {
        ...nothingLocal,
        local: { phone: { da: '55 55 55 55' } },
        changes: [{ path: 'summary', text: { da: 'Sådan gør vi i Fjordby' }, base: 1 }],
      };
      expect(await publish(await save(draft, text, rita, 'Nyt nummer'))).toEqual({ ok: true, value: 2 });
      expect((await history('local', 'pas')).map(({ revision, note }) => [revision, note])).toEqual([
        [2, 'Nyt nummer'],
        [1, ''],
      ]);
      expect(await revisionText('local', 'pas', 1)).toMatchObject({ local: { phone: { da: '10 20 30 41' } } });
    });
    await expect.poll(() => guide.publication(fjordby)).not.toBe(before);
    const published = (await guide.publication(fjordby)).service('pas', 'da');
    expect(published?.summary.text).toBe('Sådan gør vi i Fjordby');
    expect(published?.nonDigital.text).toContain('55 55 55 55');
    expect((await guide.publication(hedelund)).outline('pas', 'da')?.published).toBe(false);
  });

  test('a national text reaches every municipality; a draft begun before it is refused until the two are laid together', async () => {
    const [first, other] = await Promise.all([guide.publication(fjordby), guide.publication(hedelund)]);
    await here(async () => {
      const draft = await save(await begin('national'), national({ nonDigital: { da: 'Skriv til {local:phone}.' } }));
      expect(await publish(draft)).toEqual({ ok: true, value: 2 });
      const late = await openDraft(
        { scope: 'national', service: 'pas', baseRevision: 1, body: national() },
        rita,
        now(),
      );
      expect(await publish(await save(late, national({ summary: { da: 'Gammelt grundlag' } })))).toEqual({
        ok: false,
        reason: { kind: 'base-moved', revision: 2 },
      });
    });
    await expect.poll(() => guide.publication(fjordby)).not.toBe(first);
    await expect.poll(() => guide.publication(hedelund)).not.toBe(other);
    const here2 = (await guide.publication(fjordby)).service('pas', 'da');
    // Its own words stay, the rest follows the national text.
    expect(here2?.summary.text).toBe('Sådan gør vi i Fjordby');
    expect(here2?.nonDigital.text).toBe('Skriv til 55 55 55 55.');
  });

  test('waits for its time, and what has become impossible by then goes back with its reason', async () => {
    const draft = await here(async () => {
      const old = await draftOf('local', 'pas');
      const begun = old ?? (await begin('local'));
      const written = await save(begun, { ...nothingLocal, local: { phone: { da: '66 66 66 66' } } });
      const sent = await moveDraft(written.id, written.version, 'review', now());
      if (!sent.ok) throw new Error('not sent');
      const at = new Date(now().getTime() + 3_600_000);
      const approved = await approveDraft(written.id, sent.value.version, birgit, at, now());
      if (!approved.ok) throw new Error('not approved');
      return approved.value;
    });
    const [sweep] = editingSweeps(house, createDirectory(house));
    await sweep?.run(now());
    expect(await here(() => draftOf('local', 'pas'))).toMatchObject({ id: draft.id, state: 'approved' });
    house.clock.set(new Date(now().getTime() + 3_600_001).toISOString());
    await sweep?.run(now());
    expect(await here(() => draftOf('local', 'pas'))).toBeNull();
    expect(await here(() => publishedLocal('pas'))).toMatchObject({
      text: { local: { phone: { da: '66 66 66 66' } } },
    });
  });

  test('a text that was withdrawn says so; one that was renamed leads on for ever, with what was written locally', async () => {
    await house.database.inTx(() => renameNational(house.bus, 'pas', 'pas-og-rejse', rita, now()));
    await expect.poll(async () => (await guide.publication(fjordby)).renamed('pas')).toBe('pas-og-rejse');
    const publication = await guide.publication(fjordby);
    expect(publication.service('pas-og-rejse', 'da')?.nonDigital.text).toContain('66 66 66 66');
    expect(publication.service('pas', 'da')).toBeNull();
    await house.database.inTx(() => renameNational(house.bus, 'pas-og-rejse', 'rejsepas', rita, now()));
    await expect.poll(async () => (await guide.publication(fjordby)).renamed('pas')).toBe('rejsepas');
    await house.database.inTx(() => setWithdrawn(house.bus, 'rejsepas', true));
    await expect
      .poll(async () => (await guide.publication(fjordby)).withdrawn('rejsepas', 'da')?.text)
      .toBe(sampleService().title.da);
    expect((await guide.publication(fjordby)).all('da').some(({ slug }) => slug === 'rejsepas')).toBe(false);
  });

  test('a national text that was withdrawn is not brought back by a draft that waited', async () => {
    const draft = await here(async () => {
      const begun = await begin('national', 'koerekort');
      const written = await save(begun, { ...(begun.body as ServiceText), summary: { da: 'Ny tekst om kørekort' } });
      await setWithdrawn(house.bus, 'koerekort', true);
      return written;
    });
    const published = await here(() => publishDraft(house.bus, draft, now()));
    expect(published).toMatchObject({ ok: false, reason: { kind: 'problems' } });
    expect((await here(() => publishedNational('koerekort')))?.withdrawn).toBe(true);
  });

  test('a CPR number and a fact that is not there are refused by their field', () => {
    const text = { ...nothingLocal, local: { phone: { da: '{our:telefno}' } } };
    const facts = new Set(['our:telefon']);
    const problems = (body: unknown) =>
      localProblems('pas', body, sampleService(), facts).map(({ path, problem }) => `${path}: ${problem}`);
    expect(problems(text)).toEqual([expect.stringMatching(/^local\.phone: names the our “telefno”/)]);
    expect(problems({ ...text, local: { phone: { da: '{our:telefon}' } } })).toEqual([]);
    const personal = { path: 'summary', text: { da: 'Som for 010190-1234 sidste år' }, base: 1 };
    expect(problems({ ...nothingLocal, local: { phone: { da: '10 20 30 40' } }, changes: [personal] })).toEqual([
      'changes.0.text.da: holds a CPR number',
    ]);
  });
});
