import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import { callTexts } from '../../messages.ts';
import { repairOf } from '../call-truth.ts';
import type { Call, CallState, LineCode } from '../call-types.ts';
import { nameOf } from './call-stage.tsx';

/** These tell of a loss; the others are worth knowing, but interrupt nobody. */
const losses: ReadonlySet<LineCode> = new Set([
  'line-gone',
  'media-blocked',
  'microphone-ended',
  'microphone-interrupted',
  'other-cannot-hear-you',
  'you-cannot-hear-other',
  'other-microphone-broken',
  'sound-blocked',
]);
const goodAgainMs = 4_000;

/** The truth about the line in words, with the one button that mends it; and a word when it is good again. */
export function LineNotice({ call, state, language }: { call: Call; state: CallState; language: Language }) {
  const texts = callTexts(language);
  const [worst] = state.line;
  const hadLoss = useRef(false);
  const [good, setGood] = useState(false);
  const loss = worst !== undefined && losses.has(worst);
  useEffect(() => {
    if (loss) {
      hadLoss.current = true;
      setGood(false);
      return;
    }
    if (!hadLoss.current || state.phase !== 'live') return;
    hadLoss.current = false;
    setGood(true);
    const timer = setTimeout(() => setGood(false), goodAgainMs);
    return () => clearTimeout(timer);
  }, [loss, state.phase]);
  const repair = worst === undefined ? null : repairOf(worst);
  const concerned = state.people.find((one) => one.who === state.lineWho) ?? state.other;
  const other = nameOf(concerned, language) || texts.role[concerned?.role ?? 'employee'];
  return (
    <div class={loss ? 'call-line call-line--loss' : 'call-line'}>
      <div role={loss ? 'alert' : 'status'}>
        {worst === undefined ? (
          good ? (
            <p>{texts.repaired}</p>
          ) : null
        ) : (
          <p>{worst === 'media-blocked' && state.relayOnly ? texts.hiddenNoWay : texts.line[worst](other)}</p>
        )}
      </div>
      {repair ? (
        <Button type="button" variant="secondary" onClick={() => void call.actions.repair()}>
          {texts.repair[repair]}
        </Button>
      ) : null}
    </div>
  );
}
