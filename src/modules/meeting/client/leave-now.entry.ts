/**
 * "Forlad siden nu": the screen is empty before anything is asked for, her cookies are dropped, and the municipality's front
 * page takes this page's place in the history. By the button, or Esc twice within a second and a half.
 */
const withinMs = 1500;
const form = document.querySelector<HTMLFormElement>('form[data-leave-now]');

function leave(): void {
  if (!form) return;
  const neutral = form.dataset.leaveNow ?? '/';
  document.title = '';
  document.body.replaceChildren();
  const go = () => location.replace(neutral);
  // The cookies go first, but nobody waits for a line that is down.
  const timer = setTimeout(go, 700);
  fetch(form.action, { method: 'POST', keepalive: true, redirect: 'manual', body: new URLSearchParams() })
    .catch(() => undefined)
    .finally(() => {
      clearTimeout(timer);
      go();
    });
}

let last = Number.NEGATIVE_INFINITY;
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  leave();
});
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.repeat) return;
  if (event.timeStamp - last < withinMs) leave();
  last = event.timeStamp;
});
// A page that the browser kept for going back is asked for again.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
