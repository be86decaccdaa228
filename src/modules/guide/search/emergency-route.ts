/**
 * Whether a query tells of danger to life or of violence, so that the page can show emergency help
 * before anything else. Says which help, never a number: those are dated facts of the content.
 *
 * Written as patterns over whole expressions, not as single words: "slår" is in "slår græs" and
 * "leve" in "leve af min SU". It rather shows help once too often than once too seldom; it only
 * puts help above the answers and takes none away.
 */
import { readablePart, writtenWords } from './danish-letters.ts';

export type EmergencyRoute = 'life' | 'violence' | null;

/** In plain letters (æ as ae, ø as oe, å as aa), words parted by one space. */
const life: readonly RegExp[] = [
  /\bselvmord\w*/,
  /\bselvskade\w*|\bskaer\w* i? ?mig selv\b/,
  /\btage? (mit eget liv|mit liv|sit eget liv|sit liv|livet af)\b/,
  /\b(ikke|aldrig) (gerne )?(laengere |mere )?(at )?leve(?! (af|for|paa|med|uden|op|sammen)\b)/,
  /\b(vil|oensker|bare|gerne|lyst til at|skulle) (at |bare |gerne |hellere )*doe\b(?! (hjemme\w*|paa|i eget)\b)/,
  /\b(ende|afslutte|goere en ende paa) (mit liv|det hele|det|alt|livet)\b/,
  /\b(slaa|slaar) (mig|sig) (selv )?ihjel\b/,
  /\b(livet|mit liv) (er )?(ikke|aldrig) (er )?(noget )?vaerd\w*/,
  /\b(livstraet|doedsoenske|livet er meningsloest|ingen grund til at leve|vil ikke vaere her mere)\b/,
  /\b(suicid\w*|kill myself|end my life|want to die|wanna die|take my own life|hurt myself)\b/,
  /\b(dont|do not|no reason to|not want to) (want to )?live\b(?! (in|with|at|here|there|near)\b)/,
  /\b(taget|tage|tager|tog|slugt|spist) (en )?(overdosis|(for mange|en masse|alle|en haandfuld) (\w+ ){0,2}\w*(piller|panodil\w*|medicin))\b/,
  /^(en )?(overdosis|overdose)$/,
  /\b(tager|tog|taget) (mit eget liv|mit liv|sit eget liv|sit liv|livet af)\b/,
  /\b(afskedsbrev|doedstanker|tanker om (at doe|doeden)|selvdestruktiv\w*|cutter|cutte mig)\b/,
  /\b(goere?|gjort|skade?r?|skadet) (mig|sig) selv (ondt|fortraed)?/,
  /\bskaer(er)? (i )?(mig|sig|ham|hende) selv\b|\bskaer(er)? (i )?(mine|sine) arme\b/,
  /\b(orker|magter|gider) (ikke )?(livet|at leve)\b|\b(holde|holder) (det )?(ikke )?ud at (leve|vaere i live)\b/,
  /\b(hoppe|hopper|springe|springer|kaste mig|kaster mig|gaa) ud (foran|fra) (et |en )?(tog|toget|bro|broen|lastbil|altanen|vinduet)\b/,
  /\b(haenge|haenger) (mig|sig)( selv)?$|\b(skyde|skyder) mig selv\b/,
  /\b(ingen|ikke nogen|nogen) (ville savne mig|grund til at leve)\b|\b(bedre|lettere) (for alle )?uden mig\b/,
  /\b(end it all|self harm|cut myself|kill (himself|herself|themselves)|hurt (himself|herself)|overdosed?)\b/,
];

const someone =
  '(han|hun|mand|manden|eksmand|kone|konen|ekskone|kaereste|kaeresten|ekskaereste|eks|far|mor|faren|moren|bror|soen|' +
  'soenner|stedfar|papfar|foraeldre|partner|samlever|chef|naboen|nabo|de)';
const victim = '(mig|hende|ham|os|barnet|boernene|vores|mit|mine|min|sin|sine)';
const blow =
  '(slaar|slog|slaaet|slaa|sparket|taesker|taeskede|banker|bankede|sparker|sparkede|kvaeler|kvalt|mishandler|truer|' +
  'overfalder|voldtager)';

const violence: readonly RegExp[] = [
  /\b(vold|volden|voldelig\w*|voldsramt\w*|hustruvold|partnervold|psykisk vold|aeresrelateret\w*)\b/,
  /\b(voldtaegt\w*|voldtaget|seksuelt overgreb|seksuelle overgreb|overgreb|incest|mishandl\w*|tvangsaegteskab\w*)\b/,
  /\b(kvinde|mande)?krisecent\w*/,
  new RegExp(`\\b${someone}( \\w+){0,3} ${blow} (paa )?${victim}\\b(?! (op|sammen|til)\\b)`),
  /\b(blive?r?|blev|blevet) (\w+ )?(slaaet|banket|taesket|taevet|sparket|truet|overfaldet)\b(?! (op|sammen|ud)\b)/,
  /\bbange for (min|mit|at han|at hun|han|ham)\b.*\b(mand|kaereste|far|eks\w*|slaar|slaa|goer mig)\b/,
  /\bdomestic (violence|abuse)\b/,
  /\b((hits|beats|hitting|beating|abuses|threatens|strangles|rapes|raped) (me|her|him|us|my)|rape|violent)\b/,
  /\b(abusive|assaulted|(women s|womens) shelter|stalk(ed|er|ing) me|afraid of my (husband|wife|boyfriend|father|ex))\b/,
  /\b(husband|wife|boyfriend|girlfriend|father|partner|ex|he|she) (\w+ )?(hit|punched|punches|kicked|kicks|beat|choked) (me|us|her|him|my)\b/,
  /\b(stalker|stalking|stalket|kvaelertag|blaa maerker|overgreb\w*|voldtaeg\w*|voldtog|blodig|taesk)\b/,
  new RegExp(
    `\\b(${someone}|hvem|nogen) (\\w+ ){0,3}(forfoelger|chikanerer|opsoeger|udspionerer|overvaager) ${victim}\\b`,
  ),
  /\b(roerer|roert|tager|taget|befamler|kraenker|kraenket) (ved |paa )?(mig|hende|ham|mit barn|min datter|min soen)\b.*\b(steder|seksuelt|sengen|trusser)\b|\b(roerer|roerte) ved (mig|hende|ham)\b/,
  /\b(gifte|gifter|giftes|gift) (mig|hende|mig selv) vaek\b|\b(tvangsgift\w*|aeresdrab|social kontrol|genopdragelse\w*)\b/,
  /\bmaa ikke (gaa ud|forlade (huset|hjemmet)|have venner|arbejde|tale med) .*\b(mand|familie|far|broedre|svigerfamilie|kaereste)\b/,
  /\b(laaser|laast|spaerrer|spaerret|holder) (mig|hende|os) (inde|fanget|indespaerret)\b/,
  new RegExp(
    `\\b(${someone}) (\\w+ ){0,2}(slaar|slog|mishandler|taesker) (\\w+ )?(boern|boernene|datter|soen|barn)\\b`,
  ),
];

/** Life goes before violence where a query tells of both. Never throws. */
export function emergencyRoute(query: string): EmergencyRoute {
  const told = writtenWords(readablePart(query))
    .map(({ plain }) => plain)
    .join(' ');
  if (life.some((pattern) => pattern.test(told))) return 'life';
  return violence.some((pattern) => pattern.test(told)) ? 'violence' : null;
}
