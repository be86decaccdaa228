import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { CallControls, CallStage, LineNotice } from '../../call/client/index.ts';
import type { Call, CallForm, CallState } from '../../call/client/call-types.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { TextPane } from '../../call/client/text-pane.tsx';

/** A conversation as both sides see it: the other's face, what is true of the line, the controls, the text. */
export function CallView(props: {
  readonly call: Call;
  readonly state: CallState;
  readonly media: LocalMedia;
  readonly form: CallForm;
  readonly language: Language;
  /** What both work on: below the face on a phone, beside it on a wide screen. */
  readonly children?: ComponentChildren;
}) {
  const { call, state, media, form, language } = props;
  const [writing, setWriting] = useState(true);
  return (
    <div class="call-view">
      <div class="call-face">
        <CallStage call={call} state={state} media={media} form={form} language={language} />
        <LineNotice call={call} state={state} language={language} />
      </div>
      {props.children}
      <CallControls
        call={call}
        state={state}
        media={media}
        language={language}
        writing={writing}
        onWrite={() => setWriting(!writing)}
      />
      {writing ? <TextPane call={call} state={state} language={language} /> : null}
    </div>
  );
}
