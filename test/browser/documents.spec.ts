import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { build } from 'esbuild';
import PDFDocument from 'pdfkit';
import { eicar, hasClamd, type RealClamd, startClamd } from '../../src/modules/call/documents/testing/real-clamd.ts';
import { expect, ownProgram, test } from './house.ts';
import { deskOf, newCitizen, newStaff, takeNextByKey, textOf, waitInLine } from './people.ts';

type Wire = readonly { readonly topic: string; readonly json: string; readonly bytes: Uint8Array | null }[];
type Lab = { readonly lab: { readonly wire: Wire } };

let clamd: RealClamd | null = null;
const program = ownProgram(async () => {
  if (hasClamd) clamd = await startClamd();
  return clamd ? { ANTIVIRUS: `clamd:${clamd.socket}` } : {};
});
test.afterAll(async () => clamd?.stop());

let script = '';
test.beforeAll(async () => {
  const built = await build({
    bundle: true,
    write: false,
    logLevel: 'error',
    format: 'esm',
    entryPoints: ['test/support/document-lab.entry.tsx'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: 'es2020',
  });
  script = built.outputFiles[0]?.text ?? '';
});

/** A letter of two pages, with a number that is nobody's. */
async function letter(): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4' });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((resolve) => pdf.on('end', () => resolve(Buffer.concat(parts))));
  pdf.fontSize(24).text('CPR-nummer 010203-1234', 72, 72);
  pdf.fontSize(14).text('Kære borger, du får boligstøtte.', 72, 200);
  pdf.addPage().fontSize(14).text('Side to handler om klage.', 72, 72);
  pdf.end();
  return whole;
}

/** The two sides on a page of the program's own, under its own rules; only the scanner is answered for. */
async function openLab(
  page: Page,
  url: string,
  checks = true,
): Promise<{ citizen: Locator; employee: Locator; sent: Buffer[] }> {
  const sent: Buffer[] = [];
  const front = await page.request.get(`${url}/fjordby`);
  const policy = front.headers()['content-security-policy'] ?? '';
  const style = /\/static\/site-\w+\.css/.exec(await front.text())?.[0] ?? '';
  await page.route(`${url}/papirlab`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: `<!doctype html><html lang="da"><head><title>Bordet</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="${style}"></head><body><script type="module" src="/papirlab.js"></script></body></html>`,
    }),
  );
  await page.route(`${url}/papirlab.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.route(`${url}/fjordby/samtale/papirer`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), checks } });
  });
  await page.route(`${url}/fjordby/samtale/papirer/tjek`, (route) => {
    sent.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
    const clean = { finding: 'clean', sha256: 'a'.repeat(64), kind: 'pdf', proof: 'b'.repeat(64) };
    return route.fulfill({ json: clean });
  });
  await page.route(`${url}/fjordby/samtale/papirer/bevis`, (route) => route.fulfill({ json: { holds: true } }));
  await page.goto(`${url}/papirlab`);
  return { citizen: page.locator('#citizen'), employee: page.locator('#employee'), sent };
}

async function choose(page: Page, side: Locator, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await side.getByRole('button', { name: 'Vælg en fil' }).click();
  await (await chooser).setFiles(file as string);
}
const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer }) as const;

/** The shade of a place of a picture, from 0 (black) to 255. */
const shade = (canvas: Locator, x: number, y: number) =>
  canvas.evaluate(
    (element, [px, py]) => {
      const { width, height } = element as HTMLCanvasElement;
      const data = (element as HTMLCanvasElement)
        .getContext('2d')
        ?.getImageData((px ?? 0) * width, (py ?? 0) * height, 1, 1).data;
      return Math.max(data?.[0] ?? 999, data?.[1] ?? 999, data?.[2] ?? 999);
    },
    [x, y],
  );

test('a letter is checked, blacked out, put on the table, read by the other, and its pages are turned together', async ({
  page,
}) => {
  const { citizen, employee, sent } = await openLab(page, program().url);
  const pdf = await letter();
  // What will happen to the file is said before it is chosen.
  await expect(
    citizen.getByText('Filen bliver tjekket for virus på kommunens server og bliver ikke gemt.'),
  ).toBeVisible();
  await choose(page, citizen, named('brev.pdf', pdf));
  await expect(citizen.getByRole('heading', { name: 'Før du lægger det på bordet' })).toBeVisible({ timeout: 30_000 });
  expect(sent.map((file) => file.equals(pdf))).toEqual([true]);
  await expect(employee.getByText('Der ligger ingen papirer på bordet.')).toBeVisible();

  const draft = citizen.locator('.doc-page canvas');
  await expect(draft).toHaveAttribute('data-drawn', /.*/);
  await citizen.getByText('Tekst der følger med').click();
  await expect(citizen.locator('.doc-text')).toContainText('010203-1234');
  // Over the number by hand, and an area more by keyboard.
  await draft.scrollIntoViewIfNeeded();
  const box = await draft.boundingBox();
  if (!box) throw new Error('no page');
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.07);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.13, { steps: 4 });
  await page.mouse.up();
  await citizen.getByRole('button', { name: 'Tilføj et sort felt' }).click();
  const second = citizen.getByRole('button', { name: /^Sort felt 2:/ });
  await expect(second).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(second).toHaveAccessibleName('Sort felt 2: 30 % fra venstre, 46 % fra toppen, 41 % bredt, 6 % højt');
  await expect(citizen.locator('.doc-text')).not.toContainText('010203');
  await citizen.getByLabel('Hvad er det for et papir?').fill('Afgørelse');
  await citizen.getByRole('button', { name: 'Læg på bordet' }).click();

  await expect(employee.getByText('Vita har lagt Afgørelse på bordet.')).toBeVisible();
  // What was pressed is gone: she goes on at the table, where the paper comes before the ways to lay another.
  await expect(citizen.getByRole('heading', { name: 'Papirer', exact: true })).toBeFocused();
  await expect(citizen.locator('.doc-lying + .doc-new')).toBeVisible();
  await expect(employee.locator('.doc-about')).toHaveText('Lagt af Vita · 2 sider · Tjekket for virus');
  const seen = employee.getByRole('img', { name: 'Afgørelse, side 1 af 2' });
  await expect(seen).toHaveAttribute('data-drawn', /.*/);
  for (const [x, y] of [
    [0.15, 0.1],
    [0.4, 0.1],
    [0.75, 0.1],
    [0.5, 0.5],
  ] as const)
    expect(await shade(seen, x, y)).toBeLessThan(20);
  expect(await shade(seen, 0.5, 0.9)).toBeGreaterThan(240);
  await employee.getByText('Læs teksten på siden').click();
  await expect(employee.locator('.doc-text')).toHaveText(/Kære borger, du får boligstøtte\./);
  const travelled = await page.evaluate(() => (window as unknown as Lab).lab.wire.map(({ json }) => json).join('\n'));
  expect(travelled).toContain('boligstøtte');
  expect(travelled).not.toMatch(/010203|1234|brev\.pdf/);

  await employee.getByRole('button', { name: 'Næste side' }).click();
  await expect(citizen.getByRole('img', { name: 'Afgørelse, side 2 af 2' })).toBeVisible();
  await expect(citizen.getByText('Mette har bladret til side 2.')).toBeVisible();
  await citizen.getByRole('checkbox', { name: 'Følg med' }).uncheck();
  await employee.getByRole('button', { name: 'Forrige side' }).click();
  await expect(employee.getByText('Side 1 af 2')).toBeVisible();
  await expect(citizen.getByText('Side 2 af 2')).toBeVisible();
  await citizen.getByRole('checkbox', { name: 'Følg med' }).check();
  await expect(citizen.getByText('Side 1 af 2')).toBeVisible();

  await employee.getByRole('button', { name: 'Peg', exact: true }).click();
  await employee.getByRole('button', { name: 'Peg: Afgørelse, side 1 af 2' }).press('ArrowRight');
  await expect(citizen.locator('.doc-pointer')).toHaveText('Mette peger her');
  // Each side alone: both together have two of everything.
  for (const side of ['#citizen', '#employee']) {
    const { violations } = await new AxeBuilder({ page }).include(side).disableRules(['landmark-unique']).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }

  await citizen.getByRole('button', { name: 'Tag af bordet: Afgørelse' }).click();
  await citizen.getByRole('button', { name: 'Ja, tag det af bordet hos alle' }).click();
  await expect(employee.getByText('Der ligger ingen papirer på bordet.')).toBeVisible();
});

test('what is not a letter is refused with the reason, and nothing of it leaves the browser', async ({ page }) => {
  const { citizen, employee, sent } = await openLab(page, program().url);
  const folder = mkdtempSync(join(tmpdir(), 'papirer-'));
  const huge = join(folder, 'film.pdf');
  writeFileSync(huge, '%PDF-1.4');
  truncateSync(huge, 2 * 1024 ** 3);
  const refusal = citizen.getByRole('alert');
  try {
    await choose(page, citizen, named('ansøgning.pdf', Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(4000)])));
    await expect(refusal).toContainText('Filen er et program, der kalder sig noget andet.');
    await choose(page, citizen, huge);
    await expect(refusal).toContainText('Filen fylder 2148 MB. Den må højst fylde 20 MB.');
    const head = Buffer.from('89504e470d0a1a0a0000000d4948445200007530000075300802000000', 'hex');
    await choose(page, citizen, named('stort.png', Buffer.concat([head, Buffer.alloc(40)])));
    await expect(refusal).toContainText('900 megapixel');
    expect(sent).toEqual([]);
    const bomb = deflateSync(deflateSync(Buffer.alloc(450 * 1024 * 1024)));
    const stream = `1 0 obj<</Length ${bomb.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`;
    await choose(
      page,
      citizen,
      named('lille.pdf', Buffer.concat([Buffer.from(`%PDF-1.4\n${stream}`), bomb, Buffer.from('\nendstream endobj')])),
    );
    await expect(refusal).toContainText('Filen pakker ud til langt mere', { timeout: 30_000 });
  } finally {
    rmSync(folder, { recursive: true });
  }
  await expect(employee.getByText('Der ligger ingen papirer på bordet.')).toBeVisible();
  const told = await page.evaluate(() => (window as unknown as Lab).lab.wire.map(({ json }) => json).join(''));
  expect(told).not.toMatch(/put|page/);
});

test('paper held to the camera is found, straightened and seen by the other', async ({ page }) => {
  // A sheet that lies askew on a dark table, as the camera sees it.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 1280, height: 960 });
      const context = canvas.getContext('2d');
      const paint = () => {
        if (!context) return;
        Object.assign(context, { fillStyle: '#4a3a2c' });
        context.fillRect(0, 0, 1280, 960);
        context.beginPath();
        for (const [x, y] of [
          [260, 90],
          [1080, 160],
          [1000, 880],
          [180, 800],
        ] as const)
          context.lineTo(x, y);
        Object.assign(context, { fillStyle: '#f4f1ea' });
        context.fill();
        Object.assign(context, { fillStyle: '#222', font: '30px sans-serif' });
        for (let line = 0; line < 11; line++)
          context.fillText('Kære borger, her er et brev fra os', 290, 220 + line * 50);
      };
      paint();
      setInterval(paint, 100);
      return canvas.captureStream(10);
    };
  });
  const { citizen, employee, sent } = await openLab(page, program().url);
  await citizen.getByRole('button', { name: 'Hold papir op til kameraet' }).click();
  await citizen.getByRole('button', { name: 'Tag billedet' }).click();
  await expect(citizen.getByText('Billedet er skarpt.')).toBeVisible();
  await expect(citizen.getByText(/Vi har fundet papirets hjørner/)).toBeVisible();
  const corner = citizen.getByRole('button', { name: /^Øverst til venstre:/ });
  await expect(corner).toHaveAccessibleName('Øverst til venstre: 20 % fra venstre, 9 % fra toppen');
  await corner.press('ArrowRight');
  await expect(corner).toHaveAccessibleName('Øverst til venstre: 21 % fra venstre, 9 % fra toppen');
  await corner.press('ArrowLeft');
  await citizen.getByRole('button', { name: 'Brug billedet' }).click();
  await citizen.getByRole('button', { name: 'Læg på bordet' }).click();
  const seen = employee.getByRole('img', { name: 'Papir 1, side 1 af 1' });
  await expect(seen).toHaveAttribute('data-drawn', /.*/);
  // No table left in the corners, and the paper is white.
  for (const [x, y] of [
    [0.01, 0.01],
    [0.99, 0.01],
    [0.99, 0.99],
    [0.01, 0.99],
  ] as const)
    expect(await shade(seen, x, y)).toBeGreaterThan(225);
  // Paper from the camera is not sent to the scanner, and nobody says that it was checked.
  expect(sent).toEqual([]);
  await expect(employee.locator('.doc-about')).toHaveText('Lagt af Vita · 1 side');
});

test('a file with a virus is stopped; a letter arrives at the desk, checked, and comes back to a page loaded anew', {
  tag: '@call',
}, async ({ browser }) => {
  test.skip(!hasClamd, 'clamd is not installed (/usr/sbin/clamd)');
  const citizen = await newCitizen(browser);
  const employee = await newStaff(browser, program().url, 'Mette', '/skranke');
  await waitInLine(citizen.page, program().url, { name: 'Karen' });
  await expect(deskOf(employee.page).waiting).toHaveCount(1);
  await takeNextByKey(employee.page);
  await expect(textOf(citizen.page).field).toBeVisible();
  await citizen.page.getByRole('button', { name: /^Papirer/ }).click();
  const table = citizen.page.getByRole('region', { name: 'Papirer', exact: true });
  await choose(citizen.page, table, named('brev.pdf', Buffer.from(`%PDF-1.4\n${eicar}`)));
  await expect(table.getByRole('alert')).toContainText('Der er virus i filen.');
  await choose(citizen.page, table, named('brev.pdf', await letter()));
  await table.getByRole('button', { name: 'Læg på bordet' }).click({ timeout: 30_000 });
  const desk = employee.page.getByRole('region', { name: 'Papirer', exact: true });
  const tab = employee.page.getByRole('button', { name: /^Papirer/ });
  // It comes forward by itself, or says that there is something new.
  const isOpen = async () => (await tab.getAttribute('aria-expanded')) === 'true';
  await expect.poll(async () => (await isOpen()) || (await tab.innerText()).includes('nyt')).toBe(true);
  if (!(await isOpen())) await tab.click();
  await expect(desk.locator('.doc-about')).toHaveText('Lagt af Karen · 2 sider · Tjekket for virus');
  await expect(desk.getByRole('img', { name: 'Papir 1, side 1 af 2' })).toHaveAttribute('data-drawn', /.*/);
  await citizen.page.reload();
  const again = citizen.page.getByRole('button', { name: /^Papirer/ });
  await expect(again).toBeVisible();
  if ((await again.getAttribute('aria-expanded')) !== 'true') await again.click();
  await expect(table.locator('.doc-about')).toHaveText('Lagt af dig · 2 sider · Tjekket for virus');
  await expect(table.getByRole('img', { name: 'Papir 1, side 1 af 2' })).toHaveAttribute('data-drawn', /.*/);
  expect(program().output()).not.toMatch(/brev\.pdf|010203|Eicar|Karen/);
  await Promise.all([citizen.context.close(), employee.context.close()]);
});
