import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { may } from '../../roles.ts';
import type { IdentityProps } from './identity-notice.tsx';

const againMs = 3_000;

/**
 * Who is who, for whoever holds this page: the one side asks and notes, the other says and shows. Its code comes when there
 * is somebody to talk to.
 */
export function IdentityPanel(props: IdentityProps) {
  const { state } = props;
  const [Loaded, setLoaded] = useState<ComponentType<IdentityProps> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const role = state.phase === 'live' ? (state.me?.role ?? null) : null;
  useEffect(() => {
    if (role === null || Loaded !== null) return;
    let timer = 0;
    const load = may(role, 'admit')
      ? import('./identity-desk.tsx').then((part) => part.IdentityDesk)
      : import('./identity-notice.tsx').then((part) => part.IdentityNotice);
    load.then(
      (part) => setLoaded(() => part),
      () => {
        // The line was gone for a moment.
        timer = window.setTimeout(() => setAttempt(attempt + 1), againMs);
      },
    );
    return () => window.clearTimeout(timer);
  }, [role, attempt]);
  return Loaded === null ? null : <Loaded {...props} />;
}
