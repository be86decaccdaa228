import type { Language } from '../../../../kernel/language.ts';
import { may } from '../../roles.ts';
import type { Call, CallState } from '../call-types.ts';
import { ScreenPanel } from '../screen/screen-panel.tsx';
import { PageSurface } from './page-surface.tsx';
import { PageView } from './page-view.tsx';

/**
 * Seeing the same: the municipality's own pages, and the screen for pages of others. It must stay in the page while the call
 * lasts, hidden if need be: what she has filled in lives in it, and the others' question reaches her through it.
 */
export function PagePanel(props: {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  /** `/fjordby`, without a language. */
  readonly base: string;
  /** The page that she begins on; the front page without one. */
  readonly start?: string | undefined;
  /** Something happens here that the person should see: the panel should come forward. */
  readonly onWanted?: (() => void) | undefined;
}) {
  const { call, state, language, base } = props;
  const role = state.me?.role;
  if (!role) return null;
  const start = props.start ?? `${base}${language === 'da' ? '' : `/${language}`}`;
  return (
    <div class="page-panel">
      <PageView call={call} state={state} language={language} onWanted={props.onWanted} />
      {may(role, 'show-page') ? (
        <PageSurface
          call={call}
          state={state}
          language={language}
          base={base}
          start={start}
          onWanted={props.onWanted}
        />
      ) : null}
      <ScreenPanel call={call} state={state} language={language} start={start} onWanted={props.onWanted} />
    </div>
  );
}
