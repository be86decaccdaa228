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
  /\b(ende|afslutte|goere en ende paa) (mit liv|det hele|livet)\b/,
  /\b(slaa|slaar) (mig|sig) (selv )?ihjel\b/,
  /\b(livet|mit liv) (er )?(ikke|aldrig) (er )?(noget )?vaerd\w*/,
  /\b(livstraet|doedsoenske|livet er meningsloest|ingen grund til at leve|vil ikke vaere her mere)\b/,
  /\b(suicid\w*|kill myself|end my life|want to die|wanna die|take my own life|hurt myself)\b/,
  /\b(dont|do not|no reason to|not want to) (want to )?live\b(?! (in|with|at|here|there|near)\b)/,
  /\b(taget|tage|slugt) (en )?(overdosis|for mange piller|alle (mine )?piller)\b/,
];

const someone =
  '(han|hun|mand|manden|eksmand|kone|konen|ekskone|kaereste|kaeresten|ekskaereste|eks|far|mor|faren|moren|bror|soen|' +
  'soenner|stedfar|papfar|foraeldre|partner|samlever|chef|naboen|nabo|de)';
const victim = '(mig|hende|ham|os|barnet|boernene|vores|mit|mine|min|sin|sine)';
const blow =
  '(slaar|slog|slaaet|slaa|taesker|taeskede|banker|bankede|sparker|sparkede|kvaeler|kvalt|mishandler|truer|' +
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
  /\b(abusive|assaulted|(women s|womens) shelter)\b/,
];

/** Life goes before violence where a query tells of both. Never throws. */
export function emergencyRoute(query: string): EmergencyRoute {
  const told = writtenWords(readablePart(query))
    .map(({ plain }) => plain)
    .join(' ');
  if (life.some((pattern) => pattern.test(told))) return 'life';
  return violence.some((pattern) => pattern.test(told)) ? 'violence' : null;
}
