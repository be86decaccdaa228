import { pathIn } from '../../../../kernel/address.ts';
import { Button, ErrorSummary, type FieldError, TextField } from '../../../../ui/index.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { Frame, OtherWays } from './frame.tsx';

/** The way to her meeting for whoever has a letter or a text message: code, and what she is reached by. */
export function CodePage({
  page,
  code,
  contact,
  errors,
}: {
  readonly page: MeetingPage;
  readonly code: string;
  readonly contact: string;
  readonly errors: readonly FieldError[];
}) {
  const { language, base } = page;
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <Frame page={page} title={t.code.title}>
      <h1>{t.code.title}</h1>
      <ErrorSummary language={language} errors={errors} />
      <p>{t.code.lead}</p>
      <p>{t.code.byPhone}</p>
      <form method="post" action={pathIn(language, base, '/moede/kode')}>
        <TextField
          id="kode"
          name="kode"
          label={t.code.code}
          hint={t.code.codeHint}
          value={code}
          maxlength={40}
          error={error('kode')}
        />
        <TextField
          id="kontakt"
          name="kontakt"
          label={t.code.contact}
          value={contact}
          maxlength={254}
          autocomplete="email"
          error={error('kontakt')}
        />
        <Button>{t.code.next}</Button>
      </form>
      <p>
        <a class="way" href={pathIn(language, base, '/moede/anonym')}>
          {t.list.haveAnonymous}
        </a>
      </p>
      <OtherWays page={page} />
    </Frame>
  );
}
