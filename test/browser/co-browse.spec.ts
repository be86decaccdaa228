import type { Frame, Page } from '@playwright/test';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { RoomChannel } from '../../src/modules/call/client/room-channel.ts';
import { expect, test } from './house.ts';
import { writeLetterByLetter } from './main-job.ts';
import { closeByKey, deskOf, newCitizen, newStaff, takeNextByKey, waitInLine } from './people.ts';

type Wire = { readonly topic: string; readonly json: string }[];
type Lab = { readonly lab: { readonly wire: Wire; readonly channels: readonly RoomChannel[] } };

const origin = 'http://lab.example';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'self'";

/** What must never leave her browser, in any writing. */
const secrets = {
  password: 'Hemmelig-Kode-77',
  cpr: '010190-1234',
  cprInText: '2512851234',
  card: '4571123412341234',
  code: '482913',
  note: 'Jeg er blevet skilt',
  token: 'skjult-token-abc',
  file: 'domsudskrift-vita.pdf',
  choice: 'alvorligt syg',
  area: 'indlagt på psykiatrisk',
};
const form = `<!doctype html><html lang="da" data-scripts><head><title>Flytning</title><link rel="stylesheet" href="/static/site.css"></head><body>
<main><h1>Meld flytning</h1><p>Dit nummer er ${secrets.cprInText}. Vi åbner 12.03.2026.</p>
<p id="split"><b>311290</b>-<i>1234</i></p>
<form action="/fjordby/side" method="get">
<input type="hidden" name="token" value="${secrets.token}">
<label>Adresse <input name="adresse" id="adresse" maxlength="40"></label>
<label>Dit hemmelige ord <input type="password" name="kode" value="${secrets.password}"></label>
<label for="c">CPR-nummer</label><input id="c" name="felt7">
<label>Nummer <input name="nummer"></label>
<label>Kort <input name="k" autocomplete="section-a cc-number" value="${secrets.card}"></label>
<label>Kode på sms <input name="otc" autocomplete="one-time-code"></label>
<label>Fil <input type="file" name="fil"></label>
<label>Besked <textarea name="besked" data-private>${secrets.area}</textarea></label>
<fieldset data-private><legend>Helbred</legend><label><input type="radio" name="h" value="x" checked> ${secrets.choice}</label>
<select><option>${secrets.choice}</option></select><p>${secrets.note}</p></fieldset>
<label><input type="checkbox" name="enig"> Jeg er enig</label>
<label>Kommune <select name="kommune"><option>Fjordby</option><option>Andeby</option></select></label>
<button>Send</button></form>
<p><a href="https://www.borger.dk/">borger.dk</a> <a href="/fjordby/anden">Næste side</a></p>
<img src="https://evil.example/x.png" alt="Et kort"><div onclick="alert(1)" style="color:red">Tekst</div><script src="/lab-side.js"></script></main></body></html>`;
const other = `<!doctype html><html lang="da"><head><title>Anden</title></head><body><main><h1>Den anden side</h1><label>Vej <input name="vej"></label></main></body></html>`;

let script = '';
let style = '';
test.beforeAll(async () => {
  const common = {
    bundle: true,
    write: false as const,
    logLevel: 'error' as const,
    format: 'esm' as const,
    external: ['/static/*'],
  };
  const [js, css] = await Promise.all([
    build({
      ...common,
      entryPoints: ['test/support/page-lab.entry.tsx'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      target: 'es2020',
    }),
    build({
      ...common,
      stdin: {
        contents: '@import "./src/ui/css/site.css"; @import "./src/modules/call/client/page/page.css";',
        loader: 'css',
        resolveDir: process.cwd(),
      },
    }),
  ]);
  script = js.outputFiles?.[0]?.text ?? '';
  style = css.outputFiles?.[0]?.text ?? '';
});

/** Everything the page asks for is answered here; what is asked of others is remembered. */
async function openLab(page: Page): Promise<{ readonly foreign: string[]; readonly wire: () => Promise<string> }> {
  const foreign: string[] = [];
  await page.route('**/*', async (route) => {
    const { origin: asked, pathname } = new URL(route.request().url());
    if (asked !== origin) {
      foreign.push(route.request().url());
      return route.abort();
    }
    const answers: Readonly<Record<string, readonly [string, string]>> = {
      '/': [
        'text/html',
        '<!doctype html><html lang="da"><link rel="stylesheet" href="/static/site.css"><body></body><script type="module" src="/lab.js"></script>',
      ],
      '/lab.js': ['text/javascript', script],
      '/lab-side.js': ['text/javascript', 'document.documentElement.dataset.scripts = "1"'],
      '/static/site.css': ['text/css', style],
      '/fjordby/side': ['text/html', form],
      '/fjordby/anden': ['text/html', other],
    };
    const [contentType, body] = answers[pathname] ?? ['text/plain', ''];
    await route.fulfill({
      contentType: `${contentType}; charset=utf-8`,
      body,
      headers: { 'content-security-policy': policy },
    });
  });
  await page.goto(`${origin}/`);
  return {
    foreign,
    wire: () => page.evaluate(() => (window as unknown as Lab).lab.wire.map(({ json }) => json).join('\n')),
  };
}

const frameOf = async (page: Page, side: 'citizen' | 'employee'): Promise<Frame> => {
  const frame = await (await page.locator(`#${side} iframe`).elementHandle())?.contentFrame();
  if (!frame) throw new Error('no frame');
  return frame;
};

test('a page is shown, pointed at and written in with her leave; what is private never leaves, and Esc ends it', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const { foreign, wire } = await openLab(page);
  const citizen = page.locator('#citizen');
  const employee = page.locator('#employee');
  const bar = page.locator('.share-bar');
  await employee.getByRole('button', { name: 'Bed om at se siden' }).click();
  await expect(bar).toContainText('Mette vil gerne se');
  expect(await wire()).not.toContain('Meld flytning');
  await bar.getByRole('button', { name: 'Vis siden' }).click();
  await expect(bar).toContainText('Mette kan se denne side');

  const hers = page.frameLocator('#citizen iframe');
  const copy = page.frameLocator('#employee iframe');
  await expect(copy.getByRole('heading', { name: 'Meld flytning' })).toBeVisible();
  await hers.getByLabel('Adresse').fill('Havnevej 1');
  await expect(copy.getByLabel('Adresse')).toHaveValue('Havnevej 1');
  await hers.getByLabel('Jeg er enig').check();
  await expect(copy.getByLabel('Jeg er enig')).toBeChecked();
  await hers.getByLabel('Kommune').selectOption('Andeby');
  await expect(copy.getByLabel('Kommune')).toHaveValue('Andeby');

  // Typed letter by letter, as she would: nothing of a number may be seen on the way.
  await hers.getByLabel('CPR-nummer').pressSequentially(secrets.cpr, { delay: 20 });
  await hers.getByLabel('Nummer', { exact: true }).pressSequentially('010190-1', { delay: 90 });
  await hers.getByLabel('Dit hemmelige ord').pressSequentially('xyzzy', { delay: 20 });
  await hers.getByLabel('Kode på sms').fill(secrets.code);
  await hers
    .getByLabel('Fil')
    .setInputFiles({ name: secrets.file, mimeType: 'application/pdf', buffer: Buffer.from('x') });
  await hers.locator('[name=besked]').fill(`${secrets.area} igen`);
  await expect(copy.getByLabel('CPR-nummer')).toHaveValue('••••••');
  await expect(copy.getByLabel('Dit hemmelige ord')).toHaveValue('••••••');
  await expect(copy.getByLabel('Kort')).toHaveValue('••••••');
  // A password made readable for its owner, and a number written by a script in two pieces.
  await (await frameOf(page, 'citizen')).evaluate(() => {
    document.querySelector('[name=kode]')?.setAttribute('type', 'text');
    const note = document.createElement('p');
    note.append('Oprettet: ', Object.assign(document.createElement('b'), { textContent: '170775' }), ' 4321');
    document.querySelector('main')?.append(note);
  });
  await expect(copy.getByText('Oprettet:')).toBeVisible();
  await expect(copy.getByText('åbner 12.03.2026')).toBeVisible();

  await employee.getByLabel('Overskrifter, felter og knapper').selectOption({ label: 'Adresse (felt)' });
  await expect(citizen.getByText('Mette peger på: Adresse')).toBeVisible();
  await expect(citizen.locator('.spot-mark')).toBeVisible();
  await employee.getByRole('button', { name: 'Peg på siden' }).hover();
  await expect(citizen.locator('.spot-hand span')).toBeVisible();

  await employee.getByRole('button', { name: 'Bed om at skrive i feltet' }).click();
  await expect(bar).toContainText('Må Mette skrive i feltet "Adresse"?');
  await expect(hers.getByLabel('Adresse')).toHaveValue('Havnevej 1');
  await bar.getByRole('button', { name: 'Ja' }).click();
  await employee.getByLabel('Skriv i "Adresse" for borgeren').fill('Havnevej 12, 2. sal');
  await expect(hers.getByLabel('Adresse')).toHaveValue('Havnevej 12, 2. sal');
  await employee.getByRole('button', { name: 'Færdig' }).click();
  await expect(bar).not.toContainText('kan skrive i');

  // Another page inside the call, and the way out of it.
  await hers.getByRole('link', { name: 'Næste side' }).click();
  await expect(copy.getByRole('heading', { name: 'Den anden side' })).toBeVisible();
  await hers.getByLabel('Vej').focus();
  await page.keyboard.press('Escape');
  await expect(bar).not.toContainText('kan se denne side');
  await expect(page.locator('#employee iframe')).toHaveCount(0);
  const before = await wire();
  await hers.getByLabel('Vej').fill('Efter stop');
  await page.waitForTimeout(600);
  expect(await wire()).toBe(before);

  for (const [name, secret] of Object.entries(secrets)) {
    for (const encoding of encodingsOf(secret)) expect.soft(before, name).not.toContain(encoding);
  }
  for (const digits of ['311290', '170775', '4321', '0101901', '010190-1', 'xyzzy', 'igen'])
    expect.soft(before).not.toContain(digits);
  expect(before).not.toMatch(/onclick|style=|<script|evil\.example|www\.borger\.dk|lab\.example/);
  expect(foreign.filter((address) => !address.includes('evil.example/x.png'))).toEqual([]);
  expect(errors).toEqual([]);
});

test('whatever the other page sends, nothing of it runs or loads, and the next good page is seen', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const { foreign } = await openLab(page);
  const good = { w: 360, h: 640, x: 0, y: 0 };
  const whole = (g: number, c: unknown, more: object = {}) => ({
    t: 'whole',
    g,
    title: 'En side',
    styles: ['https://evil.example/a.css', '//evil.example/b.css', '/static/site.css'],
    root: { onload: 'alert(1)', lang: 'da' },
    body: { i: 1, n: 'body', a: { onload: 'alert(1)', background: 'https://evil.example/b.png' }, c },
    view: good,
    ...more,
  });
  const a = {
    onclick: 'alert(1)',
    onerror: 'alert(1)',
    src: 'https://evil.example/x.png',
    href: 'javascript:alert(1)',
  };
  const style = 'background:url(https://evil.example/s.png)';
  const names = [
    'script',
    'iframe',
    'object',
    'embed',
    'link',
    'style',
    'meta',
    'base',
    'video',
    'svg',
    'use',
    'a',
    'img',
    'form',
  ];
  const elements = names.map((n, index) => ({
    i: 10 + index,
    n,
    a: {
      ...a,
      style,
      data: a.src,
      srcdoc: '<script>alert(1)</script>',
      'http-equiv': 'refresh',
      content: `0;url=${a.src}`,
    },
    c: [{ i: 100 + index, x: '@import url(https://evil.example/i.css); <script>alert(1)</script>' }],
  }));
  const random = fc.sample(
    fc.oneof(
      fc.object({ withNullPrototype: false }),
      fc.record({
        t: fc.constantFrom('children', 'attributes', 'field', 'text', 'focus', 'view', 'away'),
        g: fc.constantFrom(1, 2),
        i: fc.integer({ min: -2, max: 30 }),
        x: fc.string(),
        a: fc.dictionary(
          fc.constantFrom(...Object.keys(a), 'style', 'class', 'type'),
          fc.constantFrom(...Object.values(a), style, 'file', 'image'),
        ),
        c: fc.array(fc.oneof(fc.integer({ min: -2, max: 30 }), fc.constantFrom(...elements))),
        f: fc.record({ v: fc.string(), k: fc.boolean(), s: fc.integer() }),
        v: fc.object(),
      }),
    ),
    { numRuns: 400, seed: 7 },
  );
  const last = whole(3, [{ i: 2, n: 'h1', a: {}, c: [{ i: 3, x: 'En god side' }] }]);
  const messages = JSON.parse(JSON.stringify([whole(1, elements), ...random, whole(2, 'no list'), last])) as unknown[];
  await page.evaluate(async (all) => {
    const channel = (window as unknown as Lab).lab.channels[0];
    const topic = channel?.open<unknown>({ name: 'page', lane: 'bulk', read: () => null, onMessage: () => {} });
    for (const [index, message] of all.entries()) {
      topic?.send(message);
      // The frame is there before most of them come.
      if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }, messages);
  const copy = page.frameLocator('#employee iframe');
  await expect(copy.getByRole('heading', { name: 'En god side' })).toBeVisible();
  const inside = await (await frameOf(page, 'employee')).evaluate(() => document.documentElement.outerHTML);
  expect(inside).not.toMatch(/alert|evil|javascript|<script|onload|href="(?!\/static\/)/);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});

test('in a call: the guide is shown inside it, followed from page to page, and the call goes on', {
  tag: '@call',
}, async ({ browser, shared }) => {
  const mette = await newStaff(browser, shared.url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  const vita = await newCitizen(browser);
  await waitInLine(vita.page, shared.url, { query: '?emne=mitid', name: 'Vita' });
  await takeNextByKey(mette.page);
  await expect(vita.page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
  await vita.page.getByRole('button', { name: 'Vis side', exact: true }).click();
  await vita.page.getByRole('button', { name: /^Vis siden til/ }).click();
  await expect(vita.page.locator('.share-bar')).toContainText(/Mette .*kan se denne side/);
  const hers = vita.page.frameLocator('.page-surface iframe');
  const copy = mette.page.frameLocator('.page-view iframe');
  const heading = await hers.getByRole('heading', { level: 1 }).first().textContent();
  await expect(copy.getByRole('heading', { level: 1 }).first()).toHaveText(heading ?? '');
  await vita.page.getByRole('button', { name: 'Til forsiden' }).click();
  await expect(hers.getByRole('searchbox')).toBeVisible();
  await hers.getByRole('searchbox').fill('flytte 010190-1234');
  await expect(copy.getByRole('searchbox')).toHaveValue('flytte ••••••');
  await hers.getByRole('searchbox').fill('flytning');
  await expect(copy.getByRole('searchbox')).toHaveValue('flytning');
  await hers.getByRole('searchbox').press('Enter');
  await expect(copy.getByRole('heading', { level: 1 }).first()).toHaveText('Søg');
  await hers.getByRole('heading', { level: 1 }).first().click();
  await vita.page.keyboard.press('Escape');
  await expect(mette.page.locator('.page-view iframe')).toHaveCount(0);
  await writeLetterByLetter(vita.page, mette.page, 'Tak for det', 'Vita');
  await closeByKey(mette.page, '1');
  await vita.context.close();
  await mette.context.close();
});

/** The ways in which a text could hide in another. */
const encodingsOf = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString('base64').slice(0, -3),
  Buffer.from(text).toString('hex'),
  [...text].reverse().join(''),
  text.replace(/\D/g, '').length >= 6 ? text.replace(/\D/g, '') : text,
];
