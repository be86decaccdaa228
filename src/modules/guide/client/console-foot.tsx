import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ConsoleApi } from './console-api.ts';
import { CloseContact } from './console-close.tsx';
import {
  type HandChannel,
  handChannels,
  type SaidOutcome,
  saidOutcomes,
  type ToldKind,
  usualKind,
} from './contact-words.ts';
import { keyLabel } from './key-bindings.ts';
import type { KeyMap } from './keys.ts';
import { keep, readKept } from './preference.ts';
import { useCounter } from './use-counter.ts';
import type { Keys } from './use-keys.ts';

const channelName = 'console-channel';

/** Registers the contact: one key, everything prefilled, ten seconds to undo. */
export function ConsoleFoot(props: {
  readonly api: ConsoleApi;
  readonly task: string | null;
  readonly titleOf: (slug: string) => string | null;
  readonly language: Language;
  readonly keys: Keys;
  /** The page listens; what the keys do here is put in this. */
  readonly keyMap: { current: KeyMap };
  readonly onClosed: (task: string | null) => void;
  readonly onUndone: (task: string | null) => void;
}) {
  const { api, task, language, keys, keyMap } = props;
  const t = deskTexts(language);
  const { view, counter } = useCounter(api);
  const [channel, setChannel] = useState<HandChannel>(
    () => handChannels.find((one) => one === readKept(channelName)) ?? 'phone',
  );
  const [chosen, setChosen] = useState<ToldKind | null>(null);
  const kind = chosen ?? usualKind(task);

  const close = (outcome: SaidOutcome) => {
    counter.hold({ channel, kind, outcome, task });
    setChosen(null);
    props.onClosed(task);
  };
  const undo = () => {
    const undone = counter.undo();
    if (undone) props.onUndone(undone.task);
  };
  keyMap.current = {
    ...Object.fromEntries(saidOutcomes.map((outcome) => [keys.keys[outcome], () => close(outcome)])),
    ...(view.held ? { [keys.keys.undo]: undo } : {}),
  };

  const { held } = view;
  const what = held
    ? [t.channels[held.channel], held.task === null ? t.noTask : (props.titleOf(held.task) ?? held.task)]
        .concat(t.outcome[held.outcome])
        .join(' · ')
    : '';
  const last = { counted: t.countedNow, undone: t.undone, refused: t.refused };
  return (
    <footer class="console-foot">
      <div class="console-counting">
        <p role="status">
          {held ? t.counted(what) : view.waiting > 0 ? t.notYetCounted(view.waiting) : view.last ? last[view.last] : ''}
        </p>
        {held ? (
          <button type="button" class="button button-secondary" onClick={undo}>
            {keys.shown ? <kbd>{keyLabel(keys.keys.undo)}</kbd> : null} {t.undo}
          </button>
        ) : null}
      </div>
      <CloseContact
        language={language}
        keys={keys.shown}
        kind={kind}
        onKind={setChosen}
        channel={channel}
        onChannel={(next) => {
          setChannel(next);
          keep(channelName, next);
        }}
        busy={false}
        onClose={close}
      />
    </footer>
  );
}
