/** Sound and pictures to put in front of a browser's fake devices; made anew each time, never kept. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

/** A small generator with a fixed beginning, so that the same is made each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const rate = 48_000;

/**
 * What speech is to a codec and to a measure of loudness: syllables of voiced harmonics under two formants, some hisses, words
 * with pauses between them. Nobody's voice.
 */
export function writeSpeech(path: string, seconds = 30): void {
  const samples = new Int16Array(rate * seconds);
  const random = chance(7);
  let at = Math.floor(rate * 0.2);
  while (at < samples.length - rate) {
    const syllables = 1 + Math.floor(random() * 4);
    for (let one = 0; one < syllables; one += 1) at = syllable(samples, at, random);
    at += Math.floor(rate * (0.06 + 0.35 * random() ** 2));
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  writeFileSync(path, Buffer.concat([header, Buffer.from(samples.buffer)]));
}

function syllable(samples: Int16Array, from: number, random: () => number): number {
  const length = Math.floor(rate * (0.09 + 0.14 * random()));
  const pitch = 95 + 60 * random();
  const loud = 4_000 + 9_000 * random();
  const formants = [300 + 500 * random(), 900 + 1_400 * random()];
  const weights = Array.from({ length: 22 }, (_, n) =>
    formants.reduce((sum, at) => sum + Math.exp(-(((pitch * (n + 1) - at) / 180) ** 2)), 0.02 / (n + 1)),
  );
  const hiss = random() < 0.3 ? Math.floor(rate * 0.05) : 0;
  for (let at = 0; at < hiss && from + at < samples.length; at += 1)
    samples[from + at] = (random() - 0.5) * loud * 0.5 * Math.sin((Math.PI * at) / hiss);
  const begin = from + hiss;
  for (let at = 0; at < length && begin + at < samples.length; at += 1) {
    const time = at / rate;
    const glide = pitch * (1 - (0.12 * at) / length);
    let value = 0;
    for (const [n, weight] of weights.entries()) value += weight * Math.sin(2 * Math.PI * glide * (n + 1) * time);
    const shape = Math.min(1, at / (rate * 0.015), (length - at) / (rate * 0.04));
    samples[begin + at] = Math.max(-32_000, Math.min(32_000, value * loud * shape * 0.6));
  }
  return begin + length;
}

/**
 * A film of somebody who signs, as far as a codec is concerned: a still room, a body, two textured hands that never rest.
 * Uncompressed (y4m), `fps` frames a second, about 10 MB a second at 640×360 and 30.
 */
export function writeFilm(
  path: string,
  {
    width = 640,
    height = 360,
    fps = 30,
    seconds = 8,
  }: { width?: number; height?: number; fps?: number; seconds?: number } = {},
): void {
  const file = openSync(path, 'w');
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
  const random = chance(11);
  const room = Buffer.alloc((width * height * 3) / 2, 128);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const body = Math.abs(x - width / 2) < width / 6 && y > height / 4;
      room[y * width + x] = (body ? 90 : 150) + ((x >> 5) % 2) * 12 + ((y >> 5) % 2) * 8 + random() * 6;
    }
  const side = Math.floor(height / 5);
  const skin = Buffer.from(Array.from({ length: side * side }, (_, at) => 170 + 50 * Math.sin(at * 0.9) * random()));
  for (let frame = 0; frame < fps * seconds; frame += 1) {
    const picture = Buffer.from(room);
    const turn = (2 * Math.PI * frame) / fps;
    for (const hand of [0, 1]) {
      // Whole turns in the length of the film, so that its beginning follows its end.
      const left = Math.floor(width * (0.3 + 0.3 * hand) + width * 0.12 * Math.sin(turn * (1.25 + 0.25 * hand)));
      const top = Math.floor(height * 0.4 + height * 0.25 * Math.cos(turn * (1 + 0.5 * hand)));
      for (let y = 0; y < side; y += 1) skin.copy(picture, (top + y) * width + left, y * side, (y + 1) * side);
    }
    writeSync(file, 'FRAME\n');
    writeSync(file, picture);
  }
  closeSync(file);
}
