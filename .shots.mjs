import { chromium } from '@playwright/test';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const want = process.argv.slice(2);
const pages = { front: '/fjordby', guide: '/fjordby/mitid', soeg: '/fjordby/soeg?q=n%C3%B8glekort+virker+ikke', none: '/fjordby/soeg?q=xyzzy+qwerty', sos: '/fjordby/soeg?q=min+mand+sl%C3%A5r+mig', emner: '/fjordby/emner', ev: '/fjordby/emner/digital-adgang', ui: '/_ui', staff: '/_staff', en: '/fjordby/en/flytning' };
for (const w of want) {
  const [name, width, scheme, js] = w.split(':');
  const c = await b.newContext({ viewport: { width: Number(width), height: Number(width) < 500 ? 740 : 900 }, colorScheme: scheme, javaScriptEnabled: js !== 'nojs' });
  const p = await c.newPage();
  const errs = []; p.on('console', (m) => m.type() === 'error' && errs.push(m.text()));
  await p.goto('http://localhost:4777' + pages[name]); await p.evaluate(() => document.fonts.ready).catch(() => {});
  if (js !== 'nojs') { const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (over > 0) console.log(name, width, 'OVERFLOW', over, await p.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((e) => e.tagName + '.' + e.className))); }
  if (errs.length) console.log(name, errs);
  await p.screenshot({ path: `/tmp/guideserver/${name}-${width}-${scheme}.png`, fullPage: !w.endsWith(':fold') });
  await c.close();
}
await b.close();
