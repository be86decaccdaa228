/** How captions look is the reader's choice (EN 301 549, 7.1.4), kept on her device. */
export const captionSizes = ['1', '2', '3', '4'] as const;
/** The page's own, and three that are known from television. Each is 7:1 or more. */
export const captionColours = ['page', 'white-on-black', 'yellow-on-black', 'black-on-white'] as const;
export const captionGrounds = ['solid', 'see-through'] as const;
/** below: under the pictures · over: on the lower edge of them · top: first of all. */
export const captionPlaces = ['below', 'over', 'top'] as const;
export const captionLines = ['2', '3', '5'] as const;
export const captionVoices = ['silent', 'spoken'] as const;

const choices = {
  size: captionSizes,
  colours: captionColours,
  ground: captionGrounds,
  place: captionPlaces,
  lines: captionLines,
  /** Spoken: a screen reader or braille display is given each finished caption. */
  voice: captionVoices,
} as const;

export type CaptionLook = { readonly [Name in keyof typeof choices]: (typeof choices)[Name][number] };
export type LookName = keyof CaptionLook;

export const lookChoices: { readonly [Name in LookName]: readonly string[] } = choices;
export const lookNames = Object.keys(choices) as readonly LookName[];

export const usualLook: CaptionLook = {
  size: '2',
  colours: 'white-on-black',
  ground: 'solid',
  place: 'below',
  lines: '2',
  voice: 'silent',
};

/** A look with one choice changed; a value that is none changes nothing. */
export const withChoice = (look: CaptionLook, name: LookName, value: unknown): CaptionLook =>
  typeof value === 'string' && lookChoices[name].includes(value) ? { ...look, [name]: value } : look;

/** Reads what was kept; what cannot be read is as usual. */
export function readLook(kept: string | null): CaptionLook {
  let read: unknown;
  try {
    read = JSON.parse(kept ?? 'null');
  } catch {
    return usualLook;
  }
  if (typeof read !== 'object' || read === null) return usualLook;
  const from = read as Record<string, unknown>;
  return lookNames.reduce((look, name) => withChoice(look, name, from[name]), usualLook);
}
