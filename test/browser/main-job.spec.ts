import { expect, ownProgram, test } from './house.ts';
import { closeContacts, walkMainJob } from './main-job.ts';
import { newStaff } from './people.ts';

const program = ownProgram();

test('a citizen gets help end to end, and the leader sees that it happened and not to whom', { tag: '@call' }, async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const { url } = program();
  await walkMainJob(browser, { citizen: url, staff: url });

  await test.step('the leader counts from five', async () => {
    const lone = await newStaff(browser, url, 'Lone', '/ledelse');
    const mette = await newStaff(browser, url, 'Mette', '/skranke');
    const counts = async () => (await lone.page.request.get(`${url}/api/v1/fjordby/counts`)).json();
    expect((await counts()).total, 'one contact is below the floor').toBeNull();
    await closeContacts(mette.page.request, url, 24);
    const figures = await counts();
    expect(figures.total).toBeGreaterThanOrEqual(20);
    expect(figures.total).toBeLessThanOrEqual(25);
    const cells = [figures.channels, figures.kinds, figures.outcomes, figures.waits, figures.tasks]
      .flat()
      .map(({ count }: { count: number | null }) => count);
    expect(cells.filter((count) => count !== null && (count < 5 || count % 5 !== 0))).toEqual([]);
    const crossed = figures.tasks.flatMap(({ outcomes }: { outcomes: { count: number | null }[] }) =>
      outcomes.map(({ count }) => count),
    );
    expect(crossed.filter((count: number | null) => count !== null && (count < 10 || count % 10 !== 0))).toEqual([]);
    expect(crossed.length, 'tasks by outcomes').toBeGreaterThan(0);

    await lone.page.goto(`${url}/ledelse`);
    await expect(
      lone.page.getByText(`Mindst ${figures.total} henvendte sig for at få hjælp på skærmen.`),
    ).toBeVisible();
    for (const question of [
      'Hvor mange kom?',
      'Ad hvilken vej?',
      'Hvor mange fik det løst?',
      'Hvor længe ventede de?',
      'Hvad sad de fast i?',
    ])
      await expect(lone.page.getByRole('heading', { name: question, exact: true })).toBeVisible();
    await expect(lone.page.locator('main')).not.toContainText('Mette');
    await lone.page.getByText('Vis figur, tabel og hvordan det er regnet ud').first().click();
    await expect(lone.page.getByRole('table').first()).toBeVisible();
    await lone.context.close();
    await mette.context.close();
  });
});
