import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ToRead } from '../desk/to-read.ts';
import { ConsoleFoot } from './console-foot.tsx';
import { Emergency, NotTheAnswer, OtherHits } from './console-found.tsx';
import { InviteCitizen } from './console-invite.tsx';
import { KeySettings } from './console-keys.tsx';
import { AtHand, News } from './console-lists.tsx';
import { branchesOf } from './console-script.tsx';
import { SendStep } from './console-send.tsx';
import { type CitizenPlace, ConsoleService, type Panel } from './console-service.tsx';
import { WhyFirst } from './console-words.tsx';
import { branchActions, keyLabel } from './key-bindings.ts';
import { type KeyMap, listenForKeys } from './keys.ts';
import { useConsole } from './use-console.ts';
import type { Keys } from './use-keys.ts';

type Props = {
  readonly language: Language;
  /** `page`: the whole screen, with the telephone in the other hand. `column`: beside a conversation. */
  readonly layout: 'page' | 'column';
  readonly keys: Keys;
  /** The citizen of the conversation beside it. */
  readonly citizen?: CitizenPlace | null;
  /** Shows the citizen beside it a step of a guide: both look at the same. Absent while nobody can be shown anything. */
  readonly onShow?: (service: string, step: string | null) => void;
  /** What the contact is about now. */
  readonly onTopic?: (slug: string | null) => void;
};

const wide = '(min-width: 64rem)';
function useWide(): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(wide).matches);
  useEffect(() => {
    const media = window.matchMedia(wide);
    const changed = () => setMatches(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  return matches;
}

/** The employee's guide: her words in, a first line to say out, and when to stop. */
export function Console({ language, layout, keys, citizen = null, onShow, onTopic }: Props) {
  const t = deskTexts(language);
  const prefix = language === 'da' ? '' : `/${language}`;
  const state = useConsole(language);
  const { api, start, guide, found, slug, shown, step } = state;
  const [panel, setPanel] = useState<Panel>(null);
  const [said, setSaid] = useState('');
  const isWide = useWide();
  const field = useRef<HTMLInputElement>(null);
  const foot = useRef<KeyMap>({});

  // The citizen's own place first; what is searched for later is the employee's choice.
  useEffect(() => {
    if (citizen?.service) state.open(citizen.service, citizen.step);
  }, [citizen?.service, citizen?.step]);
  useEffect(() => onTopic?.(slug), [slug]);
  // Whoever was invited is here, or another guide is open: what the panel was for is over.
  useEffect(() => setPanel(null), [slug, citizen === null]);

  const open = (wanted: string) => {
    state.open(wanted);
    state.used(wanted);
  };
  const focusSoon = (id: string) => window.setTimeout(() => document.getElementById(id)?.focus(), 0);
  const toStep = (index: number) => {
    const steps = shown?.service.steps ?? [];
    const next = steps[index];
    if (!next) return;
    state.setStop(null);
    state.setStep(index);
    state.used(shown?.service.slug ?? '');
    setSaid(t.step(next.number, next.title.text));
  };
  const branch = (goTo: string) => {
    const [kind, id] = goTo.split(':');
    if (kind === 'step') {
      toStep(shown?.service.steps.findIndex((one) => one.id === id) ?? -1);
      return void focusSoon('trinnet');
    }
    state.setStop(id ?? null);
    const rule = shown?.service.stopRules.find((one) => one.id === id);
    if (rule) setSaid(`${t.stop}: ${rule.when.text} ${t.stopOffer} ${rule.offer.text}`);
    focusSoon(`stop-${id}`);
  };
  const favourite = () => {
    if (!slug || !start) return;
    const kept = !start.favourites.includes(slug);
    const others = start.favourites.filter((one) => one !== slug);
    state.setStart({ ...start, favourites: kept ? [...others, slug] : others });
    void api.favourite(slug, kept);
  };
  const read = (item: ToRead | undefined) => {
    if (!item || !start) return;
    state.setStart({ ...start, toRead: start.toRead.filter((one) => one.subject !== item.subject) });
    setSaid(t.readThis(item.title));
    void api.read(item.subject, item.mark);
  };
  const turnPanel = (which: Panel) => {
    if (slug === null) return;
    setPanel((now) => (now === which ? null : which));
    focusSoon(which === 'send' ? 'send-trinnet' : 'start-samtale');
  };

  /** The citizen is with us: she is shown the step instead of being sent it. */
  const showStep = () => {
    if (slug === null || !onShow) return;
    onShow(slug, shown?.service.steps[step]?.id ?? null);
    setSaid(t.together.shown);
  };

  const news = (start?.toRead ?? []).filter((item) => slug === null || item.service === slug);
  const now = shown?.service.steps[step];
  const map = (): KeyMap => {
    const actions: Record<string, () => void> = {
      [keys.keys.search]: () => field.current?.focus(),
      [keys.keys.next]: () => toStep(step + 1),
      ArrowRight: () => toStep(step + 1),
      [keys.keys.previous]: () => toStep(step - 1),
      ArrowLeft: () => toStep(step - 1),
      [keys.keys.send]: () => (onShow ? showStep() : turnPanel('send')),
      [keys.keys.invite]: () => turnPanel('invite'),
      [keys.keys.favourite]: favourite,
      [keys.keys.read]: () => read(news[0]),
      ...foot.current,
    };
    const ways = now
      ? branchesOf(now).map(
          ({ goTo }) =>
            () =>
              branch(goTo),
        )
      : slug === null && found?.answer.kind === 'choose'
        ? found.answer.hits.map((hit) => () => open(hit.slug))
        : [];
    for (const [index, action] of branchActions.entries()) {
      const way = ways[index];
      if (way) actions[keys.keys[action]] = way;
    }
    return actions;
  };
  const live = useRef({ map, on: keys.on });
  live.current = { map, on: keys.on };
  useEffect(
    () =>
      listenForKeys(
        () => live.current.map(),
        () => live.current.on,
      ),
    [],
  );

  const searchKeys = (event: KeyboardEvent) => {
    const hits = [...document.querySelectorAll<HTMLButtonElement>('.console [data-hit]')];
    if (event.key === 'ArrowDown' && hits.length > 0) {
      event.preventDefault();
      hits[0]?.focus();
    }
    // The answer is open already: the next keys are for it.
    if (event.key === 'Enter' && slug !== null) {
      event.preventDefault();
      state.used(slug);
      document.getElementById('ydelsen')?.focus();
    }
  };
  const reset = () => {
    state.type('');
    state.open(null);
    field.current?.focus();
  };

  const hits =
    found && guide ? (
      <OtherHits
        found={found}
        guide={guide}
        language={language}
        slug={slug}
        folded={!isWide || layout === 'column'}
        onOpen={open}
      />
    ) : null;
  // Beside a guide only what is about it, and never before its first line.
  const unread = <News items={news} language={language} keys={keys.shown} onRead={read} onOpen={open} />;
  return (
    <div
      class="console"
      data-layout={layout}
      data-open={slug === null ? undefined : ''}
      data-ready={guide === null ? undefined : ''}
    >
      <p class="sr-only" role="status">
        {said}
      </p>
      <div class="console-find">
        <label class="desk-search">
          <span>
            {t.search} {keys.shown ? <kbd>{keyLabel(keys.keys.search)}</kbd> : null}
          </span>
          <input
            ref={field}
            type="search"
            id="desk-soeg"
            autocomplete="off"
            placeholder={t.searchHint}
            value={state.query}
            onInput={(event) => state.type(event.currentTarget.value)}
            onKeyDown={searchKeys}
          />
        </label>
        <div role="status">
          {state.failed ? <p class="desk-warning">{t.notLoaded}</p> : guide === null ? <p>{t.loading}</p> : null}
        </div>
      </div>
      {isWide && layout === 'page' ? null : hits}
      {found ? <Emergency found={found} language={language} /> : null}
      {found ? <WhyFirst found={found} language={language} /> : null}
      {found && guide && slug === null ? (
        <NotTheAnswer
          found={found}
          guide={guide}
          language={language}
          keys={keys.shown}
          allServices={`/${start?.municipality.slug ?? ''}${prefix}/emner`}
          onOpen={open}
          onType={state.type}
        />
      ) : null}
      {slug === null ? unread : null}
      {slug === null && found === null ? <p class="console-idle">{t.idle}</p> : null}
      <ConsoleService
        state={state}
        citizen={citizen}
        language={language}
        keys={keys.shown}
        brief={layout === 'page' && !isWide}
        onBranch={branch}
        onStep={toStep}
        onFavourite={favourite}
        avoid={guide !== null && slug !== null ? guide.avoid(slug) : []}
        panel={panel}
        onPanel={turnPanel}
        onShow={onShow ? showStep : null}
      >
        {panel === 'send' && slug !== null ? (
          <SendStep
            api={api}
            municipality={start?.municipality.slug ?? ''}
            service={slug}
            step={now?.id ?? null}
            language={language}
          />
        ) : null}
        {panel === 'invite' ? (
          <InviteCitizen
            api={api}
            service={slug}
            step={now?.id ?? null}
            language={language}
            atDesk={layout === 'column'}
          />
        ) : null}
        {unread}
      </ConsoleService>
      {layout === 'page' ? (
        <ConsoleFoot
          api={api}
          task={slug}
          titleOf={(one) => guide?.outline(one)?.title ?? null}
          language={language}
          keys={keys}
          keyMap={foot}
          onClosed={(task) => {
            if (task) state.used(task);
            reset();
          }}
          onUndone={(task) => (task ? state.open(task) : undefined)}
        />
      ) : null}
      <div class="console-side">
        {isWide && layout === 'page' ? hits : null}
        <AtHand
          favourites={start?.favourites ?? []}
          recent={state.recent}
          titleOf={(one) => guide?.outline(one)?.title ?? null}
          language={language}
          onOpen={open}
        />
        {layout === 'page' ? (
          <>
            <KeySettings keys={keys} language={language} />
            <a href={`${prefix}/skranke`}>{t.toDesk}</a>
          </>
        ) : null}
      </div>
    </div>
  );
}
