import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './house.ts';

/** Every rule of WCAG 2.2 up to AA that a machine can check. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Axe in light, and the colours again in dark. What it cannot decide is not counted; a fault is named with its element. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(levels)
      : axe.withRules(['color-contrast'])
    ).analyze();
    const faults = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
    );
    expect.soft(faults, `${name}, ${colorScheme}`).toEqual([]);
  }
}

/** 320 CSS pixels wide, which is also 1280 at 400 %: nothing may need to be moved sideways to be read. */
export async function expectNoSidewaysScrolling(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const sticksOut = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > room + 0.5,
    );
    return [
      `${document.documentElement.scrollWidth} of ${room}`,
      ...sticksOut.slice(0, 3).map((element) => `${element.tagName}.${element.className}`),
    ];
  });
  expect.soft(wide, `${name} at 320 pixels`).toEqual([]);
  if (before) await page.setViewportSize(before);
}
