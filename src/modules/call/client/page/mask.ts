/** What never leaves the browser of the one who shows her page. Pure: the words of a field and a text in, what may be seen out. */
import { containsCpr, redactCpr } from '../../../../kernel/redact.ts';
import { dots } from './page-message.ts';

/** What is known of a field without looking at what is in it. */
export type FieldWords = {
  readonly tag: string;
  readonly type: string;
  readonly autocomplete: string;
  /** Name, id, label, legend, placeholder: everything that says what belongs in it. */
  readonly words: string;
};

const secretTypes = /^(password|hidden|file)$/;
const secretFills =
  /(^|\s)(cc-[a-z-]+|one-time-code|(current|new)-password|transaction-[a-z]+|bday(-[a-z]+)?|webauthn)(\s|$)/;
const secretWords =
  /cpr|person-?\s?(nummer|nr|number)|p-?nummer|(national|civil|social)[\s-]?(id|identity|security|registration)|adgangskode|kodeord|løsen|password|passcode|passphrase|pin-?kode|\bpin\b|(engangs|kontrol|aktiverings|sikkerheds)-?kode|one-?time|verification.?code|kort-?(nummer|nr)|card.?(number|no)|\bcv[cv]2?\b|\biban\b|konto-?(nummer|nr)|account.?(number|no)/i;

/** Whether what stands in the field is masked whole, whatever it is. */
export const isSecretField = ({ tag, type, autocomplete, words }: FieldWords): boolean =>
  (tag === 'input' && secretTypes.test(type)) ||
  secretFills.test(autocomplete.toLowerCase()) ||
  secretWords.test(words.normalize('NFKC'));

/** Every digit as 0 to 9, without what is not seen: a number is a number in any writing. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}|\u034f/gu, '')
    .replace(/\p{Nd}/gu, (digit) => {
      // Every script's digits stand in order, ten together, and begin after something that is no digit.
      let zero = digit.codePointAt(0) ?? 0;
      const value = zero;
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && value - zero < 9) zero -= 1;
      return value < 128 ? digit : String((value - zero) % 10);
    });

/** A text that stands on the page. */
export function maskText(text: string): string {
  const masked = redactCpr(text, dots);
  return containsCpr(plain(masked)) ? dots : masked;
}

const gap = '[\\s.]?';
/** The beginning of a number that may become one: a day, a month, a year and at least one digit more. */
const begun = new RegExp(
  `(?<!\\d)(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])${gap}(?:0[1-9]|1[0-2])${gap}\\d{2}\\s?[-–—.‐‑/]?\\s?\\d`,
);
const writtenDate = /(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)/g;

/**
 * A text that is being written: a number that is not finished is masked as if it were, or nine of its ten digits would have
 * been seen on the way. A field for a telephone number is spared that, because its first digits look the same.
 */
export function maskTyped(text: string, telephone = false): string {
  const masked = maskText(text);
  if (masked === '' || telephone) return masked;
  return begun.test(plain(masked).replace(writtenDate, '')) ? dots : masked;
}

const countNumbers = (text: string): number => redactCpr(plain(text), '\n\n').split('\n\n').length;
/** Whether the piece at `at` and its neighbours make a number that none of them is alone. */
export const isPartOfNumber = (pieces: readonly string[], at: number): boolean => {
  const without = pieces.map((piece, index) => (index === at ? '|' : piece));
  return [' ', ''].some((space) => {
    const join = (texts: readonly string[]) => texts.join('').replace(/\s+/g, space);
    return countNumbers(join(pieces)) > countNumbers(join(without));
  });
};

/** A text node whose neighbours make it part of a number: its digits. */
export const maskDigits = (text: string): string => text.replace(/\p{Nd}+/gu, dots);
export { containsCpr };
