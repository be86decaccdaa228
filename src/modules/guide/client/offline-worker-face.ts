/** What a service worker has that a page has not; the types of both do not fit into one program. */

/** Given by `/{municipality}/sw.js` before it loads the worker. */
export type WorkerSettings = {
  /** `/fjordby`: the municipality's pages, and the worker's scope. */
  readonly base: string;
  /** Names of built files → addresses, for the pages it draws. */
  readonly assets: Readonly<Record<string, string>>;
  /** Addresses that those pages need: style, fonts, scripts, colour. */
  readonly shell: readonly string[];
  /** Changes when any of the above does. */
  readonly version: string;
  /** First parts of paths that are about a person or for employees. */
  readonly privatePaths: readonly string[];
};

export type WaitingEvent = Event & { waitUntil(work: Promise<unknown>): void };
export type FetchingEvent = WaitingEvent & {
  readonly request: Request;
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
export type ToldEvent = WaitingEvent & { readonly data: unknown; readonly ports: readonly MessagePort[] };

/** What a page may tell the worker: which language is read, and how careful to be with the line. */
export type Told = {
  readonly use: string;
  /** Her line is slow or paid for by the byte. */
  readonly sparing?: boolean;
  /** She pressed the button: fetch whatever the state, and say how it went. */
  readonly now?: boolean;
};

export type WorkerFace = {
  readonly guideSettings: WorkerSettings;
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchingEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
};
