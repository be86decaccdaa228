import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { db } from '../../../db/index.ts';
import { type ParticipantId, parseId, type RoomId } from '../../../kernel/index.ts';
import { createAllowance, type House, parseInput, problem, sameText } from '../../../platform/index.ts';
import { asset } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { may } from '../roles.ts';
import { participantToken } from '../rooms.ts';
import type { Antivirus } from './antivirus.ts';
import { limits } from './limits.ts';
import { documentTexts } from './messages.ts';
import { isProof, proofOf } from './proof.ts';
import { headBytes, isKind, type Kind, sniff } from './sniff.ts';

const path = '/samtale/papirer';
/** The one body that may be as large as a document; its sender is let in before it is read, piece by piece. */
export const documentCheck = { path: /^\/[a-z0-9-]+\/samtale\/papirer\/tjek$/, bytes: limits.fileBytes } as const;

/** Of one place: more than somebody with papers to show needs, too little to keep the scanner busy. */
export const checks = { atOnce: 15, perMinute: 5 } as const;

/** What the page must know before somebody chooses a file. */
export type DocumentSettings = {
  /** Files are sent to our server to be checked for viruses. */
  readonly checks: boolean;
  readonly pdfWorker: string;
  readonly pdfParts: string;
  readonly style: string;
};

export type CheckAnswer =
  | { readonly finding: 'clean'; readonly sha256: string; readonly kind: Kind; readonly proof: string }
  | { readonly finding: 'infected' | 'unknown' };

const Claim = v.object({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  kind: v.picklist(['pdf', 'jpeg', 'png', 'webp']),
  proof: v.pipe(v.string(), v.maxLength(128)),
});

/** Documents never lie here. What these routes do is say what is set up, and look through a file for viruses while it passes. */
export function documentRoutes(house: House, antivirus: Antivirus | null): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const mayCheck = createAllowance(() => house.clock.now(), checks);

  /** Whoever holds this place now, and the conversation it is in; null for anybody else. */
  async function placeOf(
    c: Context<MunicipalEnv>,
    putting: boolean,
  ): Promise<{ readonly id: ParticipantId; readonly room: RoomId } | null> {
    const id = parseId<'participant'>(c.req.header('x-participant') ?? '') as ParticipantId | null;
    const token = /^Bearer (\S{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!id || !token || !sameText(participantToken(house.keys, id), token)) return null;
    const place = await house.database.inMunicipality(c.var.municipality.id, () =>
      db()
        .selectFrom('call_participant as p')
        .innerJoin('call_room as r', 'r.id', 'p.room_id')
        .select(['p.room_id', 'p.role'])
        .where('p.id', '=', id)
        .where('p.state', '=', 'admitted')
        .where('r.ended_at', 'is', null)
        .executeTakeFirst(),
    );
    return place && (!putting || may(place.role, 'put-document')) ? { id, room: place.room_id } : null;
  }

  routes.get(path, (c) => {
    const settings: DocumentSettings = {
      checks: antivirus !== null,
      pdfWorker: asset('pdf-pages-worker.js'),
      pdfParts: asset('pdf-parts'),
      style: asset('documents.css'),
    };
    return c.json(settings);
  });

  routes.post(`${path}/tjek`, async (c) => {
    const texts = documentTexts(c.var.language).server;
    if (!antivirus) return problem(c, 404, texts.noCheck);
    const place = await placeOf(c, true);
    if (!place) return problem(c, 403, texts.notYours);
    const body = c.req.raw.body;
    if (!body) return problem(c, 422, texts.nothing);
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    if (!mayCheck(place.id)) {
      await drain(reader).catch(() => {});
      return problem(c, 429, texts.tooMany);
    }
    const hash = createHash('sha256');
    let head = Buffer.alloc(0);
    async function* pieces() {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        hash.update(value);
        if (head.length < headBytes) head = Buffer.concat([head, value]).subarray(0, headBytes);
        yield value;
      }
    }
    const file = pieces();
    try {
      const first = await file.next();
      if (first.done) return problem(c, 422, texts.nothing);
      const kind = sniff(head);
      if (!isKind(kind)) {
        await drain(reader);
        return problem(c, 415, texts.kind);
      }
      const finding = await antivirus.check(
        (async function* () {
          yield first.value;
          yield* file;
        })(),
      );
      await drain(reader);
      house.log.info('document checked', { finding: finding.is, kind });
      if (finding.is !== 'clean') return c.json<CheckAnswer>({ finding: finding.is });
      const checked = { sha256: hash.digest('hex'), kind };
      return c.json<CheckAnswer>({ finding: 'clean', ...checked, proof: proofOf(house.keys, place.room, checked) });
    } catch {
      // The sender has gone: there is nobody to answer.
      return problem(c, 422, texts.nothing);
    }
  });

  routes.post(`${path}/bevis`, async (c) => {
    const place = await placeOf(c, false);
    if (!place) return problem(c, 403, documentTexts(c.var.language).server.notYours);
    const claim = parseInput(Claim, await c.req.json().catch(() => null));
    return c.json({ holds: claim.ok && isProof(house.keys, place.room, claim.value, claim.value.proof) });
  });

  return routes;
}

/** A browser that is answered before it has sent everything takes it for a broken line. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
