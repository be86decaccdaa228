import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import type { DocumentSettings } from '../../documents/routes.ts';
import type { DocumentServer } from './document-server.ts';
import { type Draft, DraftView } from './draft-view.tsx';
import { PaperCapture } from './paper-capture.tsx';
import { refusalWords } from './refusal-words.ts';
import { fetchSent, type SentPaper } from './sent-ahead.ts';
import type { NewDocument } from './table-types.ts';
import { type Progress, takeFile, type WhyNot } from './take-file.ts';

type Stage =
  | { readonly at: 'ready'; readonly refusal: WhyNot | 'full' | null }
  | { readonly at: 'busy'; readonly progress: Progress; readonly cancel: () => void }
  | { readonly at: 'camera' }
  | { readonly at: 'draft'; readonly draft: Draft };

/** From a file or a sheet of paper to a document on the table, one step at a time. */
export function AddDocument({
  server,
  settings,
  number,
  texts,
  sent,
  onPut,
  onWorking,
}: {
  readonly server: DocumentServer;
  readonly settings: DocumentSettings;
  readonly number: number;
  readonly texts: DocumentTexts;
  /** What the citizen sent before the meeting. */
  readonly sent: readonly SentPaper[];
  /** False when there is no room for it. */
  readonly onPut: (document: NewDocument) => boolean;
  /** From when a paper is chosen until it lies on the table or is thrown out. */
  readonly onWorking: (working: boolean) => void;
}) {
  const id = useId();
  const [stage, show] = useState<Stage>({ at: 'ready', refusal: null });
  // Told in the same breath, so that the table moves aside in the drawing that brings the new stage.
  const setStage = (next: Stage) => {
    onWorking(next.at !== 'ready');
    show(next);
  };
  const chooser = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function take(file: File) {
    const controller = new AbortController();
    running.current = controller;
    const cancel = () => controller.abort();
    const onProgress = (progress: Progress) => {
      if (!controller.signal.aborted) setStage({ at: 'busy', progress, cancel });
    };
    onProgress({ step: 'opening' });
    const taken = await takeFile(file, settings, server, { signal: controller.signal, onProgress });
    if (running.current !== controller) return;
    running.current = null;
    if (taken.ok) setStage({ at: 'draft', draft: taken });
    else setStage({ at: 'ready', refusal: taken.refusal.why === 'cancelled' ? null : taken.refusal });
  }

  if (stage.at === 'draft')
    return (
      <DraftView
        draft={stage.draft}
        number={number}
        texts={texts}
        onPut={(document) => setStage({ at: 'ready', refusal: onPut(document) ? null : 'full' })}
        onDrop={() => setStage({ at: 'ready', refusal: null })}
      />
    );
  if (stage.at === 'camera')
    return (
      <PaperCapture
        texts={texts}
        onPage={(page) =>
          setStage({ at: 'draft', draft: { pages: [{ ...page, pieces: [] }], proof: null, misnamed: null } })
        }
        onClose={() => setStage({ at: 'ready', refusal: null })}
      />
    );
  if (stage.at === 'busy') {
    const { progress, cancel } = stage;
    return (
      <div class="doc-busy">
        <p role="status">{progressWords(progress, texts)}</p>
        <button type="button" class="button button-secondary" onClick={cancel}>
          {texts.cancel}
        </button>
      </div>
    );
  }
  return (
    <div class="doc-add">
      {stage.refusal === null ? null : (
        <p role="alert" class="doc-refusal">
          {stage.refusal === 'full' ? texts.refusal.tableFull : refusalWords(stage.refusal, texts)}
        </p>
      )}
      <p id={`${id}-hint`} class="doc-hint">
        {texts.chooseHint}
      </p>
      <p id={`${id}-check`} class="doc-hint">
        {settings.checks ? texts.checksFirst : texts.noChecks}
      </p>
      <div class="doc-row">
        <button
          type="button"
          class="button button-secondary"
          aria-describedby={`${id}-hint ${id}-check`}
          onClick={() => chooser.current?.click()}
        >
          {texts.chooseFile}
        </button>
        <button type="button" class="button button-secondary" onClick={() => setStage({ at: 'camera' })}>
          {texts.takePicture}
        </button>
      </div>
      {sent.length === 0 ? null : (
        <>
          <p class="doc-hint">{texts.sentAhead}</p>
          <div class="doc-row">
            {sent.map((paper) => (
              <button
                key={paper.url}
                type="button"
                class="button button-secondary"
                onClick={() =>
                  void fetchSent(paper).then((file) =>
                    file ? take(file) : setStage({ at: 'ready', refusal: { why: 'unreadable' } }),
                  )
                }
              >
                {texts.openSent(paper.name)}
              </button>
            ))}
          </div>
        </>
      )}
      {/* Any file may be chosen: one that is refused gets a reason, one that is greyed out does not. */}
      <input
        ref={chooser}
        type="file"
        hidden
        accept={takesHeic() ? 'application/pdf,image/jpeg,image/png' : undefined}
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void take(file);
        }}
      />
    </div>
  );
}

function progressWords(progress: Progress, texts: DocumentTexts): string {
  switch (progress.step) {
    case 'checking':
      return texts.checking;
    case 'opening':
      return texts.opening;
    case 'page':
      return texts.openingPage(progress.n, progress.pages);
  }
}

/** An iPhone turns its pictures into JPEG for a page that names what it takes, and hands them over as HEIC to one that does not. */
const takesHeic = (): boolean => /iP(hone|ad|od)/.test(navigator.userAgent);
