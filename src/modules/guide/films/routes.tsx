import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { alternates, type House, pathIn, sendPage } from '../../../platform/index.ts';
import { contrast, Page } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import { entrySubject, rangeOf } from './film.ts';
import { captionsName, filmName } from './film-address.ts';
import { readFilm } from './film-files.ts';
import type { Films } from './films.ts';
import { texts } from './messages.ts';
import { SignLanguagePage } from './sign-language-page.tsx';

const forEver = 'public, max-age=31536000, immutable';

/** `/{municipality}/film/…`, the files of the films that are shown; and `/{municipality}/tegnsprog`, the way in by sign language. */
export function filmRoutes(house: Pick<House, 'log'>, guide: Guide, films: Films): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();

  routes.get('/film/plakat.svg', (c) =>
    c.body(poster(c.var.municipality.colour), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=86400',
    }),
  );

  routes.get('/film/:name', async (c) => {
    const name = c.req.param('name');
    const shown = await films.of(c.var.municipality.id);
    const captioned = shown.find((film) => captionsName(film) === name);
    if (captioned)
      return c.body(captioned.captions, 200, { 'content-type': 'text/vtt; charset=utf-8', 'cache-control': forEver });
    const film = shown.find((one) => filmName(one) === name);
    return film ? sendFilm(c, film) : c.notFound();
  });

  /** Whole or the part that is asked for: a player that jumps must not fetch what it jumps over. */
  async function sendFilm(c: Context, film: { hash: string; type: 'mp4' | 'webm'; bytes: number }) {
    const headers: Record<string, string> = {
      'content-type': `video/${film.type}`,
      'accept-ranges': 'bytes',
      'cache-control': forEver,
      etag: `"${film.hash}"`,
    };
    // A part of what the browser already holds, if it is still that.
    const condition = c.req.header('if-range');
    const asked = condition === undefined || condition === headers.etag ? c.req.header('range') : undefined;
    const range = rangeOf(asked, film.bytes);
    if (range === 'none') return c.body(null, 416, { ...headers, 'content-range': `bytes */${film.bytes}` });
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers);
    const part = range === 'all' ? undefined : range;
    headers['content-length'] = String(part ? part.last - part.first + 1 : film.bytes);
    if (part) headers['content-range'] = `bytes ${part.first}-${part.last}/${film.bytes}`;
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const stream = readFilm(films.folder, film, part);
    const opened = await new Promise<boolean>((done) =>
      stream.once('open', () => done(true)).once('error', () => done(false)),
    );
    if (!opened) {
      house.log.error('a film is missing in its folder', { hash: film.hash });
      return c.notFound();
    }
    return c.body(Readable.toWeb(stream) as ReadableStream, part ? 206 : 200, headers);
  }

  routes.get('/tegnsprog', async (c) => {
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    const publication = await guide.publication(municipality.id);
    const signed = (await films.of(municipality.id)).filter(({ kind }) => kind === 'tegnsprog');
    const services = publication
      .all(language)
      .filter(({ slug, published }) => published && signed.some(({ subject }) => subject === slug));
    return sendPage(
      c,
      <Page
        title={texts(language).entryTitle}
        language={language}
        municipality={municipality}
        base={base}
        alternates={alternates(base, '/tegnsprog')}
        styles={['films']}
      >
        <SignLanguagePage
          language={language}
          base={base}
          film={signed.find(({ subject }) => subject === entrySubject) ?? null}
          services={services.map(({ slug, plainTitle }) => ({
            href: pathIn(language, base, `/${slug}`),
            title: plainTitle,
          }))}
        />
      </Page>,
    );
  });
  return routes;
}

/** A sign to press, without words: a picture cannot be read aloud or enlarged. */
const poster = (colour: string, ink = contrast(colour, '#ffffff') >= 3 ? '#fff' : '#000'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><rect width="640" height="480" fill="${colour}"/><circle cx="320" cy="220" r="84" fill="none" stroke="${ink}" stroke-width="10"/><path d="M292 172v96l80-48z" fill="${ink}"/></svg>`;
