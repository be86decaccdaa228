import { useState } from 'preact/hooks';
import { longestLine } from '../../company/limits.ts';
import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

/** Hands the citizen on: to a colleague, or to whoever is free. Until somebody takes over she stays here. */
export function TransferPanel({ desk, language, act }: CompanyProps) {
  const t = companyTexts(language).transfer;
  const { colleagues, places, transfer } = desk.company;
  const [to, setTo] = useState('');
  const [line, setLine] = useState('');
  const [failed, setFailed] = useState(false);
  const ask = async (event: Event) => {
    event.preventDefault();
    const [kind, id = null] = to.split(':');
    const reason = await act('omstil', {
      employee: kind === 'kollega' ? id : null,
      place: kind === 'sted' ? id : null,
      line,
    });
    setFailed(reason !== null);
    if (reason === null) setLine('');
  };
  const undo = () => void act('omstil/fortryd');
  if (transfer && transfer.state !== 'moved')
    return (
      <div role="status">
        {transfer.state === 'open' ? (
          <>
            <p>{transfer.to === null ? t.askingAnybody : t.asking(transfer.to)}</p>
            {transfer.agreed ? <p>{t.agreed}</p> : null}
          </>
        ) : (
          <p>{transfer.state === 'declined' ? t.declined(transfer.to ?? '') : t.citizenNo}</p>
        )}
        <button type="button" class="button button-secondary" onClick={undo}>
          {transfer.state === 'open' ? t.undo : t.understood}
        </button>
      </div>
    );
  if (colleagues.length === 0) return <p>{t.nobody}</p>;
  return (
    <form onSubmit={(event) => void ask(event)}>
      <label class="desk-field">
        <span>{t.to}</span>
        <select class="form-select" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">{t.anybody}</option>
          {places.map((place) => (
            <option key={place.id} value={`sted:${place.id}`}>
              {t.place(place.name)}
            </option>
          ))}
          {colleagues.map((one) => (
            <option key={one.id} value={`kollega:${one.id}`}>
              {[one.name, one.where, one.busy ? t.busy : t.free].filter((part) => part !== '').join(' · ')}
            </option>
          ))}
        </select>
      </label>
      <label class="desk-field">
        <span>{t.line}</span>
        <input
          class="form-input"
          value={line}
          maxLength={longestLine}
          autocomplete="off"
          aria-describedby="linje-hjaelp"
          onInput={(event) => setLine(event.currentTarget.value)}
        />
      </label>
      <p id="linje-hjaelp" class="desk-quiet">
        {t.lineHint}
      </p>
      <button type="submit" class="button button-secondary">
        {t.ask}
      </button>
      <div role="alert">{failed ? <p class="desk-warning">{t.failed}</p> : null}</div>
    </form>
  );
}
