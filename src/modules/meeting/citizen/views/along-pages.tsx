import { pathIn } from '../../../../kernel/address.ts';
import { Button, ChoiceTiles, ErrorSummary, Notice, TextField } from '../../../../ui/index.ts';
import { codeText } from '../../messages/message-values.ts';
import type { AlongFault, AlongForm, LinkToPassOn } from '../along.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { Frame, OtherWays } from './frame.tsx';

/** Who comes with her: a companion, or somebody who represents her, with the rights that this gives. */
export function AlongPage({
  page,
  role,
  form,
  faults,
  sends,
}: {
  readonly page: MeetingPage;
  readonly role: 'companion' | 'representative';
  readonly form: AlongForm;
  readonly faults: readonly AlongFault[];
  /** Is anything sent to whoever is named here? */
  readonly sends: boolean;
}) {
  const { language, base } = page;
  const all = texts(language).along;
  const t = all[role];
  const errors = faults.map(({ field, fault }) => ({ field, message: all.faults[`${field} ${fault}`] ?? field }));
  const error = (field: keyof AlongForm) => errors.find((one) => one.field === field)?.message;
  const path = role === 'companion' ? '/moede/mit/ledsager' : '/moede/mit/repraesentant';
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.title}</h1>
      <ErrorSummary language={language} errors={errors} />
      <p>{t.lead}</p>
      <form method="post" action={pathIn(language, base, path)} novalidate>
        <TextField id="navn" name="navn" label={t.name} maxlength={100} value={form.navn} error={error('navn')} />
        <TextField
          id="kontakt"
          name="kontakt"
          label={all.contact}
          hint={sends ? all.contactHint : all.contactHintUnsent}
          maxlength={254}
          value={form.kontakt}
          error={error('kontakt')}
        />
        {role === 'representative' ? (
          <>
            <ChoiceTiles
              legend={all.how}
              name="hvordan"
              value={form.hvordan}
              error={error('hvordan')}
              options={[
                { value: 'med', label: all.beside, hint: all.besideHint },
                { value: 'stedet', label: all.instead, hint: all.insteadHint },
              ]}
            />
            <TextField
              id="dato"
              name="dato"
              type="date"
              label={all.until}
              hint={all.untilHint}
              value={form.dato}
              error={error('dato')}
            />
            <p>{all.proof}</p>
          </>
        ) : null}
        <p class="soft">{all.kept}</p>
        <div class="actions">
          <Button>{t.add}</Button>
          <Button variant="secondary" href={pathIn(language, base, '/moede/mit')}>
            {all.back}
          </Button>
        </div>
      </form>
      <OtherWays page={page} />
    </Frame>
  );
}

/** The link of whoever comes along, shown once. No link of ours: opened here, it would show her somebody else's page. */
export function PassOnPage({
  page,
  link,
  sent,
  role,
  origin,
}: {
  readonly page: MeetingPage;
  readonly link: LinkToPassOn;
  /** By which way it goes to her by itself; null for none. */
  readonly sent: LinkToPassOn['sent'];
  readonly role: string;
  readonly origin: string;
}) {
  const { language, base } = page;
  const t = texts(language).along;
  const address = `${origin}${pathIn(language, base, `/m/${link.token}`)}`;
  const words = encodeURIComponent(t.passOnWords(address));
  return (
    <Frame page={page} title={t.linkTitle(link.name)}>
      <h1>{t.linkTitle(link.name)}</h1>
      {sent === null ? null : (
        <Notice kind="success" live>
          <p>{t.sent[sent](link.name)}</p>
        </Notice>
      )}
      <p>{sent === null ? t.passOn(link.name) : t.passOnToo}</p>
      <p class="own-link pass-on">
        <code class="notranslate">{address}</code>
      </p>
      <p>{t.copy}</p>
      <p class="actions no-print">
        <Button variant="secondary" href={`sms:?&body=${words}`}>
          {t.bySms}
        </Button>
        <Button variant="secondary" href={`mailto:?body=${words}`}>
          {t.byMail}
        </Button>
      </p>
      {link.sent === 'sms' ? (
        <p>{t.codeFor(codeText(link.code), `${origin}${pathIn(language, base, '/moede/kode')}`)}</p>
      ) : null}
      <p>{role === 'representative' ? t.representativeSees : t.companionSees}</p>
      <Notice kind="warning">
        <p>{t.once}</p>
      </Notice>
      <form method="post" action={pathIn(language, base, '/moede/mit/med')}>
        <Button>{t.done}</Button>
      </form>
    </Frame>
  );
}
