import type { ComponentProps } from 'preact';
import { useLatePart } from '../../../call/client/use-late.ts';
import type { CitizenTransfer } from './citizen-transfer.tsx';

const load = () => import('./citizen-transfer.tsx');

/** Few are ever transferred: what tells of it comes when somebody wants to. */
export function LateTransfer(props: ComponentProps<typeof CitizenTransfer>) {
  const late = useLatePart(load, props.transfer !== null);
  return late ? <late.CitizenTransfer {...props} /> : null;
}
