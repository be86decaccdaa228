import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'hono';
import { mostCaptionBytes } from './film.ts';
import { mostFilmBytes, type StoredFile, takeInFilm } from './film-files.ts';

/** A form with a film in it, as it came. */
export type ReceivedForm = {
  readonly fields: Readonly<Record<string, string>>;
  /** Null where no film was chosen. */
  readonly film: StoredFile | 'not-a-film' | 'too-large' | null;
  /** Text of the file with captions, where one was chosen. */
  readonly captions: string | null;
};

/**
 * Reads the form piece by piece; the film goes to the folder as it comes. Null for what is no such form, or one that broke off.
 * Only for whoever has been let in: the body is read here and nowhere before.
 */
export async function receiveFilmForm(c: Context, folder: string): Promise<ReceivedForm | null> {
  const { body } = c.req.raw;
  const type = c.req.header('content-type') ?? '';
  if (!body || !type.startsWith('multipart/form-data')) return null;
  const fields: Record<string, string> = {};
  let film: Promise<ReceivedForm['film']> = Promise.resolve(null);
  let captions: Promise<string | null> = Promise.resolve(null);
  try {
    const parser = new Busboy({
      headers: { 'content-type': type } as BusboyHeaders,
      limits: { files: 2, fields: 20, fieldSize: mostCaptionBytes * 2, fileSize: mostFilmBytes, parts: 24 },
    });
    parser.on('field', (name: string, value: string) => {
      fields[name] = value;
    });
    parser.on('file', (name: string, stream: Readable & { truncated?: boolean }, filename?: string) => {
      // A field for a file that was left empty comes as a file without a name.
      if (!filename) stream.resume();
      else if (name === 'film') film = takeInFilm(folder, stream, () => stream.truncated === true);
      else if (name === 'captionsFile') captions = smallText(stream);
      else stream.resume();
      // Whoever waits for them hears of it below; until then it must not end the process.
      film.catch(() => {});
      captions.catch(() => {});
    });
    await new Promise<void>((done, fail) => {
      const source = Readable.fromWeb(body as unknown as WebStream);
      source.on('error', (error) => {
        parser.destroy(error);
        fail(error);
      });
      parser.on('finish', done);
      parser.on('error', fail);
      source.pipe(parser);
    });
    return { fields, film: await film, captions: await captions };
  } catch {
    await Promise.allSettled([film, captions]);
    return null;
  }
}

/** Cut where it is too much; the captions' own rule then refuses it. */
async function smallText(stream: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    if (bytes <= mostCaptionBytes) pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return Buffer.concat(pieces).toString('utf8');
}
