import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { expectMovingPictures, writeLetterByLetter } from './main-job.ts';
import {
  chooseForm,
  closeByKey,
  deskOf,
  giveName,
  newCitizen,
  newStaff,
  type Person,
  takeNextByKey,
  textOf,
  waitInLine,
} from './people.ts';

const program = ownProgram(() => ({ LOG_LEVEL: 'debug' }));

/** An employee with an empty desk. */
async function atDesk(browser: Parameters<typeof newStaff>[0], who: 'Mette' | 'Ali' = 'Mette'): Promise<Person> {
  const person = await newStaff(browser, program().url, who, '/skranke');
  await expect(deskOf(person.page).line).toContainText('Ingen venter');
  return person;
}

/** She goes on with what she has: text, into the line and to an employee. */
async function goesOnByText(page: Page, employee: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await takeNextByKey(employee);
  await expect(page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
  await writeLetterByLetter(page, employee, 'Kan du se mig?', 'Borgeren');
  await closeByKey(employee, '1');
  await expect(page.getByRole('link', { name: 'Gå videre' })).toBeVisible();
}

test.describe('camera and microphone', () => {
  test('refused', async ({ browser }) => {
    const mette = await atDesk(browser);
    const { context, page } = await newCitizen(browser, { mayUseDevices: false });
    await page.goto(`${program().url}/fjordby/hjaelp/klar?form=video`);
    await expect(page.getByText(/Vi må ikke bruge dit kamera/)).toBeVisible();
    await expect(page.getByText(/Vi må ikke bruge din mikrofon/)).toBeVisible();
    await goesOnByText(page, mette.page);
    await context.close();
    await mette.context.close();
  });

  test('absent', async ({ browser }) => {
    const mette = await atDesk(browser);
    // A browser without the made-up devices, on a machine that has none of its own.
    const { launchOptions } = test.info().project.use;
    const bare = await chromium.launch({
      ...launchOptions,
      args: (launchOptions?.args ?? []).filter((flag) => !flag.includes('fake-device')),
    });
    const { page } = await newCitizen(bare);
    await page.goto(`${program().url}/fjordby/hjaelp/klar?form=video`);
    await expect(page.getByText('Vi fandt intet kamera. Du kan gå videre uden billede.')).toBeVisible();
    await expect(page.getByText('Vi fandt ingen mikrofon. Du kan gå videre og skrive.')).toBeVisible();
    await goesOnByText(page, mette.page);
    await bare.close();
    await mette.context.close();
  });

  test('taken by another program', async ({ browser }) => {
    const mette = await atDesk(browser);
    const { context, page } = await newCitizen(browser);
    // The one answer that Chromium's made-up devices cannot give.
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Could not start source', 'NotReadableError'));
    });
    await page.goto(`${program().url}/fjordby/hjaelp/klar?form=video`);
    await expect(page.getByText(/Et andet program bruger dit kamera/)).toBeVisible();
    await expect(page.getByText(/Et andet program bruger din mikrofon/)).toBeVisible();
    await goesOnByText(page, mette.page);
    await context.close();
    await mette.context.close();
  });
});

test('the same help link in two tabs is one place, held by one tab at a time', async ({ browser }) => {
  const mette = await atDesk(browser);
  const { context, page } = await newCitizen(browser);
  await waitInLine(page, program().url);
  const second = await context.newPage();
  await second.goto(`${program().url}/fjordby/hjaelp/vent`);
  await expect(second.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await expect(second.getByText('Du har åbnet samtalen i en anden fane.')).toBeVisible();
  await expect(deskOf(mette.page).waiting).toHaveCount(1);
  await takeNextByKey(mette.page);
  await expect(page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
  await writeLetterByLetter(page, mette.page, 'Jeg er her', 'Borgeren');
  await second.getByRole('button', { name: 'Fortsæt her' }).click();
  await writeLetterByLetter(second, mette.page, 'Nu er jeg her', 'Borgeren');
  await expect(page.getByText('Du har åbnet samtalen i en anden fane.')).toBeVisible();
  await closeByKey(mette.page, '1');
  await context.close();
  await mette.context.close();
});

test('two employees in the same millisecond: each gets another, and nobody is taken twice', async ({
  browser,
  request,
}) => {
  const mette = await atDesk(browser);
  const ali = await atDesk(browser, 'Ali');
  const { url } = program();
  const headers = { origin: url };
  for (let round = 0; round < 6; round += 1) {
    const citizens = round % 2 === 0 ? 2 : 1;
    for (let one = 0; one < citizens; one += 1)
      expect(
        (
          await request.post(`${url}/api/v1/fjordby/help-requests`, {
            data: { form: 'text', service: one === 0 ? 'pas' : 'mitid' },
          })
        ).status(),
      ).toBe(201);
    const answers = await Promise.all(
      [mette, ali].map(({ page }) => page.request.post(`${url}/skranke/naeste`, { headers })),
    );
    const mine = await Promise.all(
      answers.map(
        async (answer) => ((await answer.json()) as { mine: { service: string } | null }).mine?.service ?? null,
      ),
    );
    expect(mine.filter((service) => service !== null).sort(), `round ${round}`).toEqual(
      citizens === 2 ? ['mitid', 'pas'] : ['pas'],
    );
    for (const { page } of [mette, ali])
      await page.request.post(`${url}/skranke/luk`, { headers, data: { outcome: 'self' } });
  }
  await mette.context.close();
  await ali.context.close();
});

test('the employee’s browser dies in a call: the citizen is told, and the talk goes on when she is back', {
  tag: '@call',
}, async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await chromium.launchServer(test.info().project.use.launchOptions);
  const doomed = await chromium.connect(server.wsEndpoint());
  const mette = await atDesk(doomed);
  const { context, page } = await newCitizen(browser);
  await waitInLine(page, program().url, { form: 'Tal og se hinanden', name: 'Karen' });
  await takeNextByKey(mette.page);
  await expectMovingPictures(page, mette.page);
  server.process().kill('SIGKILL');
  await expect(page.getByText(/Forbindelsen er væk|har mistet forbindelsen/).first()).toBeVisible({ timeout: 30_000 });
  const back = await newStaff(browser, program().url, 'Mette', '/skranke');
  await expectMovingPictures(page, back.page);
  await writeLetterByLetter(back.page, page, 'Her er jeg igen', 'Mette Medarbejder');
  await closeByKey(back.page, '1');
  await context.close();
  await back.context.close();
});

/** By its words: for a moment the page that she comes from has its heading too. */
const placeOf = ({ page }: Person, place: number) =>
  page.getByRole('heading', { level: 1, name: place === 1 ? 'Du er den næste' : `Du er nummer ${place} i køen` });

test('the server dies and comes back while three wait and two talk', { tag: '@call' }, async ({ browser }) => {
  test.setTimeout(180_000);
  const { url } = program();
  const mette = await atDesk(browser);
  const talking = await newCitizen(browser);
  await waitInLine(talking.page, url, { form: 'Tal og se hinanden', name: 'Karen' });
  await takeNextByKey(mette.page);
  await expectMovingPictures(talking.page, mette.page);
  const waiting: Person[] = [];
  for (const place of [1, 2, 3]) {
    const person = await newCitizen(browser);
    await waitInLine(person.page, url);
    await expect(placeOf(person, place)).toBeVisible();
    waiting.push(person);
  }
  await expect(deskOf(mette.page).waiting).toHaveCount(3);

  await program().kill();
  await expectMovingPictures(talking.page, mette.page);
  await writeLetterByLetter(talking.page, mette.page, 'Er du der endnu?', 'Karen');
  await expect(mette.page.getByText(/Forbindelsen til serveren er væk|server svarer ikke/).first()).toBeVisible({
    timeout: 20_000,
  });
  await program().restart();

  await expectMovingPictures(talking.page, mette.page);
  await writeLetterByLetter(mette.page, talking.page, 'Ja, jeg er her', 'Mette Medarbejder');
  await expect(deskOf(mette.page).waiting).toHaveCount(3, { timeout: 20_000 });
  for (const [index, person] of waiting.entries()) await expect(placeOf(person, index + 1)).toBeVisible();
  await expect(mette.page.getByText(/Forbindelsen til serveren er væk/)).toHaveCount(0, { timeout: 20_000 });

  await closeByKey(mette.page, '1');
  await expect(talking.page.getByRole('link', { name: 'Gå videre' })).toBeVisible();
  for (const { page } of waiting) {
    await takeNextByKey(mette.page);
    await expect(page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
    await closeByKey(mette.page, '2');
    await expect(page.getByRole('link', { name: 'Gå videre' })).toBeVisible();
  }
  for (const { context } of [talking, ...waiting, mette]) await context.close();
});

test('a search of 10,000 characters is answered, and says that it was cut', async ({ browser, request }) => {
  const { context, page } = await newCitizen(browser);
  const long = 'nøglekort virker ikke '.repeat(455).slice(0, 10_000);
  const began = Date.now();
  await page.goto(`${program().url}/fjordby/soeg?q=${encodeURIComponent(long)}`);
  expect(Date.now() - began).toBeLessThan(5_000);
  await expect(page.getByText('Vi har kun søgt på de første 200 tegn')).toBeVisible();
  for (const odd of [
    'x'.repeat(10_000),
    ' '.repeat(10_000),
    'ø'.repeat(10_000),
    '%'.repeat(10_000),
    '😀'.repeat(1_000),
  ])
    expect((await request.get(`${program().url}/fjordby/soeg?q=${encodeURIComponent(odd)}`)).status()).toBe(200);
  await context.close();
});

const script = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"'>`;

test('HTML and script in every text field stays text', async ({ browser }) => {
  const mette = await atDesk(browser);
  const { context, page } = await newCitizen(browser);
  const { url } = program();
  const clean = async (which: Page) =>
    expect(
      await which.evaluate(() => [
        (window as { hacked?: number }).hacked,
        document.querySelectorAll('img[src="x"]').length,
      ]),
    ).toEqual([undefined, 0]);

  await page.goto(`${url}/fjordby`);
  await page.getByRole('searchbox').fill(script);
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('searchbox')).toHaveValue(script);
  await clean(page);

  for (const query of [
    `?emne=${encodeURIComponent(script)}&trin=${encodeURIComponent(script)}&gjort=${encodeURIComponent(script)}`,
  ]) {
    await page.goto(`${url}/fjordby/hjaelp${query}`);
    await clean(page);
  }
  await chooseForm(page, 'Skriv');
  await giveName(page, script.slice(0, 60));
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await textOf(page).field.fill(script);
  await textOf(page).field.press('Enter');
  await takeNextByKey(mette.page);
  await expect(textOf(mette.page).log).toContainText(script);
  await textOf(mette.page).field.fill(script);
  await expect(textOf(page).live).toHaveText(script);
  await mette.page.getByRole('searchbox').fill(script);
  await expect(mette.page.getByText(/Ingen vejledning passer|Måske en af disse/).first()).toBeVisible();
  await clean(page);
  await clean(mette.page);
  await mette.page.getByRole('searchbox').blur();
  await closeByKey(mette.page, '1');

  const adam = await newStaff(browser, url, 'Adam', '/administration');
  for (const field of await adam.page.getByRole('main').getByRole('textbox').all())
    if ((await field.getAttribute('type')) !== 'date') await field.fill(script);
  await adam.page.getByRole('button', { name: 'Vis sporet' }).click();
  await clean(adam.page);
  for (const one of [adam, mette, { context }]) await one.context.close();
});

/** Every byte in a folder, looked through for a text. Files that are written at this moment may be read half. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

test('a CPR number typed into search or a name is in no address, log, table or referrer', async ({ browser }) => {
  const { url, dataDir } = program();
  const mette = await atDesk(browser);
  const { context, page } = await newCitizen(browser);
  const addresses: string[] = [];
  const referrers: string[] = [];
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  page.on(
    'request',
    (asked) => void asked.allHeaders().then((headers) => headers.referer && referrers.push(headers.referer)),
  );
  for (const written of ['111111-1118', '1111111118', '111111 1118']) {
    await page.goto(`${url}/fjordby`);
    await page.getByRole('searchbox').fill(`jeg hedder ${written} og mit nøglekort virker ikke`);
    await page.getByRole('searchbox').press('Enter');
    await expect(page.getByText('Vi har fjernet et nummer')).toBeVisible();
    await expect(page.getByRole('searchbox')).not.toHaveValue(/1118/);
    await page.getByRole('main').getByRole('link').first().click();
    await page.waitForLoadState();
  }
  await page.goto(`${url}/fjordby/hjaelp/klar?form=text&emne=mitid`);
  await giveName(page, 'Karen 111111-1118');
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await takeNextByKey(mette.page);
  await expect(deskOf(mette.page).conversation).toContainText('Karen');
  await expect(mette.page.locator('body')).not.toContainText('1118');
  await closeByKey(mette.page, '1');

  // The first address that the browser goes to is what she typed; where it ends, and all that it remembers, is clean.
  expect(addresses.filter((address) => address.includes('1118'))).toEqual([]);
  expect(referrers).toEqual([]);
  expect(program().output()).not.toContain('1118');
  expect(filesWith(dataDir, '111111-1118'), 'tables').toEqual([]);
  expect(filesWith(dataDir, '1111111118'), 'tables').toEqual([]);
  await context.close();
  await mette.context.close();
});

test('query strings, names and text are never in the log, however much it says', async ({ browser }) => {
  const { url } = program();
  const mette = await atDesk(browser);
  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/soeg?q=hemmeligord`);
  await page.goto(`${url}/fjordby/findes-ikke-hemmeligord?q=hemmeligord`);
  await page.goto(`${url}/hemmeligord/hjaelp?x=hemmeligord`);
  await waitInLine(page, url, { name: 'Hemmeligord' });
  await textOf(page).field.fill('hemmeligord');
  await textOf(page).field.press('Enter');
  await page.request.get(`${url}/api/v1/fjordby/search?q=hemmeligord`);
  await takeNextByKey(mette.page);
  await expect(textOf(mette.page).log).toContainText('hemmeligord');
  await closeByKey(mette.page, '1');
  const printed = program().output();
  expect(printed, 'the log says something').toContain('"msg":"request"');
  expect(printed.toLowerCase()).not.toContain('hemmeligord');
  expect(printed).not.toMatch(/"(url|path|query|ip|remoteAddress|user-agent)"/i);
  expect(printed).not.toContain('127.0.0.1');
  await context.close();
  await mette.context.close();
});
