import type { Language } from '../../../kernel/language.ts';
import { Button, Notice, Page } from '../../../ui/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { texts } from './messages.ts';

type LoginPage = {
  readonly language: Language;
  readonly municipality: Municipality;
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
};

/** The demonstration's login: it says what it is, looks like nothing else, and asks for nothing. */
export function DemoLoginPage({ page, action }: { readonly page: LoginPage; readonly action: string }) {
  const t = texts(page.language).demo;
  return (
    <Page {...page} title={t.title} noIndex>
      <h1>{t.title}</h1>
      <Notice kind="warning" heading={t.warning}>
        <p>{t.explanation}</p>
      </Notice>
      <p>{t.told}</p>
      <form method="post" action={action}>
        <p>
          <Button name="svar" value="ja">
            {t.accept}
          </Button>
        </p>
        <p>
          <Button name="svar" value="nej" variant="quiet">
            {t.refuse}
          </Button>
        </p>
      </form>
    </Page>
  );
}

/** The login has answered, or its time is over: the conversation is in the other tab. */
export function LoginOverPage({
  page,
  says,
}: {
  readonly page: LoginPage;
  readonly says: 'done' | 'refused' | 'over';
}) {
  const t = texts(page.language).demo;
  return (
    <Page {...page} title={t[says]} noIndex>
      <h1>{t[says]}</h1>
      <p>{t.back}</p>
    </Page>
  );
}
