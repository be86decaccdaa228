import { Hono } from 'hono';
import type { WebEnv } from '../../src/platform/index.ts';

/** An app whose pages are in Danish, as on a path without a language; the test adds its routes. */
export function danishApp(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  return app;
}
