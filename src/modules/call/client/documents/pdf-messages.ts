/** What is said between a page and its PDF worker. The worker is begun for one file, and ended with it. */
import type { TextPiece } from './text-pieces.ts';

export type ToPdfWorker = {
  readonly bytes: ArrayBuffer;
  readonly mostPages: number;
  readonly longestEdge: number;
  readonly mostPixels: number;
  /** Of a page's picture. */
  readonly mostBytes: number;
  /** Folder with fonts and decoders of ours, whole address with a slash at the end. */
  readonly parts: string;
};

/** protected: wants a password · too-many-pages · bomb: unpacks to more than anything honest does · unreadable. */
export type PdfFault = 'protected' | 'too-many-pages' | 'bomb' | 'unreadable';

export type FromPdfWorker =
  | { readonly t: 'opened'; readonly pages: number }
  | {
      readonly t: 'page';
      readonly n: number;
      readonly bytes: ArrayBuffer;
      readonly width: number;
      readonly height: number;
      readonly text: readonly TextPiece[];
    }
  | { readonly t: 'done' }
  | { readonly t: 'fault'; readonly fault: PdfFault; readonly pages: number };
