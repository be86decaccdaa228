import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import { callTexts } from '../../messages.ts';
import { repairOf } from '../call-truth.ts';
import type { Call, CallState, LineCode } from '../call-types.ts';
import { nameOf } from './call-stage.tsx';
import { wayOn } from './way-on.ts';

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
export function LineNotice(props: {
  call: Call;
  state: CallState;
  language: Language;
  /** A telephone to call when nothing else helps, in words. */
  phone?: { readonly tel: string; readonly call: string } | null;
}) {
  const { call, state, language, phone = null } = props;
  const texts = callTexts(language);
  const [presses, setPresses] = useState(0);
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
    setPresses(0);
    setGood(true);
    const timer = setTimeout(() => setGood(false), goodAgainMs);
    return () => clearTimeout(timer);
  }, [loss, state.phase]);
  const repair = worst === undefined ? null : repairOf(worst);
  const on = wayOn(worst, presses, state.camera === 'on');
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
        <Button
          type="button"
          variant="secondary"
          onClick={() => {
            setPresses(presses + 1);
            void call.actions.repair();
          }}
        >
          {texts.repair[repair]}
        </Button>
      ) : null}
      {on === 'voice' ? (
        <Button
          type="button"
          variant="secondary"
          onClick={() => {
            setPresses(presses + 1);
            void call.actions.setCamera(false);
          }}
        >
          {texts.wayOn.voice}
        </Button>
      ) : null}
      <div role="status">
        {on === 'phone' ? (
          <p>
            {phone ? texts.wayOn.phone : texts.wayOn.callBack} {phone ? <a href={phone.tel}>{phone.call}</a> : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}
