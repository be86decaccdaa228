import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';
import { describedBy, HintAndError, hintId } from './field-frame.tsx';

export type ChoiceTilesProps = {
  readonly legend: ComponentChildren;
  readonly name: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: ComponentChildren;
    readonly hint?: ComponentChildren;
  }[];
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly hint?: ComponentChildren;
};

/** One of a few, as tiles that a thumb can hit. The error summary links to `#name`, the first tile. */
export function ChoiceTiles({ legend, name, options, value, error, hint }: ChoiceTilesProps) {
  return (
    <fieldset
      class={classNames('form-group', 'choices', error !== undefined && 'form-error')}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend class="form-label">{legend}</legend>
      <HintAndError id={name} hint={hint} error={error} />
      <div class="choice-tiles">
        {options.map((option, index) => {
          const id = index === 0 ? name : `${name}-${option.value}`;
          return (
            <div class="choice-tile" key={option.value}>
              <input
                type="radio"
                id={id}
                name={name}
                value={option.value}
                checked={option.value === value}
                aria-describedby={option.hint === undefined ? undefined : hintId(`${name}-${option.value}`)}
              />
              <label for={id}>
                <span class="choice-label">{option.label}</span>
                {option.hint === undefined ? null : (
                  <span class="choice-hint" id={hintId(`${name}-${option.value}`)}>
                    {option.hint}
                  </span>
                )}
              </label>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
