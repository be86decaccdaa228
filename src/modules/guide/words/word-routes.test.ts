import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { countSearches, openSuggestions } from './suggestion-store.ts';
import { readLocalTerms } from './term-store.ts';
import { editorOf } from './testing.ts';

let house: TestHouse;
let guide: Guide;
let rita: ReturnType<typeof editorOf>;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
  rita = editorOf(house, guide, fjordby);
});
const finds = async (query: string, municipality = fjordby) =>
  (await guide.publication(municipality)).search(query, 'da').hits[0]?.slug;
const termNamed = async (name: string) => {
  const terms = await house.database.inMunicipality(fjordby, readLocalTerms);
  const found = terms.find(({ term }) => term === name);
  if (!found) throw new Error(`no term ${name}`);
  return found;
};

describe('a word of the municipality', () => {
  test('is found by search when it has been added, here and not in the other municipality', async () => {
    expect(await finds('bordeauxbog')).toBeUndefined();
    const { status, to } = await rita.send('/redaktion/ord/pas', {
      term: 'bordeauxbog',
      relation: 'synonym',
      sayInstead: 'pas',
    });
    expect([status, to]).toEqual([303, '/redaktion/ord/pas?nu=tilfoejet']);
    await expect.poll(() => finds('bordeauxbog')).toBe('pas');
    expect(await finds('bordeauxbog', hedelund)).toBeUndefined();
    const html = await rita.page(to);
    expect(html).toContain('Ordet er tilføjet');
    expect(html).toContain('I stedet for &quot;bordeauxbog&quot;: sig &quot;pas&quot;.');
  });

  test('that stands there already is refused, with what was written kept', async () => {
    const own = await rita.send('/redaktion/ord/pas', { term: 'Bordeauxbog', relation: 'obsolete' });
    expect(own.status).toBe(422);
    expect(own.html).toContain('Ordet står her allerede');
    expect(own.html).toContain('value="Bordeauxbog"');
    const national = await rita.send('/redaktion/ord/pas', { term: 'Rødt Hæfte', relation: 'synonym' });
    expect(national.html).toContain('Ordet er allerede et fælles ord');
    const long = await rita.send('/redaktion/ord/pas', { term: 'x'.repeat(121), relation: 'synonym' });
    expect(long.html).toContain('højst 120 tegn');
    expect((await rita.send('/redaktion/ord/pas', { term: '!', relation: 'synonym' })).html).toContain(
      'mindst to bogstaver',
    );
    expect((await rita.send('/redaktion/ord/pas', { term: 'ord', relation: 'nej' })).html).toContain('Vælg, hvordan');
  });

  test('that is the name of another service is asked about first', async () => {
    const asked = await rita.send('/redaktion/ord/pas', { term: 'kørekort', relation: 'related' });
    expect(asked.status).toBe(422);
    expect(asked.html).toContain('&quot;Kørekort&quot; er navnet på en anden ydelse');
    expect(asked.html).toContain('name="confirmed"');
    const meant = await rita.send('/redaktion/ord/pas', { term: 'kørekort', relation: 'related', confirmed: 'ja' });
    expect(meant.status).toBe(303);
  });

  test('never holds a CPR number: it is taken out of every field, and the field is named', async () => {
    const { status, html } = await rita.send('/redaktion/ord/pas', {
      term: 'pas til 010190-1234',
      relation: 'synonym',
      note: 'sagt af 0101901234',
      sayInstead: 'ord',
    });
    expect(status).toBe(422);
    expect(html).toContain('href="#term"');
    expect(html).toContain('href="#note"');
    expect(html).not.toMatch(/0101|1234/);
  });

  test('changed by two is overwritten by none', async () => {
    const term = await termNamed('bordeauxbog');
    const path = `/redaktion/ord/pas/${term.id}`;
    const fields = { term: 'bordeauxbogen', relation: 'synonym', version: String(term.version) };
    expect((await rita.send(path, fields)).to).toBe('/redaktion/ord/pas?nu=gemt');
    const late = await rita.send(path, { ...fields, term: 'bordeauxhæfte' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('En anden har rettet eller fjernet det');
    expect(late.html).toContain('value="bordeauxhæfte"');
    expect((await rita.send(`${path}/fjern`, { version: '1' })).status).toBe(409);
    await expect.poll(() => finds('bordeauxbogen')).toBe('pas');
  });

  test('is not found any more when it has been removed', async () => {
    const term = await termNamed('bordeauxbogen');
    const { to } = await rita.send(`/redaktion/ord/pas/${term.id}/fjern`, { version: String(term.version) });
    expect(to).toBe('/redaktion/ord/pas?nu=fjernet');
    await expect.poll(() => finds('bordeauxbogen')).toBeUndefined();
  });

  test('is written by an editor; a national editor reads, others are refused', async () => {
    const nanna = editorOf(house, guide, fjordby, ['national-editor']);
    expect((await nanna.request('/redaktion/ord/pas')).status).toBe(200);
    expect((await nanna.send('/redaktion/ord/pas', { term: 'ord', relation: 'synonym' })).status).toBe(403);
    const mette = editorOf(house, guide, fjordby, ['employee']);
    for (const path of ['/redaktion/ord', '/redaktion/soegninger', '/redaktion/fastgjort', '/redaktion/undersoegelser'])
      expect((await mette.request(path)).status, path).toBe(403);
  });

  test('is found in the list by its letters', async () => {
    const html = await rita.page('/redaktion/ord?q=haefte');
    expect(html).toContain('Har ordet: rødt hæfte');
    expect(html).not.toContain('/redaktion/ord/aeldrebolig');
    expect(await rita.page('/redaktion/ord?q=xyzzy')).toContain('Der er ingen ydelser eller ord, der passer');
    expect((await rita.request('/redaktion/ord/findes-ikke')).status).toBe(404);
  });
});

describe('a suggestion', () => {
  /** Five on three days, as the query log counts them. */
  const searched = (text: string) =>
    house.database.inMunicipality(fjordby, async () => {
      for (const date of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-25', '2026-11-25'])
        await countSearches([{ fingerprint: `print of ${text}`, text, outcome: 'none' }], date);
    });
  const suggestion = async (text: string) =>
    (await house.database.inMunicipality(fjordby, openSuggestions)).find((one) => one.text === text);

  test('is accepted by one click, and search finds it', async () => {
    await searched('bindestof');
    const one = await suggestion('bindestof');
    const html = await rita.page('/redaktion/soegninger');
    expect(html).toContain('bindestof');
    expect(html).toContain('mindst 5 søgninger');
    expect(html).toContain('Vi har ikke noget bud.');
    const { status, to } = await rita.send(`/redaktion/soegninger/${one?.id}/tilfoej`, {
      service: 'pas',
      relation: 'synonym',
    });
    expect(status).toBe(303);
    // The address holds an id, not the words.
    expect(to).toBe(`/redaktion/soegninger?nu=tilfoejet&id=${one?.id}`);
    await expect.poll(() => finds('bindestof')).toBe('pas');
    expect(await rita.page(to)).toContain('&quot;bindestof&quot; er tilføjet');
    expect((await termNamed('bindestof')).evidence).toMatchObject({ source: 'search', seen: 5 });
    expect(await suggestion('bindestof')).toBeUndefined();
    const again = await rita.send(`/redaktion/soegninger/${one?.id}/tilfoej`, { service: 'pas', relation: 'synonym' });
    expect(again.to).toBe('/redaktion/soegninger?nu=vaek');
  });

  test('is put away as not ours, stays away, and can be brought back', async () => {
    await searched('fodbold');
    const one = await suggestion('fodbold');
    expect((await rita.send(`/redaktion/soegninger/${one?.id}/ikke-os`)).to).toContain('nu=lagt-vaek');
    await searched('fodbold');
    expect(await suggestion('fodbold')).toBeUndefined();
    expect(await rita.page('/redaktion/soegninger')).toContain('Lagt væk som &quot;Ikke os&quot; (1)');
    expect((await rita.send(`/redaktion/soegninger/${one?.id}/tag-frem`)).to).toContain('nu=taget-frem');
    expect(await suggestion('fodbold')).toBeDefined();
  });

  test('without a service is asked for one', async () => {
    await searched('sirup');
    const one = await suggestion('sirup');
    const { status, html } = await rita.send(`/redaktion/soegninger/${one?.id}/tilfoej`, {
      service: '',
      relation: 'synonym',
    });
    expect(status).toBe(422);
    expect(html).toContain(`href="#service-${one?.id}"`);
  });
});

describe('a pinned answer', () => {
  const pin = {
    query: 'valg',
    service: 'pas',
    ownerRole: 'redaktør',
    reason: 'Kommunalvalget',
    expiresOn: '2026-12-01',
  };

  test('stands first until its last day, and staff are told why', async () => {
    expect((await rita.send('/redaktion/fastgjort', pin)).to).toBe('/redaktion/fastgjort?nu=fastgjort');
    await expect.poll(() => finds('valg')).toBe('pas');
    const [hit] = (await guide.publication(fjordby)).search('valg', 'da').hits;
    expect(hit?.pinned).toMatchObject({ reason: 'Kommunalvalget', ownerRole: 'redaktør' });
    house.clock.set('2026-12-02T09:00:00Z');
    expect(await finds('valg')).toBeUndefined();
    expect(await rita.page('/redaktion/fastgjort')).toContain('udløbet');
    house.clock.set('2026-11-24T09:00:00Z');
  });

  test('is refused without a role, a reason, an end, or for what is pinned or dangerous', async () => {
    for (const [changes, message] of [
      [{ query: 'valget' }, 'Der er allerede et fastgjort svar'],
      [{ query: 'jeg vil ikke leve mere' }, 'Søgningen handler om fare'],
      [{ query: 'nyt', ownerRole: '' }, 'Skriv, hvilken rolle'],
      [{ query: 'nyt', reason: '' }, 'Skriv, hvorfor'],
      [{ query: 'nyt', expiresOn: '' }, 'Vælg den sidste dag'],
      [{ query: 'nyt', expiresOn: '2026-11-23' }, 'ikke er gået'],
      [{ query: 'nyt', expiresOn: '2028-01-01' }, 'inden for et år'],
      [{ query: 'nyt', service: 'findes-ikke' }, 'Vælg den ydelse'],
      [{ query: 'nyt 010190-1234' }, 'lignede et CPR-nummer'],
    ] as const) {
      const { status, html } = await rita.send('/redaktion/fastgjort', { ...pin, ...changes });
      expect(status, message).toBe(422);
      expect(html).toContain(message);
      expect(html).not.toContain('1234');
    }
  });

  test('changed by two is overwritten by none, and can be removed', async () => {
    const html = await rita.page('/redaktion/fastgjort');
    const path = /href="(\/redaktion\/fastgjort\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect((await rita.send(path, { ...pin, reason: 'Nyt valg', version: '1' })).to).toContain('nu=gemt');
    expect((await rita.send(path, { ...pin, version: '1' })).status).toBe(409);
    expect((await rita.send(`${path}/fjern`, { version: '1' })).status).toBe(409);
    expect((await rita.send(`${path}/fjern`, { version: '2' })).to).toContain('nu=fjernet');
    await expect.poll(() => finds('valg')).toBeUndefined();
  });
});

describe('a word that all municipalities share', () => {
  test('is written by a national editor, and found in every municipality', async () => {
    const nanna = editorOf(house, guide, fjordby, ['national-editor']);
    const html = await nanna.page('/redaktion/ord/koerekort');
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';
    const fields = { term: 'bilkort', relation: 'synonym', strength: '3', revision };
    expect((await rita.send('/redaktion/ord/koerekort/faelles', fields)).status).toBe(403);
    expect((await nanna.send('/redaktion/ord/koerekort/faelles', fields)).to).toContain('nu=tilfoejet');
    for (const municipality of [fjordby, hedelund])
      await expect.poll(() => finds('bilkort', municipality)).toBe('koerekort');
    // Somebody who still sees the page from before overwrites nothing.
    const late = await nanna.send('/redaktion/ord/koerekort/faelles', { ...fields, term: 'førerbevis' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('value="førerbevis"');
    const twice = await nanna.send('/redaktion/ord/koerekort/faelles', { ...fields, revision: '2' });
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('href="#common-term"');
  });

  test('is removed for all, but never the last', async () => {
    const nanna = editorOf(house, guide, fjordby, ['national-editor', 'editor']);
    const now = async () =>
      /name="revision" value="(\d+)"/.exec(await nanna.page('/redaktion/ord/koerekort'))?.[1] ?? '';
    const path = '/redaktion/ord/koerekort/faelles';
    await nanna.send(path, { term: 'førerbevis', relation: 'obsolete', revision: await now() });
    expect((await nanna.send(`${path}/fjern`, { remove: 'bilkort', revision: await now() })).to).toContain(
      'nu=fjernet',
    );
    await expect.poll(() => finds('bilkort', hedelund)).toBeUndefined();
    expect((await nanna.send(`${path}/fjern`, { remove: 'førerbevis', revision: await now() })).status).toBe(409);
    expect(await finds('førerbevis', hedelund)).toBe('koerekort');
  });
});
