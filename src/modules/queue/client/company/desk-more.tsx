import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CallState } from '../../../call/client/call-types.ts';
import type { LocalMedia } from '../../../call/client/devices.ts';
import type { Background } from '../../../call/client/hide-background.ts';
import { companyTexts } from '../../company/messages.ts';
import { type AlarmKey, AlarmPanel } from './alarm-panel.tsx';
import { BackgroundPanel } from './background-panel.tsx';
import { ColleaguePanel } from './colleague-panel.tsx';
import type { CompanyProps } from './company-props.ts';
import { StopPanel } from './stop-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';

/** What an employee needs now and then, folded away under the conversation so that the desk stays calm. */
export function DeskMore(
  props: CompanyProps & {
    readonly media: LocalMedia;
    readonly call: CallState | null;
    readonly alarmKey: AlarmKey;
    /** The citizen is hers; a colleague who was asked in has less to decide. */
    readonly hers: boolean;
    readonly over: boolean;
    /** Many have come: there is no one citizen to hand on, or to stop it all for. */
    readonly group: boolean;
    readonly video: boolean;
    readonly background: Background;
  },
) {
  const { desk, language, hers, over, group } = props;
  const t = companyTexts(language);
  const { transfer, alarm } = desk.company;
  // What has come of a wish must be seen without unfolding anything.
  const news =
    transfer?.state === 'declined'
      ? t.transfer.declined(transfer.to ?? '')
      : transfer?.state === 'citizen-no'
        ? t.transfer.citizenNo
        : null;
  return (
    <>
      {news === null ? null : <p class="desk-warning">{news}</p>}
      {/* Short and without the word: a citizen at the counter may see this screen. */}
      {alarm.own?.answeredBy ? <p class="desk-quiet">{t.alarm.coming(alarm.own.answeredBy)}</p> : null}
      <Fold title={t.more}>
        {hers && !over && !group ? (
          <Fold title={t.transfer.title} open={transfer !== null && transfer.state !== 'moved'}>
            <TransferPanel {...props} />
          </Fold>
        ) : null}
        {hers && !over ? (
          <Fold title={t.colleague.title}>
            <ColleaguePanel {...props} />
          </Fold>
        ) : null}
        <Fold title={t.alarm.title}>
          <AlarmPanel {...props} />
        </Fold>
        {props.video && !over ? (
          <Fold title={t.background.title}>
            <BackgroundPanel background={props.background} media={props.media} language={language} />
          </Fold>
        ) : null}
        {hers && !over ? (
          <Fold title={t.stop.title}>
            <StopPanel {...props} guestsOnly={group} />
          </Fold>
        ) : null}
      </Fold>
    </>
  );
}

/** One thing, folded away; what is in it is made when it is opened. */
export function Fold({
  title,
  open = false,
  children,
}: {
  title: string;
  open?: boolean;
  children: ComponentChildren;
}) {
  const [unfolded, setUnfolded] = useState(open);
  return (
    <details class="desk-more" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>{title}</summary>
      {unfolded ? children : null}
    </details>
  );
}
