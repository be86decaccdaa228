/**
 * On a page by which a visit began, links carry the entrance (visits/visit-rule.ts). When the browser brings the page back from
 * its memory, the guide that was chosen has been counted: the links become plain. Reads and stores nothing.
 */
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href*="fra="]')) {
    const address = new URL(link.href);
    address.searchParams.delete('fra');
    link.href = address.href;
  }
  for (const field of document.querySelectorAll('form input[type="hidden"][name="fra"]')) field.remove();
});
