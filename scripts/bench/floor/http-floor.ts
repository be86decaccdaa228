// The floor of a web server: node:http that answers with bytes it holds. Called with a file of JSON, path → FloorPage.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import type { FloorPage } from './floor-page.ts';

const pages = new Map(
  Object.entries(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Record<string, FloorPage>).map(
    ([path, { headers, body, gzipEach }]) => [path, { headers, body: Buffer.from(body, 'base64'), gzipEach }],
  ),
);

const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '');
  if (!page) {
    response.writeHead(404).end();
    return;
  }
  if (page.gzipEach) {
    response.writeHead(200, page.headers);
    const gzip = createGzip();
    gzip.pipe(response);
    gzip.end(page.body);
    return;
  }
  response.writeHead(200, { ...page.headers, 'content-length': page.body.length });
  response.end(page.body);
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}\n`),
);
