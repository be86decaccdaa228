/**
 * What a municipality puts into its own web site (docs/brugere/indlejring.md holds the contract, version 1). A classic script,
 * so that one line is enough: it finds its own address, and everything else follows from that. No cookies, no storage, nobody
 * but the origin it came from. What stands inside an element, a plain link, is what shows until and unless it works.
 */
(() => {
  const address = /^(.*)\/indlejr\/v1\.js/;
  const script =
    (document.currentScript as HTMLScriptElement | null) ??
    document.querySelector<HTMLScriptElement>('script[src*="/indlejr/v1.js"]');
  const base = address.exec(script?.src ?? '')?.[1];
  // A page may have the line many times; the first one counts.
  if (!base || customElements.get('medbetjening-soeg')) return;

  const words = {
    da: { label: 'Hvad skal du have hjælp til?', search: 'Søg', read: 'Se vejledningen', help: 'Få hjælp nu' },
    en: { label: 'What do you need help with?', search: 'Search', read: 'Read the guide', help: 'Get help now' },
  };

  /*
   * System colours follow the page's own color-scheme, light where it says nothing; the box has its own ground, so that it can
   * be read on any page. The server puts the municipality's colour where
   * KOMMUNEFARVE stands, and the ink that can be read on it where KOMMUNEBLAEK does.
   */
  const css = `:host{display:block;max-width:34rem;margin:1rem 0;font:inherit;font-size:1.0625rem;line-height:1.5}
:host([hidden]){display:none}
:host([tema=lys]){color-scheme:light}
:host([tema=moerk]){color-scheme:dark}
div{background:Canvas;color:CanvasText;border:1px solid GrayText;border-radius:4px;padding:1em;overflow-wrap:anywhere}
h2,h3,h4,h5,h6,p,label{display:block;margin:0 0 .5em;font-size:1em}
h2,h3,h4,h5,h6{font-size:1.25em;line-height:1.25}
label{font-weight:600}
p:last-child{margin:0}
form{display:flex;flex-wrap:wrap;gap:.5em}
label{flex:1 0 100%;margin:0}
input,button,.b{box-sizing:border-box;min-height:3rem;font:inherit;border-radius:4px;padding:.5em 1em}
input{flex:1 1 12em;min-width:0;background:Field;color:FieldText;border:1px solid currentColor}
button,.b{display:inline-flex;align-items:center;border:2px solid var(--medbetjening-knap,KOMMUNEFARVE);font-weight:600;text-decoration:none;cursor:pointer}
button,.b,.b:visited{background:var(--medbetjening-knap,KOMMUNEFARVE);color:var(--medbetjening-knaptekst,KOMMUNEBLAEK)}
.b:hover{text-decoration:underline}
a{color:LinkText;display:inline-block;padding:.25em 0}
:focus-visible{outline:3px solid CanvasText;outline-offset:2px}`;

  type Child = Node | string | null;
  const make = (tag: string, attributes: Record<string, string>, ...children: readonly Child[]): HTMLElement => {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] ?? '');
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  type Help = { readonly text: string; readonly href: string };
  type Card = {
    readonly title: string;
    readonly summary: string;
    readonly checked: string;
    readonly href: string;
    readonly lang: string;
    readonly help: Help;
  };

  abstract class Part extends HTMLElement {
    abstract readonly entrance: string;
    abstract draw(): void;
    connectedCallback(): void {
      if (!this.shadowRoot) this.draw();
    }
    get tongue(): 'da' | 'en' {
      return this.closest<HTMLElement>('[lang]')?.lang.startsWith('en') ? 'en' : 'da';
    }
    get words() {
      return words[this.tongue];
    }
    /** One of our addresses in the language of the page around us. */
    at(rest: string): string {
      return `${base}${this.tongue === 'en' ? '/en' : ''}${rest}`;
    }
    get from(): string {
      return this.getAttribute('fra') || this.entrance;
    }
    /** The same address, which tells where the visit came in. */
    marked(href: string): string {
      const url = new URL(href);
      url.searchParams.set('fra', this.from);
      return url.href;
    }
    show(...children: readonly Child[]): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const box = make('div', {}, ...children);
      if ('adoptedStyleSheets' in root) {
        // Allowed where the page forbids style elements.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        root.adoptedStyleSheets = [sheet];
        root.replaceChildren(box);
      } else (root as ShadowRoot).replaceChildren(make('style', {}, css), box);
    }
    async ask<Answer>(rest: string): Promise<Answer | null> {
      try {
        const answer = await fetch(this.at(rest), { credentials: 'omit', referrerPolicy: 'no-referrer' });
        return answer.ok ? ((await answer.json()) as Answer) : null;
      } catch {
        return null;
      }
    }
    helpLine(help: Help): HTMLElement {
      return make('p', {}, make('a', { href: this.marked(help.href) }, this.words.help), `. ${help.text}`);
    }
  }

  customElements.define(
    'medbetjening-soeg',
    class extends Part {
      readonly entrance = 'soegefelt';
      draw(): void {
        this.show(
          make(
            'form',
            { action: this.at('/soeg'), role: 'search' },
            make('label', { for: 'q' }, this.words.label),
            make('input', { id: 'q', name: 'q', type: 'search', autocomplete: 'off', enterkeyhint: 'search' }),
            make('input', { type: 'hidden', name: 'fra', value: this.from }),
            make('button', {}, this.words.search),
          ),
        );
      }
    },
  );

  customElements.define(
    'medbetjening-ydelse',
    class extends Part {
      readonly entrance = 'ydelseskort';
      async draw(): Promise<void> {
        const slug = this.getAttribute('slug') ?? '';
        const card = await this.ask<Card>(`/indlejr/v1/ydelse/${encodeURIComponent(slug)}.json`);
        if (!card) return;
        const level = Math.min(6, Math.max(2, Number(this.getAttribute('niveau')) || 3));
        const read = { class: 'b', href: this.marked(card.href), 'aria-label': `${this.words.read}: ${card.title}` };
        this.show(
          make(`h${level}`, { lang: card.lang }, card.title),
          make('p', { lang: card.lang }, card.summary),
          make('p', {}, card.checked),
          make('p', {}, make('a', read, this.words.read)),
          this.helpLine(card.help),
        );
      }
    },
  );

  customElements.define(
    'medbetjening-hjaelp',
    class extends Part {
      readonly entrance = 'hjaelpekort';
      async draw(): Promise<void> {
        const help = await this.ask<Help>('/indlejr/v1/hjaelp.json');
        if (!help) return;
        this.show(
          make('p', {}, make('a', { class: 'b', href: this.marked(help.href) }, this.words.help)),
          make('p', {}, help.text),
        );
      }
    },
  );
})();
