import { expectAccessible, expectNoSidewaysScrolling } from './expect-accessible.ts';
import { expect, ownProgram, test } from './house.ts';
import { newCitizen } from './people.ts';

const program = ownProgram();

test('without JavaScript: somebody comes along by her own link, an interpreter is asked for, a paper is sent', async ({
  browser,
}) => {
  const { url } = program();
  const { context, page } = await newCitizen(browser, { javaScriptEnabled: false });
  // What looks at a page needs scripts: another window of the same browser shows it.
  const look = async (name: string) => {
    const eyes = await browser.newContext({ storageState: await context.storageState() });
    const shown = await eyes.newPage();
    await shown.goto(page.url());
    await expectAccessible(shown, name);
    await expectNoSidewaysScrolling(shown, name);
    await eyes.close();
  };
  await page.goto(`${url}/fjordby/moede/borgerservice?form=video&sprog=da`);
  await page.getByRole('link', { name: /^Næste uge/ }).click();
  await page
    .getByRole('button', { name: /^\S+ den .+ kl\. / })
    .nth(6)
    .click();
  await page.getByLabel('Dit navn').fill('Karen Prøve');
  await page.getByLabel('E-mail eller mobilnummer').fill('karen@eksempel.dk');
  await page.getByRole('button', { name: 'Book tiden' }).click();
  await page.getByRole('link', { name: 'Gå til din side' }).click();
  await page.getByText('Tag en med, eller få tolk').click();
  await page.getByRole('link', { name: 'Lad en anden repræsentere dig' }).click();
  await look('a representative');
  await page.goBack();
  await page.getByText('Tag en med, eller få tolk').click();
  await page.getByRole('link', { name: 'Tag en ledsager med' }).click();
  await page.getByLabel('Hvad hedder den, du tager med?').fill('Ole Prøve');
  await page.getByRole('button', { name: 'Tilføj, og få et link' }).click();
  await look('a link to pass on');
  const link = await page.locator('.pass-on code').innerText();
  const ole = await newCitizen(browser, { javaScriptEnabled: false });
  await ole.page.goto(link);
  await expect(ole.page.getByText('Du er inviteret med til mødet')).toBeVisible();
  await ole.context.close();
  await page.getByRole('button', { name: 'Jeg har givet linket videre' }).click();
  await expect(page.getByText('Ole Prøve kommer med')).toBeVisible();
  await page.getByLabel('Hvilken tolk har du brug for?').selectOption('so');
  await page.getByRole('button', { name: 'Gem' }).click();
  await expect(page.getByText('Vi fandt ingen ledig tolk')).toBeVisible();
  await page.getByRole('link', { name: 'Send papirer før mødet' }).click();
  await page.getByRole('button', { name: 'Send papiret' }).click();
  await expect(page.getByRole('alert')).toContainText('Vælg en fil, før du sender.');
  await page
    .getByLabel('Vælg et papir')
    .setInputFiles({ name: 'brev.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 brev') });
  await page.getByRole('button', { name: 'Send papiret' }).click();
  await expect(page.getByRole('status')).toContainText('Papiret er sendt.');
  await look('papers');
  await context.close();
});
