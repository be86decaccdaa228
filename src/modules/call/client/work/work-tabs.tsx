import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { Agreed } from '../agreed/agreed.ts';
import { AgreedPanel } from '../agreed/agreed-panel.tsx';
import type { Call, CallState } from '../call-types.ts';
import { CaptionPanel } from '../captions/caption-panel.tsx';
import { DocumentsPanel } from '../documents/documents-panel.tsx';
import { PagePanel } from '../page/page-panel.tsx';
import { workTexts } from './work-messages.ts';

export type PanelName = 'guide' | 'page' | 'documents' | 'agreed' | 'captions';

export type WorkTabsProps = {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly participant: { readonly id: string; readonly token: string };
  readonly agreed: Agreed;
  /** The page that showing begins on. */
  readonly start?: string | undefined;
  /** The guide, where this page has no other place for it. */
  readonly guide?: ComponentChildren;
};

/**
 * What all work on, one thing at a time. Every panel stays in the page while the call lasts: what the others do reaches it, and
 * what is filled in is kept. Something new elsewhere is said in words, and comes forward by itself only where nobody is writing.
 */
export function WorkTabs(props: WorkTabsProps) {
  const { call, state, language, base, participant, agreed, start, guide } = props;
  const t = workTexts(language);
  const first: PanelName | null = guide === undefined ? null : 'guide';
  const [shown, setShown] = useState<PanelName | null>(first);
  const [fresh, setFresh] = useState<PanelName | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const live = useRef(shown);
  live.current = shown;
  const role = state.me?.role;

  const turn = (panel: PanelName) => {
    setFresh((now) => (now === panel ? null : now));
    setShown((now) => (now === panel && first === null ? null : panel));
  };
  const wanted = (panel: PanelName) => {
    if (live.current === panel) return;
    const writes = area.current?.contains(document.activeElement) && document.activeElement?.matches('input, textarea');
    if (live.current === first && !writes) setShown(panel);
    else setFresh(panel);
  };
  useEffect(() => {
    let count = agreed.points().length;
    return agreed.subscribe(() => {
      const now = agreed.points().length;
      if (now > count) wanted('agreed');
      count = now;
    });
  }, [agreed]);

  const names: readonly PanelName[] = [...(first ? [first] : []), 'page', 'documents', 'agreed', 'captions'];
  const panel = (name: PanelName, content: ComponentChildren) => (
    <div key={name} class="call-panel" id={`panel-${name}`} hidden={shown !== name}>
      {content}
    </div>
  );
  return (
    <div class="call-work" ref={area}>
      <fieldset class="call-tabs">
        <legend class="sr-only">{t.name}</legend>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            class="call-tab"
            aria-expanded={shown === name}
            aria-controls={`panel-${name}`}
            onClick={() => turn(name)}
          >
            {t[name]}
            {fresh === name ? <strong> ({t.news})</strong> : null}
          </button>
        ))}
      </fieldset>
      <p role="status" class="call-news">
        {fresh === null ? null : `${t.newsIn(t[fresh])}. `}
      </p>
      {first ? panel('guide', guide) : null}
      {role ? (
        <>
          {panel(
            'page',
            <PagePanel
              call={call}
              state={state}
              language={language}
              base={base}
              start={start}
              onWanted={() => wanted('page')}
            />,
          )}
          {panel(
            'documents',
            <DocumentsPanel
              call={call}
              state={state}
              language={language}
              base={base}
              participant={participant}
              onWanted={() => wanted('documents')}
            />,
          )}
          {panel('agreed', <AgreedPanel agreed={agreed} role={role} language={language} />)}
          {panel('captions', <CaptionPanel call={call} state={state} language={language} />)}
        </>
      ) : null}
    </div>
  );
}
