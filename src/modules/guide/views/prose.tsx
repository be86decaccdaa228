import type { VNode } from 'preact';
import type { Language } from '../../../kernel/index.ts';
import type { ComposedText } from '../publication/compose-service.ts';

/** An address, or eight digits in pairs as a phone number is written. */
const linkable = /(https:\/\/[^\s<>"]*[^\s<>".,;:!?)]|(?<!\d)\d{2} \d{2} \d{2} \d{2}(?! ?\d))/g;

/** A phone number as a link that a phone can dial. */
export function PhoneLink({ phone, children }: { readonly phone: string; readonly children?: string }) {
  const digits = phone.replace(/\D/g, '');
  return <a href={`tel:${digits.length === 8 ? '+45' : ''}${digits}`}>{children ?? phone}</a>;
}

/** The text with its addresses and phone numbers as links. */
export function linked(text: string): (string | VNode)[] {
  return text.split(linkable).map((part, index) => {
    if (index % 2 === 0) return part;
    if (!part.startsWith('https://')) return <PhoneLink key={`${index}`} phone={part} />;
    return (
      <a key={`${index}`} href={part} rel="noreferrer">
        {part.replace(/^https:\/\/(www\.)?/, '')}
      </a>
    );
  });
}

/**
 * A text of the guide. Where it is not in the page's language, it is marked so, for the eye and for a screen reader.
 * `plain` leaves addresses and numbers as they are, for use inside a link.
 */
export function Prose({
  text,
  language,
  plain,
}: {
  readonly text: ComposedText;
  readonly language: Language;
  readonly plain?: boolean;
}) {
  const content = plain ? text.text : linked(text.text);
  if (text.language === language) return <>{content}</>;
  return (
    <span class="fallback" lang={text.language}>
      {content}
    </span>
  );
}
