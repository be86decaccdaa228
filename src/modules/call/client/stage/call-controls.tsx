import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { Call, CallState, DeviceState } from '../call-types.ts';

type ControlsProps = {
  call: Call;
  state: CallState;
  language: Language;
  /** Whether the text pane is open, and how it is opened; the page places it. */
  writing: boolean;
  onWrite: () => void;
  /** Called after the person has hung up. */
  onHungUp?: () => void;
  /** Keyboard keys shown on the buttons; the page listens for them. */
  keys?: Partial<Record<'microphone' | 'camera' | 'write' | 'hangUp', string>>;
};

/** Four large controls with words. Hanging up asks once, in place: nothing covers a face. */
export function CallControls({ call, state, language, writing, onWrite, onHungUp, keys = {} }: ControlsProps) {
  const texts = callTexts(language).controls;
  const [sure, setSure] = useState(false);
  const device = (kind: 'microphone' | 'camera', is: DeviceState, set: (on: boolean) => Promise<void>) => (
    <Control
      name={texts[kind]}
      hint={texts.state[is]}
      pressed={is === 'on'}
      warns={is === 'broken'}
      keyText={keys[kind]}
      onPress={() => void set(is !== 'on')}
    />
  );
  return (
    <fieldset class="call-controls">
      <legend class="sr-only">{texts.name}</legend>
      {/* Keys: without them the two faces of the row share a button, and no focus event is heard. */}
      {sure ? (
        <Fragment key="sure">
          <button
            type="button"
            class="call-control call-control--end"
            ref={(element) => element?.focus()}
            onClick={() => {
              call.actions.hangUp();
              onHungUp?.();
            }}
          >
            {texts.sureToHangUp}
          </button>
          <button type="button" class="call-control" onClick={() => setSure(false)}>
            {texts.stay}
          </button>
        </Fragment>
      ) : (
        <Fragment key="row">
          {device('microphone', state.microphone, call.actions.setMicrophone)}
          {device('camera', state.camera, call.actions.setCamera)}
          <Control
            name={texts.write}
            hint={writing ? texts.open : texts.closed}
            pressed={writing}
            keyText={keys.write}
            onPress={onWrite}
          />
          <button
            type="button"
            class="call-control call-control--end"
            onClick={() => setSure(true)}
            aria-keyshortcuts={keys.hangUp}
          >
            {texts.hangUp}
            {keys.hangUp ? <kbd>{keys.hangUp}</kbd> : null}
          </button>
        </Fragment>
      )}
    </fieldset>
  );
}

type ControlProps = {
  name: string;
  hint: string;
  pressed: boolean;
  warns?: boolean;
  keyText: string | undefined;
  onPress: () => void;
};

function Control({ name, hint, pressed, warns = false, keyText, onPress }: ControlProps) {
  return (
    <button
      type="button"
      class={warns ? 'call-control call-control--broken' : 'call-control'}
      aria-pressed={pressed}
      aria-keyshortcuts={keyText}
      onClick={onPress}
    >
      <span>{name}</span>
      <small>{hint}</small>
      {keyText ? <kbd>{keyText}</kbd> : null}
    </button>
  );
}
