import { type Language, percent } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, Table, Tag } from '../../../../ui/index.ts';
import { parties } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { choiceText, type PartyResult, type TermResult } from '../study-results.ts';
import { studiesPath } from './study-frame.ts';
import { wordPaths } from './words-menu.tsx';

type Shown = {
  readonly language: Language;
  readonly studyId: string;
  readonly serviceNames: ReadonlyMap<string, string>;
  readonly mayWrite: boolean;
};

/** What a closed study found: a sentence a word, its figures, and the way into the vocabulary. */
export function StudyResults({ results, ...shown }: Shown & { readonly results: readonly TermResult[] }) {
  const t = studyTexts(shown.language);
  return (
    <>
      <h2>{t.results}</h2>
      {results.map((result) => (
        <section key={result.term.position} aria-labelledby={`ord-${result.term.position}`}>
          <h3 id={`ord-${result.term.position}`}>{t.verdict[result.verdict](result.term.term)}</h3>
          <Table
            caption={t.question(result.term.term)}
            head={[t.resultColumns.party, t.resultColumns.answers, t.resultColumns.share, t.resultColumns.often]}
            rows={parties.map((party) => [
              t.party[party],
              ...partyCells(result, result.parties[party], shown.language),
            ])}
          />
          <FeedBack result={result} {...shown} />
        </section>
      ))}
      <Details summary={t.how}>
        <p>{t.howText}</p>
      </Details>
    </>
  );
}

function partyCells(result: TermResult, party: PartyResult | null, language: Language) {
  const t = studyTexts(language);
  if (party === null) return [<Tag key="hidden">{t.hidden}</Tag>, '–', '–'];
  const share = (value: number) => percent(value, language);
  const often = party.often.map((choice) => choiceText(result.term, choice, t.unknown));
  return [
    t.answers(party.answers),
    t.share(share(party.share), share(party.interval.low), share(party.interval.high)),
    often.length === 0 ? (
      t.oftenNone
    ) : (
      <span key="often" lang="da">
        {often.join('; ')}
      </span>
    ),
  ];
}

/** Where a word is not understood as we mean it, the plain one goes to the vocabulary by one click. */
function FeedBack({ result, language, studyId, serviceNames, mayWrite }: Shown & { readonly result: TermResult }) {
  const t = studyTexts(language);
  const { term, verdict } = result;
  if (!mayWrite || (verdict !== 'differ' && verdict !== 'neither')) return null;
  const service = serviceNames.get(term.service) ?? term.service;
  if (term.plainWord === '')
    return (
      <p>
        {t.feedbackNoPlain}{' '}
        <a href={pathIn(language, '', `${wordPaths.words}/${term.service}`)}>{t.feedbackLink(service)}</a>
      </p>
    );
  return (
    <form class="actions" method="post" action={pathIn(language, '', `${studiesPath}/${studyId}/ord`)}>
      <input type="hidden" name="position" value={String(term.position)} />
      <Button variant="secondary">{t.feedback(term.term, term.plainWord, service)}</Button>
    </form>
  );
}
