/**
 * The root a word is compared by: Snowball, then the nouns made from verbs joined to their verb
 * (flytning and flytte, which Snowball keeps apart: docs/evidence.md, "Danish search"), with a table for the words
 * where the language is irregular or where two everyday words would fall together.
 */
import { foldLetters } from './danish-letters.ts';
import { stemDanish } from './danish-stemmer.ts';

/**
 * Root, then the plain forms (æ as ae, ø as oe, å as aa) that have it. Why a line is here:
 * irregular nouns and verbs; words that a rule would send astray (passe is not pas, parkere is not
 * park, renovation is not renovere); participles in -t that Snowball leaves alone; words that citizens
 * use for one another (job and arbejde, doktor and læge); words that another's form would claim without its
 * Danish letters (kort is not kørt, andre not ændre). Any other country stands for "abroad", so that
 * "flytte til Spanien" is "flytte til udlandet" without a term for every country.
 */
const overrideLines = `
barn boern boernene boernenes barnet barnets barns boerns unger ungerne ungernes
mand maend maendene manden mands mandens
tand taender taenderne tanden
bog boeger boegerne
mor moedre moderen moren mors
far faedre faderen faren fars
bror broedre broderen
datter doetre doetrene datteren
haand haender haenderne
nat naetter
kraeft kraeften
kraft kraften kraefter
kort kortet kortene korts
andre andres
tom tomt tomme
lager lageret lagre
tank tanken
kor koret
oeje oejne oejnene
doed doe doer doeden doede doedt doeende doeds
foedsel foede foeder foedt foedte foedsler foedslen foedes
pasning passe passes passer passede pasningen pasninger
pas passet passene passets
parkering parkere parkerer parkeret parker parkerede parkeringen parkeringer
renovation renovationen
vielse vie vies viet viede vielser vielsen vielses
gammel gammelt gamle
gift gifte gifter giftet giftes giftede
skil skilles skilt skille skilte skiltes
vaelge vaelg vaelger vaelges valgte
valg valget valgene valgets
koebe koebt koebte koeber koeb
soege soegt soegte soeger soeges soeg soegning soegninger
ansoeg ansoegt ansoegte
saelge solgt solgte saelger saelges salg salget
bruge brugt brugte bruger
lave lavet laver lavede
betal betalt betalte betaler
opsig opsagt opsagte opsiger opsiges opsigelse opsigelsen
skriv skrevet skrev skriver skrives
drikke drak drukket drikker drikkes drikkeri
slaa slaar slog slaaet slaas
stjael stjaalet stjaeler stjal stjaele
find fundet fandt finder findes
bygge byg bygger bygget bygges
toem toemme toemmer toemt toemning toemninger toemmes toemningen
koer koere koerer koert koerte koersel koerslen koersler koeres
laer laere laerer laert laerte laeres
laege laegen laeger laegerne laegens laeges doktor doktoren doktorer doktors
hjaelp hjaelpe hjaelper hjulpet hjalp hjaelpen
daekke daekker daekket daekkes daekkede daekning
rejse rejser rejst rejste rejsen
leje lejer lejet lejede lejen
laan laane laaner laant laante laanet
faa faar fik faaet
blive bliver blev blevet bliv
give giver gav givet giv gives
gaa gaar gik gaaet
komme kommer kom kommet
meld melde melder meldt meldte meldes meld
anmeld anmeldt anmeldte
tilmeld tilmeldt
afmeld afmeldt
fornye fornyet forny fornyelse fornyelsen fornyer fornyes
udloeb udloebe udloeber udloebet udloebne
skifte skift skifter skiftet skiftes skiftede
aendre aendring aendringer aendret aendrer aendrede aendringen
brev breve brevet brevene
hus huse huset husene husets
vej veje vejen vejene vejens
rotte rotter rotten rotterne
tilskud tilskuddet tilskuds
indskud indskuddet
skat skatten skatter skats
id ids
su suen
app appen apps appens
mitid mitids
bil bilen biler bilens bilerne
bus bussen busser
kone konen koner
syg syge sygt
sygdom sygdomme sygdommen
klage klager klaget klagede klagen
traet traette
hoer hoere hoerer hoert hoerelse hoerelsen
se ser set saa
ret retten retter
afgoer afgoere afgoerelse afgoerelser afgoerelsen afgjort
taenk taenke
regn regne
regning regninger regningen regningerne
lejlighed lejligheder lejligheden
stem stemme stemmer stemt stemte stemmes
moving move moved moves
married marry marriage marriages
divorce divorced divorcing
tax taxes
arbejde arbejdet arbejder arbejdede job jobbet jobs jobbene
computer computeren computere pc pcen
arbejdsgiver arbejdsgiveren arbejdsgivere chef chefen
child children childrens kids kid
died die dead death dies deceased
sick sickness
pension pensions pensionist pensionister pensionisten pensionisterne
city cities
udland brasilien mexico argentina rusland litauen letland estland bulgarien ungarn tjekkiet serbien bosnien
udland pakistan syrien irak iran afghanistan libanon somalia marokko egypten filippinerne vietnam nepal israel
udland sydafrika nigeria ghana eritrea etiopien tunesien cypern malta slovakiet slovenien albanien bali dubai brazil
udland udlandet udlandets abroad tyskland sverige norge spanien frankrig italien polen england portugal
udland graekenland tyrkiet thailand holland belgien schweiz oestrig finland irland skotland storbritannien
udland canada australien usa amerika kina japan indien groenland faeroeerne island rumaenien ukraine kroatien
udland malmoe london berlin germany sweden norway spain france italy poland portugal greece turkey netherlands
udland belgium switzerland austria finland ireland scotland uk romania ukraine iceland greenland usa america
`;

const overrides: ReadonlyMap<string, string> = readOverrides(overrideLines);

function readOverrides(lines: string): Map<string, string> {
  const table = new Map<string, string>();
  const foldedOnly = new Map<string, string | null>();
  for (const line of lines.trim().split('\n')) {
    const [root = '', ...forms] = line.split(' ');
    // "vaelge" and "valg" fold together; their roots must not
    const unique = root === 'vaelge' ? root : foldLetters(root);
    for (const form of [root, ...forms]) {
      if (!table.has(form)) table.set(form, unique);
      const folded = foldLetters(form);
      if (folded === form) continue;
      const claimed = foldedOnly.has(folded) && foldedOnly.get(folded) !== unique;
      foldedOnly.set(folded, claimed ? null : unique);
    }
  }
  // The form without Danish letters means the same, unless two words claim it or it is a word of its own.
  for (const [folded, root] of foldedOnly) if (root !== null && !table.has(folded)) table.set(folded, root);
  return table;
}

let byRoot: Map<string, string[]> | undefined;

/** The forms that only the table brings to this root, by which no ending is cut off. */
export function overriddenForms(root: string): readonly string[] {
  if (!byRoot) {
    byRoot = new Map();
    for (const [form, to] of overrides) byRoot.set(to, [...(byRoot.get(to) ?? []), form]);
  }
  return byRoot.get(root) ?? [];
}

/** The shortest stem a derivation may leave: "pasning" must not become "pas", nor "regning" "reg". */
const shortestVerb = 4;
const verbalNouns = ['ering', 'ation', 'ning', 'ing', 'sel'] as const;

const known = new Map<string, string>();
/** Enough for every word of the guide and the queries of a day; emptied rather than grown past it. */
const mostKnown = 20_000;

/** @param plain a word in plain letters (æ as ae); the folded form is accepted too. */
export function rootOf(plain: string): string {
  const before = known.get(plain);
  if (before !== undefined) return before;
  const root = overrides.get(plain) ?? derivedRoot(foldLetters(plain));
  if (known.size >= mostKnown) known.clear();
  known.set(plain, root);
  return root;
}

function derivedRoot(folded: string): string {
  if (folded.length <= 3 || /\d/.test(folded)) return folded;
  const stem = regularStem(folded);
  for (const ending of verbalNouns) {
    if (!stem.endsWith(ending)) continue;
    const rest = stem.slice(0, -ending.length);
    if (rest.length >= shortestVerb && /[aeiouy]/.test(rest)) return regularStem(rest);
  }
  return stem;
}

/** What Snowball leaves undone: the past tense in -ede, pensionist, nouns in -s (plads, pladsen; licens, licensen). */
function regularStem(folded: string): string {
  const present = folded.length >= 7 ? folded.replace(/edes?$/, 'e') : folded;
  return stemDanish(present, shortestVerb)
    .replace(/pensionist$/, 'pension')
    .replace(/(?<=..[bcdfghjklmnoprtvyz])s$/, '');
}
