import type { ComponentChildren } from 'preact';
import type { Language } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { type Alternate, Button, FactList, PlainPage } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { roles } from '../role.ts';
import type { ClaimRefusal } from '../staff-claims.ts';

type Spoken = { readonly language: Language };
type Again = Spoken & { readonly wanted: string | null };

const loginAgain = (language: Language, wanted: string | null): string =>
  `${pathIn(language, '', '/log-ind')}${wanted === null ? '' : `?til=${encodeURIComponent(wanted)}`}`;

/** What happened, in words; then the way on. */
function LoginPage({
  language,
  title,
  children,
  again,
}: Spoken & { title: string; children: ComponentChildren; again?: string }) {
  const t = texts(language);
  return (
    <PlainPage title={title} language={language} noIndex>
      <h1>{title}</h1>
      {children}
      {again === undefined ? null : (
        <p>
          <Button href={again}>{t.tryAgain}</Button>
        </p>
      )}
      <p>
        <a href={pathIn(language, '')}>{t.frontPage}</a>
      </p>
    </PlainPage>
  );
}

export function CancelledPage({ language, wanted }: Again) {
  const t = texts(language).cancelled;
  return (
    <LoginPage language={language} title={t.title} again={loginAgain(language, wanted)}>
      <p>{t.text}</p>
    </LoginPage>
  );
}

export function LoginLostPage({ language }: Spoken) {
  const t = texts(language).lost;
  return (
    <LoginPage language={language} title={t.title} again={loginAgain(language, null)}>
      <p>{t.text}</p>
    </LoginPage>
  );
}

export function LoginRefusedPage({ language, wanted, code }: Again & { readonly code: string }) {
  const t = texts(language).refused;
  return (
    <LoginPage language={language} title={t.title} again={loginAgain(language, wanted)}>
      <p>{t.text}</p>
      <p>{t.code(code)}</p>
    </LoginPage>
  );
}

export function UnreachablePage({ language, wanted }: Again) {
  const t = texts(language).unreachable;
  return (
    <LoginPage language={language} title={t.title} again={loginAgain(language, wanted)}>
      <p>{t.text}</p>
    </LoginPage>
  );
}

/** The login worked, the person may not come in: whom to ask, and for what. */
export function NoAccessPage({ language, refusal }: Spoken & { readonly refusal: ClaimRefusal }) {
  const t = texts(language);
  const text =
    refusal.kind === 'no role' ? t.noAccess.noRole(refusal.municipality.fullName) : t.noAccess.noMunicipality;
  return (
    <LoginPage language={language} title={t.noAccess.title} again={loginAgain(language, null)}>
      <p>{text}</p>
      <ul>
        {roles.map((role) => (
          <li key={role}>
            {t.roleNames[role]} (<code>{role}</code>)
          </li>
        ))}
      </ul>
    </LoginPage>
  );
}

/** For whoever runs the program: the variables by name. */
export function NotSetUpPage({
  language,
  returnAddress,
  alternates,
}: Spoken & { returnAddress: string; alternates: readonly Alternate[] }) {
  const t = texts(language).notSetUp;
  return (
    <PlainPage title={t.title} language={language} alternates={alternates} noIndex>
      <h1>{t.title}</h1>
      <p>{t.forCitizens}</p>
      <p>
        <Button href={pathIn(language, '')}>{texts(language).frontPage}</Button>
      </p>
      <p>{t.text}</p>
      <FactList
        items={[
          { label: 'OIDC_ISSUER', value: t.issuer },
          { label: 'OIDC_CLIENT_ID', value: t.clientId },
          { label: 'OIDC_CLIENT_SECRET', value: t.clientSecret },
          { label: 'OIDC_CLAIM_ROLES, OIDC_CLAIM_MUNICIPALITY, OIDC_CLAIM_NAME', value: t.claims },
          { label: t.returnAddress, value: returnAddress },
        ]}
      />
    </PlainPage>
  );
}
