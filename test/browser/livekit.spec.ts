import { expect, type Page, test } from '@playwright/test';
import { openLab } from '../call-lab/lab-server.ts';
import { type LabPage, openLiveKitLab } from '../livekit-lab/livekit-lab.ts';
import { type LiveKitServer, startLiveKit } from '../livekit-lab/livekit-server.ts';

/** LiveKit's own server, released; `.ci/run` builds it. */
const program = process.env.LIVEKIT_SERVER;
test.skip(!program, process.env.LIVEKIT_MISSING ?? 'no LiveKit server is named in LIVEKIT_SERVER');

let media: LiveKitServer;
test.beforeAll(async () => {
  if (program) media = await startLiveKit(program);
});
test.afterAll(() => media?.kill());

const told = (page: Page, work: string) => page.evaluate<unknown>(work);
const until = (page: Page, work: string, timeout = 25_000) =>
  expect.poll(() => told(page, `Boolean(${work})`), { message: work, timeout, intervals: [50] }).toBe(true);
const framesOf = (from: LabPage) =>
  `(lab.videos['${from.name} person']?.getVideoPlaybackQuality().totalVideoFrames ?? 0)`;
const soundOf = (from: LabPage) => `lab.ways.get('${from.name}').sample().then((one) => one?.soundIn ?? 0)`;
/** More of it arrives than has arrived. */
async function grows(page: Page, what: string, timeout = 25_000): Promise<void> {
  const before = Number(await told(page, what));
  await expect.poll(async () => Number(await told(page, what)), { message: what, timeout }).toBeGreaterThan(before + 3);
}
const wordsOn = async ({ page }: LabPage) => JSON.stringify(await told(page, 'lab.words.words'));

test('two see and hear each other, write and agree on three words; the server reads nothing', async ({ browser }) => {
  const lab = await openLiveKitLab(browser, media);
  expect(lab.bytes).toBeLessThan(175 * 1024);
  const [a, b] = await Promise.all([lab.come(1), lab.come(2)]);
  await lab.meet(a, b);
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const) {
    await until(me.page, `lab.data['${other.name}']`);
    await grows(me.page, framesOf(other));
    await grows(me.page, soundOf(other));
  }
  await until(a.page, `lab.words.state === 'ready'`);
  await until(b.page, `lab.words.state === 'ready'`);
  expect(await wordsOn(a)).toBe(await wordsOn(b));

  // Text longer than one packet, letters of two and four bytes, and pieces, in order.
  await told(a.page, `lab.ways.get('2.1').sendData('Hej æøå 🙂'.repeat(1500))`);
  await until(b.page, `lab.texts[0] === 'Hej æøå 🙂'.repeat(1500)`);
  await told(
    b.page,
    `(async () => { for (let i = 1; i <= 40; i++) await lab.ways.get('1.1').sendBulk(new Uint8Array(15000 - i)); })()`,
  );
  await until(a.page, `lab.bulk.length === 40 && lab.bulk.every((size, at) => size === 14999 - at)`);

  // Somebody whom the server lets in, but whom the two have given no key, gets frames that she cannot read.
  const c = await lab.come(3);
  await told(c.page, `lab.meet(1, 1)`);
  await until(c.page, `lab.videos['1.1 person']?.srcObject.getVideoTracks().length === 1`);
  await c.page.waitForTimeout(1_500);
  expect(await told(c.page, framesOf(a))).toBe(0);
  expect(await told(c.page, soundOf(a))).toBe(0);
  await lab.close();
});

test('who leaves cannot read the next second; who stays goes on', async ({ browser }) => {
  const lab = await openLiveKitLab(browser, media);
  const [a, b, c] = await Promise.all([lab.come(1), lab.come(2), lab.come(3)]);
  await lab.meet(a, b, c);
  for (const page of [b.page, c.page]) await grows(page, framesOf(a));
  await until(a.page, `lab.words.words`);
  await expect.poll(() => wordsOn(c)).toBe(await wordsOn(a));
  const before = await wordsOn(a);
  // c's page does not know that it is out, and goes on listening with every key that it had.
  await Promise.all([lab.part(a, c), lab.part(b, c)]);
  // A quarter of a second until the new key is used, and three pages on two processors.
  await c.page.waitForTimeout(1_200);
  const frames = Number(await told(c.page, framesOf(a)));
  const sound = Number(await told(c.page, soundOf(a)));
  await grows(b.page, framesOf(a));
  await grows(a.page, soundOf(b));
  await c.page.waitForTimeout(1_000);
  expect(Number(await told(c.page, framesOf(a)))).toBe(frames);
  // Of sound, what was made up for a gap is taken off again a little later.
  expect(Number(await told(c.page, soundOf(a)))).toBeLessThanOrEqual(sound);
  await expect.poll(() => wordsOn(a)).toBe(await wordsOn(b));
  expect(await wordsOn(a)).not.toBe(before);
  await lab.close();
});

test('the server is killed and started again: both are told, and it comes back by itself', async ({ browser }) => {
  const lab = await openLiveKitLab(browser, media);
  const [a, b] = await Promise.all([lab.come(1), lab.come(2)]);
  await lab.meet(a, b);
  for (const [me, other] of [
    [a, b],
    [b, a],
  ] as const)
    await grows(me.page, framesOf(other));
  await media.kill();
  await until(a.page, `lab.states['2.1'] === 'broken' && lab.data['2.1'] === false`);
  await media.start();
  const from = Date.now();
  await until(a.page, `lab.data['2.1']`);
  await until(b.page, `lab.data['1.1']`);
  await grows(a.page, framesOf(b));
  await grows(b.page, soundOf(a));
  test.info().annotations.push({ type: 'back after', description: `${Date.now() - from} ms` });
  await told(a.page, `lab.ways.get('2.1').sendData('igen')`);
  await until(b.page, `lab.texts.includes('igen')`);
  await lab.close();
});

test('in a room that it carries, citizen and employee see each other for as long as they talk', async ({ browser }) => {
  test.setTimeout(120_000);
  const patient = { timeout: 40_000 };
  const lab = await openLab('lab', program ?? null);
  try {
    const given = await lab.room('video');
    const pages: Page[] = [];
    for (const url of [given.citizen, given.employee]) {
      const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
      pages.push(page);
      await page.goto(url);
      await expect(page.locator('#phase')).toHaveAttribute('data-phase', 'waiting', patient);
    }
    await given.admit();
    // Five seconds of frames on the stage itself: a picture that arrives and is not shown has none.
    const shown = `document.querySelector('.call-tile-picture video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0`;
    for (const page of pages) {
      await expect.poll(() => told(page, shown), patient).toBeGreaterThan(75);
      expect(await told(page, 'lab.call.state().line')).toEqual([]);
    }
    for (const page of pages) await page.context().close();
  } finally {
    await lab.close();
  }
});
