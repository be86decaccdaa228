/**
 * On every page of the guide: says when the line is gone, and once the page is read in peace, lets the guide be kept on
 * this device (client/offline.worker.ts). Not on a line that is paid for by the byte, unless she has asked for it, and not
 * after she has removed it: client/offline-keep.entry.ts is her hand on that.
 */
const words = {
  da: ['Du er offline.', 'Du kan stadig læse og søge i vejledningen.', 'Du kan stadig læse siden her.'],
  en: ['You are offline.', 'You can still read and search the guide.', 'You can still read this page.'],
};

const base = `/${location.pathname.split('/')[1]}`;
const language = document.documentElement.lang === 'en' ? 'en' : 'da';
const worker = navigator.serviceWorker;
/** The next page can be had without a line. */
let kept = Boolean(worker?.controller);

function tell(): void {
  const shown = document.getElementById('offline');
  if (navigator.onLine) {
    // A page that the worker has drawn says that a newer one may be had; on ours the words only go.
    if (!shown?.classList.toggle('back', shown.dataset.drawn !== undefined)) shown?.remove();
    return;
  }
  shown?.classList.remove('back');
  if (shown) return;
  const bar = document.createElement('div');
  bar.id = 'offline';
  bar.className = 'banner container';
  bar.innerHTML = '<p role="status"></p>';
  document.querySelector('main')?.before(bar);
  const [gone, guide, page] = words[language];
  // Said after it stands there, or a screen reader does not hear it.
  setTimeout(() => {
    if (bar.firstChild) bar.firstChild.textContent = `${gone} ${kept ? guide : page}`;
  }, 99);
}
addEventListener('offline', tell);
addEventListener('online', tell);
if (!navigator.onLine) tell();

async function keep(): Promise<void> {
  if (localStorage.getItem(`offline:${base}`) === 'nej') return;
  const line = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
  const sparing = line?.saveData || /2g/.test(line?.effectiveType ?? '');
  if (sparing && !(await worker.getRegistration(base))) return;
  await worker.register(`${base}/sw.js`, { scope: base });
  const { active } = await worker.ready;
  active?.postMessage({ use: language, sparing });
  kept = true;
}
// Private windows and old browsers refuse; the guide is then read as ever.
if (worker) addEventListener('load', () => setTimeout(() => keep().catch(() => {}), 2000));
