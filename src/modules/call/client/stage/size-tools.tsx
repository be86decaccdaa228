import { useId } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import { heights, type Sizes, shares, withHeight, withShare } from './stage-plan.ts';

type Props = {
  readonly sizes: Sizes;
  /** The names of the large ones; how two share the room is asked only where there are two. */
  readonly names: readonly string[];
  readonly language: Language;
  readonly onChange: (sizes: Sizes) => void;
};

/** How large the faces are: buttons for both, and a slider (drag, arrow keys) for how two of them share the room. */
export function SizeTools({ sizes, names, language, onChange }: Props) {
  const texts = callTexts(language).stage;
  const id = useId();
  const [first, second] = names;
  const step = (by: 1 | -1, word: string, atEnd: boolean) => (
    // Not disabled at the end: a button that goes away under the finger takes the focus with it.
    <button
      type="button"
      class="call-size-button"
      aria-disabled={atEnd}
      onClick={() => onChange(withHeight(sizes, by))}
    >
      {word}
    </button>
  );
  return (
    <div class="call-sizes">
      {first !== undefined && second !== undefined ? (
        <div class="call-share">
          <label for={id}>{texts.share(first, second)}</label>
          <input
            id={id}
            type="range"
            min={shares.least}
            max={shares.most}
            step={shares.step}
            value={sizes.share}
            aria-valuetext={texts.shareOf(first, sizes.share)}
            onInput={(event) => onChange(withShare(sizes, Number(event.currentTarget.value)))}
          />
        </div>
      ) : null}
      {step(-1, texts.lower, sizes.height === 0)}
      {step(1, texts.higher, sizes.height === heights.length - 1)}
    </div>
  );
}
