/**
 * Before anything is drawn: the size of text that was chosen on this device (modules/guide/client/read.entry.ts), so that no
 * line jumps. A file of its own because a script inside a page is forbidden; the browser keeps it.
 */
try {
  const size = localStorage.getItem('tekststoerrelse');
  if (size) document.documentElement.dataset.text = size;
} catch {
  // No storage: the size the browser has.
}
