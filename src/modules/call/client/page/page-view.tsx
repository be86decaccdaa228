import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { may } from '../../roles.ts';
import type { Call, CallState } from '../call-types.ts';
import { PointerPad } from '../pointer/pointer-pad.tsx';
import { openPointers, type Pointed, type Pointers } from '../pointer/pointers.ts';
import { Spots } from '../pointer/spots.tsx';
import { FieldForHer } from './field-for-her.tsx';
import { calledOne, pageTexts } from './messages.ts';
import { createMirror, emptyFrame, type Mirror, type Thing } from './mirror.ts';
import type { View } from './page-message.ts';
import { createWatch, type Watch, type WatchState } from './page-watch.ts';

type Props = {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  readonly onWanted?: (() => void) | undefined;
};

/** The page that another shows, as those who are with her see it. */
export function PageView({ call, state, language, onWanted }: Props) {
  const t = pageTexts(language).view;
  const watch = useRef<Watch | null>(null);
  const [seen, setSeen] = useState<WatchState | null>(null);
  useEffect(() => {
    const made = createWatch(call.channel, setSeen);
    watch.current = made;
    setSeen(made.state());
    return () => made.close();
  }, [call]);
  const owner = seen?.owner?.who;
  useEffect(() => {
    if (owner !== undefined) onWanted?.();
  }, [owner]);
  const role = state.me?.role;
  const staff = role === 'employee' || role === 'colleague';
  if (!seen || !watch.current || (!staff && seen.owner === null)) return null;
  return (
    <section class="page-view" aria-labelledby="page-view">
      <h2 id="page-view">{t.heading}</h2>
      <div role="status">
        {seen.owner ? <p>{t.sees(calledOne(seen.owner, language))}</p> : null}
        {seen.asked === 'asked' && !seen.owner ? <p>{t.asked}</p> : null}
        {seen.asked === 'no' && !seen.owner ? <p>{t.refused}</p> : null}
      </div>
      {seen.owner ? (
        <Shown
          key={seen.owner.who}
          call={call}
          watch={watch.current}
          seen={seen}
          language={language}
          mayPoint={role !== undefined && may(role, 'point')}
          mayAsk={staff}
        />
      ) : (
        <p>
          <button type="button" class="button button-secondary" onClick={watch.current.ask}>
            {t.ask}
          </button>
        </p>
      )}
    </section>
  );
}

type ShownProps = {
  readonly call: Call;
  readonly watch: Watch;
  readonly seen: WatchState;
  readonly language: Language;
  readonly mayPoint: boolean;
  readonly mayAsk: boolean;
};

function Shown({ call, watch, seen, language, mayPoint, mayAsk }: ShownProps) {
  const t = pageTexts(language).view;
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const mirror = useRef<Mirror | null>(null);
  const [width, setWidth] = useState(0);
  const [following, setFollowing] = useState(true);
  const [pointed, setPointed] = useState<readonly Pointed[]>([]);
  const [own, setOwn] = useState<number | null>(null);
  const pointers = useRef<Pointers | null>(null);

  useEffect(() => {
    pointers.current = openPointers(call.channel, 'page', setPointed);
    return () => pointers.current?.close();
  }, [call]);
  useEffect(() => () => watch.show(null), [watch]);
  useEffect(() => {
    if (!room.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(room.current);
    return () => observer.disconnect();
  }, []);
  const onLoad = () => {
    const page = frame.current?.contentDocument;
    if (!page || mirror.current) return;
    mirror.current = createMirror(page);
    watch.show(mirror.current);
  };

  const view: View = mirror.current?.view() ?? { w: 360, h: 640, x: 0, y: 0 };
  // Never larger than it is to her: a phone's page stays a phone's.
  const scale = Math.min(1, (width || view.w) / view.w);
  const inside = frame.current?.contentWindow ?? null;
  useEffect(() => {
    if (following) inside?.scrollTo(view.x, view.y);
  }, [following, view.x, view.y, seen.version]);
  const scroll = (down: number) => {
    setFollowing(false);
    inside?.scrollBy(0, down);
  };

  const boxOf = (id: number) => {
    const node = mirror.current?.nodeOf(id);
    if (node?.nodeType !== 1) return null;
    const { left, top, width: w, height: h } = (node as Element).getBoundingClientRect();
    return { left: left * scale, top: top * scale, width: w * scale, height: h * scale };
  };
  const spotAt = (point: { readonly x: number; readonly y: number }) =>
    mirror.current?.at(point.x * view.w, point.y * view.h) ?? null;
  const markOn = (id: number | null) => {
    setOwn(id);
    pointers.current?.mark(id === null ? null : { id, x: 0.5, y: 0.5 });
  };
  const title = mirror.current?.title() ?? '';
  const mine: readonly Pointed[] =
    own === null || !seen.owner
      ? []
      : [{ person: seen.owner, spot: { on: 'page', id: own, x: 0.5, y: 0.5, mark: true } }];

  return (
    <>
      {mirror.current?.away() ? <p role="status">{t.away}</p> : null}
      <div class="page-view-room" ref={room}>
        <div class="page-view-frame" style={{ width: `${view.w * scale}px`, height: `${view.h * scale}px` }}>
          <iframe
            ref={frame}
            title={t.frame(title)}
            srcdoc={emptyFrame}
            sandbox="allow-same-origin"
            tabIndex={-1}
            onLoad={onLoad}
            style={{ width: `${view.w}px`, height: `${view.h}px`, transform: `scale(${scale})` }}
          />
          <Spots
            pointed={[...pointed, ...mine]}
            boxOf={boxOf}
            nameOf={({ person }) => calledOne(person, language)}
            markWords={pageTexts(language).surface.lookHere}
          />
          {mayPoint ? (
            <PointerPad
              label={t.point}
              onMove={(point) => {
                const spot = spotAt(point);
                if (spot) pointers.current?.move(spot);
              }}
              onMark={(point) => markOn(spotAt(point)?.id ?? null)}
              onLeave={() => pointers.current?.leave()}
              onWheel={(down) => scroll(down)}
            />
          ) : null}
        </div>
      </div>
      <p class="page-ways">
        <button type="button" class="button button-secondary" onClick={() => scroll(-view.h * 0.7)}>
          {t.up}
        </button>
        <button type="button" class="button button-secondary" onClick={() => scroll(view.h * 0.7)}>
          {t.down}
        </button>
        <button
          type="button"
          class="button button-secondary"
          aria-pressed={following}
          onClick={() => setFollowing(!following)}
        >
          {t.follow}
        </button>
      </p>
      {mayPoint ? (
        <Things
          mirror={mirror.current}
          watch={watch}
          seen={seen}
          language={language}
          own={own}
          mayAsk={mayAsk}
          onMark={markOn}
        />
      ) : null}
    </>
  );
}

type ThingsProps = {
  readonly mirror: Mirror | null;
  readonly watch: Watch;
  readonly seen: WatchState;
  readonly language: Language;
  readonly own: number | null;
  readonly mayAsk: boolean;
  readonly onMark: (id: number | null) => void;
};

/** Everything on the page that has a name, for who points by the keyboard, and for asking to write. */
function Things({ mirror, watch, seen, language, own, mayAsk, onMark }: ThingsProps) {
  const t = pageTexts(language).view;
  const [things, setThings] = useState<readonly Thing[]>([]);
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setThings(mirror?.things() ?? []), 200);
    return () => clearTimeout(timer);
  }, [mirror, seen.version]);
  const thing = things.find(({ i }) => i === (own ?? chosen)) ?? null;
  const open = seen.field?.answer === 'yes' ? things.find(({ i }) => i === seen.field?.i) : undefined;
  return (
    <div class="page-things">
      <label class="form-label" for="page-things">
        {t.things}
      </label>
      <select
        id="page-things"
        class="form-input"
        size={6}
        value={String(thing?.i ?? '')}
        onChange={(event) => {
          setChosen(Number(event.currentTarget.value));
          onMark(Number(event.currentTarget.value));
        }}
      >
        {things.map(({ i, kind, name, closed }) => (
          <option key={i} value={String(i)}>
            {name} ({t.kinds[kind]}
            {closed && (kind === 'field' || kind === 'choice') ? `, ${t.closed}` : ''})
          </option>
        ))}
      </select>
      <p class="page-ways">
        {own === null ? null : (
          <button type="button" class="button button-secondary" onClick={() => onMark(null)}>
            {t.unmark}
          </button>
        )}
        {mayAsk && thing && !thing.closed && !open ? (
          <button
            type="button"
            class="button button-secondary"
            disabled={seen.field?.answer === 'asked'}
            onClick={() => watch.askField(thing.i)}
          >
            {t.mayWrite}
          </button>
        ) : null}
      </p>
      <p role="status">
        {seen.field?.answer === 'asked' ? t.fieldAsked : null}
        {seen.field?.answer === 'no' ? t.fieldNo : null}
        {seen.field?.answer === 'over' ? t.fieldOver : null}
      </p>
      {open && mirror ? (
        <FieldForHer key={open.i} thing={open} mirror={mirror} watch={watch} language={language} />
      ) : null}
    </div>
  );
}
