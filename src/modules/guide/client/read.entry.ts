/**
 * What makes a guide easier to read: the size of its text, one press to hear it (client/read-aloud.entry.ts, fetched then),
 * and the answer to “did this step help?” without leaving the step. Works on what the server has rendered.
 */
const tools = document.querySelector<HTMLElement>('[data-read-tools]');

for (const form of document.querySelectorAll<HTMLFormElement>('[data-step-help]'))
  form.addEventListener('submit', (event) => {
    const pressed = event.submitter as HTMLButtonElement | null;
    if (!pressed) return;
    event.preventDefault();
    void answer(form, pressed.value);
  });
if (tools) {
  chooseSize(tools);
  readAloud(tools);
}

async function answer(form: HTMLFormElement, value: string): Promise<void> {
  // One press an answer: a second one while the first is on its way is none.
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  const told = new URLSearchParams({ trin: (form.elements.namedItem('trin') as HTMLInputElement).value, hjalp: value });
  const sent = await fetch(form.action, { method: 'POST', body: told, headers: { accept: 'application/json' } })
    .then((response) => response.ok)
    .catch(() => false);
  const thanks = document.createElement('p');
  thanks.className = form.className;
  thanks.tabIndex = -1;
  thanks.textContent = (sent ? (value === 'ja' ? form.dataset.yes : form.dataset.no) : form.dataset.failed) ?? '';
  form.replaceWith(thanks);
  // The button is gone; the focus, and with it what is read by a screen reader, stands where it was.
  thanks.focus();
}

function chooseSize(tools: HTMLElement): void {
  const root = document.documentElement;
  const buttons = [...tools.querySelectorAll<HTMLButtonElement>('[data-size]')];
  const show = () => {
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.size === (root.dataset.text ?? '1')));
  };
  for (const button of buttons)
    button.addEventListener('click', () => {
      const size = button.dataset.size ?? '1';
      if (size === '1') delete root.dataset.text;
      else root.dataset.text = size;
      try {
        if (size === '1') localStorage.removeItem('tekststoerrelse');
        else localStorage.setItem('tekststoerrelse', size);
      } catch {
        // No storage: it holds for this page.
      }
      tools.querySelector('[data-sizes-kept]')?.removeAttribute('hidden');
      show();
    });
  show();
}

function readAloud(tools: HTMLElement): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-read]')) {
    button.addEventListener('click', async () => {
      const status = tools.querySelector<HTMLElement>('[data-read-status]');
      const refuse = (why: string) => {
        for (const one of document.querySelectorAll<HTMLElement>('[data-read]')) one.hidden = true;
        if (!status) return;
        status.textContent = status.dataset[why] ?? '';
        status.tabIndex = -1;
        status.focus();
      };
      if (!('speechSynthesis' in window)) return refuse('unable');
      try {
        const { read } = await import('./read-aloud.entry.ts');
        const why = await read(button.dataset.read === 'step' ? button.closest('.step') : null, button);
        if (why) refuse(why);
      } catch {
        refuse('unable');
      }
    });
  }
}
