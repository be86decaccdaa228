import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, CallState } from '../call-types.ts';
import type { DocumentServer } from './document-server.ts';
import { createDocumentTable, type DocumentTable, type TableEvent, type TableState } from './document-table.ts';

type Heard = { changed: (state: TableState) => void; event: (event: TableEvent) => void };
type Kept = { readonly table: DocumentTable; readonly heard: Heard };

/** One table a call, whether or not its panel is on the screen: what lies on it must not go with a tab that is closed. */
const tables = new WeakMap<Call, Kept>();

function tableOf(call: Call, me: NonNullable<CallState['me']>, server: DocumentServer): Kept {
  const found = tables.get(call);
  if (found) return found;
  const heard: Heard = { changed: () => undefined, event: () => undefined };
  const table = createDocumentTable({
    channel: call.channel,
    me,
    newId: () => randomId(),
    confirm: server.confirm,
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
  onEvent: (event: TableEvent) => void,
): { readonly table: DocumentTable; readonly seen: TableState } {
  const { table, heard } = tableOf(call, me, server);
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
