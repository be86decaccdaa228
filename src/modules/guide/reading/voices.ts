/** What the browser tells of a voice. */
export type VoiceOffer = { readonly lang: string; readonly localService: boolean; readonly default: boolean };

/** Android writes da_DK, old Safari da. */
const tag = (lang: string): string => lang.replace('_', '-').toLowerCase();

/**
 * The voice to read a language with, or why there is none. Only voices that the device has itself: the others send what
 * is read to their maker, and no page of ours lets anybody else know what a citizen reads (docs/architecture.md,
 * invariant 12).
 */
export function chooseVoice<Voice extends VoiceOffer>(
  voices: readonly Voice[],
  language: string,
): { readonly voice: Voice } | { readonly voice: null; readonly why: 'none' | 'only-remote' } {
  const wanted = tag(language).split('-')[0] ?? '';
  const speaking = voices.filter((voice) => tag(voice.lang).split('-')[0] === wanted);
  const own = speaking.filter((voice) => voice.localService);
  const home = wanted === 'en' ? 'en-gb' : `${wanted}-dk`;
  const rank = (voice: Voice) => (tag(voice.lang) === home ? 2 : 0) + (voice.default ? 1 : 0);
  const [best] = [...own].sort((a, b) => rank(b) - rank(a));
  if (best) return { voice: best };
  return { voice: null, why: speaking.length > 0 ? 'only-remote' : 'none' };
}
