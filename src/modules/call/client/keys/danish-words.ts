/**
 * 1,024 Danish words that can be told apart when read aloud over a poor line: no two differ by one letter, nor (when the list
 * was drawn) by one sound of a Danish speech synthesiser. Ten bits each. The order is part of the protocol: pages of one
 * conversation must have the same list.
 */
export const danishWords: readonly string[] = `
abrikos accent adel adresse advent aften agurk ahorn akvarie albue alfabet alpe alter ambolt amt ananas anker anorak
antenne appelsin april arbejde artikel asfalt asters atlas august avis avocado badeland bagage bager bakke balkon
bambus banan banjo basar basket basun batteri beløb benzin besøg beton bevis bikube bil billard billede billet birk
bison bjerg bjørn blad blik blomkål blomst bluse bly blyant blåbær blæser blæst bobler bogfinke boghvede bogreol
bold bolsje bomuld bowling bremse brev brikker briller brise bro broccoli broche brombær bronze brud brunkage
brusebad brygge brødre brønd bue bugt buket bukser busk butik byge bygning byport bånd bækken bælte bænk bær bæver
bøf bøje bølge børste bøtte camping cello cement chili ciffer cikade cirkel cirkus citron computer cowboy creme
cykel cykelsti cyklist cylinder cypres dal dans dej delfin desert diamant digt domino drage dreng druer dråbe drøm
duft dug dusin dyb dynamo dyne dyrlæge dåse dæk døgn dør egern ekko eksamen ekspert elastik elefant elev elg ellipse
enebær erantis eremit etage eventyr fabel fabrik fadder fagot fakkel falk familie fanfare far farfar farmor farve
fasan februar ferie fersken figen figur film finger firben fisk fjeder fjer flag flaske flet flis flod flue flygel
flyver flåde fløjl fløjte fodbold fortov forår fosfor frakke fredag fregne frisør front frugt frø fyrtårn færge
fætter føde føl galakse galop gang garage gardin gartner gas gavl geled genbo gepard gerning giraf glimt globus
gløgg gnaver gnist god golf gorilla grad grill grotte gruppe gryde grænse græs græskar grøft grønkål guitar guld
gulerod gummi gynge gåde gåsehud gærde gæst hagl hamp hamster hansker harpe harpiks hat havbund have havfrue havørn
hegn hejre hilsen himmel hindbær hjelm hjerte hjort hjørne hockey holm honning hotel humle humør hund hvede hveps
hvile hvirvel hydrant hygge hyld hyrde håb håndtag hårnål hæfte hænge hængsel høflig høj højde høre høst høvding
høvl ibis idræt ilder indgang indkøb indlæg indsats indsø ingefær initial insekt isbjørn isbod iskage isse jagt
jaguar jasmin jetfly jolle jonglør jordbær jordnød jubel juice juletræ jungle juni jury jæger kabine kaffe kahyt
kajak kakao kaktus kalkun kalv kam kamel kamera kamille kammer kanal kanin kano kaos kaptajn karamel katalog kedel
kegle kejser kemi kerne ketsjer kikkert kiks kimono kiste kiwi kjole klap klaver klint klippe klister klo klods
klokke klud klump klæbe klæder kløft knage knast kniv knogle knop knude knæ kobber kobling kok kolibri komet komma
kompas koncert konge kontor koral kosmos kostume krans krave kreds kridt krikand kroket krokus krone krukke krus
krystal kræmmer kuffert kultur kulør kunst kupon kurv kusine kuvert kvadrat kvark kvarter kvinde kvist kvæg kylling
kåbe kæde kælder kæmpe kænguru kæp køkken kølig køn lagkage lagune lakrids laks lama lampe landsby lasagne lavine
leder leg legetøj lejr lejrbål lektie lemming leopard levkøj liane libelle liga lilje limpind lineal linse liter
loft logbog lomme lotus lup lyd lygte lynlås lystig lås læge lækker lærke læsebog løb løve løvfald mad magasin magi
magnet makrel malebog maler malkeko mandag mandel mango manual march marked markise marsvin marts maske maskine
massage mast matros medlem mejeri mejse mel melodi melon menu messing metal meteor metro middag midnat milepæl
mimose mineral minut mirakel mobil model modig mokka moped morbær morfar morgen mormor mos mosaik muffin murer
museum musik muskat muskel musling myg mynte myre myretue måge målmand måltid måned mælk mængde møbel mølle mønster
mønt mørke mørtel narcis narhval nattog natur navn nellike net netbold niece nikkel nilhest node nomade nordlys
notat novelle nudel nummer nyhed nytår nål nåletræ næb næbdyr næse nød nøgle oase ocean odder oksekød oktober olie
oliven omelet onkel onsdag opal opera opgave oplag orange ord ordbog oregano orgel orkan orkide ost ovn ozon pagaj
palme palæ pande panter papir paprika parabol parade paradis parfume park pasta pastel patent pause peber pedal
pelikan pels pen pendul pensel perle perron piano pigge piletræ pilot pingvin pirat pizza pjerrot plade plakat plan
planet planke plaster plov plys plæne podium poesi pokal polere politi polka pomelo pony popcorn poppel porre
portner portræt pose postbud pragt prik primula prins prisme profil program prop propel protein prøve pudder pude
pumpe punkt pyjamas påfugl påske pædagog pære pølse rabat radar radio radise raket rand rangle ranke raps rebus
referat regatta regel regnbue regnorm reje rektor retning ribbe ribs ridder rigtig rim ring robot robåd roe roman
roser rosin rotor rubin rugbrød rumskib runde rute rygrad rygsæk rype rytme rådhus rådyr række rækværk ræv rødbede
rødkål røg røgeri røntgen safari safir safran saft saga salat salvie samling sandal sanger sauna savanne scene
seddel seks sekund seler selskab sennep serviet shorts silke silo simpel sirene sirup sjal sjette sjov skammel skat
skib skilt skinke skiver skjold skjorte skole skovl skovsø skovtur skranke skrubbe skrue skuffe skulder skum sky
skygge skæg skærm skøjte slips slot slæde sløjfe smag smaragd smed smil smule smykke smør snabel snak sne snebold
snefnug snegl snemand snerle snit snoet snor snorkel sofa solhat solskin solsort solur sommer sonar sorbet sort
spade spand spejder spejl spejlæg spids spinat spir spiral splint spore spring sprog spurv spyd spætte spøg squash
stable stadion stamtræ start statue stav stearin stemme sten stilhed stilk stjerne stok stolpe strand stribe strik
strop struds strå stråhat stråle strøm strømpe student studie stue stål stær støvle sukker sump suppe surdej svale
svamp sving symbol symfoni synål syren syv såle sæbe sæl søhest søm sømand søndag søster tablet tag talent tangent
tank tante tavle taxa teater tegl tegning tehætte tekande tekst telefon telt teltpæl tennis teori tiger tilbud time
timian tinde tipi tirsdag titel toast toilet tolk tomat torden torsk totem tov traktor trapez trappe trekant trille
trio tromme trompet tråd træ træskib træsko trætop trøje trøst tube tud tuja tulipan tunfisk tunge tunnel turban
turist turkis tvebak twist tyngde tyr tårn tæppe tøffel tømmer tørv udflugt udråb udsalg udsigt uge ulv ungdom
uniform univers urmager urskov vaffel valmue valnød vals vandpyt vandski vanilje venskab veranda verden vers video
vifte vikar viking villa vind vindue vinge vinkel vinter viol violin visir vitamin vogn vogter voksen vrimmel vugge
vulkan vækkeur vært xylofon yacht ydmyg yndling yoga yoghurt zebra zigzag zink zone zoo åben åkande årstid åtte æble
ælling ærmer æske økonomi økse ønske ørering ørken ørn ørred øvelse øverst øvre
`
  .trim()
  .split(/\s+/);
