import { direction } from '../../../../kernel/language.ts';
import type { ComposedText } from '../../publication/compose-service.ts';
import { linked } from '../../views/prose.tsx';
import { isolate } from '../isolate.ts';

/**
 * A text on a page in a further language. What is Danish is marked so; in what runs from right to left, phones, amounts and
 * addresses keep their direction. `plain` as Prose: for use inside a link.
 */
export function ForeignProse({
  text,
  code,
  plain = false,
}: {
  readonly text: ComposedText;
  readonly code: string;
  readonly plain?: boolean;
}) {
  const drawn = (part: string) => (plain ? part : linked(part));
  if (text.language !== code)
    return (
      <span class="fallback" lang={text.language} dir={direction(text.language)}>
        {drawn(text.text)}
      </span>
    );
  if (direction(code) === 'ltr') return <>{drawn(text.text)}</>;
  return (
    <>
      {isolate(text.text).map((part, at) =>
        part.isolated ? (
          <bdi key={`${at}`} dir="ltr" lang={/\p{L}/u.test(part.text) ? 'da' : undefined}>
            {drawn(part.text)}
          </bdi>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
