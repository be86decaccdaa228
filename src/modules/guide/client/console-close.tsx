import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import {
  type HandChannel,
  handChannels,
  type SaidOutcome,
  saidOutcomes,
  type ToldKind,
  toldKinds,
} from './contact-words.ts';
import { type KeyBindings, keyLabel } from './key-bindings.ts';

/** Closes a contact by one press; what it was about is prefilled from what was open. The desk's and the console's. */
export function CloseContact(props: {
  readonly language: Language;
  readonly keys: KeyBindings | null;
  readonly kind: ToldKind;
  readonly onKind: (kind: ToldKind) => void;
  /** Null where the line knows it. */
  readonly channel: HandChannel | null;
  readonly onChannel?: (channel: HandChannel) => void;
  readonly busy: boolean;
  readonly onClose: (outcome: SaidOutcome) => void;
}) {
  const { language, keys, kind, channel, busy } = props;
  const t = deskTexts(language);
  return (
    <section class="close-contact" aria-labelledby="luk-henvendelsen">
      <h3 id="luk-henvendelsen">{t.close}</h3>
      <div class="close-outcomes">
        {saidOutcomes.map((outcome) => (
          <button
            key={outcome}
            type="button"
            class="button button-secondary"
            aria-busy={busy}
            onClick={() => props.onClose(outcome)}
          >
            {keys ? <kbd>{keyLabel(keys[outcome])}</kbd> : null} {t.outcome[outcome]}
          </button>
        ))}
      </div>
      <div class="close-about">
        {channel === null ? null : (
          <label>
            <span>{t.channel}</span>
            <select value={channel} onChange={(event) => props.onChannel?.(event.currentTarget.value as HandChannel)}>
              {handChannels.map((one) => (
                <option key={one} value={one}>
                  {t.channels[one]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{t.kind}</span>
          <select value={kind} onChange={(event) => props.onKind(event.currentTarget.value as ToldKind)}>
            {toldKinds.map((one) => (
              <option key={one} value={one}>
                {t.kinds[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
