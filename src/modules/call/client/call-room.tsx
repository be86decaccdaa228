import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Call, CallForm } from './call-types.ts';
import { LateCaptions } from './captions/late-captions.tsx';
import type { LocalMedia } from './devices.ts';
import { PeopleFold } from './people-fold.tsx';
import { CallControls } from './stage/call-controls.tsx';
import { CallStage } from './stage/call-stage.tsx';
import { LineNotice } from './stage/line-notice.tsx';
import { TextPane } from './text/text-pane.tsx';
import { WorkArea, type WorkAreaProps } from './work/work-area.tsx';

/** A conversation as everybody in it sees it: the faces, what is true of the line, what is worked on, the controls, the text. */
export function CallRoom(
  props: WorkAreaProps & {
    readonly media: LocalMedia;
    readonly form: CallForm;
    /** A telephone to call when the line does not carry. */
    readonly phone?: { readonly tel: string; readonly call: string } | null;
    /** What must be known or answered now; above what is worked on, covering nothing. */
    readonly notices?: ComponentChildren;
    /** Who takes part and how they are known; `wanted` says that somebody must answer here. */
    readonly people: (call: Call, wanted: (on: boolean) => void) => ComponentChildren;
    /** What else this page offers under "more". */
    readonly more?: ComponentChildren;
  },
) {
  const { media, form, phone = null, notices, people, more, ...work } = props;
  const { call, state, language } = work;
  const [writing, setWriting] = useState(true);
  return (
    <div class="call-view">
      <div class="call-face">
        <CallStage call={call} state={state} media={media} form={form} language={language} />
        <LateCaptions call={call} state={state} language={language} />
        <LineNotice call={call} state={state} language={language} phone={phone} />
        {notices}
        <PeopleFold state={state} language={language} words={form !== 'text'}>
          {(wanted) => people(call, wanted)}
        </PeopleFold>
      </div>
      <WorkArea {...work} />
      <CallControls
        call={call}
        state={state}
        media={media}
        language={language}
        writing={writing}
        onWrite={() => setWriting(!writing)}
        more={more}
      />
      {writing ? <TextPane call={call} state={state} language={language} /> : null}
    </div>
  );
}
