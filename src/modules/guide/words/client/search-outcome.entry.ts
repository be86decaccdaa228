/**
 * Tells, when the page of answers is left, whether one of them was opened: a word that leads where nobody goes on is a word
 * the vocabulary lacks. One small message to ourselves; nothing is kept on the device.
 */
const form = document.querySelector<HTMLFormElement>('form[data-search-outcome]');
if (form) {
  let opened = false;
  let told = false;
  const noticed = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('.results a')) opened = true;
  };
  addEventListener('click', noticed);
  // The middle button opens in another tab.
  addEventListener('auxclick', noticed);
  form.addEventListener('submit', () => {
    told = true;
  });
  addEventListener('pagehide', () => {
    if (told) return;
    told = true;
    const field = form.elements.namedItem('q') as HTMLInputElement;
    const body = new URLSearchParams({ q: field.value, udfald: opened ? 'opened' : 'unopened' });
    navigator.sendBeacon(form.action, body);
  });
}
