import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { Call, CallState } from '../call-types.ts';
import { openPointers, type Pointed, type Pointers } from '../pointer/pointers.ts';
import { Spots } from '../pointer/spots.tsx';
import { canShareScreen } from '../screen-capture.ts';
import type { Way } from './frame-ways.ts';
import { calledAll, calledOne, pageTexts } from './messages.ts';
import { createShare, type Share, type ShareState } from './page-share.ts';
import { isField, nameOfField } from './read-element.ts';
import { ShareBar } from './share-bar.tsx';
import { guardLinks, pageIn, useEscape } from './use-frame.ts';

type Props = {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  readonly base: string;
  /** The page that she begins on: her guide, or the front page. */
  readonly start: string;
  /** Something asks for her: the panel should come forward. */
  readonly onWanted?: (() => void) | undefined;
};

/** The municipality's pages inside the call: she uses them here, and shows them if she likes. */
export function PageSurface({ call, state, language, base, start, onWanted }: Props) {
  const t = pageTexts(language).surface;
  const frame = useRef<HTMLIFrameElement>(null);
  const box = useRef<HTMLElement>(null);
  const share = useRef<Share | null>(null);
  const [shown, setShown] = useState<ShareState | null>(null);
  const [page, setPage] = useState<Document | null>(null);
  const [opened, setOpened] = useState(false);
  const [notHere, setNotHere] = useState(false);
  const [way, setWay] = useState<Way>('here');
  const [pointed, setPointed] = useState<readonly Pointed[]>([]);
  const stopped = useRef(false);

  useEffect(() => {
    const made = createShare(call.channel, setShown);
    share.current = made;
    setShown(made.state());
    return () => made.close();
  }, [call]);
  // Nothing is loaded before she looks at it.
  useEffect(() => {
    if (opened || !box.current) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setOpened(true));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [opened]);

  const showing = shown?.showing === true;
  const show = () => {
    setOpened(true);
    share.current?.show();
    onWanted?.();
  };
  const stop = () => share.current?.stop();
  useEscape(page, showing, stop);
  const inCall = state.phase === 'live' || state.phase === 'joining';
  useEffect(() => {
    if (!inCall) stop();
  }, [inCall]);
  const pointers = useRef<Pointers | null>(null);
  useEffect(() => {
    if (!showing) return;
    stopped.current = true;
    pointers.current = openPointers(call.channel, 'page', setPointed);
    return () => {
      pointers.current?.close();
      setPointed([]);
    };
  }, [showing, call]);

  // The bar lies outside the panel: it is seen whatever she looks at.
  const host = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const made = document.createElement('div');
    made.className = 'share-bar-host';
    document.body.prepend(made);
    host.current = made;
    return () => {
      render(null, made);
      made.remove();
    };
  }, []);
  useEffect(() => {
    if (host.current && share.current && shown)
      render(
        <ShareBar share={share.current} state={shown} language={language} stopped={stopped.current} onShow={show} />,
        host.current,
      );
  });

  const onLoad = () => {
    const next = pageIn(frame.current, base);
    setPage(next);
    setNotHere(next === null && frame.current?.getAttribute('src') != null);
    setWay('here');
    share.current?.turnTo(next);
    if (next) guardLinks(next, base, setWay);
  };
  const boxOf = (id: number) => {
    const element = share.current?.elementOf(id);
    return element && element.getClientRects().length > 0 ? element.getBoundingClientRect() : null;
  };
  const mark = pointed.find(({ spot }) => spot.mark);
  const marked = mark ? (share.current?.elementOf(mark.spot.id) ?? null) : null;
  const markedName = marked === null ? '' : isField(marked) ? nameOfField(marked) : (marked.textContent ?? '').trim();
  useEffect(() => {
    if (marked) onWanted?.();
  }, [marked]);
  const people = state.people.filter(({ connected }) => connected);

  return (
    <section class={`page-surface${showing ? ' page-surface--shown' : ''}`} ref={box} aria-labelledby="page-surface">
      <h2 id="page-surface">{t.heading}</h2>
      {showing ? null : (
        <>
          <p>{t.lead}</p>
          <p>
            <button type="button" class="button button-primary" onClick={show} disabled={people.length === 0}>
              {t.show(calledAll(people, language))}
            </button>
          </p>
          <p class="soft small">{t.what}</p>
        </>
      )}
      <div role="status">
        {mark && marked ? <p>{t.pointsOut(calledOne(mark.person, language), markedName.slice(0, 120))}</p> : null}
        {notHere ? <p>{t.notHere}</p> : null}
        {way === 'call' ? <p>{t.inCall}</p> : null}
        {way === 'outside' ? (
          <p>
            {t.outside} {canShareScreen() ? t.outsideScreen : t.outsideSteps}
          </p>
        ) : null}
      </div>
      {marked ? <WhereToLook element={marked} language={language} /> : null}
      <p class="page-ways">
        <button
          type="button"
          class="button button-secondary"
          onClick={() => (notHere ? toStart(frame.current, start) : frame.current?.contentWindow?.history.back())}
        >
          {t.back}
        </button>
        <button type="button" class="button button-secondary" onClick={() => toStart(frame.current, base)}>
          {t.start}
        </button>
      </p>
      <div class="page-frame">
        <iframe ref={frame} title={t.frame} onLoad={onLoad} {...(opened ? { src: start } : {})} />
        <Spots
          pointed={pointed}
          boxOf={boxOf}
          nameOf={({ person }) => calledOne(person, language)}
          markWords={t.lookHere}
        />
      </div>
    </section>
  );
}

const toStart = (frame: HTMLIFrameElement | null, address: string) => frame?.setAttribute('src', address);

/** A mark outside what she sees: her page is not moved under her hands, one button does it. */
function WhereToLook({ element, language }: { readonly element: Element; readonly language: Language }) {
  const t = pageTexts(language).surface;
  const [where, setWhere] = useState<'here' | 'above' | 'below'>('here');
  useEffect(() => {
    const look = () => {
      const { top, bottom } = element.getBoundingClientRect();
      const height = element.ownerDocument.defaultView?.innerHeight ?? 0;
      setWhere(bottom < 24 ? 'above' : top > height - 24 ? 'below' : 'here');
    };
    look();
    const timer = setInterval(look, 300);
    return () => clearInterval(timer);
  }, [element]);
  if (where === 'here') return null;
  return (
    <p>
      <button
        type="button"
        class="button button-secondary"
        onClick={() => element.scrollIntoView({ block: 'center', behavior: 'smooth' })}
      >
        {where === 'below' ? t.lookBelow : t.lookAbove}
      </button>
    </p>
  );
}
