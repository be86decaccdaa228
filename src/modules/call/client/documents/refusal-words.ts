import type { DocumentTexts } from '../../documents/messages.ts';
import type { WhyNot } from './take-file.ts';

/** Why a file was not taken, and the way on. */
export function refusalWords(refusal: WhyNot, texts: DocumentTexts): string {
  const { refusal: words, kind, way } = texts;
  switch (refusal.why) {
    case 'empty':
      return words.empty;
    case 'too-large':
      return `${words.tooLarge(refusal.megabytes)} ${way.photograph}`;
    case 'too-many-pixels':
      return words.tooManyPixels(refusal.megapixels);
    case 'too-many-pages':
      return words.tooManyPages(refusal.pages);
    case 'kind':
      return refusal.kind === 'office'
        ? `${kind.office} ${way.pdf}`
        : refusal.kind === 'unknown'
          ? `${kind.unknown} ${way.pdf} ${way.photograph}`
          : kind[refusal.kind];
    case 'disguised-program':
      return words.disguisedProgram;
    case 'unreadable':
      return `${words.unreadable} ${way.photograph}`;
    case 'protected':
      return words.protected;
    case 'bomb':
      return words.bomb;
    case 'too-slow':
      return `${words.tooSlow} ${way.photograph}`;
    case 'no-pdf-here':
      return words.noPdfHere;
    case 'infected':
      return words.infected;
    case 'unchecked':
      return `${words.unchecked} ${way.photograph}`;
    case 'too-many-checks':
      return `${words.tooManyChecks} ${way.photograph}`;
    case 'not-allowed':
      return words.notAllowed;
    case 'cancelled':
      return '';
  }
}
