/**
 * Going on elsewhere: the ticks of this device as a code and a QR code, the device's own share menu, the sheet's print
 * button. Nothing is sent to us: the QR code holds its ticks after the `#`, which no browser sends.
 */
import { handoverCode } from '../takealong/handover-code.ts';

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

const ready = document.querySelector('[data-copy-text]');
if (ready) offerCopy(document.querySelector('[data-take-copy-text]'), () => ready.textContent ?? '');

const section = document.querySelector<HTMLElement>('[data-take-along]');
if (section) {
  // Only the page's own address: what stands after it may be her ticks.
  const address = location.origin + location.pathname;
  offerShare(section, address);
  offerCopy(section.querySelector('[data-take-copy]'), () => address);
  offerCode(section, address);
}

function offerShare(section: HTMLElement, url: string): void {
  const item = section.querySelector<HTMLElement>('[data-take-share]');
  if (!item || !('share' in navigator)) return;
  item.hidden = false;
  const title = section.dataset.title ?? '';
  // Closing the menu without a choice is a refusal, too, and nothing to tell.
  item.querySelector('button')?.addEventListener('click', () => void navigator.share({ title, url }).catch(() => {}));
}

function offerCopy(item: HTMLElement | null, text: () => string): void {
  const status = item?.querySelector('[role=status]');
  if (!item || !status || !navigator.clipboard) return;
  item.hidden = false;
  const say = (words: string | undefined) => {
    status.textContent = words ?? '';
  };
  item.querySelector('button')?.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => say(item.dataset.copied),
      () => say(item.dataset.failed),
    );
  });
}

function offerCode(section: HTMLElement, address: string): void {
  const part = section.querySelector<HTMLElement>('[data-take-other]');
  const place = part?.querySelector<HTMLElement>('[data-take-code]');
  const details = part?.querySelector('details');
  if (!part || !place || !details) return;
  const { slug = '', steps = '' } = section.dataset;
  const boxes = [...document.querySelectorAll<HTMLInputElement>('[data-tick]')];
  const show = () => {
    const done = boxes.filter((box) => box.checked).map((box) => box.dataset.tick ?? '');
    place.textContent = handoverCode({ slug, steps: steps.split(',') }, done);
    const none = part.querySelector<HTMLElement>('[data-take-none]');
    if (none) none.hidden = done.length > 0;
    if (details.open) void drawQr(part, done.length === 0 ? address : `${address}#gjort=${done.join(',')}`);
  };
  part.hidden = false;
  show();
  details.addEventListener('toggle', show);
  for (const box of boxes) box.addEventListener('change', show);
  document.querySelector('[data-ticks-clear]')?.addEventListener('click', () => setTimeout(show));
}

/** Fetched when somebody wants it: most read a guide without it. */
async function drawQr(part: HTMLElement, text: string): Promise<void> {
  const place = part.querySelector<HTMLElement>('[data-take-qr]');
  if (!place) return;
  place.dataset.text = text;
  try {
    const { qrPath } = await import('../takealong/qr.ts');
    // She ticked on while it came.
    if (place.dataset.text !== text) return;
    const { size, path } = qrPath(text);
    const code = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    code.setAttribute('class', 'qr');
    code.setAttribute('role', 'img');
    code.setAttribute('aria-label', place.dataset.label ?? '');
    code.setAttribute('viewBox', `0 0 ${size} ${size}`);
    code.innerHTML = `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/>`;
    place.querySelector('svg')?.remove();
    place.append(code);
  } catch {
    const said = place.querySelector('p');
    if (said) said.textContent = place.dataset.failed ?? '';
  }
}
