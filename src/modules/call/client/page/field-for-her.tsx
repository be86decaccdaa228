import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { pageTexts } from './messages.ts';
import type { Mirror, Thing } from './mirror.ts';
import type { Watch } from './page-watch.ts';

/** The one field that its owner has opened. It closes when the keyboard leaves it. */
export function FieldForHer(props: {
  readonly thing: Thing;
  readonly mirror: Mirror;
  readonly watch: Watch;
  readonly language: Language;
}) {
  const { thing, mirror, watch, language } = props;
  const t = pageTexts(language).view;
  const held = mirror.heldIn(thing.i);
  const [text, setText] = useState(held?.v ?? '');
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const node = mirror.nodeOf(thing.i);
  const options = held?.s === undefined ? [] : [...(node as HTMLSelectElement).options].map((one) => one.text);
  const leave = () => watch.doneWithField();
  return (
    <div class="page-field">
      <label class="form-label" for="page-field">
        {t.write(thing.name)}
      </label>
      {held?.k !== undefined ? (
        <input
          id="page-field"
          type="checkbox"
          ref={field}
          checked={held.k}
          onChange={(event) => watch.setField({ k: event.currentTarget.checked })}
          onBlur={leave}
        />
      ) : held?.s !== undefined ? (
        <select
          id="page-field"
          class="form-input"
          ref={field}
          value={String(held.s)}
          onChange={(event) => watch.setField({ s: Number(event.currentTarget.value) })}
          onBlur={leave}
        >
          {options.map((name, index) => (
            <option key={name} value={String(index)}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <input
          id="page-field"
          class="form-input"
          ref={field}
          value={text}
          maxLength={4000}
          autocomplete="off"
          onInput={(event) => {
            setText(event.currentTarget.value);
            watch.setField({ v: event.currentTarget.value });
          }}
          onBlur={leave}
        />
      )}
      <button type="button" class="button button-secondary" onClick={leave}>
        {t.done}
      </button>
    </div>
  );
}
