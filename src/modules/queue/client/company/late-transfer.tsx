import type { ComponentProps } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CitizenTransfer } from './citizen-transfer.tsx';

type Props = ComponentProps<typeof CitizenTransfer>;

const againMs = 2_000;

/** Few are ever transferred: what tells of it comes when somebody wants to. */
export function LateTransfer(props: Props) {
  const [Shown, setShown] = useState<typeof CitizenTransfer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const wanted = props.transfer !== null;
  useEffect(() => {
    if (!wanted || Shown) return;
    let timer = 0;
    import('./citizen-transfer.tsx').then(
      (part) => setShown(() => part.CitizenTransfer),
      () => {
        timer = window.setTimeout(() => setAttempt(attempt + 1), againMs);
      },
    );
    return () => window.clearTimeout(timer);
  }, [wanted, attempt]);
  return Shown ? <Shown {...props} /> : null;
}
