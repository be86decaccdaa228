// Joins two tun devices, whose descriptors are its arguments, and does to the packets between them what a bad line does.
// Reads settings as JSON lines: { "up"?: {…}, "down"?: {…} }, "up" from the first device to the second. Kernels without
// sch_netem are common; a tun device is in nearly all. It ends when its input ends.
import { read, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { clearLine, isUdp, LineModel, type LineSettings } from './line-model.ts';

const [first = -1, second = -1] = process.argv.slice(2).map(Number);
const up = new LineModel(Math.random);
const down = new LineModel(Math.random);

function carry(from: number, to: number, model: LineModel): void {
  const buffer = Buffer.allocUnsafe(65_536);
  const waiting: { readonly packet: Buffer; readonly at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = (packet: Buffer) => {
    try {
      writeSync(to, packet);
    } catch {
      // A device that is down takes nothing: lost, as on a line.
    }
  };
  const release = () => {
    timer = null;
    const now = performance.now();
    while (waiting[0] && waiting[0].at <= now + 0.5) write(waiting.shift()?.packet as Buffer);
    if (waiting[0]) timer = setTimeout(release, Math.max(1, waiting[0].at - now));
  };
  const next = () =>
    read(from, buffer, 0, buffer.length, null, (error, bytes) => {
      // A device that is down for a moment, as while it is moved to another network, gives an error: look again.
      if (error) return void setTimeout(next, 20);
      const now = performance.now();
      const packet = buffer.subarray(0, bytes);
      const at = model.pass(bytes, now, isUdp(packet));
      if (at !== null && at <= now && waiting.length === 0) write(packet);
      else if (at !== null) {
        waiting.push({ packet: Buffer.from(packet), at });
        if (timer === null) timer = setTimeout(release, Math.max(1, at - now));
      }
      next();
    });
  next();
}
carry(first, second, up);
carry(second, first, down);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const told = JSON.parse(line) as { up?: Partial<LineSettings>; down?: Partial<LineSettings> };
  up.settings = { ...clearLine, ...told.up };
  down.settings = { ...clearLine, ...told.down };
  process.stdout.write('set\n');
});
// Reads that wait in the kernel would hold an ordinary end up.
lines.on('close', () => process.kill(process.pid, 'SIGKILL'));
process.stdout.write('ready\n');
