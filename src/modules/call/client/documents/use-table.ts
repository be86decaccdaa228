import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, CallState } from '../call-types.ts';
import { keepForTab, readForTab } from '../kept-choice.ts';
import type { DocumentServer } from './document-server.ts';
import { createDocumentTable } from './document-table.ts';
import type { DocumentTable, TableEvent, TableState } from './table-types.ts';

type Heard = { changed: (state: TableState) => void; event: (event: TableEvent) => void };
type Kept = { readonly table: DocumentTable; readonly heard: Heard };

/** One table a call, whether or not its panel is on the screen: what lies on it must not go with a tab that is closed. */
const tables = new WeakMap<Call, Kept>();

function tableOf(call: Call, me: NonNullable<CallState['me']>, server: DocumentServer, participant: string): Kept {
  const found = tables.get(call);
  if (found) return found;
  const heard: Heard = { changed: () => undefined, event: () => undefined };
  const table = createDocumentTable({
    channel: call.channel,
    me,
    newId: () => randomId(),
    confirm: server.confirm,
    memory: {
      read: () => readForTab(`papers.${participant}`),
      keep: (text) => keepForTab(`papers.${participant}`, text),
    },
    onChange: (state) => heard.changed(state),
    onEvent: (event) => heard.event(event),
  });
  const kept = { table, heard };
  tables.set(call, kept);
  return kept;
}

/** `crypto.randomUUID` is not there on an old phone. */
const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function useTable(
  call: Call,
  me: NonNullable<CallState['me']>,
  server: DocumentServer,
  participant: string,
  onEvent: (event: TableEvent) => void,
): { readonly table: DocumentTable; readonly seen: TableState } {
  const { table, heard } = tableOf(call, me, server, participant);
  const [seen, setSeen] = useState(table.state);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    heard.changed = setSeen;
    heard.event = (event) => latest.current(event);
    setSeen(table.state());
    return () => {
      heard.changed = () => undefined;
      heard.event = () => undefined;
    };
  }, [table]);
  // With the conversation all that lay on the table is gone.
  const ended = call.state().phase === 'ended';
  useEffect(() => {
    if (ended) table.close();
  }, [ended, table]);
  return { table, seen };
}
