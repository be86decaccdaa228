import { expect, ownProgram, test } from './house.ts';
import { deskOf, newCitizen, newStaff, takeNextByKey, textOf, waitInLine } from './people.ts';

/** What stands folded away under the conversation; opened in turn, as she would. */
const unfold = async (page: import('@playwright/test').Page, ...titles: readonly string[]) => {
  for (const title of titles) {
    const summary = page.locator('summary').getByText(title, { exact: true });
    if ((await summary.locator('xpath=..').getAttribute('open')) === null) await summary.click();
  }
};

test.describe('two employees and a citizen', () => {
  const program = ownProgram();

  test('the citizen is told of a transfer, says yes, and is with the other, who knows what it is about', {
    tag: '@call',
  }, async ({ browser }) => {
    const { url } = program();
    const mette = await newStaff(browser, url, 'Mette', '/skranke');
    const ali = await newStaff(browser, url, 'Ali', '/skranke');
    const karen = await newCitizen(browser);
    await waitInLine(karen.page, url, { name: 'Karen' });
    await expect(mette.page.getByText('Du vises som Mette Medarbejder.')).toBeVisible();
    await expect(deskOf(mette.page).waiting).toHaveCount(1);
    await takeNextByKey(mette.page);
    await expect(karen.page.getByRole('heading', { level: 1, name: /Du taler med Mette/ })).toBeVisible();

    await unfold(mette.page, 'Flere muligheder', 'Stil om');
    await mette.page.getByLabel('Stil om til').selectOption({ label: 'Ali Medarbejder · ledig' });
    await mette.page.getByLabel('En linje med på vejen').fill('Har prøvet to gange');
    await mette.page.getByRole('button', { name: 'Spørg, om de vil tage over' }).click();
    await expect(karen.page.getByText('Du bliver stillet om til Ali Medarbejder.')).toBeVisible();
    await expect(karen.page.getByText('Mette Medarbejder skriver til den anden: Har prøvet to gange')).toBeVisible();
    await karen.page.getByRole('button', { name: 'Ja, det er fint' }).click();
    await expect(mette.page.getByText('Borgeren har sagt ja.')).toBeVisible();
    await ali.page.getByRole('button', { name: 'Tag over' }).click();

    await expect(karen.page.getByRole('heading', { level: 1, name: /Du taler med Ali/ })).toBeVisible();
    await expect(ali.page.getByText('Mette Medarbejder skriver: Har prøvet to gange')).toBeVisible();
    await expect(ali.page.getByText('Du taler med Karen')).toBeVisible();
    await expect(mette.page.getByRole('button', { name: 'Tag den næste' })).toBeVisible();
    await textOf(karen.page).field.fill('Hej Ali');
    await expect(ali.page.getByText('Hej Ali')).toBeVisible();

    // Ali asks Mette in; everybody sees her; then he stops it, and Karen is shown another way.
    await unfold(ali.page, 'Flere muligheder', 'Bed en kollega komme med');
    await ali.page.getByRole('button', { name: 'Bed Mette Medarbejder komme' }).click();
    await mette.page.getByRole('button', { name: 'Kom med' }).click();
    await expect(karen.page.getByText(/Mette Medarbejder.* er kommet ind/)).toBeAttached();
    await expect(ali.page.getByText('Mette Medarbejder er med i samtalen.')).toBeVisible();
    await unfold(ali.page, 'Stop samtalen');
    await ali.page.getByRole('button', { name: 'Stop nu' }).click();
    await expect(karen.page.getByRole('heading', { level: 1, name: 'Samtalen er stoppet' })).toBeVisible();
    await expect(karen.page.getByRole('link', { name: 'Se andre måder at få hjælp på' })).toBeVisible();
    await expect(mette.page.getByRole('button', { name: 'Tag den næste' })).toBeVisible();
    for (const one of [mette, ali, karen]) await one.context.close();
  });
});
