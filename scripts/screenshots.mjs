// Makes the README's pictures from the running program: `npm run screenshots`. Needs Chromium, as the tests do.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { fitNode, root } from '../bin/start.mjs';

const port = 4390;
const base = `http://localhost:${port}`;
const folder = join(root, 'docs/pictures');
const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-pictures-'));
mkdirSync(folder, { recursive: true });

const server = spawn(fitNode(), [join(root, 'bin/start.mjs')], {
  cwd: root,
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const started = new Promise((done, fail) => {
  server.stdout.on('data', (text) => String(text).includes('Klar efter') && done());
  server.on('exit', () => fail(new Error('the program did not start')));
});

async function take() {
  await started;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
    ],
  });
  const person = async (width, height) => {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'da-DK',
      permissions: ['camera', 'microphone'],
      deviceScaleFactor: 1,
    });
    return context.newPage();
  };
  const picture = (page, name) => page.screenshot({ path: join(folder, `${name}.png`) });
  const employee = await person(1280, 800);
  await employee.goto(`${base}/skranke`);
  await employee.getByRole('button', { name: /Mette/ }).click();
  await employee.waitForURL(/skranke/);
  await employee.getByRole('button', { name: /Tag den næste/ }).waitFor();

  const citizen = await person(360, 740);
  await citizen.goto(`${base}/fjordby`);
  await citizen.getByText(/Åbent/).waitFor();
  await picture(citizen, 'front');
  await citizen.goto(`${base}/fjordby/mitid`);
  await picture(citizen, 'guide');
  await citizen.goto(`${base}/fjordby/hjaelp/klar?form=video&emne=mitid&trin=scan`);
  await citizen.getByRole('button', { name: 'Stil mig i kø' }).click();
  await citizen.getByRole('heading', { name: /næste|nummer/ }).waitFor();
  await citizen.waitForTimeout(800);
  await picture(citizen, 'waiting');
  await employee.keyboard.press('n');
  await employee.locator('.call-stage .call-tile video').first().waitFor();
  await citizen.locator('textarea').first().pressSequentially('Jeg kan ikke finde koden');
  await employee.waitForTimeout(1_000);
  await picture(employee, 'desk');
  await picture(citizen, 'call');
  await browser.close();
}

try {
  await take();
  console.log(`The pictures are in ${folder}.`);
} finally {
  server.removeAllListeners('exit');
  server.kill('SIGTERM');
  await new Promise((done) => server.on('exit', done));
  rmSync(dataDir, { recursive: true, force: true });
}
