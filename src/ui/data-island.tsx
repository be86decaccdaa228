import type { ComponentChildren } from 'preact';

const escaped: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON that cannot end the script element it stands in. */
export const islandJson = (props: unknown): string =>
  JSON.stringify(props).replace(/[<>&\u2028\u2029]/g, (sign) => escaped[sign] ?? sign);

/**
 * A place where a script takes over: it finds `[data-island=name]`, reads `props` from the JSON inside, and renders into
 * the element. `children` is what stands there without JavaScript.
 */
export function DataIsland({
  name,
  props,
  children,
}: {
  readonly name: string;
  readonly props: unknown;
  readonly children?: ComponentChildren;
}) {
  return (
    <div data-island={name}>
      <script type="application/json" dangerouslySetInnerHTML={{ __html: islandJson(props) }} />
      {children}
    </div>
  );
}
