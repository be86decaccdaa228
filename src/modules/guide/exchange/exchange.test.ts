import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { newId } from '../../../kernel/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { instructions } from '../desk/store.ts';
import { history } from '../editing/published-store.ts';
import { nothingLocal } from '../local/local-text.ts';
import { createGuide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { shortService } from '../testing/sample-service.ts';
import { contentChanges, exportContent, importContent } from './content-store.ts';
import { type MunicipalContent, readMunicipalContent, withOwnIds, writeMunicipalContent } from './municipal-content.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
});

const [form, paper, word, pin] = [newId(), newId(), newId(), newId()];
const full = (changes: Partial<MunicipalContent> = {}): MunicipalContent => ({
  format: 'medbetjening-municipality',
  version: 1,
  municipality: 'fjordby',
  texts: {
    pas: {
      ...nothingLocal,
      local: { phone: { da: '{our:telefon}', ar: '١٠' } },
      changes: [{ path: 'summary', text: { da: 'Vores' }, base: 1 }],
    },
    koerekort: { ...nothingLocal, offered: false, referral: { text: { da: 'Gå til Hedelund.' } } },
    ladcykel: { ...nothingLocal, own: shortService('ladcykel', 'Lån en ladcykel') },
  },
  facts: [
    { id: 'telefon', kind: 'phone', label: { da: 'Vagten' }, value: { da: '10 20 30 40' }, checked: '2026-11-01' },
  ],
  redirects: { cykel: 'ladcykel' },
  words: [
    {
      id: word,
      service: 'pas',
      term: 'rejsebog',
      relation: 'synonym',
      strength: 2,
      lang: 'da',
      region: '',
      say_instead: '',
      sensitive: false,
      source: 'counter',
      source_note: '',
      seen: 5,
      noted_on: '2026-11-02',
    },
  ],
  pins: [
    {
      id: pin,
      query: 'hjul',
      service: 'ladcykel',
      owner: 'Borgerservice',
      reason: 'Spørges om',
      expires_on: '2027-01-01',
    },
  ],
  instructions: [{ service: 'pas', body: 'Spørg altid om det gamle pas.', updated_on: '2026-11-03' }],
  roles: ['Borgerservice', 'Æblehaven'],
  entrances: [entrance(form, 'Formular', null), entrance(paper, 'Blanket', form)],
  care: [
    {
      service: 'pas',
      owner_role: 'Borgerservice',
      cycle_months: 6,
      checked_on: '2026-11-01',
      checked_role: 'Borgerservice',
      checked_how: 'læst',
    },
  ],
  rules: [
    {
      service: 'pas',
      version: 1,
      withdrawn: false,
      offered: ['personal', 'phone'],
      recommended: ['personal'],
      reason: 'Fremmøde',
      decided_by: 'Direktionen',
      decided_on: '2026-01-01',
      review_on: '2027-01-01',
    },
  ],
  ...changes,
});
function entrance(id: string, name: string, replaced_by: string | null): MunicipalContent['entrances'][number] {
  return {
    id,
    name,
    kind: 'web-form',
    status: replaced_by === null ? 'in-use' : 'retired',
    purpose: 'apply',
    address: 'https://www.fjordby.example/x',
    services: ['pas'],
    owner_role: 'Borgerservice',
    backup_role: '',
    unit: '',
    data_class: 'cpr',
    kle: '',
    note: '',
    replaced_by,
    cycle_months: 12,
    checked_on: null,
    checked_role: '',
    checked_how: '',
  };
}

const entry = { by: newId(), note: 'Indlæst', now: new Date('2026-11-24T09:00:00Z') };
const put = (content: MunicipalContent, where = fjordby) =>
  house.database.inMunicipality(where, () => importContent(house.bus, content, entry));
const take = (where = fjordby, name = 'fjordby') =>
  house.database.inMunicipality(where, () => exportContent(name)).then(writeMunicipalContent);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a municipality’s content', () => {
  test('comes out as it went in, to the byte, and goes in again without changing anything', async () => {
    expect(await put(full())).toMatchObject({ ok: true });
    const first = await take();
    expect(first).toBe(writeMunicipalContent(full()));
    const read = readMunicipalContent(bytes(first));
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    expect(await put(read.value)).toEqual({ ok: true, value: 0 });
    expect(await take()).toBe(first);
  });

  test('is in the guide at once, and the texts keep their history', async () => {
    const publication = await (await createGuide(house)).publication(fjordby);
    expect(publication.service('ladcykel', 'da')?.title.text).toBe('Lån en ladcykel');
    expect(publication.renamed('cykel')).toBe('ladcykel');
    expect(publication.outline('koerekort', 'da')?.referral?.text.text).toBe('Gå til Hedelund.');
    expect(publication.search('rejsebog', 'da').hits[0]?.slug).toBe('pas');
    expect(publication.search('hjul', 'da').hits[0]?.slug).toBe('ladcykel');
    const revisions = await house.database.inMunicipality(fjordby, () => history('local', 'pas'));
    expect(revisions[0]).toMatchObject({ revision: 2, note: 'Indlæst' });
  });

  test('goes into another municipality under ids of its own, and leaves the first as it was', async () => {
    const before = await take();
    const moved = withOwnIds(full(), hedelund);
    expect(await put(moved, hedelund)).toMatchObject({ ok: true });
    expect(await take(hedelund)).toBe(writeMunicipalContent(moved));
    expect(await take()).toBe(before);
  });

  test('that leaves something out takes it away; the record of entrances and rules stays', async () => {
    const less = full({
      texts: { pas: full().texts.pas ?? nothingLocal },
      words: [],
      pins: [],
      redirects: {},
      entrances: [],
      rules: [],
    });
    const changes = contentChanges(full(), less);
    expect(changes.map(({ part, name, kind }) => `${part} ${name} ${kind}`)).toEqual([
      'texts koerekort gone',
      'texts ladcykel gone',
      'redirects cykel gone',
      'words pas: rejsebog gone',
      'pins hjul gone',
    ]);
    await put(less);
    const now = JSON.parse(await take());
    expect(Object.keys(now.texts)).toEqual(['pas']);
    expect(now.words).toEqual([]);
    expect(now.entrances).toHaveLength(2);
    expect(now.rules).toHaveLength(1);
  });
});

describe('a file that is broken, huge or malicious', () => {
  const faults = (text: string) => {
    const read = readMunicipalContent(bytes(text));
    return read.ok ? [] : read.reason.map(({ path, problem }) => `${path}: ${problem}`);
  };
  const json = (changes: object) => JSON.stringify({ ...full(), ...changes });

  test('is refused whole with its places named, and nothing has changed', async () => {
    const before = await take();
    expect(faults('{"format":')).toHaveLength(1);
    expect(faults('[]')).not.toEqual([]);
    expect(faults('['.repeat(200_000))).toHaveLength(1);
    expect(faults(json({ version: 2 }))[0]).toContain('version');
    expect(faults(json({ facts: [{ id: 'x' }] })).some((line) => line.startsWith('facts.0.'))).toBe(true);
    expect(faults(json({ secret: 1 }))).toHaveLength(1);
    expect(faults(json({ texts: { '../x': {} } }))).not.toEqual([]);
    expect(faults(json({ facts: [...full().facts, ...full().facts] }))[0]).toContain('twice');
    expect(readMunicipalContent(new Uint8Array(11 * 1024 * 1024)).ok).toBe(false);
    expect(readMunicipalContent(new Uint8Array([0xff, 0xfe, 0x00])).ok).toBe(false);
    for (const content of [
      full({ texts: { ukendt: nothingLocal } }),
      full({ texts: { pas: { ...nothingLocal, changes: [{ path: 'title', text: { da: 'Andet' }, base: 1 }] } } }),
      full({ texts: {}, pins: [], words: [], redirects: { a: 'ingen' } }),
      full({ entrances: [entrance(newId(), 'Alene', newId())] }),
      full({
        texts: {
          pas: { ...nothingLocal, changes: [{ path: 'entry.url', text: { da: 'javascript:alert(1)' }, base: 1 }] },
        },
      }),
    ])
      expect((await put(content)).ok).toBe(false);
    expect(await take()).toBe(before);
  });

  test('that changes an instruction makes it unread again, and leaves the others read', async () => {
    const revision = async () => (await house.database.inMunicipality(fjordby, instructions)).get('pas')?.revision ?? 0;
    await put(full());
    const before = await revision();
    await put(full());
    expect(await revision()).toBe(before);
    await put(full({ instructions: [{ service: 'pas', body: 'Spørg to gange.', updated_on: '2026-11-04' }] }));
    expect(await revision()).toBe(before + 1);
    await put(full());
  });

  test('pollutes no prototype', () => {
    readMunicipalContent(bytes(json({}).replace('"texts":{', '"texts":{"__proto__":{"polluted":true},')));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
