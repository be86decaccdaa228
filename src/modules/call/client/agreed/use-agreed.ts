import { useEffect, useRef } from 'preact/hooks';
import type { Call } from '../call-types.ts';
import { sessionName } from '../room-connection.ts';
import { useLate } from '../use-late.ts';
import type { Agreed } from './agreed.ts';

/** What is agreed in this call, as long as the page is open; null until somebody is there to agree with. */
export function useAgreed(call: Call | null, wanted: boolean): Agreed | null {
  const late = useLate(wanted);
  const made = useRef<Agreed | null>(null);
  if (late && made.current === null) made.current = late.createAgreed(sessionName);
  const agreed = made.current;
  useEffect(() => {
    if (!agreed || !call) return;
    return agreed.connect(call.channel, () => {
      const { me } = call.state();
      return me && { who: me.who, role: me.role };
    });
  }, [agreed, call]);
  return agreed;
}
