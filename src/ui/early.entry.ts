/**
 * Before anything is drawn: that scripts run, so that what needs them is there from the first line (and what stands in for
 * them is not), and the size of text that was chosen on this device (modules/guide/client/read.entry.ts). Nothing jumps
 * afterwards. A file of its own because a script inside a page is forbidden; the browser keeps it.
 */
const root = document.documentElement;
root.dataset.scripts = '';
try {
  const size = localStorage.getItem('tekststoerrelse');
  if (size) root.dataset.text = size;
} catch {
  // No storage: the size the browser has.
}
