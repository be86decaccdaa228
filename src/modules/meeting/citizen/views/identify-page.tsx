import { pathIn } from '../../../../kernel/address.ts';
import { Button, Notice } from '../../../../ui/index.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';

/** A meeting for which it must be certain who she is: by login, or by calling. */
export function IdentifyPage({
  page,
  title,
  login,
  fields,
}: {
  readonly page: MeetingPage;
  readonly title: string;
  /** Null: no login is set up here. */
  readonly login: 'demonstration' | null;
  readonly fields: readonly (readonly [string, string])[];
}) {
  const { language, base } = page;
  const t = texts(language).identify;
  return (
    <Frame page={page} title={title}>
      <h1>{title}</h1>
      <p>{t.why}</p>
      {login === null ? (
        <Notice kind="info">
          <p>{t.notHere}</p>
        </Notice>
      ) : (
        <>
          <form method="get" action={pathIn(language, base, '/moede/mitid')}>
            <Hidden fields={fields} />
            <Button>{t.login}</Button>
          </form>
          <p class="soft">{t.stored}</p>
        </>
      )}
      <h2>{t.otherwise}</h2>
      <p>{t.call}</p>
      <OtherWays page={page} heading={false} />
    </Frame>
  );
}
