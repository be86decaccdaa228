import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleApi } from './console-api.ts';
import { type ContactCounter, type CounterView, createContactCounter } from './contact-counter.ts';
import { keep, readKept } from './preference.ts';
import { randomHex } from './random-key.ts';

const storedName = 'contacts-to-count';

/** The counter of this page: holds, sends, and tries again when the line is back. */
export function useCounter(api: ConsoleApi): { readonly view: CounterView; readonly counter: ContactCounter } {
  const [view, setView] = useState<CounterView>({ held: null, waiting: 0, last: null });
  const made = useRef<ContactCounter | null>(null);
  made.current ??= createContactCounter({
    send: api.count,
    read: () => readKept(storedName),
    write: (text) => keep(storedName, text),
    now: () => Date.now(),
    newKey: randomHex,
    after: (ms, work) => {
      const timer = window.setTimeout(work, ms);
      return () => window.clearTimeout(timer);
    },
    onChange: setView,
  });
  const counter = made.current;
  useEffect(() => {
    const leave = () => counter.leave();
    const back = () => counter.tryNow();
    addEventListener('pagehide', leave);
    addEventListener('online', back);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('online', back);
    };
  }, []);
  return { view, counter };
}
