import { chromium } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
for (const scheme of ['light', 'dark']) {
  const c = await b.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme });
  for (const path of ['/fjordby', '/fjordby/mitid', '/fjordby/en/pas', '/fjordby/soeg?q=n%C3%B8glekort', '/fjordby/soeg?q=xyzzy', '/fjordby/soeg?q=vold', '/fjordby/soeg?fjernet=1', '/fjordby/emner', '/fjordby/emner/pension', '/_ui', '/_staff']) {
    const p = await c.newPage();
    await p.addInitScript(() => { globalThis.cls = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) globalThis.cls += e.value; }).observe({ type: 'layout-shift', buffered: true }); });
    await p.route('**/*.woff2', async (r) => { await new Promise((f) => setTimeout(f, 600)); await r.continue(); });
    await p.goto('http://localhost:4777' + path); await p.waitForTimeout(900);
    const cls = await p.evaluate(() => globalThis.cls);
    await p.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const r = await new AxeBuilder({ page: p }).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']).analyze();
    console.log(scheme, path, 'cls', cls.toFixed(4), 'over', over, r.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.target.join(' ') + ' ' + (n.failureSummary ?? '').split('\n')[1]).join(' | ')}`));
    const small = await p.evaluate(() => [...document.querySelectorAll('main a, main button, main input, header a, footer a')].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height < 24; }).map((e) => e.textContent.slice(0, 30)).slice(0, 5));
    if (small.length) console.log('   small', small);
    await p.close();
  }
  await c.close();
}
const c = await b.newContext({ viewport: { width: 360, height: 740 } });
const p = await c.newPage();
await p.goto('http://localhost:4777/fjordby/mitid');
await p.getByLabel('Gjort: trin 1').check(); await p.getByLabel('Gjort: trin 2').check();
console.log(await p.getAttribute('#trin-scan a.stuck', 'href'), await p.getAttribute('.help-box a', 'href'));
await p.goto('http://localhost:4777/fjordby'); await p.goto('http://localhost:4777/fjordby/mitid');
console.log('after return', await p.getByLabel('Gjort: trin 1').isChecked(), await p.getByLabel('Gjort: trin 3').isChecked());
await p.screenshot({ path: '/tmp/guideserver/ticks.png', clip: { x: 0, y: 900, width: 360, height: 900 }, fullPage: true });
await p.getByRole('button', { name: 'Fjern alle flueben' }).click();
console.log('cleared', await p.getByLabel('Gjort: trin 1').isChecked(), await p.getAttribute('#trin-scan a.stuck', 'href'), await p.evaluate(() => JSON.stringify(localStorage)));
await b.close();
