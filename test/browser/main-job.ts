import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';
import {
  chooseForm,
  closeByKey,
  deskOf,
  expectMovingPicture,
  giveName,
  newCitizen,
  newStaff,
  type Person,
  takeNextByKey,
  textOf,
} from './people.ts';

/** Where each party's browser goes; two processes have two addresses. */
export type Doors = { readonly citizen: string; readonly staff: string };

/** What she would say, and what must come first. */
const words = 'nøglekort virker ikke';
const guideTitle = 'Få MitID, eller få det til at virke igen';

/** 1 and 2: from her words to the choice of how; she has ticked a step and sticks at the next. */
export async function findGuideAndGetStuck(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/fjordby`);
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('searchbox').press('Enter');
  const first = page.getByRole('main').getByRole('listitem').first();
  await expect(first).toContainText('Officielt navn: MitID');
  await first.getByRole('link', { name: guideTitle }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(guideTitle);
  for (const part of ['Hav dette klar', 'Sådan gør du', 'Kan du ikke gøre det på nettet?', 'Hvem bestemmer?'])
    await expect(page.getByRole('heading', { name: part })).toBeVisible();
  await expect(page.getByRole('paragraph').filter({ hasText: /^Kontrolleret \d+\. \p{L}+ \d{4}/u })).toBeVisible();
  await expect(page.getByText('Eksempel. Skal kontrolleres af kommunen.').first()).toBeVisible();
  await page.getByRole('checkbox', { name: /^Gjort ?: trin 1$/ }).check();
  await page.getByRole('link', { name: /^Jeg sidder fast her ?: trin 2$/ }).click();
  await expect(page.getByText('Du sidder fast ved trin 2: Hent MitID-appen')).toBeVisible();
}

/** 2 and 3: her own picture and level, then her private room with place and an honest range. */
export async function checkDevicesAndWait(page: Page): Promise<void> {
  await chooseForm(page, 'Tal og se hinanden');
  await expectMovingPicture(page.getByLabel('Dit billede, som den anden vil se det'));
  await expect(page.getByText('Vi kan høre dig', { exact: true })).toBeVisible();
  await giveName(page, 'Karen');
  await page.getByRole('button', { name: 'Stil mig i kø' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  await expect(
    page
      .getByText('Vi kan ikke sige ventetiden endnu.')
      .or(page.getByText(/Ventetid omkring/))
      .or(page.getByText('Du kommer til med det samme.')),
  ).toBeVisible();
  await expect(page.getByText('Det er dit eget venterum. Ingen andre kan se eller høre dig.')).toBeVisible();
}

/** 3: she reads on with her place, closes the page, and comes back to it. Gives the page she came back with. */
export async function readOnAndComeBack({ context, page }: Person, url: string): Promise<Page> {
  await page.getByRole('link', { name: 'Åbn hele vejledningen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(guideTitle);
  await expect(page.getByText('Du er nummer 1 i køen')).toBeVisible();
  await page.close();
  const again = await context.newPage();
  await again.goto(`${url}/fjordby/hjaelp`);
  await again.getByRole('link', { name: 'Gå tilbage til din plads' }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Du er den næste' })).toBeVisible();
  return again;
}

/** 4: before she is taken, the desk knows the topic and not the person, and neither camera is shown to the other. */
export async function expectNothingShownBefore(citizen: Page, employee: Page): Promise<void> {
  const row = deskOf(employee).waiting.first();
  await expect(row).toContainText('MitID');
  await expect(row).toContainText('Trin 2: Hent MitID-appen');
  await expect(row).toContainText('Video');
  await expect(row).toContainText('Dansk');
  await expect(employee).toHaveTitle(/^\(1\) Skranke/);
  await expect(employee.getByText('Karen')).toHaveCount(0);
  await expect(employee.locator('video')).toHaveCount(0);
  await expect(citizen.getByText('Mette')).toHaveCount(0);
  await expect(citizen.locator('video')).toHaveCount(1);
  await expect(citizen.getByLabel('Dit billede, som den anden vil se det')).toBeVisible();
}

/** 5: pictures both ways, sound on, and text letter by letter with the right name. */
export async function talk(citizen: Page, employee: Page): Promise<void> {
  await expect(citizen.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible({ timeout: 20_000 });
  await expectMovingPictures(citizen, employee);
  await expectSoundArrives(citizen);
  await expectSoundArrives(employee);
}

/** Each sees the other, who is Karen to Mette. */
export async function expectMovingPictures(citizen: Page, employee: Page): Promise<void> {
  await Promise.all([
    expectMovingPicture(citizen.locator('video[aria-label^="Mette"]')),
    expectMovingPicture(employee.locator('video[aria-label="Karen"]')),
  ]);
}

/** The element that plays the other's sound is there and runs; what comes over the line is measured in the call lab. */
async function expectSoundArrives(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page
          .locator('audio')
          .evaluate((audio: HTMLAudioElement) => !audio.paused && !audio.muted && audio.currentTime > 0),
      { timeout: 20_000 },
    )
    .toBe(true);
}

/** Letters appear as they are typed, the finished line stands in the log under the writer's name. */
export async function writeLetterByLetter(from: Page, to: Page, line: string, writer: string): Promise<void> {
  await openText(from);
  await openText(to);
  const field = textOf(from).field;
  const half = Math.ceil(line.length / 2);
  await field.pressSequentially(line.slice(0, half));
  await expect(textOf(to).live).toHaveText(line.slice(0, half));
  await field.pressSequentially(line.slice(half));
  await expect(textOf(to).live).toHaveText(line);
  await field.press('Enter');
  await expect(textOf(to).log).toContainText(`${writer}: ${line}`);
  await expect(textOf(from).log).toContainText(`Dig: ${line}`);
}

/** The text may be folded away; the control says whether it is open. */
async function openText(page: Page): Promise<void> {
  const control = page.getByRole('button', { name: /^Skriv/ });
  await expect(control).toBeVisible();
  if ((await control.getAttribute('aria-pressed')) === 'false') await control.click();
  await expect(textOf(page).field).toBeVisible();
}

/** 6: either ends it, and pressing twice is asked for once. */
export async function hangUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Læg på/ }).click();
  await page.getByRole('button', { name: 'Læg på nu' }).click();
}

/** 6: at most five taps. Gives how many questions there were. */
export async function answerAll(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Gå videre' }).click();
  const answers = ['Ja', '6', '4', 'Ja', 'Hjælp på skærmen igen'];
  let taps = 0;
  for (const answer of answers) {
    await expect(page.getByText(`Spørgsmål ${taps + 1} af ${answers.length}.`)).toBeVisible();
    await page.getByRole('button', { name: answer, exact: true }).click();
    taps += 1;
  }
  await expect(page.getByText('Dine svar er talt med')).toBeVisible();
  return taps;
}

/** The main job, from the citizen's words to the closed contact, in pictures. */
export async function walkMainJob(browser: Browser, doors: Doors): Promise<void> {
  const mette = await newStaff(browser, doors.staff, 'Mette', '/skranke');
  const employee = mette.page;
  await expect(deskOf(employee).line).toContainText('Ingen venter lige nu.');
  const karen = await newCitizen(browser);

  await findGuideAndGetStuck(karen.page, doors.citizen);
  await checkDevicesAndWait(karen.page);
  const citizen = await readOnAndComeBack(karen, doors.citizen);
  await expectNothingShownBefore(citizen, employee);
  await textOf(citizen).field.fill('Jeg har et nøglekort');
  await expect(citizen.getByText('Går gennem kommunens server, gemmes ikke')).toBeVisible();

  await takeNextByKey(employee);
  await talk(citizen, employee);
  await expect(employee.getByText('Går krypteret mellem jer')).toBeVisible();
  await textOf(citizen).field.press('Enter');
  await expect(textOf(employee).log).toContainText('Karen: Jeg har et nøglekort');
  await writeLetterByLetter(employee, citizen, 'Goddag Karen', 'Mette Medarbejder');
  await writeLetterByLetter(citizen, employee, 'Hvor finder jeg den?', 'Karen');

  const { guide } = deskOf(employee);
  await expect(guide).toContainText('Borgeren er her');
  await expect(guide.getByText('Åbn den butik, hvor du plejer at hente apps').first()).toBeVisible();
  await expect(guide.getByRole('heading', { name: 'Stop her, og tilbyd en anden vej' })).toBeVisible();

  await hangUp(citizen);
  await expect(citizen.getByRole('heading', { level: 1, name: 'Samtalen er slut' })).toBeVisible();
  await expect(employee.getByRole('heading', { name: 'Hvordan gik det?' })).toBeVisible();
  await closeByKey(employee, '1');
  await expect(deskOf(employee).conversation).toContainText('Ingen venter lige nu.');
  expect(await answerAll(citizen)).toBeLessThanOrEqual(5);
  await karen.context.close();
  await mette.context.close();
}

const outcomes = ['together', 'self', 'other-way', 'unsolved'] as const;
const topics = ['mitid', 'mitid', 'pas', 'flytning'] as const;

/** Closes `count` contacts by the program's own ways: a help request by the API, taken and closed with an employee's cookie. */
export async function closeContacts(request: APIRequestContext, url: string, count: number): Promise<void> {
  const headers = { origin: url };
  for (let index = 0; index < count; index += 1) {
    const asked = await request.post(`${url}/api/v1/fjordby/help-requests`, {
      headers,
      data: { form: (['text', 'voice', 'video'] as const)[index % 3], service: topics[index % topics.length] },
    });
    expect(asked.status(), await asked.text()).toBe(201);
    const taken = await request.post(`${url}/skranke/naeste`, { headers });
    expect(taken.status()).toBe(200);
    const closed = await request.post(`${url}/api/v1/fjordby/outcomes`, {
      headers,
      data: {
        outcome: outcomes[Math.floor(index / 2) % outcomes.length],
        kind: index % 4 === 0 ? 'information' : 'help-to-self-service',
      },
    });
    expect(closed.status(), await closed.text()).toBe(204);
  }
}
