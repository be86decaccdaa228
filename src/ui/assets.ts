/** The built files by their plain names (`site.css` → `/static/site-4F2A.css`); set once at start from the build's manifest. */
let manifest: Readonly<Record<string, string>> = {};

export function registerAssets(built: Readonly<Record<string, string>>): void {
  manifest = built;
}

/** The address of a built file. Unbuilt (in tests of views) the plain name stands. */
export const asset = (name: string): string => manifest[name] ?? `/static/${name}`;

/** A page's script: one that speaks the page's language alone, where it is built so. */
export const script = (name: string, language: string): string =>
  manifest[`${name}.${language}.js`] ?? asset(`${name}.js`);
