/** From a chosen file to pages that only this person sees. Each step that says no says why. */
import { plainPng } from '../../documents/image-size.ts';
import { judgeFile, judgeSize, type Refusal } from '../../documents/judge-file.ts';
import type { DocumentSettings } from '../../documents/routes.ts';
import type { Kind } from '../../documents/sniff.ts';
import type { DocumentServer } from './document-server.ts';
import { drawn, encode } from './page-image.ts';
import { type OpenedPage, openPdf } from './pdf-pages.ts';
import type { Proof } from './read-document-message.ts';

export type Progress =
  | { readonly step: 'checking' | 'opening' }
  | { readonly step: 'page'; readonly n: number; readonly pages: number };

export type WhyNot =
  | Refusal
  | { readonly why: 'too-many-pages'; readonly pages: number }
  | {
      readonly why:
        | 'protected'
        | 'bomb'
        | 'too-slow'
        | 'no-pdf-here'
        | 'infected'
        | 'unchecked'
        | 'too-many-checks'
        | 'not-allowed'
        | 'cancelled';
    };

export type Taken =
  | {
      readonly ok: true;
      readonly pages: readonly OpenedPage[];
      readonly proof: Proof | null;
      /** What it is, where it is called something else. */
      readonly misnamed: Kind | null;
    }
  | { readonly ok: false; readonly refusal: WhyNot };

const whyNot = {
  infected: 'infected',
  refused: 'not-allowed',
  unknown: 'unchecked',
  'too-many': 'too-many-checks',
} as const;

const no = (refusal: WhyNot): Taken => ({ ok: false, refusal });

export async function takeFile(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
  settings: DocumentSettings,
  server: Pick<DocumentServer, 'check'>,
  heard: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<Taken> {
  // Before a byte is read: a file of 2 GB would fill the memory of the phone.
  const size = judgeSize(file.size);
  if (size) return no(size);
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (!bytes) return no({ why: 'unreadable' });
  const judged = judgeFile(file.name, bytes);
  if (!judged.ok) return no(judged.refusal);
  let proof: Proof | null = null;
  if (settings.checks) {
    heard.onProgress({ step: 'checking' });
    const found = await server.check(bytes, heard.signal);
    if (heard.signal.aborted) return no({ why: 'cancelled' });
    if (found.is !== 'clean') return no({ why: whyNot[found.is] });
    proof = found.proof;
  }
  heard.onProgress({ step: 'opening' });
  const misnamed = judged.misnamed ? judged.kind : null;
  if (judged.kind !== 'pdf') {
    const page = await pageOfPicture(bytes, judged.kind);
    if (heard.signal.aborted) return no({ why: 'cancelled' });
    return page ? { ok: true, pages: [page], proof, misnamed } : no({ why: 'unreadable' });
  }
  const opened = await openPdf(
    bytes,
    { worker: settings.pdfWorker, parts: settings.pdfParts },
    { signal: heard.signal, onPage: (n, pages) => heard.onProgress({ step: 'page', n, pages }) },
  );
  if (!opened.ok)
    return no(opened.why === 'too-many-pages' ? { why: opened.why, pages: opened.pages } : { why: opened.why });
  return opened.pages.length > 0 ? { ok: true, pages: opened.pages, proof, misnamed } : no({ why: 'unreadable' });
}

async function pageOfPicture(bytes: Uint8Array, kind: Exclude<Kind, 'pdf'>): Promise<OpenedPage | null> {
  const plain = kind === 'png' ? plainPng(bytes) : bytes;
  if (!plain) return null;
  try {
    return { ...(await encode((await drawn(plain, `image/${kind}`)).canvas)), pieces: [] };
  } catch {
    return null;
  }
}
