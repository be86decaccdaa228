/**
 * Words that carry no topic, Danish and English together: the same field takes both, and a word that
 * is empty in one language ("have", "to", "i") is seldom what a query in the other hangs on.
 * They are dropped only when something else remains, so that "hvem er du" is still a query.
 * In plain letters (æ as ae, ø as oe, å as aa).
 */
const danish = `
af alle alt altid andet anden at bare blev blive bliver da de dem den denne der deres det dette dig din dine dit
du efter eller en end er et faa faar for fordi fra fik foer gaa gaar gik gjorde gjort goer goere ham han
hans har havde have haver hej hen hende hendes her hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan
hvorfor hvornaar i ifoelge igen ikke ind inden ja jeg jer jeres jo kan kom komme kommer kommet kun kunne lidt
lige man mange med meget men mens mere mest mig min mine mit mod maa maatte naar ned nogen noget nogle nok nu
og ogsaa om op os over paa sagt sammen selv ses sig sige sin sine sit skal skulle som saa saadan tag til ud under
ude uden var vaere vaeret ved vi vil ville vores blevet hos ad da dog ens ene hele helt mht via dvs osv evt ca pga
gerne venligst tak vide kunnet skulle burde boer bedt faaet ha ka ska ku sku ik it te ae naa hva mi di dk
`;
const english = `
a about am an and any are as at be been but by can could did do does for from get getting got had has have he help
her hers him his how i if im in into is it its ive just like me my need of on or our out please she should so some
that the their them then there these they this to up us was we what when where which who why will with would you
your want hello hi
`;

const stopWords: ReadonlySet<string> = new Set(`${danish} ${english}`.trim().split(/\s+/));

/** @param plain a word in plain letters. */
export function isStopWord(plain: string): boolean {
  return stopWords.has(plain);
}
