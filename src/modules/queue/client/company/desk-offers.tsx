import { useEffect, useState } from 'preact/hooks';
import type { Offer } from '../../company/company-state.ts';
import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

/** True when so long has gone since it was told. */
function useReached(inMs: number): boolean {
  const [reached, setReached] = useState(inMs === 0);
  useEffect(() => {
    setReached(inMs === 0);
    if (inMs === 0) return;
    const timer = window.setTimeout(() => setReached(true), inMs);
    return () => window.clearTimeout(timer);
  }, [inMs]);
  return reached;
}

const offerKey = (offer: Offer): string => `${offer.ticket} ${offer.askedAt}`;

/** What colleagues ask of her, at the top of the line's column: nothing comes up over a face. */
export function DeskOffers(props: CompanyProps) {
  const { desk, language, act, say } = props;
  const t = companyTexts(language);
  const { offers, asks, alarm } = desk.company;
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState('');
  const wordsOf = (reason: string) => (reason === 'has-one-already' ? t.offers.busy : t.offers.late);
  const take = async (path: string, ticket: string, done: string) => {
    setRefused('');
    const reason = await act(path, { ticket });
    if (reason === null) say(done);
    else setRefused(wordsOf(reason));
  };
  const shown = offers.filter((one) => !hidden.includes(offerKey(one)));
  return (
    <>
      <div role="alert">
        {alarm.called.map((one) => (
          <div key={one.id} class="desk-warning desk-alarm">
            <p>
              <strong>{t.alarm.from(one.name, one.where)}</strong>
            </p>
            {one.byMe ? (
              <p>{t.alarm.youCome}</p>
            ) : one.answeredBy ? (
              <p>{t.alarm.otherComes(one.answeredBy)}</p>
            ) : (
              <button
                type="button"
                class="button button-primary"
                onClick={() => void act('alarm/kommer', { alarm: one.id })}
              >
                {t.alarm.iCome}
              </button>
            )}
          </div>
        ))}
        {refused === '' ? null : <p class="desk-warning">{refused}</p>}
      </div>
      <div role="status">
        {shown.length + asks.length === 0 ? null : (
          <section class="desk-offers" aria-labelledby="kolleger-spoerger">
            <h3 id="kolleger-spoerger">{t.offers.title}</h3>
            {shown.map((offer) => (
              <div key={offer.ticket} class="desk-offer">
                <p>
                  {(offer.forMe ? t.offers.transfer : t.offers.transferAll)(
                    offer.from,
                    offer.topic ?? t.offers.noTopic,
                  )}
                </p>
                {offer.line === '' ? null : <p>{t.transfer.carriedLine(offer.from, offer.line)}</p>}
                <TakeOver
                  readyInMs={offer.readyInMs}
                  language={language}
                  onTake={() => void take('omstil/overtag', offer.ticket, t.offers.taken)}
                />
                <button
                  type="button"
                  class="button button-quiet"
                  onClick={() => {
                    setHidden([...hidden, offerKey(offer)]);
                    if (offer.forMe) void act('omstil/afvis', { ticket: offer.ticket });
                  }}
                >
                  {t.offers.decline}
                </button>
              </div>
            ))}
            {asks.map((ask) => (
              <div key={ask.ticket} class="desk-offer">
                <p>{t.offers.join(ask.from, ask.topic ?? t.offers.noTopic)}</p>
                <button
                  type="button"
                  class="button button-primary"
                  onClick={() => void take('kollega/kom', ask.ticket, t.offers.joined)}
                >
                  {t.offers.come}
                </button>
                <button
                  type="button"
                  class="button button-quiet"
                  onClick={() => void act('kollega/afvis', { ticket: ask.ticket })}
                >
                  {t.offers.decline}
                </button>
              </div>
            ))}
          </section>
        )}
      </div>
    </>
  );
}

/** Not before the citizen has had the time to say no. */
function TakeOver({
  readyInMs,
  language,
  onTake,
}: {
  readonly readyInMs: number;
  readonly language: CompanyProps['language'];
  readonly onTake: () => void;
}) {
  const t = companyTexts(language).offers;
  const ready = useReached(readyInMs);
  return ready ? (
    <button type="button" class="button button-primary" onClick={onTake}>
      {t.take}
    </button>
  ) : (
    <p>{t.reading}</p>
  );
}
