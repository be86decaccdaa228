/**
 * Reads the guide aloud with a voice of the device, one sentence at a time, and marks the one that is said. Fetched at the
 * first press. It never begins by itself, says nothing to a screen reader while it reads, and stops when the page is left.
 */
import { type Sentence, splitSentences } from '../reading/sentences.ts';
import { spokenForm } from '../reading/spoken.ts';
import { chooseVoice } from '../reading/voices.ts';

/** A sentence is a place in its block, not in text nodes: marking it may split them. */
type Piece = Sentence & { readonly block: HTMLElement; readonly language: string };

const speech = speechSynthesis;
const article = document.querySelector<HTMLElement>('[data-guide]');
const bar = document.querySelector<HTMLElement>('[data-read-bar]');
const part = (name: string) => bar?.querySelector<HTMLButtonElement>(`[data-read-${name}]`);
const pause = part('pause');
const slow = part('slow');
const pauseText = pause?.textContent ?? '';

/** What is read as one: a block inside another is read by itself. */
const blocks = 'h1,h2,h3,p,li,dt,dd';
/** Nobody wants to hear these, or cannot see them. */
const silent = '[data-unread],[hidden],.no-print,.records,details,.entry .soft,.example';

let pieces: readonly Piece[] = [];
let at = 0;
/** Counts up with everything that is begun: what an earlier voice reports late is not heard. */
let turn = 0;
let playing = false;
let began: HTMLElement | null = null;
/** Chromium forgets a voice that nobody holds, and then never says that it is done. */
let saying: SpeechSynthesisUtterance | null = null;

/** Reads a step, or the whole guide; pressed again, it stops. Answers why it cannot. */
export async function read(step: HTMLElement | null, button: HTMLElement): Promise<'none' | 'onlyRemote' | null> {
  if (began === button) {
    stop();
    return null;
  }
  stop();
  const root = step ?? article;
  if (!root || !bar) return 'none';
  const chosen = chooseVoice(await voices(), document.documentElement.lang);
  if (!chosen.voice) return chosen.why === 'none' ? 'none' : 'onlyRemote';
  pieces = piecesOf(root);
  at = 0;
  began = button;
  bar.hidden = false;
  document.documentElement.classList.add('reading-aloud');
  pause?.focus({ preventScroll: true });
  play();
  return null;
}

/** Browsers fetch their list when it is first asked for. */
function voices(): Promise<readonly SpeechSynthesisVoice[]> {
  const now = speech.getVoices();
  if (now.length > 0) return Promise.resolve(now);
  return new Promise((done) => {
    const tell = () => done(speech.getVoices());
    speech.addEventListener('voiceschanged', tell, { once: true });
    setTimeout(tell, 1500);
  });
}

function piecesOf(root: HTMLElement): readonly Piece[] {
  const found = [...root.querySelectorAll<HTMLElement>(blocks)].filter((one) => !one.closest(silent));
  return found.flatMap((block) => {
    const language =
      block.querySelector<HTMLElement>('.fallback')?.lang ?? block.closest<HTMLElement>('[lang]')?.lang ?? 'da';
    const text = textNodes(block)
      .map((node) => node.data)
      .join('');
    return splitSentences(text).map((sentence) => ({ ...sentence, block, language }));
  });
}

/** The block's own words: not those of a block inside it, nor what is not to be read. */
function textNodes(block: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement;
    if (parent?.closest(blocks) === block && !parent.closest(silent)) nodes.push(node);
  }
  return nodes;
}

function play(): void {
  turn += 1;
  const mine = turn;
  speech.cancel();
  playing = true;
  if (pause) pause.textContent = pauseText;
  const piece = pieces[at];
  if (!piece) {
    stop();
    return;
  }
  const text = textNodes(piece.block)
    .map((node) => node.data)
    .join('')
    .slice(piece.start, piece.end);
  const { voice } = chooseVoice(speech.getVoices(), piece.language);
  const next = () => {
    if (mine !== turn) return;
    at += 1;
    play();
  };
  // A sentence in a language that the device has no voice for is passed over rather than said wrongly.
  if (!voice) {
    next();
    return;
  }
  mark(piece);
  saying = new SpeechSynthesisUtterance(spokenForm(text, piece.language));
  saying.voice = voice;
  saying.lang = voice.lang;
  saying.rate = slow?.ariaPressed === 'true' ? 0.7 : 1;
  saying.onend = next;
  saying.onerror = next;
  speech.speak(saying);
}

/** Phones cannot pause a voice in the middle of a sentence and go on: it begins the sentence again. */
function hold(): void {
  turn += 1;
  playing = false;
  speech.cancel();
  if (pause) pause.textContent = pause.dataset.resume ?? '';
}

function stop(): void {
  hold();
  unmark();
  if (!began) return;
  const held = bar?.contains(document.activeElement);
  if (bar) bar.hidden = true;
  document.documentElement.classList.remove('reading-aloud');
  if (pause) pause.textContent = pauseText;
  if (held) began.focus({ preventScroll: true });
  began = null;
}

const highlights = typeof Highlight === 'function' ? CSS.highlights : undefined;

function mark(piece: Piece): void {
  unmark();
  const range = rangeOf(piece);
  if (!range) return;
  const box = range.getBoundingClientRect();
  if (highlights) highlights.set('read-aloud', new Highlight(range));
  else wrap(piece);
  if (box.top > innerHeight * 0.1 && box.bottom < innerHeight * 0.75) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: box.top - innerHeight * 0.3, behavior: calm ? 'auto' : 'smooth' });
}

function unmark(): void {
  highlights?.delete('read-aloud');
  for (const one of document.querySelectorAll('mark.read-aloud')) {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent?.normalize();
  }
}

/** The parts of text nodes that a piece covers. */
function covered({ block, start, end }: Piece): readonly { node: Text; from: number; to: number }[] {
  let before = 0;
  return textNodes(block).flatMap((node) => {
    const from = Math.max(0, start - before);
    const to = Math.min(node.length, end - before);
    before += node.length;
    return from < to ? [{ node, from, to }] : [];
  });
}

function rangeOf(piece: Piece): Range | null {
  const parts = covered(piece);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, first.from);
  range.setEnd(last.node, last.to);
  return range;
}

/** For browsers without highlights: each part of the sentence in a mark, taken away again by `unmark`. */
function wrap(piece: Piece): void {
  for (const { node, from, to } of covered(piece)) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const one = document.createElement('mark');
    one.className = 'read-aloud';
    range.surroundContents(one);
  }
}

pause?.addEventListener('click', () => (playing ? hold() : play()));
part('stop')?.addEventListener('click', stop);
slow?.addEventListener('click', () => {
  slow.ariaPressed = String(slow.ariaPressed !== 'true');
  if (playing) play();
});
addEventListener('keydown', (event) => {
  // An explanation that is open has the key first.
  if (event.key === 'Escape' && began && !document.querySelector(':popover-open')) stop();
});
addEventListener('pagehide', stop);
