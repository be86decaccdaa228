import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import { may } from '../../roles.ts';
import type { Call, CallState, DeviceState } from '../call-types.ts';
import type { LocalMedia } from '../devices.ts';
import { useLate } from '../use-late.ts';

type ControlsProps = {
  call: Call;
  state: CallState;
  media: LocalMedia;
  language: Language;
  /** Whether the text pane is open, and how it is opened; the page places it. */
  writing: boolean;
  onWrite: () => void;
  /** Called after the person has hung up. */
  onHungUp?: () => void;
  /** Keyboard keys shown on the buttons; the page listens for them. */
  keys?: Partial<Record<'microphone' | 'camera' | 'write' | 'hangUp', string>>;
  /** What else a page offers under "more" (a blurred background). */
  more?: ComponentChildren;
};

/** Four large controls with words, and the rest one press away. Hanging up asks once, in place: nothing covers a face. */
export function CallControls(props: ControlsProps) {
  const { call, state, media, language, writing, onWrite, onHungUp, keys = {}, more } = props;
  const texts = callTexts(language).controls;
  const [sure, setSure] = useState(false);
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLButtonElement>(null);
  const wasSure = useRef(false);
  useEffect(() => {
    if (wasSure.current && !sure) end.current?.focus();
    wasSure.current = sure;
  }, [sure]);
  // What is seldom needed comes when it is.
  const late = useLate(open, true);
  useEffect(() => {
    // The row sticks to the window's edge; what it opens may lie beyond it.
    if (open && late) panel.current?.scrollIntoView?.({ block: 'nearest' });
  }, [open, late]);
  const ends = state.me === null || may(state.me.role, 'end');
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
    <>
      {state.sharing ? (
        <div class="call-sharing">
          <p role="status">{texts.sharing}</p>
          <button type="button" class="call-size-button" onClick={call.actions.stopSharing}>
            {texts.stopSharing}
          </button>
        </div>
      ) : null}
      <fieldset
        class="call-controls"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && sure) setSure(false);
        }}
      >
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
              {ends ? texts.sureToHangUp : texts.sureToLeave}
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
              ref={end}
              type="button"
              class="call-control call-control--end"
              onClick={() => setSure(true)}
              aria-keyshortcuts={keys.hangUp}
            >
              {ends ? texts.hangUp : texts.leave}
              {keys.hangUp ? <kbd>{keys.hangUp}</kbd> : null}
            </button>
            <button
              type="button"
              class="call-control call-control--more"
              aria-expanded={open}
              aria-controls={panelId}
              onClick={() => setOpen(!open)}
            >
              {texts.more}
            </button>
          </Fragment>
        )}
      </fieldset>
      <div ref={panel} id={panelId} class="call-more" hidden={!open || sure}>
        {open && late ? (
          <late.MoreControls call={call} media={media} language={language}>
            {more}
          </late.MoreControls>
        ) : null}
      </div>
    </>
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
