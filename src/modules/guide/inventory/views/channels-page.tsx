import { type Language, longDate, percent } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, SelectField, Table, Tag } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Board } from '../board.ts';
import type { ChannelEffect, ChannelRule } from '../channel-rule.ts';
import { type Channel, nonDigitalChannels } from '../entrance.ts';
import { texts } from '../messages.ts';

export const channelsPath = '/redaktion/kanaler';
export type RuleFilter = 'all' | 'rule' | 'none' | 'review';

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly board: Board;
  readonly rules: ReadonlyMap<string, ChannelRule>;
  readonly effects: ReadonlyMap<string, ChannelEffect | null>;
  readonly filter: RuleFilter;
};

/** Every service with its rule, or that it has none. */
export function ChannelsPage({ staff, language, board, rules, effects, filter }: Props) {
  const t = texts(language);
  const words = t.channelRules;
  const shown = board.guide.services.filter(({ slug }) => {
    const rule = rules.get(slug);
    if (filter === 'rule') return rule !== undefined;
    if (filter === 'none') return rule === undefined;
    return filter === 'all' || (rule !== undefined && rule.reviewOn <= board.today);
  });
  return (
    <EditorPage staff={staff} language={language} title={words.title} room="channels" path={channelsPath}>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <form method="get" action={pathIn(language, '', channelsPath)} class="inline-form">
        <SelectField
          id="vis"
          name="vis"
          label={t.inventory.show}
          value={filter}
          options={(['all', 'rule', 'none', 'review'] as const).map((one) => ({
            value: one,
            label: words.filter[one],
          }))}
        />
        <Button variant="secondary">{t.inventory.show}</Button>
      </form>
      <Table
        caption={words.title}
        head={Object.values(words.columns)}
        rows={shown.map((service) => {
          const rule = rules.get(service.slug);
          const name = (
            <a key="service" href={pathIn(language, '', `${channelsPath}/${service.slug}`)} lang="da">
              {service.title}
            </a>
          );
          const law = service.mandatory ? <Tag kind="info">{words.mandatory}</Tag> : null;
          if (!rule)
            return [
              name,
              <span key="none">
                {words.none} {law}
              </span>,
              '–',
              '–',
              '–',
              '–',
            ];
          const names = (channels: readonly Channel[]) => channels.map((one) => t.channels[one]).join(', ');
          return [
            name,
            <span key="offered">
              {names(rule.offered)} {law}
            </span>,
            names(rule.recommended),
            `${longDate(rule.decidedOn, language)}, ${rule.decidedBy}`,
            longDate(rule.reviewOn, language),
            effectText(effects.get(service.slug) ?? null, language),
          ];
        })}
      />
    </EditorPage>
  );
}

/** The digital share before and after, or that nobody has measured it. */
export function effectText(effect: ChannelEffect | null, language: Language): string {
  const t = texts(language).channelRules;
  if (effect === null) return t.notMeasured;
  const digital = (share: ChannelEffect['before']['share']) =>
    Object.entries(share)
      .filter(([channel]) => !nonDigitalChannels.includes(channel as Channel))
      .reduce((sum, [, part]) => sum + part, 0);
  return t.effect(percent(digital(effect.before.share), language), percent(digital(effect.after.share), language));
}
