/**
 * The words that a recovery phrase is made of: 2,048 of them, so that each carries eleven bits. Our own list: everyday Danish,
 * three to eight letters from a to z (any keyboard has them), no two alike in their first five letters. A phrase names words,
 * so the list may never lose one.
 */
export const phraseWords: readonly string[] = `
abrikos adresse advent aften agern agurk akrobat aksel aktie aktiv akut akvarel alarm album alfabet alge almue alpe
alperose altan alvorlig ambition ambolt amme amulet ananas anden anelse anemone anker ankomst annonce anorak ansigt
antal antenne antilope apotek apparat appelsin appetit april arbejde areal arena arkitekt arkiv armring aroma
artikel asfalt aske asters atlas atlet atom attest august automat avis avocado baby badebold badedyr badehat badekar
bademad badering bageri bagside bagvej balance balkon ballet ballon balsam bambus banan bande banjo bankbog barber
barkbrun barn baron basar basis basket basun batteri bavian bazar beboer bededag beder bedre bedrift begynde beret
berg besked bestemt bestik betale beton beundre bevare bevis bidrag bidsel bifald billard billet billig biograf
biologi birk bistade blad blank blikfang blinke blitz blive blok blomme blomst blond blus bluse blyant blynd bogen
bogfinke boghylde bogstav boks boldbane boldspil bolig bolle bolsje bolt bomuld bonbon bonde bord bordet borg borger
boring botanik boutique brag brand bredde brev brevkort bridge brik brikker brille bringe brise broder bronze bror
brud brudepar bruge brun brunkage bryde bryggers bryn brynje budding bude bueskud bugt bugte buket bukser bulder
bundfald bundt bunke burger busk buskads busrute busstop butik bybus byfest bygge bygherre byhus bylaug bymur bytte
bytur byvej cacao cafe camping cardigan celle cello cement center centrum champion chance charter chef chili chips
chok cigar cikade cikorie cirkel cirkus citat citron computer cowboy creme curry cykel cyklist cyklus cymbal dadel
dagblad dagbog daggert daggry daglig dagpleje dagslys damask dame dampskib danmark dans danser dansk dato datter
debat december dejlig dekoder delfin deling delta dessert detalje diagram dialekt dialog diamant digital digt digter
dilemma dinosaur diplom dirigent disk distance divan diverse dobbelt dokument domino domkirke donkraft dragon drama
dreje dreng dressur drille driv drivhus dromedar dronning drop drue drys drysse dublet dueslag duft dufte dumpe
dundyne dunk dunkel dunst durum dusin dybde dybfryst dygtig dykke dynamit dyne dyppe dyrehave dyrisk edderdun eddike
effekt egeblad egen ekko eksempel ekspert ekstra elastik elefant element elev elevator elleve elske elver embede
emblem energi engang engel englehop engvej enhed entre entydig episode epoke erstatte espresso etape eventyr evig
evighed evne export fabel fabrik facade fagfolk fagot fakkel faktor falk falme familie fanfare fantasi farlig fart
farve fasan fase favne favorit februar fedtet fejl ferie fersken fest festival festlig fiber fidus figen figur film
filt filter finale finger finke firben fiske fjeder fjerde fjerne fjord fjorten flade flag flagre flakon flamingo
flamme flaske flet fletning flid flink flipper flise flittig flod flodhest flok flonel flora flugt flyde flytte
flyver flyvning fodbold fodgang fodnote fodspor fodtur folk fond foredrag formand formel fornem fornuft forslag
forsoger fort fortid fortov fortrop forum foto fotograf frakke fransk fred fredag freesia fregat fregne fremme
fremtid frihavn frihed friluft frimodig frisere frisk frit frodig frokost from frossen frue frugt fryd fryse fugl
fuglebur fuldkorn fuldmagt funktion fusion fyld fylde fyldig fyraften fyrig fyrre fyrste fysik gade gaffel gagn
galant galleri galop gammel gange garage garant gardin garn garnison gasblus gavekort gavl gavmild gear gedigen
gejst gekko gemme general geni gensyn geografi geranium gesims gips giraf gitter give givtig gladelig glans glas
glasklar glasur glat glid glide glimre glimt glitre globus glose gnist godnat gods golf golfbane gorilla grafik gram
granit gratis grav grever grib grine gris grotte grube grund gruppe gryde guldfisk guldring gulerod gulv gummi
gungre guvernor gylden gyldig hagel halle halm halmtag halsen halskede halvdel hammer hamre hamster handel handle
handske hanegal hank hansker harmoni harpe harpun havehegn havesaks havn havre hede hegn hejre held heldig helium
hellere hensyn hente herlig heroisk hilse himmel hingst historie hjemby hjemlig hjemme hjemvej hjernen hjerte hjort
hjul hjuldamp hjulspor hold holdbar holde holdning honning hoppe horisont horn hornfisk hotel hoved hule hullet
humor hundrede hurra hurtig husbond husgavl husky husrum hustage hvalp hvede hveps hverdag hvid hvidtorn hvirvel
hviske hvisle hyacint hydrant hygge hylster hymne hyppig hyrde hytte ideal idyl ildflue ildsted illusion imponere
import indbo indeks indhold indre indsigt indsjo industri insekt invitere ironi isbjerg isblomst isflage isfugl
iskold isolere isrose isskab istap isvaffel ivre ivrig jade jaguar jakke januar jasmin jeans jernbane jerngreb
jernhard jetfly jogurt joker jolle jonglere jordbrug journal jovial jubel juble juice julegave julelys julestue
juletid juli jumbo jumper jungle juni jurist kabale kabine kadence kaffe kagedej kagemand kahyt kajak kajkant
kajplads kakao kaktus kalde kalender kalkun kalot kamel kamera kamille kamin kammerat kanal kanarie kandis kanin
kantine kantsten kanvas kappe kapsel kaptajn karaffel karamel karat karavane karet karklud karneval karrusel karry
karton kaskade kasket kastanje katalog katedral kategori kattegat kavaler kejser kelder kemi kende keramik kerne
ketchup kigge kikke kilde kilo kimer kimono kind kiosk kiste kittel kiwi kjole klapstol klare klarinet klarsyn
klasse klat klatre klaver klemme klient klima klimpre klinge klint klip klippe klister klode klokke klovn klubhus
klud klump kluns klynge knage knallert knaphul knase kneb knejse knirke knitre kniv knoglen knold knop knude knytte
kobbel kobling kobra kodeks kofte koge kogebog kogle kokos koks kolibri koloni komedie komet komfur komisk komme
kommode kommune kompas komplet kompot koncert konfekt kong konge konkret konkylie konsul kontakt kontor kontrol
kontur kopi koral korkprop korneks kornmark korps korridor korsang kortspil kosmos kostald kostbar kostume krabbe
kraft krage krans kravle kreativ kreds krem kridt krig kringle krise krokodil krokus kromosom krone kropsdel krukke
krumme kryb krybe krydder krydre kryds krympe krystal kube kuffert kugle kuld kuldegys kulisse kulsort kultur
kumulus kunde kundskab kunst kuplet kuppel kurer kurre kursus kurv kusine kuvert kvadrat kvalitet kvantum kvart
kvast kvidre kvik kvinde kvist kylling kyse kyst kystby labyrint laden ladeport lagen lager lagkage lagune lakrids
lama lamel lampe landbrug landevej landsby langsom lanterne lapis larm larve last lastbil latter lava lavendel
lavland lavvande ledelse leder ledig ledsage legende leje lektie leopard lerfad lette levende lever levetid lighed
likvid lilje lilla limonade limpind line lineal linned linse liste liter livlig livrem livsglad livstegn lodret lods
loft loftsrum logbog logisk lokale lokke lomme lotus lovlig luffe luftig luftskib luge lukt lulle lund lunken lupin
lydbog lydig lydmur lygte lykke lyng lynhed lyse lysegul lysende lystig lystskov madpakke madras magasin magi magisk
magnet mahogni majs maki makrel makrone maler mammut manchet mand mandag mandel mandolin mango manual mappe march
marcipan margerit marie marine marked markise marmor marsvin marts maskine masse mast matros mave medalje medvind
mejeri mejse melbolle melodi melon mening menneske menu menuet messing mester metal meter metro middag midnat midte
mikado mikrofon mild million mimose minde mineral minister minus minut mirakel mission mobil model moden moderne
mole molevit moment mone monster monsun montre morfar morgen mormor moro mosaik motor mudder muffin muld munk munter
murer museum musik muskat muskel musling musvit mylder mynte myre myreflid myretue mystik myte nabo naboer nabohus
natbord natbus nathue nation natlys natte natur navle navn nederst nellike nerts netbold netop netto neutral nikke
nippe nissehue niveau nobel nomade nonne nordisk nordpol nordvind norm normal nostalgi notat note novelle november
nudel nummer nusse nybagt nyde nyhed nyskabt nyttig oase observer ocean odde odder offer oktav oktober oldemor
oldtid olie oliven omega omgang omlet omvej onkel onsdag opal opera oplag oplev opskrift optik orange ordbog orden
ordre organ orkan orkester orkide ornament ostehaps osteklok otium oval overgang overlev overtro ozon padde padle
pakhus pakke palads palet palme panda panel panik papegoje papir papkasse paprika parabol parade parafin parasol
parcel parentes parfume park parkbank parkere parti partner passager passe pasta pastel pastil patent pause pavillon
peber pedal pege pelikan pels penalhus pensel periode perle perron persille person petunia pibe piknik pilgrim pille
pilot pincet pindemad pindsvin pingvin pink pioner pipette pistacie pivot plads plage plakat plan planche planet
plante plaske plaster platan plombe plov pludre plukke plump plus plyds poesi poet pointe pokal polar polka pomfrit
pony pool popcorn poplin poppel porcelan porre portal porter portion porto portret pose postbud posten posthus
postkort potte pragt praksis praktisk presse prikke primula princip prins prior pris prisme privat procent produkt
program projekt prop propel prosa prosit prove provins pudder pude pudse puffe puls pulver pumpe pund punkt pupil
purpur puste putte pyjamas pynt pynte pyramide quiche quilt quiz rabarber rabat racer radar radiator radio radise
rafle raket ramme ramp randen rang ranke ranunkel rask raslen raspe ravn rebstige recept redde redning redskab
reflex refren regatta regel regering region register regn regnbue regnorm regnskab reje rejemad reklame rekord
rektor relief relikvie remse rende rengjort rensdyr reol reparere replik reptil rest resultat retning rette retur
revy ribbe ribs ribsbusk ridder ridehest rider rifle rigdom rige rigtig rime rimelig rimfrost ring ringvej rival
rivejern robot robust rode rokoko rolig roman rosa rosenbed rosin rosmarin rotere rovfugl rubin ruder rulle rumba
rumle rummelig rumskib rundbue rune runesten rustning rute rygrad rygsak rynke ryste rytter saddel safari safir saft
saga sagn saksofon salat saldo salgsbod salon salte saltkar salve sambo samfund samle samling samtale samtid sandal
sandkage sandwich sang sanger sangfugl sardin satellit sauna savne savsmuld scooter sejle sejlgarn sejlskib sejr
seksten sekund selleri selskab semester seminar sennep serie serve service sfinks shorts show sidde signal sigte
sikker sikre sildig silke silo simpel simre sind sirene sirlig sirup sjal sjette sjippe sjov skabe skakbrik skala
skaldyr skat skatte skefuld skema skib skibsur skildre skilt skin skinke skinne skipper skitse skive skjold skjorte
skjule skole skorpe skorsten skov skovbund skovl skovtur skranke skravere skrift skrin skrive skrue skuffe skulder
skulptur skum skumbad skumme skumring skur skurvogn skvulpe skybrud skyfri skygge skyline skylle skynde slager
slalom slange slappe slik slim slingre slips slot slottet sludder slum slutning smage smart smedje smelte smidig
smil smile smug smuk smule smut smutsti smutte smutvej smykke snabel snak snakke snap snaps snebold snedker snefnug
snefog snegl snehvid snemand sneplov snestorm snit snitte snog snor snorke snude snuppe snurre soda sofa sofapude
sokkel solbad solbrun solcreme solhat solhverv solid solist solo solosang solsikke solskin solsort solstik solur
sommer sonar sonate sonet sort sortere sovepose sovesal sovs spade spadsere spalte spand sparke spartel speciel
spejde spejl spektrum spids spil spilde spinat spinde spinet spir spiral spise spjeld spore sporhund sporvogn spray
sprede spring sprog sprudle spurt spurv stable stade stadig stafet staffeli stakit stald stange stat station statue
stav stavgang stavn stearin sted stedsans stege stejl stemme stemning stemple sten stenbro stenhus step steppe
stereo stifte stige stik stikke stikling stilhed stilk stille stimle stjerne stof stokrose stol stolt storby stork
storm stramme strand streg streng stribet strikke strimmel strofe strom strop struds struktur stryge stub stubbe
student studie stue stuegang stund styr styrbord styrke styrte subjekt substans suge sukat sukke summe sunde suppe
surfe suse svaj svale svamp svane svare svend sving svirre svoger svulme sweater sydhav sydpol sydvest sylt symbol
symfoni synes synge synlig syre syren system syvende tabel tablet tage tagfat taghave tagrende tagryg takt taktfast
taktik talent taler talisman talkum talrig tandem tandhjul tango tankbil tanke tapet tapper tastatur taste tavle
tavs taxa taxi teater tegl tegne tegning teint teknik tekst telefon telegram teleskop telt teltpind tema tempel
tempo tendens tennis tenor teori terrasse terrin tidende tidlig tidsrum tilbud tilfreds tillid tilskud tilstand time
timeglas tinde tipvogn tirsdag titte tivoli tjekke tjene todelt toffel togtur tolk tolke tomat tommel tonefald toppe
torden tornado torne torsdag torsk torv torvedag total tovejs trafik tragt traktor tralle transit trapez trappe
trave tredive treklang trekvart trend trin tripple triumf trivsel trofast trold tromle tromme trompet trone tropisk
tropper trost trug trumf tryg tryghed tryk trykke trylle tube tudse tulipan tumle tunfisk tung tunge tunnel turban
turist turkis turne turnips turnus tvilling tvivl tydelig tynd typisk udbrud udbryde udflugt udgang udgave udkant
udkig udland udsalg udsigt udslag udspring udtryk udvalg udvej udvikle ugeblad ugentlig ugerning ugle ugleunge ulden
uldgarn ulvepels underlag ungdom uniform unik union univers urfugl urmager urskive urskov utallig utopi utrolig
vaffel vagt vagthund vakle valg valgdag valmue vals vand vandfad vandhane vandmand vandpyt vandre vandski vandvej
vanille vanlig vante varde varehus varevogn variant varm varme varsel varsle vask vaske vatpind vedkende vegne
vejkant vejkryds vejr vejrhane vejskilt veksel vektor velkomst velour veninde venlig venskab vente ventil verden
vers version vest vestkyst vestlig veto vibe viden video vidje vielse vifte vikar viking vikle vildand vildmark
vildspor vilje villa vimpel vindue vinge vink vinter viol viola violin vippe vipstert virke virtuos visdom vise
vision visir viskose vitamin vittig vogn vognmand vogte vokal voksdug vokse vrimle vrist vugge vulkan vundet weekend
western yacht yatzy ydre ymer ynde yndig yndling yoga yoghurt ypperlig zebra zenit zigzag zink zone zoologi zoom
`
  .trim()
  .split(/\s+/);
