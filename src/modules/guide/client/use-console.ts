import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { ConsoleService, ConsoleStart } from '../desk/routes.tsx';
import { type ConsoleApi, createConsoleApi } from './console-api.ts';
import { type ConsoleGuide, type Found, openConsoleGuide } from './console-guide.ts';
import { keep, readKept } from './preference.ts';

/** A page that is open all day asks again what is new, when somebody comes back to it. */
const staleMs = 10 * 60_000;
const retryMs = 3_000;
/** What is likely to be opened next is fetched before it is. */
const prefetched = 3;
const mostRecent = 6;
const recentName = 'console-recent';

/** Seven signs with a digit among them: a word has none. */
const looksLikeCode = (words: string): boolean =>
  /^[0-9a-hj-km-np-tv-z]{3} ?[0-9a-hj-km-np-tv-z]{4}$/i.test(words.trim()) && /\d/.test(words);

function readRecent(): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(readKept(recentName) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string').slice(0, mostRecent) : [];
  } catch {
    return [];
  }
}

/** What the employee's guide knows and has open. The same on its own screen and in the desk's column. */
export function useConsole(language: Language) {
  const api: ConsoleApi = useMemo(() => createConsoleApi(language), [language]);
  const [start, setStart] = useState<ConsoleStart | null>(null);
  const [guide, setGuide] = useState<ConsoleGuide | null>(null);
  const [failed, setFailed] = useState(false);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [slug, setSlug] = useState<string | null>(null);
  const [shown, setShown] = useState<ConsoleService | null>(null);
  const [step, setStep] = useState(0);
  const [stop, setStop] = useState<string | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [recent, setRecent] = useState(readRecent);
  const services = useRef(new Map<string, Promise<ConsoleService | null>>());
  const current = useRef<string | null>(null);
  const loaded = useRef({ print: '', at: 0 });

  const load = async (): Promise<void> => {
    const begun = await api.start();
    if (!begun) {
      setFailed(true);
      window.setTimeout(() => void load(), retryMs);
      return;
    }
    loaded.current.at = Date.now();
    setStart(begun);
    setFailed(false);
    if (loaded.current.print === begun.print) return;
    const data = await api.data(begun.print);
    if (!data) return void window.setTimeout(() => void load(), retryMs);
    loaded.current.print = begun.print;
    services.current.clear();
    setGuide(openConsoleGuide(data));
  };
  useEffect(() => {
    void load();
    const back = () => {
      if (document.visibilityState === 'visible' && Date.now() - loaded.current.at > staleMs) void load();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, []);

  const fetchService = (wanted: string): Promise<ConsoleService | null> => {
    const known = services.current.get(wanted);
    if (known) return known;
    const asked = api.service(wanted).then((service) => {
      // What could not be had is asked for again the next time.
      if (!service) services.current.delete(wanted);
      return service;
    });
    services.current.set(wanted, asked);
    return asked;
  };

  const open = (wanted: string | null, at?: string | null) => {
    setStop(null);
    setStep(0);
    setSlug(wanted);
    current.current = wanted;
    setShown((before) => (before?.service.slug === wanted ? before : null));
    if (wanted === null) return;
    void fetchService(wanted).then((service) => {
      // She has gone on to another meanwhile.
      if (!service || current.current !== wanted) return;
      setShown(service);
      const place = service.service.steps.findIndex((one) => one.id === at);
      if (place > 0) setStep(place);
    });
  };

  /** Where the citizen is, from the code that she reads aloud: her first step that is not ticked. */
  const openCode = async (code: string) => {
    const read = await api.code(code);
    const whole = read && (await fetchService(read.slug));
    if (!whole) return;
    setFound(null);
    open(read.slug, whole.service.steps.find((one) => !read.done.includes(one.id))?.id);
    setTicked(read.done);
  };

  /** Kept on the device: what this employee at this desk used last. Only what she stayed with. */
  const used = (one: string) => {
    const next = [one, ...recent.filter((other) => other !== one)].slice(0, mostRecent);
    setRecent(next);
    keep(recentName, JSON.stringify(next));
  };

  const type = (words: string) => {
    setQuery(words);
    setTicked([]);
    if (looksLikeCode(words)) void openCode(words);
    if (!guide || words.trim().length < 2) return setFound(null);
    const next = guide.find(words);
    setFound(next);
    const { answer } = next;
    const hits = answer.kind === 'nothing' ? [] : answer.hits;
    if (answer.kind === 'answer') {
      const first = hits[0]?.slug ?? null;
      if (first !== current.current) open(first);
    } else open(null);
    for (const hit of hits.slice(0, prefetched)) void fetchService(hit.slug);
  };
  // What was typed while the guide was on its way.
  useEffect(() => {
    if (guide && query !== '') type(query);
  }, [guide]);

  return {
    api,
    start,
    setStart,
    guide,
    failed,
    query,
    type,
    found,
    slug,
    outline: slug === null ? null : (guide?.outline(slug) ?? null),
    shown: shown?.service.slug === slug ? shown : null,
    open,
    step,
    setStep,
    stop,
    setStop,
    /** Steps that the citizen's code says are done. */
    ticked,
    recent,
    used,
    fetchService,
  };
}
export type ConsoleState = ReturnType<typeof useConsole>;
