import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import { captionUnits } from '../../captions/caption-message.ts';
import { writtenCaptions } from '../../captions/caption-source.ts';
import type { Who } from '../../protocol.ts';
import type { CallState } from '../call-types.ts';
import { wordsFor, writerNamed } from '../text/writer.ts';
import { captionTexts } from './messages.ts';
import type { Captions, OwnSource } from './open-captions.ts';

type Props = {
  readonly captions: Captions;
  readonly own: OwnSource | null;
  readonly state: CallState;
  readonly language: Language;
};

/** Where a writing interpreter writes, or her program types for her. Apart from the text that is written together. */
export function CaptionWriter({ captions, own, state, language }: Props) {
  const words = captionTexts(language);
  const id = useId();
  const written = useRef(writtenCaptions(''));
  const [text, setText] = useState('');
  const [speaker, setSpeaker] = useState<Who | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const on = own?.state === 'on' && own.source === written.current.source;
  useEffect(() => {
    if (on) field.current?.focus();
  }, [on]);
  if (!on)
    return own && own.state !== 'failed' ? null : (
      <Button
        type="button"
        variant="secondary"
        onClick={() => {
          written.current = writtenCaptions('');
          captions.begin(written.current.source);
        }}
      >
        {words.write}
      </Button>
    );
  const finish = () => {
    written.current.finish();
    setText('');
  };
  return (
    <form
      class="captions-writer"
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <label class="form-label" for={`${id}-speaker`}>
        {words.speaker}
      </label>
      <select
        id={`${id}-speaker`}
        class="form-select"
        onChange={(event) => setSpeaker(Number(event.currentTarget.value) || null)}
      >
        <option value="">{words.unknownSpeaker}</option>
        {state.people.map((person) => (
          <option key={person.who} value={person.who} selected={person.who === speaker}>
            {wordsFor(writerNamed(person, language))}
          </option>
        ))}
      </select>
      <label class="form-label" for={`${id}-field`}>
        {words.field}
      </label>
      <textarea
        ref={field}
        id={`${id}-field`}
        class="form-input"
        aria-describedby={`${id}-why`}
        rows={2}
        maxLength={captionUnits}
        dir="auto"
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          written.current.write(event.currentTarget.value, speaker);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          finish();
        }}
      />
      <p id={`${id}-why`} class="call-hint">
        {words.writeWhy}
      </p>
      <Button type="button" variant="secondary" onClick={captions.end}>
        {words.endWriting}
      </Button>
    </form>
  );
}
