// The lab's server as a process of its own, for networks of their own. Prints its address; then each line of its input is a
// command as JSON, answered by one line: {"do":"room","form":"video"}, {"do":"admit","room":N},
// {"do":"join","room":N,"name":"…"}, {"do":"stop"}, {"do":"start"}, {"do":"memory"}. It ends when its input ends.
import { createInterface } from 'node:readline';
import { openLab } from './lab-server.ts';

type Command =
  | { readonly do: 'room'; readonly form: 'text' | 'voice' | 'video' }
  | { readonly do: 'admit'; readonly room: number }
  | { readonly do: 'join'; readonly room: number; readonly name: string }
  | { readonly do: 'stop' | 'start' | 'memory' };

const lab = await openLab();
const rooms: Awaited<ReturnType<typeof lab.room>>[] = [];

async function obey(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'room': {
      const room = await lab.room(command.form);
      rooms.push(room);
      return { room: rooms.length - 1, citizen: room.citizen, employee: room.employee };
    }
    case 'admit':
      await rooms[command.room]?.admit();
      return {};
    case 'join':
      return { url: await rooms[command.room]?.join('companion', command.name) };
    case 'stop':
      await lab.stop();
      return {};
    case 'start':
      await lab.start();
      return {};
    case 'memory':
      (globalThis as { gc?: () => void }).gc?.();
      return { heap: process.memoryUsage().heapUsed, resident: process.memoryUsage().rss };
  }
}

const lines = createInterface({ input: process.stdin });
let turn: Promise<void> = Promise.resolve();
lines.on('line', (line) => {
  turn = turn.then(async () => {
    const answer = await obey(JSON.parse(line) as Command).catch((error: Error) => ({ error: error.message }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  });
});
lines.on('close', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ url: lab.url() })}\n`);
