// The floor of a booking: node:http and pg. A lock, one row whose overlap the database refuses, a key that is used once.
// Called with the database's address; makes its table.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 10 });
pool.on('error', () => {});
await pool.query('create extension if not exists btree_gist');
await pool.query(`create table if not exists floor_booking (id bigint generated always as identity primary key, resource text not null,
  starts_at timestamptz not null, ends_at timestamptz not null, key text not null unique,
  exclude using gist (resource with =, tstzrange(starts_at, ends_at) with &&))`);

async function book(wish: { resource: string; startsAt: string; endsAt: string; key: string }): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [wish.resource]);
    await client.query('insert into floor_booking (resource, starts_at, ends_at, key) values ($1, $2, $3, $4)', [
      wish.resource,
      wish.startsAt,
      wish.endsAt,
      wish.key,
    ]);
    await client.query('commit');
    return 201;
  } catch {
    await client.query('rollback').catch(() => {});
    return 409;
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    void book(JSON.parse(body)).then((status) => {
      const answer = JSON.stringify({ status });
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
    });
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}\n`),
);
