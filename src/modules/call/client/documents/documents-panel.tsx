import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { documentTexts } from '../../documents/messages.ts';
import type { DocumentSettings } from '../../documents/routes.ts';
import type { Who } from '../../protocol.ts';
import { may } from '../../roles.ts';
import type { Call, CallState } from '../call-types.ts';
import { namesOf } from '../stage/names.ts';
import { AddDocument } from './add-document.tsx';
import { documentServer, type Participant } from './document-server.ts';
import { PageViewer } from './page-viewer.tsx';
import { useSentAhead } from './sent-ahead.ts';
import { TableList } from './table-list.tsx';
import { useTable } from './use-table.ts';

/**
 * The table with documents. It must be in the page from when the call is live, hidden if need be: what the others put on the
 * table is taken in by it.
 */
export function DocumentsPanel(props: {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly participant: Participant;
  /** Somebody has put something on the table: the panel should come forward, or say that it would. */
  readonly onWanted?: (() => void) | undefined;
}) {
  return props.state.me === null ? null : <Panel {...props} me={props.state.me} />;
}

function Panel({
  call,
  state,
  language,
  base,
  participant,
  onWanted,
  me,
}: Parameters<typeof DocumentsPanel>[0] & { readonly me: NonNullable<CallState['me']> }) {
  const texts = documentTexts(language);
  const id = useId();
  const server = useMemo(() => documentServer(base, participant), [base, participant.id, participant.token]);
  const settings = useSettings(server);
  const [news, setNews] = useState('');
  const known = useRef<ReadonlyMap<Who, string>>(new Map());
  known.current = namesOf(
    [...state.known, ...state.people.filter(({ who }) => !state.known.some((one) => one.who === who))],
    language,
  );
  const names = (who: Who) => known.current.get(who) ?? '';
  const { table, seen } = useTable(call, me, server, participant.id, (event) => {
    if (event.t === 'full') setNews(texts.table.full);
    else if (event.t === 'back') setNews(texts.table.back(event.title));
    else if (event.t === 'removed') setNews(texts.table.removed(event.title));
    else if (event.t === 'turned') setNews(texts.table.turned(names(event.who), event.n));
    else {
      setNews(texts.table.put(names(event.who), event.title));
      onWanted?.();
    }
  });
  const mayPut = may(me.role, 'put-document');
  const sent = useSentAhead(me.role === 'employee');
  const mine = seen.documents.filter(({ owner }) => owner === me.who).length;
  const shown = seen.documents.find((one) => one.id === seen.shown?.id);
  const [adding, setAdding] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone with what it did: one goes on at the table.
  const [toTable, setToTable] = useState(0);
  useEffect(() => {
    if (toTable > 0) heading.current?.focus();
  }, [toTable]);

  // What lies on the table comes before the ways to lay more on it; whoever is making a paper ready has that at hand.
  const add = (
    <div class="doc-new" key="add">
      <p>{mayPut ? texts.lead : texts.leadWatching}</p>
      {!mayPut ? null : settings === null ? (
        <p role="status">{texts.loading}</p>
      ) : (
        <AddDocument
          server={server}
          settings={settings}
          number={mine + 1}
          texts={texts}
          sent={sent}
          onWorking={setAdding}
          onPut={(document) => {
            const reached = table.put(document);
            if (reached) setNews(reached.length === 0 ? texts.table.onlyMe : '');
            setToTable(toTable + 1);
            return reached !== null;
          }}
        />
      )}
    </div>
  );
  const lying = (
    <div class="doc-lying" key="lying">
      <p role="status" class="doc-news">
        {news}
      </p>
      <TableList
        documents={seen.documents}
        shown={seen.shown?.id ?? null}
        me={me.who}
        mayRemoveAll={may(me.role, 'admit')}
        names={names}
        texts={texts}
        onOpen={(open) => table.show(open, 1)}
        onRemove={(id) => {
          table.remove(id);
          setToTable(toTable + 1);
        }}
      />
      {shown && seen.shown ? (
        <PageViewer
          key={shown.id}
          document={shown}
          n={seen.shown.n}
          table={table}
          pointers={seen.pointers}
          following={seen.following}
          mayPoint={may(me.role, 'point')}
          me={me.who}
          names={names}
          texts={texts}
        />
      ) : null}
    </div>
  );

  return (
    <section class="doc-table" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} tabIndex={-1} ref={heading}>
        {texts.heading}
      </h2>
      {adding || seen.documents.length === 0 ? [add, lying] : [lying, add]}
    </section>
  );
}

/** Asked until it answers: the conversation may begin while our server is away. Brings the table's style sheet too. */
function useSettings(server: ReturnType<typeof documentServer>): DocumentSettings | null {
  const [settings, setSettings] = useState<DocumentSettings | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const ask = () =>
      void server.settings().then(
        (given) => {
          if (left) return;
          addStyle(given.style);
          setSettings(given);
        },
        () => {
          if (!left) timer = setTimeout(ask, 5_000);
        },
      );
    ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [server]);
  return settings;
}

function addStyle(address: string): void {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  document.head.append(link);
}
