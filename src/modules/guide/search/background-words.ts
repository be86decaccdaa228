/**
 * Ordinary words that are not the guide's own, as evidence of what a query is about.
 *
 * `everyday` words belong to telling ("i morgen", "desværre", "min svigermor"): they count little
 * either way, so that a long sentence with one telling word is still answered.
 * `elsewhere` words are the business of somebody else (weather, football, shops, brands): they count
 * more than a word nobody knows, so that "hvem vandt valget i USA" is not answered with *Elections*.
 *
 * Both are real words, and that is the second use: a correctly spelled word is never "corrected"
 * into a service (kage to klage, fest to vest, hest to rest). A word that the titles or the vocabulary
 * use is the guide's own whatever stands here. In plain letters (æ as ae, ø as oe, å as aa).
 */
const everydayText = `
mand kone mor far mormor farmor morfar farfar bedste bedstemor bedstefar bedsteforaeldre svigermor svigerfar onkel
tante faster moster kusine faetter nevoe niece soen datter bror soester soeskende ven veninde nabo kaereste
aegtefaelle eks dreng pige kvinde person folk menneske nogen ingen familie chef kollega veninden barnebarn boernebarn
gamle ung unge dag dage uge uger maaned maaneder aar time timer minut sekund morgen formiddag eftermiddag aften nat
weekend mandag tirsdag onsdag torsdag fredag loerdag soendag januar februar marts april maj juni juli august september
oktober november december sommer vinter foraar efteraar jul paaske tid tider gang gange snart straks hurtigt hurtig
sent tidligt senere foerst foerste sidste naeste forrige endnu stadig allerede lige nylig lang langt laenge kort god
godt daarlig daarligt stor store lille smaa ny nye nyt nyeste bedre bedst vaerre vaerst flere faerre samme anderledes
rigtig rigtigt forkert helst maaske faktisk egentlig desvaerre heldigvis simpelthen ellers saadan virkelig meget
temmelig ret naesten cirka moerkt lyst roed groen sort hvid en to tre fire fem seks syv otte ni ti elleve tolv tyve
tredive hundrede tusind halv vil vide tro tror troede synes mener mene taenker taenke haaber haabe vaelger vaelge
oensker oenske spoerge spoergsmaal svar svare fortaelle fortalt snakke snakket tale talt hoert ringe ringer ringet
skrive laese se set kigge finde fundet bruge brug brugt bestille bestilling bestilt soege soegning soegt ansoege
ansoegning ansoegninger ansoegningsskema blanket blanketten skema formular hente hentet sende sendt aflevere modtage
modtaget tage tager taget lave laver gaar goere gjort starte begynde begyndt slutte stoppe stoppet vente ventet proeve
proevet hjaelp hjaelpe hjaelper hjulpet mangle mangler mangel kraeve kraever noedvendig noedt behov behoever problem
problemer sag sager ting tingene maade maader regler regel krav betingelser information info oplysning oplysninger
vejledning guide kontakt kontakte telefonnummer nummer side hjemmeside link kommune kommunen kommunens kommunal
kommunale borgerservice borger borgere danmark dansk danske land landet by byen sted steder fjordby hedelund offentlig
offentlige myndighed pris prisen priser koste koster gratis dyr dyrt billig betale betaling beloeb kroner kr penge
tjek tjekke mulig muligt mulighed muligheder lov lovligt tilladt maa gyldig gyldighed status svartid frist frister
virker virke ordne klare nej fint super seddel kasse kontor center afdeling system slags type bord stol rum gulv
chefen boss dejlig nemt nem let svaer svaert besvaer udfylde underskrive underskrift fylde opdatere oprette online
digitalt nettet bringe bragt bringer holde holder holdt staa staar stod ligge ligger laa sidde sidder sad loebe loeber
loeb falde falder faldt miste mistet mister glemme glemmer glemt huske husker husket forstaa forstaar forstod kende
kender kendt bo bor boet leve lever levet arve moede moeder moedt hjemme hjem hjemmefra herhjemme derhjemme klarer
klaret magte magter orke orker overskue overskuer gide gider turde toer toere ramme rammer ramt ske sker skete haende
virkede fungere fungerer slukke slukker taende taender lukke lukker lukket aabne aabner aabent lande trykke trykker
passer mente savne savner undre undrer undret bekymret bange glad ked sur vred traet frustreret forvirret usikker
tvivl enig uenig klar faerdig alvorlig alvorligt vigtig vigtigt almindelig almindeligt normal normalt saerlig saerligt
speciel egen eget egne anden andre tredje fjerde hver enkelt enkelte begge ingenting intet alting overhovedet omkring
mellem imellem foran bagved bag oven nede oppe hjoerne ende midt igennem gennem tilbage frem fremad videre afsted vaek
altid aldrig ofte sjaeldent tit indtil siden efterhaanden pludselig pludseligt forleden dengang sidst endelig omtrent
nogenlunde helt halvt meste resten del dele stykke stykker par flok antal maengde kilo meter kilometer ekstra almen
ordentlig ordentligt sikker sikkert bestemt garanteret direkte personlig personligt privat fysisk telefonisk skriftlig
skriftligt mundtlig kopi original dokument dokumenter papir papirer papirerne skrevet tilsendt indsende oplyse oplyses
oplyst meddele besked beskeder spoerger spurgt svarer svarede snakker taler anbefale foreslaa raad raade raadgivning
vejlede vejleder vist vise viser forklare forklarer betyder betyde gaelder gaelde omhandler handler angaaende
vedroerende forbindelse mulighederne rettighed rettigheder pligt pligter loven lovgivning paragraf henvende
henvendelse kontaktes aabningstid aabningstider booke tidsbestilling aftale aftaler moedet moedes fremmoede personale
medarbejder kontrol tjekket finder fandt opdage opdaget kigger saa hoerte maerke maerker foele foeler lugte lugter
stoerre stoerst mindre mindst hoej hoejt hoejere lav lavt lavere tung hurtigere langsom langsomt tynd tyk bred smal
varm kold vaad ren beskidt flot grim paen rar sjov kedelig klog dum rask svag staerk haard bloed rund skaev tom fuld
aaben kaempe enorm utrolig fantastisk forfaerdelig umulig umuligt nyligt forgaeves laengere kortere sluger sluge
kostede kostet givet tilbudt modtog ventede ventetid ventetiden already still yet too very really also only just maybe
soon later before after again never always nothing something anything someone everyone own same different right wrong
big small long short high low bring put keep lost broken question answer call write read talk speak meet live stay
leave became become happen try wait allowed possible find need new old help want apply application form how cost price
free where when today tomorrow day week month year please thanks good bad know tell ask make take give see look show
start stop can way thing things people husband wife mother father mom dad son daughter brother sister friend man woman
family my me the using use order request about municipality denmark danish official number send receive rights first
last
`;

const elsewhereText = `
vejr vejret vejrudsigt vejrudsigten regn regnvejr sol solskin temperatur dmi storm torden skydaekke pollen pollental
fodbold haandbold kamp kampe resultat resultater superliga liga maal scorede vandt vinder vinde tabte spil spille
spiller stilling stillingen vm em ol landshold traener golf tennis badminton svoemning cykelloeb ishockey formel
racerloeb boksning maraton loeb fitness fitnesscenter yoga styrketraening opskrift opskrifter frikadeller kage kager
lagkage bage bagning pizza burger sushi kebab lasagne suppe gryderet kylling boef pasta ris kartofler flaeskesteg
risalamande pandekager boller broed surdej kaffe te is chokolade slik oelbryg restaurant restauranter cafe bager
takeaway menukort bordbestilling bord film serie serier biograf biografbillet netflix hbo disney viaplay youtube
spotify musik sang sange sangtekst koncert koncerter festival billet billetter teater museum tv tvguide
fjernsynsprogram radio podcast podcasts streaming skuespiller skuespillerinde popstjerne kendis kendte kongehuset
kronprins eurovision grammy oscar tog toget togtider togbillet koereplan koereplaner rejseplan rejseplanen metro
metroen faerge faergen fly flybillet flybilletter charter charterrejse hotel hoteller rejsekort dsb ryanair sas
norwegian mallorca sommerhusudlejning airbnb booking afgange forsinket letbane benzin benzinpris benzinpriser
dieselpris tankstation bilforhandler brugtbil autovaerksted daek vinterdaek synshal bilvask biludlejning lejebil koeb
koebe koebt saelge saelges salg tilbud rabatkode udsalg butik butikker supermarked netto foetex bilka rema lidl aldi
ikea elgiganten power zalando matas hm amazon wish temu dba gratisliste auktion webshop levering pakke pakken
pakkeshop postnord gls dao ups bring sko stoevler jakke kjole bukser smykker ur parfume iphone ipad samsung android
windows mac macbook computerspil playstation xbox nintendo printer skaerm oplader wifi bredbaand internetforbindelse
router fiber mobilabonnement abonnement yousee telenor telia tdc stofa fibia norlys telmore oister cbb facebook
instagram tiktok snapchat twitter google gmail outlook hotmail chatgpt ai office excel word app store photoshop
minecraft fortnite roblox frisoer frisoeren klipning negle neglesalon kosmetolog massage tatovering tatovoer spa
wellness solarium makeup kviklaan forbrugslaan laanepenge bitcoin krypto kryptovaluta aktie aktier aktiekurs boers
boerskurs investering valuta valutakurs dollar kurs realkredit realkreditlaan boliglaan billaan mobilepay nordea
danskebank jyske sydbank lunar revolut paypal kreditkort mastercard dankort bilforsikring indboforsikring
husforsikring forsikring forsikringsselskab tryg topdanmark alm elpris elpriser stroempris elselskab elregning vvs
vvser elektriker toemrer maler murermester haandvaerker haandvaerkere flyttefirma flyttemand flyttebil flyttekasser
flyttekasse rengoeringsfirma havemand hund hunde hvalp hvalpe kat katte killing killinger hest heste kanin hamster
akvarium dyrlaege dyrlaegen hundefoder dating kaerlighed tinder horoskop stjernetegn droemme droem vits vitser joke
jokes gaade sudoku krydsord lotto eurojackpot casino poker odds betting spilleautomat julekalender gave gaver gaveide
foedselsdag foedselsdagssang oversaet oversaette ordbog hovedstad hovedstaden praesident praesidenten konge usa
amerika rusland kina krig nyheder nyhed avis eb bt politiken verdenskrig dinosaur planet maane stjerner historie digt
noveller stil lektier matematik ligning brok fysik kemi fransk klokken klokkeslaet kalender ugenummer dato stopur
lommeregner sofabord indretning havearbejde plante planter blomster blomst roser tomater plaeneklipper strikkeopskrift
strikke hobby lego legetoej braetspil boeger roman test hallo heyhej lorem ipsum asdf qwerty abc blabla bla rest fest
gaest kunst vest oest syd nord lyd sex porno slank slankekur vaegttab diaet kalorier vitamin proteinpulver weather
forecast football soccer match score results recipe recipes cake movie movies cinema show tickets ticket concert
restaurants hotels flight flights train trains timetable cheap buy sell sale shop shopping stores game games play
music song lyrics news president war capital translate dictionary love crypto stock stocks hairdresser gym battery
internet subscription broadband laptop best world cup won win winner mortgage dog cat puppy beach uber nails haircut
`;

export type Background = 'everyday' | 'elsewhere';

/** The words of both lists in plain letters. */
export function backgroundWords(): readonly (readonly [word: string, kind: Background])[] {
  return [...wordsOf(elsewhereText, 'elsewhere'), ...wordsOf(everydayText, 'everyday')];
}

function wordsOf(text: string, kind: Background): (readonly [string, Background])[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => [word, kind] as const);
}
