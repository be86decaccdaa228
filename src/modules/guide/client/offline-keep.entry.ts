/** On the front page and the page about it: is the guide kept on this device, and her hand on that. */
import { confirmedDate, keptGuide, removeKept } from './offline-kept.ts';

const base = `/${location.pathname.split('/')[1]}`;
const language = document.documentElement.lang === 'en' ? 'en' : 'da';
const refused = `offline:${base}`;
const box = document.querySelector<HTMLElement>('[data-keep]');
if (box && 'serviceWorker' in navigator && 'caches' in window) control(box).catch(() => {});

async function control(box: HTMLElement): Promise<void> {
  const state = box.querySelector<HTMLElement>('[data-keep-state]');
  const button = (name: string) => box.querySelector<HTMLButtonElement>(`[data-keep-${name}]`);
  const [save, newest, remove] = [button('save'), button('newest'), button('remove')];
  const say = (text: string) => {
    if (state) state.textContent = text;
  };
  const word = (name: string) => box.dataset[name] ?? '';

  const show = async () => {
    const kept = await keptGuide(base, language);
    const date = kept ? longDate(confirmedDate(kept)) : '';
    if (save) save.hidden = kept !== null;
    for (const one of [newest, remove]) if (one) one.hidden = kept === null;
    box.hidden = false;
    return kept ? word('saved').replace('{date}', date) : '';
  };
  const keep = async () => {
    say(word('saving'));
    localStorage.removeItem(refused);
    const worker = navigator.serviceWorker;
    await worker.register(`${base}/sw.js`, { scope: base });
    const { active } = await worker.ready;
    const done = await new Promise<boolean>((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answer(data === true);
      active?.postMessage({ use: language, now: true }, [port2]);
    });
    return done ? show() : word('failed');
  };
  const press = (element: HTMLButtonElement | null, work: () => Promise<string>, next: () => HTMLElement | null) =>
    element?.addEventListener('click', async () => {
      const words = await work().catch(() => word('failed'));
      say(words);
      // The button pressed may be gone; the focus must not go with it.
      if (element.hidden) next()?.focus();
    });

  press(save, keep, () => remove ?? state);
  press(newest, keep, () => remove);
  press(
    remove,
    async () => {
      localStorage.setItem(refused, 'nej');
      await (await navigator.serviceWorker.getRegistration(base))?.unregister();
      await removeKept(base);
      await show();
      return word('removed');
    },
    () => save,
  );
  say(await show());
  // What is kept in the background while she reads shows itself.
  if (save && !save.hidden)
    navigator.serviceWorker.ready.then(async () => {
      if (state?.textContent === '') say(await show());
    });
}

function longDate(date: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'da-DK', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );
}
