/** One person's browser without a picture: cookies by name and path, and our own origin on every change. */
export class Visitor {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #cookies = new Map<string, { readonly name: string; readonly value: string; readonly path: string }>();

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  cookieFor(path: string): string {
    return [...this.#cookies.values()]
      .filter((kept) => path === kept.path || path.startsWith(kept.path.endsWith('/') ? kept.path : `${kept.path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send('GET', path, undefined, headers);
  }

  async post(
    path: string,
    body: URLSearchParams | object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const form = body instanceof URLSearchParams;
    return this.#send('POST', path, form ? body : JSON.stringify(body), {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      ...headers,
    });
  }

  /** Through the demonstration's page, one click, as employee `who` (`mette`, `ali`). */
  async logIn(who: string, to: string): Promise<void> {
    const choice = await this.#follow(await this.get(`/log-ind?til=${encodeURIComponent(to)}`), '/log-ind');
    const here = await this.#follow(await this.post(choice.path, new URLSearchParams({ employee: who })), choice.path);
    if (here.response.status !== 200 || here.path !== to) throw new Error(`login ended at ${here.path}`);
  }

  /** Takes a place in Fjordby's line by the citizen's form; the answer is what her page gets. */
  async askForHelp(form: 'text' | 'voice' | 'video', service = 'mitid'): Promise<Response> {
    return this.post('/fjordby/hjaelp', new URLSearchParams({ form, emne: service }), { accept: 'application/json' });
  }

  /**
   * Opens an event stream as a browser does: when the server ends it, it is opened again after the time that the server asked
   * for, with the id of what was last seen. `onState` hears each state as text. Fails when the first opening is refused.
   */
  async openStream(path: string, onState: (data: string) => void = () => {}): Promise<{ readonly leave: () => void }> {
    const ended = new AbortController();
    const place = { lastId: '', retryMs: 1_000 };
    const open = async (): Promise<ReadableStream<Uint8Array>> => {
      const response = await fetch(`${this.#url}${path}`, {
        headers: {
          ...this.#headers,
          accept: 'text/event-stream',
          cookie: this.cookieFor(path),
          ...(place.lastId === '' ? {} : { 'last-event-id': place.lastId }),
        },
        signal: ended.signal,
      });
      if (response.status !== 200 || !response.body) throw new Error(`${path} answered ${response.status}`);
      return response.body;
    };
    const first = await open();
    const stay = async () => {
      for (let body: ReadableStream<Uint8Array> | null = first; !ended.signal.aborted; ) {
        if (body) await readEvents(body, place, onState).catch(() => {});
        await new Promise((next) => setTimeout(next, place.retryMs));
        body = ended.signal.aborted ? null : await open().catch(() => null);
      }
    };
    void stay();
    return { leave: () => ended.abort() };
  }

  async #send(
    method: string,
    path: string,
    body: URLSearchParams | string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...this.#headers, origin: this.#url, cookie: this.cookieFor(path.split('?')[0] ?? path), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    if (attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=thu, 01 jan 1970/i.test(one)))
      this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { name, value: pair.slice(name.length + 1), path });
  }

  async #follow(first: Response, from: string): Promise<{ readonly response: Response; readonly path: string }> {
    let response = first;
    let path = from;
    for (let hops = 0; response.status >= 301 && response.status <= 303 && hops < 12; hops += 1) {
      const next = new URL(response.headers.get('location') ?? '', `${this.#url}${path}`);
      path = `${next.pathname}${next.search}`;
      response = await this.get(path);
    }
    return { response, path };
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  place: { lastId: string; retryMs: number },
  onState: (data: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let at = text.indexOf('\n\n'); at !== -1; at = text.indexOf('\n\n')) {
      const event = text.slice(0, at);
      text = text.slice(at + 2);
      place.retryMs = Number(/^retry: (\d+)/m.exec(event)?.[1] ?? place.retryMs);
      place.lastId = /^id: (\S+)/m.exec(event)?.[1] ?? place.lastId;
      if (event.startsWith('event: state')) onState(event);
    }
  }
}
