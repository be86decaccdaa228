import { useLate } from '../use-late.ts';
import type { WorkTabsProps } from './work-tabs.tsx';

/** `agreed` is null until it has come too. */
export type WorkAreaProps = Omit<WorkTabsProps, 'agreed'> & { readonly agreed: WorkTabsProps['agreed'] | null };

/** What all work on. Until the rest has come there is the guide, which she had before. */
export function WorkArea(props: WorkAreaProps) {
  const late = useLate(props.state.phase === 'live');
  const { agreed, ...rest } = props;
  if (late && agreed) return <late.WorkTabs {...rest} agreed={agreed} />;
  return props.guide === undefined ? null : (
    <div class="call-work">
      <div class="call-panel">{props.guide}</div>
    </div>
  );
}
