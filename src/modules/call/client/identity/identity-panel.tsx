import { may } from '../../roles.ts';
import { useLate } from '../use-late.ts';
import type { IdentityProps } from './identity-notice.tsx';

/**
 * Who is who, for whoever holds this page: the one side asks and notes, the other says and shows. Its code comes when there
 * is somebody to talk to.
 */
export function IdentityPanel(props: IdentityProps) {
  const role = props.state.phase === 'live' ? (props.state.me?.role ?? null) : null;
  const late = useLate(role !== null);
  if (late === null || role === null) return null;
  return may(role, 'admit') ? <late.IdentityDesk {...props} /> : <late.IdentityNotice {...props} />;
}
