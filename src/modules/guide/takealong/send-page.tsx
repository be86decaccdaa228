import { pathIn } from '../../../kernel/address.ts';
import type { Language } from '../../../kernel/language.ts';
import { Button, ChoiceTiles, ErrorSummary, Notice, StaffPage, TextField } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import { texts } from './messages.ts';
import { offWords, outcomeWords } from './outcome-words.ts';
import { QrCode } from './qr-code.tsx';
import type { PreparedLink, SendWay } from './send-link.ts';

export const sendPath = '/skranke/send';

export type SendPageProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  /** Null where no published guide was named. */
  readonly link: PreparedLink | null;
  readonly slug: string;
  readonly step: string | null;
  /** Ways that are set up. */
  readonly ways: readonly SendWay[];
  /** The message's own key: a form that is sent twice is one message. */
  readonly formKey: string;
  readonly way?: SendWay | undefined;
  readonly to?: string | undefined;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** What came of the last one, as the address says it: it names nobody. */
  readonly outcome?: string | undefined;
};

/** Where an employee sends a guide to the citizen she helps, and what she can do when nothing is set up to send with. */
export function SendPage(props: SendPageProps) {
  const { language, staff, link, ways, errors, outcome } = props;
  const t = texts(language).send;
  const told = outcome === undefined ? null : outcomeWords(outcome, language);
  const off = offWords(ways, language);
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/skranke"
      areas={menuAreas(staff.roles)}
      alternates={props.alternates}
      scripts={['take-along']}
      styles={['takealong']}
    >
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.title}</h1>
      {told === null ? null : (
        <Notice kind={told.kind} live>
          <p>{told.text}</p>
        </Notice>
      )}
      {link === null ? (
        <p>{t.noGuide}</p>
      ) : (
        <>
          <p>{t.lead(link.title)}</p>
          {link.step === null ? null : <p>{t.stepLead(link.step)}</p>}
          {ways.length === 0 ? null : <SendForm {...props} />}
          <section aria-labelledby="klar-tekst">
            <h2 id="klar-tekst">{t.ready}</h2>
            {off === null ? null : (
              <Notice kind="info">
                <p>{off}</p>
              </Notice>
            )}
            <pre class="take-text" data-copy-text>
              {link.text}
            </pre>
            <p data-take-copy-text hidden data-copied={t.copied} data-failed={t.copyFailed}>
              <Button type="button" variant="secondary">
                {t.copy}
              </Button>{' '}
              <span class="soft" role="status" />
            </p>
            <div class="take-along">
              <QrCode text={link.address} label={t.qr} />
              <p class="soft">{t.qr}</p>
            </div>
          </section>
        </>
      )}
    </StaffPage>
  );
}

function SendForm({ language, slug, step, ways, way, to, errors, formKey }: SendPageProps) {
  const t = texts(language).send;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const names = { sms: t.sms, mail: t.mail };
  const only = ways.length === 1 ? ways[0] : undefined;
  return (
    <form method="post" action={pathIn(language, '', sendPath)} novalidate>
      <input type="hidden" name="emne" value={slug} />
      {step === null ? null : <input type="hidden" name="trin" value={step} />}
      <input type="hidden" name="noegle" value={formKey} />
      {only === undefined ? (
        <ChoiceTiles
          legend={t.way}
          name="hvordan"
          value={way}
          error={errorOf('hvordan')}
          options={ways.map((value) => ({ value, label: names[value] }))}
        />
      ) : (
        <input type="hidden" name="hvordan" value={only} />
      )}
      <TextField
        id="til"
        name="til"
        label={t.to[only ?? 'both']}
        hint={t.toHint}
        error={errorOf('til')}
        value={to}
        maxlength={254}
      />
      <Button type="submit">{t.submit}</Button>
    </form>
  );
}
