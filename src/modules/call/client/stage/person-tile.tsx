import type { Language } from '../../../../kernel/language.ts';
import { languageName } from '../../language-name.ts';
import { callTexts } from '../../messages.ts';
import type { CallForm, CallPhase, LineCode, Person } from '../call-types.ts';
import { VideoTile } from './video-tile.tsx';

export type TileProps = {
  readonly person: Person;
  readonly name: string;
  readonly phase: CallPhase;
  readonly form: CallForm;
  readonly language: Language;
  readonly large: boolean;
  /** Of a hundred parts of the room for the large ones, hers. */
  readonly part: number;
  /** Seen only when all are. */
  readonly hidden: boolean;
  /** Null where there is nothing to choose. */
  readonly onResize: (() => void) | null;
};

/** One of the others: her picture, and beneath it in words who she is, how that is known, and what works. Nothing covers the face. */
export function PersonTile({ person, name, phase, form, language, large, part, hidden, onResize }: TileProps) {
  const texts = callTexts(language);
  const t = texts.stage;
  const trouble = troubleOf(person, t.trouble);
  const picture = person.seen && person.camera === 'on' ? person.remote?.getVideoTracks()[0] : undefined;
  const active = isActive(person);
  const microphone = form === 'text' && person.microphone !== 'on' ? null : t.microphone[person.microphone];
  const facts = [
    ...(person.name === null ? [] : [roleOf(person, texts.roleTag, language)]),
    texts.identity[person.identity],
    // Who speaks has her microphone on: the one word stands in the other's place, so that nothing moves.
    ...(microphone === null || person.microphone === 'on' ? [] : [microphone]),
  ].join(' · ');
  const sign = (
    <span class="call-tile-active" aria-hidden={!active}>
      <i aria-hidden="true" />
      {person.signs ? t.signs : t.speaks}
    </span>
  );
  return (
    <li
      class={`call-tile call-tile--${large ? 'large' : 'small'}${picture ? '' : ' call-tile--plain'}`}
      style={{ '--part': String(part), '--columns': String(Math.round(part * 0.6)) }}
      data-who={person.who}
      data-active={active ? '' : undefined}
      hidden={hidden}
      aria-label={name}
    >
      <div class="call-tile-picture">
        {picture ? <VideoTile track={picture} label={name} /> : <p>{insteadOf(person, form, phase, texts)}</p>}
      </div>
      <div class="call-tile-words">
        <p class="call-tile-name">
          <strong>{name}</strong>
        </p>
        <p class="call-tile-facts">
          {facts}
          {person.microphone === 'on' ? <span class="call-tile-dot"> · </span> : ' '}
          <span class="call-tile-now">
            {person.microphone === 'on' ? (
              <span class="call-tile-quiet" aria-hidden={active}>
                {microphone}
              </span>
            ) : null}
            {sign}
          </span>
        </p>
        {trouble === null ? null : <p class="call-tile-trouble">{trouble}</p>}
      </div>
      {onResize ? (
        <button
          type="button"
          class="call-tile-size"
          aria-label={t.of(large ? t.small : t.large, name)}
          onClick={onResize}
        >
          {large ? t.small : t.large}
        </button>
      ) : null}
    </li>
  );
}

/** Never said of one who is away or cannot be heard or seen: an old sign of life is no sign of life. */
export const isActive = (person: Person): boolean =>
  person.active && person.connected && !person.line.some((code) => code === 'line-gone' || code === 'other-away');

const roleOf = (person: Person, tags: Readonly<Record<Person['role'], string>>, language: Language): string =>
  person.language === null ? tags[person.role] : `${tags[person.role]}, ${languageName(person.language, language)}`;

/** What keeps the two apart, in words; null when all is well. What her own page says of her microphone stands beside it. */
function troubleOf(person: Person, words: Readonly<Partial<Record<LineCode, string>>>): string | null {
  for (const code of person.line) {
    const said = words[code];
    if (said !== undefined) return said;
  }
  return person.connected ? null : (words['other-away'] ?? null);
}

function insteadOf(person: Person, form: CallForm, phase: CallPhase, texts: ReturnType<typeof callTexts>): string {
  if (person.seat === 0 || phase === 'joining') return texts.phase.joining;
  if (person.camera === 'on') return texts.stage.pictureLate;
  if (form === 'text' && person.microphone !== 'on') return texts.stage.textOnly;
  if (person.camera === 'off') return texts.stage.cameraOff;
  return person.microphone === 'on' ? texts.stage.voiceOnly : texts.stage.noPicture;
}
