import type { ComponentProps } from 'preact';
import { useLatePart } from '../use-late.ts';
import type { AskCompanion } from './ask-companion.tsx';

const load = () => import('./ask-companion.tsx');
/** After all that the conversation itself needs. */
const afterMs = 4_000;

export function LateAskCompanion(props: ComponentProps<typeof AskCompanion>) {
  const late = useLatePart(load, true, afterMs);
  return late ? <late.AskCompanion {...props} /> : null;
}
