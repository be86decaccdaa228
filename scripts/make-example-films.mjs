// Draws and records the invented films of the demonstration into content/films/: `node scripts/make-example-films.mjs`. They show
// where a film stands and that it plays; a municipality records its own. Needs a Chromium that
// writes a film's length and index when it ends (CHROMIUM_PATH), and is run by hand.
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const seconds = 8;
const films = [
  {
    file: 'eksempel-tegnsprog.webm',
    lines: ['Eksempel', 'Her vises filmen', 'på dansk tegnsprog'],
    hands: true,
    ground: '#1a5e63',
  },
  {
    file: 'eksempel-tale.webm',
    lines: ['Eksempel', 'Her vises den korte', 'film med tale'],
    hands: false,
    ground: '#5b3a6e',
  },
  {
    file: 'eksempel-velkommen.webm',
    lines: ['Eksempel', 'Her vises velkomsten', 'på dansk tegnsprog'],
    hands: true,
    ground: '#22506e',
  },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const film of films) {
  const base64 = await page.evaluate(record, { ...film, seconds });
  const bytes = Buffer.from(base64, 'base64');
  writeFileSync(new URL(`../content/films/${film.file}`, import.meta.url), bytes);
  console.log(`${film.file}: ${bytes.length} bytes`);
}
await browser.close();

/** Runs in the browser: a figure whose hands move (or a mouth), the words, and how far the film has come. */
async function record({ lines, hands, ground, seconds: length }) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 });
  const pen = canvas.getContext('2d');
  const draw = (time) => {
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 480, 360);
    pen.fillStyle = '#ffffff';
    pen.textAlign = 'center';
    lines.forEach((line, index) => {
      pen.font = `600 ${index === 0 ? 38 : 28}px sans-serif`;
      pen.fillText(line, 240, 60 + index * 40);
    });
    pen.beginPath();
    pen.arc(240, 205, 34, 0, 7);
    pen.fill();
    pen.fillRect(206, 248, 68, 80);
    pen.lineWidth = 14;
    pen.lineCap = 'round';
    pen.strokeStyle = '#ffffff';
    const wave = (phase) => (hands ? Math.sin(time * 5 + phase) : 0);
    for (const side of [-1, 1]) {
      pen.beginPath();
      pen.moveTo(240 + side * 34, 258);
      pen.lineTo(240 + side * 88, 286);
      pen.lineTo(240 + side * (62 + 22 * wave(side)), hands ? 236 + 24 * wave(side * 2) : 320);
      pen.stroke();
    }
    if (!hands) {
      pen.fillStyle = ground;
      pen.beginPath();
      pen.ellipse(240, 218, 12, 2 + 6 * Math.abs(Math.sin(time * 6)), 0, 0, 7);
      pen.fill();
    }
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 350, (480 * time) / length, 10);
  };
  draw(0);
  const recorder = new MediaRecorder(canvas.captureStream(12), {
    mimeType: 'video/webm;codecs=vp8',
    videoBitsPerSecond: 120_000,
  });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const stopped = new Promise((done) => {
    recorder.onstop = done;
  });
  recorder.start();
  const began = performance.now();
  await new Promise((done) => {
    const timer = setInterval(() => {
      const time = (performance.now() - began) / 1000;
      draw(Math.min(time, length));
      if (time >= length) {
        clearInterval(timer);
        done();
      }
    }, 1000 / 12);
  });
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
