// The floor of a broadcast: every open stream is written the same line when somebody posts.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const open = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    for (const one of open) one.write('event: state\ndata: {"state":{"kind":"waiting","place":7}}\n\n');
    response.writeHead(204).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1000\n\n');
  open.add(response);
  request.on('close', () => open.delete(response));
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}\n`),
);
