/** Buttons that copy the text beside them. Without JavaScript they are not there: the text can be marked and copied by hand. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const field = document.querySelector<HTMLTextAreaElement>(`#${button.dataset.copy}`);
  if (!field || !navigator.clipboard) continue;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(field.value).then(
      () => {
        button.textContent = button.dataset.copied ?? words;
        // Read out, since the button keeps the focus.
        button.setAttribute('aria-live', 'polite');
        setTimeout(() => {
          button.textContent = words;
        }, 4000);
      },
      () => field.select(),
    );
  });
}

export {};
