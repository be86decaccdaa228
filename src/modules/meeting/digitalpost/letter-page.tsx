import type { Letter } from './letter.ts';
import { texts } from './messages.ts';

type LetterPageProps = {
  readonly letter: Letter;
  /** Where the PDF is. */
  readonly pdf: string;
};

/** The letter as a page to look at and to print; `client/letter.css` makes it paper with the address in the window. */
export function LetterPage({ letter, pdf }: LetterPageProps) {
  const t = texts(letter.language);
  return (
    <>
      <div class="no-print">
        <p>{t.howToPrint}</p>
        <p>
          <button class="button button-primary" type="button" data-print hidden>
            {t.print}
          </button>{' '}
          <a class="button button-secondary" href={pdf}>
            {t.asPdf}
          </a>
        </p>
      </div>
      <article class="letter" lang={letter.language}>
        <header class="letter-head">
          {letter.sender.map((line, index) => (
            <p key={line}>{index === 0 ? <strong>{line}</strong> : line}</p>
          ))}
        </header>
        <address class="letter-address">
          {letter.address.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        <p class="letter-date">{letter.date}</p>
        <h1>{letter.title}</h1>
        <dl class="letter-facts">
          {letter.facts.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}:</dt> <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {letter.bring.length === 0 ? null : (
          <section>
            <h2>{t.bring}</h2>
            <ul>
              {letter.bring.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </section>
        )}
        {letter.paragraphs.map((paragraph) => (
          <p key={paragraph} class="letter-lines">
            {paragraph}
          </p>
        ))}
        {letter.ending.map((sentence) => (
          <p key={sentence}>
            <strong>{sentence}</strong>
          </p>
        ))}
      </article>
    </>
  );
}
