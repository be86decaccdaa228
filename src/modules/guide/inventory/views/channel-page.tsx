import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, ErrorSummary, type FieldError, Notice, Table, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Board } from '../board.ts';
import type { LoggedChange } from '../change-log.ts';
import type { ChannelEffect, ChannelRule } from '../channel-rule.ts';
import { type Channel, channelOf, channels } from '../entrance.ts';
import type { PictureService } from '../guide-picture.ts';
import { texts } from '../messages.ts';
import { channelsPath, effectText } from './channels-page.tsx';
import { History } from './history.tsx';

export type RuleValues = Pick<
  ChannelRule,
  'offered' | 'recommended' | 'reason' | 'decidedBy' | 'decidedOn' | 'reviewOn'
>;

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly board: Board;
  readonly service: PictureService;
  readonly current: ChannelRule | null;
  /** The newest first. */
  readonly rules: readonly ChannelRule[];
  readonly log: readonly LoggedChange[];
  readonly effect: ChannelEffect | null;
  /** The version that the form was made from. */
  readonly seen: number;
  readonly values: RuleValues;
  readonly errors: readonly FieldError[];
  readonly conflict: boolean;
  readonly saved: boolean;
};

export function ChannelPage(props: Props) {
  const { staff, language, service, current, errors } = props;
  const t = texts(language);
  const words = t.channelRules;
  const path = `${channelsPath}/${service.slug}`;
  const title = words.editTitle(service.title);
  return (
    <EditorPage staff={staff} language={language} title={title} room="channels" path={path}>
      <p>
        <a href={pathIn(language, '', channelsPath)}>{words.back}</a>
      </p>
      <ErrorSummary language={language} errors={errors} />
      <h1>{title}</h1>
      {props.saved ? (
        <Notice kind="success" heading={t.inventory.saved} live>
          <p>{words.saved}</p>
        </Notice>
      ) : null}
      {service.mandatory ? (
        <Notice kind="info" heading={words.lawHeading}>
          <p lang="da">{words.lawText(service.mandatory.statement, service.mandatory.law)}</p>
          <p>{words.lawAlternative}</p>
        </Notice>
      ) : null}
      {props.conflict ? <Conflict {...props} /> : null}
      <Entrances {...props} />
      <RuleForm {...props} path={path} />
      <h2>{words.effectHeading}</h2>
      <p>{props.effect === null ? words.effectText : effectText(props.effect, language)}</p>
      {current ? <WithdrawForm {...props} path={path} /> : null}
      <Earlier {...props} />
      <History language={language} history={props.log} />
    </EditorPage>
  );
}

const names = (list: readonly Channel[], language: Language): string =>
  list.map((one) => texts(language).channels[one]).join(', ') || '–';

function Conflict({ language, current, values }: Props) {
  const t = texts(language);
  const rows = (['offered', 'recommended', 'reason', 'decidedBy', 'decidedOn', 'reviewOn'] as const)
    .map((field) => {
      const shown = (rule: RuleValues | null) => {
        const value = rule?.[field] ?? '–';
        return typeof value === 'string' ? value : names(value, language);
      };
      return [t.channelRules[field], shown(current), shown(values)] as const;
    })
    .filter(([, stored, yours]) => stored !== yours);
  return (
    <>
      <Notice kind="warning" heading={t.edit.conflictHeading} live>
        <p>{t.channelRules.stale}</p>
      </Notice>
      {rows.length === 0 ? null : (
        <Table caption={t.edit.conflictHeading} head={Object.values(t.edit.conflictColumns)} rows={rows} />
      )}
    </>
  );
}

/** What the inventory says there is: a rule should not offer what has no entrance. */
function Entrances({ board, service, language }: Props) {
  const t = texts(language);
  const own = board.entrances.filter((one) => one.status === 'in-use' && one.services.includes(service.slug));
  if (own.length === 0) return <p>{t.channelRules.noEntrances}</p>;
  return (
    <Details summary={`${t.channelRules.suggested} (${own.length})`}>
      <ul>
        {own.map((one) => (
          <li key={one.id} lang="da">
            {one.name} ({t.channels[channelOf[one.kind]]})
          </li>
        ))}
      </ul>
    </Details>
  );
}

function RuleForm({ language, values, errors, seen, path }: Props & { readonly path: string }) {
  const t = texts(language).channelRules;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <form method="post" action={pathIn(language, '', path)}>
      <input type="hidden" name="seen" value={seen} />
      <Choice name="offered" legend={t.offered} chosen={values.offered} error={error('offered')} language={language} />
      <Choice
        name="recommended"
        legend={t.recommended}
        chosen={values.recommended}
        error={error('recommended')}
        language={language}
      />
      <TextField
        id="reason"
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        rows={3}
        value={values.reason}
        error={error('reason')}
      />
      <TextField
        id="decidedBy"
        name="decidedBy"
        label={t.decidedBy}
        hint={t.decidedByHint}
        value={values.decidedBy}
        error={error('decidedBy')}
      />
      <div class="field-columns">
        <TextField
          id="decidedOn"
          name="decidedOn"
          type="date"
          label={t.decidedOn}
          value={values.decidedOn}
          error={error('decidedOn')}
        />
        <TextField
          id="reviewOn"
          name="reviewOn"
          type="date"
          label={t.reviewOn}
          hint={t.reviewHint}
          value={values.reviewOn}
          error={error('reviewOn')}
        />
      </div>
      <Button>{t.save}</Button>
    </form>
  );
}

function Choice({
  name,
  legend,
  chosen,
  error,
  language,
}: {
  name: 'offered' | 'recommended';
  legend: string;
  chosen: readonly Channel[];
  error: string | undefined;
  language: Language;
}) {
  return (
    <fieldset
      id={name}
      tabindex={-1}
      class={error === undefined ? 'form-group' : 'form-group form-error'}
      aria-describedby={error === undefined ? undefined : `${name}-error`}
    >
      <legend class="form-legend">{legend}</legend>
      {error === undefined ? null : (
        <p class="form-error-message" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="field-columns">
        {channels.map((channel) => (
          <div class="form-check" key={channel}>
            <input
              type="checkbox"
              id={`${name}-${channel}`}
              name={name}
              value={channel}
              checked={chosen.includes(channel)}
            />
            <label for={`${name}-${channel}`}>{texts(language).channels[channel]}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function WithdrawForm({ language, errors, seen, path }: Props & { readonly path: string }) {
  const t = texts(language).channelRules;
  const error = errors.find((one) => one.field === 'withdrawReason')?.message;
  return (
    <Details summary={t.withdraw} open={error !== undefined}>
      <form method="post" action={pathIn(language, '', `${path}/traek-tilbage`)}>
        <input type="hidden" name="seen" value={seen} />
        <TextField id="withdrawReason" name="withdrawReason" label={t.withdrawReason} error={error} maxlength={300} />
        <Button variant="warning">{t.withdraw}</Button>
      </form>
    </Details>
  );
}

function Earlier({ language, rules, current }: Props) {
  const t = texts(language).channelRules;
  const earlier = current ? rules.slice(1) : rules;
  return (
    <>
      <h2>{t.history}</h2>
      {earlier.length === 0 ? (
        <p>{t.noHistory}</p>
      ) : (
        <Table
          caption={t.history}
          head={[t.columns.decided, t.columns.offered, t.columns.recommended, t.reason]}
          rows={earlier.map((rule) => [
            `${longDate(rule.decidedOn, language)}, ${rule.decidedBy}`,
            rule.withdrawn ? t.withdrawn : names(rule.offered, language),
            rule.withdrawn ? '–' : names(rule.recommended, language),
            rule.reason,
          ])}
        />
      )}
    </>
  );
}
