import { useId, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button, Details } from '../../../../ui/index.ts';
import type { Call, CallState } from '../call-types.ts';
import { keep, readKept } from '../kept-choice.ts';
import { copyText } from './copy.ts';
import { LateKeepText } from './late-keep-text.tsx';
import { textTexts } from './messages.ts';
import { plainText } from './plain-text.ts';
import { wordsFor, writerOf } from './writer.ts';

const sizes = ['1', '2', '3'] as const;
export type TextSize = (typeof sizes)[number];
const sizeName = 'text-size';

/** The size that this device was set to. */
export function useTextSize(): readonly [TextSize, (size: TextSize) => void] {
  const [size, setSize] = useState<TextSize>(() => sizes.find((one) => one === readKept(sizeName)) ?? '1');
  return [
    size,
    (next) => {
      setSize(next);
      keep(sizeName, next);
    },
  ];
}

type Props = {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  readonly size: TextSize;
  readonly onSize: (size: TextSize) => void;
  readonly chosen: string | null;
  /** Tells what has happened, on the page and to a screen reader. */
  readonly tell: (words: string) => void;
};

/** What one does with the text: its size, a copy of it, and whether it is kept. */
export function TextTools({ call, state, language, size, onSize, chosen, tell }: Props) {
  const words = textTexts(language);
  const id = useId();
  const { lines } = state.text;
  const one = lines.find((line) => line.id === chosen);
  const copy = async (some: typeof lines) => {
    const text = plainText(
      some.map((line) => ({ writer: wordsFor(writerOf(line.from, state, language)), text: line.text })),
      words.lost,
    );
    tell((await copyText(text)) ? words.copied : words.notCopied);
  };
  return (
    <>
      <Details summary={words.tools}>
        <p class="call-hint">{words.keys}</p>
        <p>
          <label class="form-label" for={`${id}-size`}>
            {words.size.label}
          </label>
          <select
            id={`${id}-size`}
            class="form-select"
            onChange={(event) => {
              const next = sizes.find((step) => step === event.currentTarget.value);
              if (next) onSize(next);
            }}
          >
            {sizes.map((step, at) => (
              <option key={step} value={step} selected={step === size}>
                {words.size.steps[at]}
              </option>
            ))}
          </select>
        </p>
        {lines.length === 0 ? null : (
          <div class="call-keep-buttons">
            <Button type="button" variant="secondary" onClick={() => void copy(lines)}>
              {words.copyAll}
            </Button>
            {one ? (
              <Button type="button" variant="secondary" onClick={() => void copy([one])}>
                {words.copyLine}
              </Button>
            ) : (
              <p class="call-hint">{words.chooseLine}</p>
            )}
          </div>
        )}
      </Details>
      <LateKeepText call={call} state={state} language={language} />
    </>
  );
}
