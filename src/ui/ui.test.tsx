import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { DataIsland } from './data-island.tsx';
import { examples } from './examples.tsx';
import { Button, ErrorSummary, Page, PlainPage, StaffPage, TextField } from './index.ts';
import { contrast, municipalityColourCss, themes } from './municipality-colour.ts';

const fjordby = {
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  colour: '#1a5e63',
  demonstration: true,
};
const alternates = [
  { language: 'da', href: '/fjordby' },
  { language: 'en', href: '/fjordby/en' },
] as const;

describe('every component', () => {
  test.each(examples.map((example) => [example.name, example.node] as const))(
    '%s renders without inline style or script',
    (_, node) => {
      const html = renderToString(node);
      expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|undefined|\[object/);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const match of html.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g))
        for (const id of match[1]?.split(' ') ?? []) expect(ids).toContain(id);
    },
  );
});

describe('controls', () => {
  test('a button with an address is a link', () => {
    expect(renderToString(<Button href="/x" children="Videre" />)).toMatch(
      /^<a href="\/x" class="button button-primary">/,
    );
    expect(renderToString(<Button name="a" value="b" children="Videre" />)).toMatch(
      /^<button name="a" value="b" type="submit"/,
    );
  });
  test('a refused field says so to a screen reader', () => {
    const html = renderToString(<TextField id="a" name="a" label="A" error="Skriv noget" />);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="a-error"');
  });
  test('no errors, no summary', () => {
    expect(renderToString(<ErrorSummary language="da" errors={[]} />)).toBe('');
    expect(renderToString(<ErrorSummary language="da" errors={[{ field: 'a', message: 'Skriv A' }]} />)).toContain(
      'href="#a"',
    );
  });
  test('an island’s data cannot end its script', () => {
    const html = renderToString(<DataIsland name="x" props={{ text: '</script><script>alert(1)</script>\u2028' }} />);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    const json = /<script type="application\/json">(.*)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ text: '</script><script>alert(1)</script>\u2028' });
  });
});

describe('pages', () => {
  const html = renderToString(
    <Page
      title="Pas"
      language="da"
      municipality={fjordby}
      base="/fjordby"
      alternates={alternates}
      scripts={['guide']}
      banner={<p>Nr. 2</p>}
    >
      <h1>Pas</h1>
    </Page>,
  );
  test('one main, a skip link to it, the language, the municipality’s colour and the script', () => {
    expect(html.match(/<main /g)).toHaveLength(1);
    expect(html).toContain('<html lang="da">');
    expect(html).toContain('href="#indhold"');
    expect(html).toContain('href="/fjordby/farve.css?v=1a5e63"');
    expect(html).toContain('<script type="module" src="/static/guide.js">');
    expect(html).toContain('lang="en" hreflang="en">English</a>');
    expect(html).toContain('Demonstration. Fjordby findes ikke.');
    expect(html).toContain('Nr. 2');
  });
  test('no third party is named', () => {
    for (const match of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect(match[1]).toMatch(/^(\/|#|data:,$)/);
  });
  test('staff pages mark the area, and are not indexed', () => {
    const staff = renderToString(
      <StaffPage
        title="Skranke"
        language="en"
        municipality={fjordby}
        staffName="Bo"
        current="/skranke"
        alternates={[]}
        children="x"
      />,
    );
    expect(staff).toContain('<a href="/en/skranke" aria-current="page">');
    expect(staff).toContain('content="noindex"');
  });
  test('a page of no municipality has no colour of one', () => {
    expect(renderToString(<PlainPage title="Vælg" language="da" children="x" />)).not.toContain('farve.css');
  });
});

describe('a municipality’s colour', () => {
  const read = (css: string) => [...css.matchAll(/#[0-9a-f]{6}/g)].map((match) => match[0]);
  test.each(['#1a5e63', '#6b2f5c', '#ffff00', '#ffffff', '#000000', '#ff0000', '#0000ff', '#7f7f7f', '#00ff00'])(
    '%s can be read in both themes',
    (colour) => {
      const [light, lightInk, dark, darkInk] = read(municipalityColourCss(colour)) as [string, string, string, string];
      for (const [accent, ink, theme] of [
        [light, lightInk, themes.light],
        [dark, darkInk, themes.dark],
      ] as const)
        for (const ground of [theme.paper, theme.paper2, ink])
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );
  test('what is no colour becomes grey, and never reaches the stylesheet', () => {
    expect(municipalityColourCss('red;}body{display:none')).toContain('--accent:#454545');
  });
});

describe('the tokens', () => {
  const css = readFileSync(new URL('./css/tokens.css', import.meta.url), 'utf8');
  const dark = css.slice(css.indexOf('prefers-color-scheme'));
  const light = css.slice(css.indexOf(':root'), css.indexOf('@media'));
  const token = (block: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? '';
  test.each([
    ['light', light],
    ['dark', dark],
  ] as const)('%s: text 4.5:1 on every ground it stands on, borders of controls 3:1', (name, block) => {
    expect(token(block, 'paper')).toBe(themes[name].paper);
    expect(token(block, 'paper-2')).toBe(themes[name].paper2);
    for (const text of ['ink', 'ink-soft', 'link', 'visited', 'accent']) {
      for (const ground of ['paper', 'paper-2'])
        expect(contrast(token(block, text), token(block, ground))).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['good-2', 'warn-2', 'bad-2', 'info-2'])
      for (const text of ['ink', 'ink-soft', 'link'])
        expect(contrast(token(block, text), token(block, ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const state of ['good', 'warn', 'bad', 'info']) {
      expect(contrast(token(block, state), token(block, 'paper'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token(block, state), token(block, `${state}-2`)), state).toBeGreaterThanOrEqual(3);
    }
    for (const ground of ['paper', 'paper-2']) {
      expect(contrast(token(block, 'line-strong'), token(block, ground))).toBeGreaterThanOrEqual(3);
      expect(contrast(token(block, 'focus'), token(block, ground))).toBeGreaterThanOrEqual(3);
    }
  });
});
