import type { Hono } from 'hono';

export type Shown = { readonly status: number; readonly path: string; readonly html: string; readonly text: string };

/** What a browser without scripts does: keeps cookies, follows redirects, sends a page's form with all its fields. */
export function formBrowser<Env extends object>(app: Hono<Env>, headers: Readonly<Record<string, string>> = {}) {
  const cookies = new Map<string, string>();
  let shown: Shown = { status: 0, path: '', html: '', text: '' };

  async function ask(path: string, body?: URLSearchParams, method = body ? 'POST' : 'GET'): Promise<Shown> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(path, { method, headers: { ...headers, cookie }, ...(body ? { body } : {}) });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) return ask(location);
    const html = await response.text();
    const text = html
      .replace(/<script[\s\S]*?<\/script>/g, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ');
    shown = { status: response.status, path, html, text };
    return shown;
  }

  /** The form whose address ends so, with what its fields hold; `fields` are written over them. */
  function submit(action: string, fields: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const forms = [...shown.html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
    const form = forms.find((one) => (/action="([^"]*)"/.exec(one)?.[1] ?? '').split('?')[0]?.endsWith(action));
    if (!form) throw new Error(`no form to ${action} at ${shown.path}: ${shown.text.slice(0, 300)}`);
    const to = (/action="([^"]*)"/.exec(form)?.[1] ?? '').replaceAll('&amp;', '&');
    const data = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      const kind = /type="([^"]*)"/.exec(input)?.[1] ?? 'text';
      if (name && !((kind === 'radio' || kind === 'checkbox') && !/\schecked/.test(input)))
        data.set(name, (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&amp;', '&'));
    }
    for (const [select, name = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[\s\S]*?<\/select>/g))
      data.set(
        name,
        /<option[^>]*selected[^>]*value="([^"]*)"|<option[^>]*value="([^"]*)"[^>]*selected/
          .exec(select)
          ?.slice(1)
          .find(Boolean) ?? '',
      );
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return /method="get"/.test(form) ? ask(`${to}?${data}`) : ask(to, data);
  }

  return {
    cookies,
    shown: () => shown,
    get: (path: string) => ask(path),
    head: (path: string) => ask(path, undefined, 'HEAD'),
    post: (path: string, fields: Readonly<Record<string, string>>) => ask(path, new URLSearchParams(fields)),
    submit,
    /** The values of all buttons of a name, as one could press them. */
    buttons: (name: string): readonly string[] =>
      [...shown.html.matchAll(/<button[^>]*>/g)].flatMap(([tag]) =>
        tag.includes(`name="${name}"`) ? [/value="([^"]*)"/.exec(tag)?.[1] ?? ''] : [],
      ),
  };
}
