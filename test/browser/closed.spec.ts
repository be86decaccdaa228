import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Page } from '@playwright/test';
import { expect, ownProgram, test } from './house.ts';
import { closeByKey, deskOf, newCitizen, newStaff, takeNextByKey, waitInLine } from './people.ts';

const program = ownProgram();

const waysOn = async (page: Page) => {
  await expect(page.getByRole('link', { name: 'Ring 10 20 30 40' })).toBeVisible();
  await expect(page.getByText('Kom forbi Fjordby Borgerservice og Bibliotek, Rådhuspladsen 1')).toBeVisible();
};

test('nobody is logged in: it says so, gives other ways, and makes no ticket', async ({ browser, request }) => {
  const { url } = program();
  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/hjaelp?emne=mitid`);
  await expect(page.getByText('Der er ingen medarbejder ved skærmen lige nu.')).toBeVisible();
  await waysOn(page);
  await expect(page.getByRole('link', { name: /^(Skriv|Tal)/ })).toHaveCount(0);
  const posted = await request.post(`${url}/fjordby/hjaelp`, {
    form: { form: 'text' },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(posted.status()).toBe(409);
  expect(posted.headers()['set-cookie'] ?? '').not.toContain('mb_help');
  const asked = await request.post(`${url}/api/v1/fjordby/help-requests`, { data: { form: 'text' } });
  expect(asked.status()).toBe(409);
  expect(asked.headers()['content-type']).toContain('application/problem+json');
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter lige nu.');
  await expect(deskOf(mette.page).waiting).toHaveCount(0);
  await mette.context.close();
  await context.close();
});

test('the last employee leaves while one waits: she is told, offered a way, and served when somebody comes back', async ({
  browser,
}) => {
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  const { context, page } = await newCitizen(browser);
  await waitInLine(page, url);
  await mette.page.getByRole('button', { name: 'Gå fra skranken' }).click();
  await expect(page.getByText('Den sidste medarbejder er gået fra skærmen').first()).toBeVisible();
  await waysOn(page);
  const other = await newCitizen(browser);
  await other.page.goto(`${url}/fjordby/hjaelp`);
  await expect(other.page.getByText('Der er ingen medarbejder ved skærmen lige nu.')).toBeVisible();
  await other.context.close();
  await mette.page.getByRole('button', { name: 'Kom tilbage til skranken' }).click();
  await expect(page.getByText('Den sidste medarbejder er gået fra skærmen')).toHaveCount(0);
  await takeNextByKey(mette.page);
  await expect(page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
  await closeByKey(mette.page, '1');
  await context.close();
  await mette.context.close();
});

test('a citizen who is gone when she is taken costs one key', async ({ browser, request }) => {
  const { url } = program();
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  await expect(deskOf(mette.page).line).toContainText('Ingen venter');
  // Taken by the API and never seen again, as one whose phone died a second ago.
  expect(
    (await request.post(`${url}/api/v1/fjordby/help-requests`, { data: { form: 'text', service: 'pas' } })).status(),
  ).toBe(201);
  const { context, page } = await newCitizen(browser);
  await waitInLine(page, url, { query: '?emne=mitid' });
  await expect(deskOf(mette.page).waiting).toHaveCount(2);
  await takeNextByKey(mette.page);
  await expect(mette.page.getByText('Borgeren er gået. Tryk N for at tage den næste.')).toBeVisible({
    timeout: 20_000,
  });
  await takeNextByKey(mette.page);
  await expect(page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();
  await closeByKey(mette.page, '1');
  await context.close();
  await mette.context.close();
});

/** The hours as an administrator would have set them, written while the program is stopped: one process holds the folder. */
async function setHelpHours(hours: Readonly<Record<string, readonly (readonly [string, string])[]>>): Promise<void> {
  await program().kill();
  const database = await PGlite.create({ dataDir: join(program().dataDir, 'database') });
  await database.query(
    `update place set help_hours = $1 where municipality_id = (select id from municipality where slug = 'fjordby')`,
    [JSON.stringify(hours)],
  );
  await database.close();
  await program().restart();
}

test('outside the hours: phone, place and the next opening time, and no ticket even with somebody at the desk', async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const { url } = program();
  const daysAhead = (days: number) => ((new Date().getDay() + 6 + days) % 7) + 1;
  const week = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((day) => [day, day === daysAhead(2) ? [['10:00', '11:00'] as const] : []]),
  );
  await setHelpHours(week);
  const mette = await newStaff(browser, url, 'Mette', '/skranke');
  const { context, page } = await newCitizen(browser);
  await page.goto(`${url}/fjordby/hjaelp`);
  await expect(page.getByText('Der er lukket for hjælp på skærmen nu.')).toBeVisible();
  await expect(page.getByText(/^Åbner .+ kl\. 10(\.00)?\.$/)).toBeVisible();
  await waysOn(page);
  const asked = await request.post(`${url}/api/v1/fjordby/help-requests`, { data: { form: 'text' } });
  expect(asked.status()).toBe(409);
  expect((await asked.json()).detail).toBe('outside-hours');
  await page.goto(`${url}/fjordby`);
  await expect(page.getByText(/^(Lukket\.|Der er lukket|Åbner)/).first()).toBeVisible();
  await context.close();
  await mette.context.close();
});
