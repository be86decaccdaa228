/**
 * Ticks of a guide's steps, kept on this device only, so that whoever goes out to the solution and comes back finds her
 * place. Sent along when she asks for help, because then she wants us to know. Works on what the server has rendered.
 */
import { arrivedTicks } from './take-arrival.ts';

type Kept = { readonly at: number; readonly done: readonly string[] };

/** A borrowed or public computer should not remember for long. */
const keptDays = 14;

const article = document.querySelector<HTMLElement>('[data-guide]');
if (article) remember(article);

function remember(article: HTMLElement): void {
  const name = `trin:${article.dataset.municipality}:${article.dataset.guide}`;
  const boxes = [...article.querySelectorAll<HTMLInputElement>('[data-tick]')];
  if (boxes.length === 0) return;
  const links = [...article.querySelectorAll<HTMLAnchorElement>('a.stuck')];
  const arrived = arrivedTicks(boxes.map((box) => box.dataset.tick ?? ''));
  const known = [...read(name), ...arrived];
  for (const box of boxes) box.checked = known.includes(box.dataset.tick ?? '');

  const clear = article.querySelector<HTMLButtonElement>('[data-ticks-clear]');
  const show = () => {
    const done = boxes.filter((box) => box.checked).map((box) => box.dataset.tick ?? '');
    for (const box of boxes) box.closest('.step')?.classList.toggle('step-done', box.checked);
    for (const link of links) {
      const address = new URL(link.href);
      if (done.length > 0) address.searchParams.set('gjort', done.join(','));
      else address.searchParams.delete('gjort');
      // Commas stay readable, as the address is written without JavaScript.
      link.href = address.href.replaceAll('%2C', ',');
    }
    if (clear) clear.hidden = done.length === 0;
    return done;
  };
  /** Ticks of steps that a personal guide leaves out: they are still hers when she reads the whole. */
  const elsewhere = () => read(name).filter((id) => !boxes.some((box) => box.dataset.tick === id));
  const keep = () => write(name, [...show(), ...elsewhere()]);

  for (const box of boxes) box.addEventListener('change', keep);
  clear?.addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    // The button goes; the focus must not go with it.
    boxes[0]?.focus();
    write(name, show());
  });
  article.querySelector('[data-ticks]')?.removeAttribute('hidden');
  if (arrived.length > 0) keep();
  else show();
  // Another tab, or the page taken back from the browser's memory: what is kept counts.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    const now = read(name);
    for (const box of boxes) box.checked = now.includes(box.dataset.tick ?? '');
    show();
  });
}

function read(name: string): readonly string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
    if (!kept || !Array.isArray(kept.done)) return [];
    if (Date.now() - kept.at < keptDays * 86_400_000) return kept.done;
    localStorage.removeItem(name);
  } catch {
    // No storage, or not ours: the boxes work, they are only not remembered.
  }
  return [];
}

function write(name: string, done: readonly string[]): void {
  try {
    if (done.length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ at: Date.now(), done } satisfies Kept));
  } catch {
    // As above.
  }
}
