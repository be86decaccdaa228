/**
 * A personal link carries its secret behind the `#`, which no browser sends anywhere. It is taken out of the address before
 * anything else happens, so that no history and no screenshot holds it, and given to our server in a form, which looks at it
 * and uses nothing up.
 */
const secret = window.location.hash.slice(1);
const form = document.querySelector<HTMLFormElement>('form[data-guest-link]');
const field = form?.elements.namedItem('kode');
const opening = document.querySelector<HTMLElement>('[data-guest-opening]');

if (/^[\w-]{20,60}$/.test(secret) && form && field instanceof HTMLInputElement) {
  window.history.replaceState(null, '', window.location.pathname);
  if (opening) opening.textContent = opening.dataset.words ?? '';
  field.value = secret;
  form.submit();
}
