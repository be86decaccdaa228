import { pathIn } from '../../../kernel/address.ts';
import { Details } from '../../../ui/index.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import { readAnswers } from '../reading/questions.ts';
import { readingQuery } from '../reading/reading.ts';
import type { ViewContext } from '../views/view-context.ts';
import { maxHandoverSteps } from './handover-code.ts';
import { texts } from './messages.ts';

/**
 * What one does with a guide besides reading it: print it, send it, go on elsewhere. The links work without scripts; what
 * needs the ticks of this device, or the device's own share menu, is shown by `client/take-along.entry.ts`.
 */
export function TakeAlong({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const { language, base, municipality, origin } = context;
  const t = texts(language).take;
  const path = pathIn(language, base, `/${service.slug}`);
  const title = service.plainTitle.text;
  const body = origin === undefined ? '' : t.body(title, `${origin}${path}`);
  // Whoever has answered the guide's questions prints what fits her answers.
  const answers = readAnswers(service.questions, context.reading?.answers ?? []);
  const query = readingQuery(service.questions, { answers });
  const steps = service.steps.map((step) => step.id);
  return (
    <section
      class="take-along no-print"
      aria-labelledby="tag-med"
      data-take-along
      data-slug={service.slug}
      data-steps={steps.join(',')}
      data-title={title}
    >
      <h2 id="tag-med">{t.heading}</h2>
      <ul class="plain-list take-ways">
        <li>
          <a href={`${path}/ark${query}`}>{t.print}</a>
        </li>
        <li>
          <a href={`${path}/ark.pdf${query}`}>{t.pdf}</a>
        </li>
        {origin === undefined ? null : (
          <>
            <li>
              <a href={`sms:?&body=${encodeURIComponent(body)}`}>{t.sms}</a>
            </li>
            <li>
              <a href={mailAddress(t.mailSubject(municipality.fullName), body)}>{t.mail}</a>
            </li>
          </>
        )}
        <li hidden data-take-share>
          <button class="button button-quiet" type="button">
            {t.share}
          </button>
        </li>
        <li hidden data-take-copy data-copied={t.copied} data-failed={t.copyFailed}>
          <button class="button button-quiet" type="button">
            {t.copy}
          </button>
          <span class="soft" role="status" />
        </li>
      </ul>
      {origin === undefined ? null : <p class="soft">{t.sendHint}</p>}
      {steps.length === 0 || steps.length > maxHandoverSteps ? null : (
        <div hidden data-take-other>
          <Details summary={t.other}>
            <p data-take-none>{t.otherNone}</p>
            <p>{t.otherText}</p>
            <p class="take-code" data-take-code />
            <p>
              <strong class="take-address">{`${hostOf(origin)}${pathIn(language, base, '/kode')}`}</strong>
            </p>
            <div data-take-qr data-label={t.otherQr} data-failed={t.otherQrFailed}>
              <p>{t.otherScan}</p>
            </div>
          </Details>
        </div>
      )}
      <p>
        <a href={pathIn(language, base, '/kode')}>{t.haveCode}</a>
      </p>
      <p class="soft" role="status" hidden data-take-arrived>
        {t.handedOver}
      </p>
    </section>
  );
}

/** The subject names no topic: it is read over shoulders and on locked screens. */
const mailAddress = (subject: string, body: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;

const hostOf = (origin: string | undefined): string => origin?.replace(/^https?:\/\//, '') ?? '';
