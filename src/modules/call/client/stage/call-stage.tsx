import { useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { Who } from '../../protocol.ts';
import { may } from '../../roles.ts';
import type { Call, CallForm, CallState, Person } from '../call-types.ts';
import type { LocalMedia } from '../devices.ts';
import { namesOf } from './names.ts';
import { OwnPicture } from './own-picture.tsx';
import { isActive, PersonTile } from './person-tile.tsx';
import { SizeTools } from './size-tools.tsx';
import { Sounds } from './sounds.tsx';
import { heights, largeOf, withoutPick, withPick } from './stage-plan.ts';
import { StageStatus } from './stage-status.tsx';
import { useStageView } from './stage-view.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLocalMedia } from './use-local-media.ts';
import { useOwnSigning } from './use-own-signing.ts';

export { nameOf } from './names.ts';

type StageProps = { call: Call; state: CallState; media: LocalMedia; form: CallForm; language: Language };

/** So many small ones are seen at once; the others are one press away. All are heard. */
const smallAtOnce = 5;

/**
 * Those one is with: one large, or two where hands speak or the person chose so, the others small. Oneself smallest. Sound
 * plays whatever is seen; a picture that stopped is not shown as one.
 */
export function CallStage({ call, state, media, form, language }: StageProps) {
  const texts = callTexts(language).stage;
  const own = useLocalMedia(media);
  const signs = useOwnSigning(call, own);
  const [view, change] = useStageView(call);
  const box = useRef<HTMLElement>(null);
  useKeptFocus(box);
  const { people } = state;
  // Nobody is on the way to her: whoever has come waits to be let in.
  const hosts = state.me !== null && may(state.me.role, 'admit');
  const signing = own.signing || people.some((one) => one.signs);
  const large = largeOf({ people, main: state.other?.who ?? null, picks: view.picks, signing });
  const names = namesOf(people, language);
  const nameOfWho = (who: Who): string => names.get(who) ?? '';
  const small = people.filter((one) => !large.includes(one.who));
  const folded = view.all ? [] : small.slice(smallAtOnce);
  const ownTrack = view.ownShown ? own.camera.track : null;

  const partOf = (who: Who): number =>
    large.length < 2 ? 100 : who === large[0] ? view.sizes.share : 100 - view.sizes.share;
  function resize(person: Person): void {
    const { who } = person;
    change({ picks: large.includes(who) ? withoutPick(large, who) : withPick(large, view.picks, who) });
  }
  const resizable = ({ who }: Person): boolean => people.length > 1 && (large.length > 1 || !large.includes(who));

  const shape = [
    'call-stage',
    people.length > 1 ? 'call-stage--several' : 'call-stage--one',
    `call-stage--${large.length > 1 ? 'two' : 'single'}`,
    // Larger than side by side allows: one above the other.
    ...(view.sizes.height > 1 ? ['call-stage--high'] : []),
    ...(ownTrack ? [`call-stage--own-${view.corner}`] : []),
    ...(people.some((one) => one.seen && one.camera === 'on') ? [] : ['call-stage--plain']),
  ];
  return (
    <section
      ref={box}
      class={shape.join(' ')}
      style={{ '--scale': String(heights[view.sizes.height] ?? 1) }}
      aria-label={texts.name}
      tabIndex={-1}
    >
      <StageStatus state={state} language={language} />
      {people.length === 0 ? (
        <p class="call-alone">
          {state.phase === 'live'
            ? texts.waitingFor
            : state.phase === 'joining' && hosts
              ? texts.nobodyIn
              : callTexts(language).phase[state.phase]}
        </p>
      ) : null}
      {/* role: Safari takes it from a list without bullets. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above. */}
      <ul class="call-faces" role="list">
        {people.map((person) => (
          <PersonTile
            key={person.who}
            person={person}
            name={nameOfWho(person.who)}
            phase={state.phase}
            form={form}
            language={language}
            large={large.includes(person.who)}
            part={large.includes(person.who) ? partOf(person.who) : 0}
            hidden={folded.includes(person)}
            onResize={resizable(person) ? () => resize(person) : null}
          />
        ))}
      </ul>
      {small.length > smallAtOnce ? (
        <p class="call-others">
          <button
            type="button"
            class="call-size-button"
            aria-expanded={view.all}
            onClick={() => change({ all: !view.all })}
          >
            {view.all ? texts.fewer : texts.more(small.length - smallAtOnce)}
          </button>{' '}
          {folded.some(isActive)
            ? texts.speaksAmong(
                folded
                  .filter(isActive)
                  .map(({ who }) => nameOfWho(who))
                  .join(', '),
              )
            : ''}
        </p>
      ) : null}
      {signing || large.length > 1 ? (
        <SizeTools
          sizes={view.sizes}
          names={large.map(nameOfWho)}
          language={language}
          onChange={(sizes) => change({ sizes })}
        />
      ) : null}
      {ownTrack ? (
        <OwnPicture
          track={ownTrack}
          corner={view.corner}
          signs={signs}
          language={language}
          onMove={(corner) => change({ corner })}
        />
      ) : null}
      <Sounds call={call} people={people} />
    </section>
  );
}
