/** Letters, other people's letters, money and companies: sheets in Finland Swedish. The signs are explained in `../read-sheet.ts`. */
export const lettersSv = `
# letter-missing
~ Ett brev har inte kommit
~ Väntar på brev från {sender}
1 {sender} säger att {doc} skickades till min digitala brevlåda {date}, men [här finns ingenting|jag hittar det inte].
1 Jag väntar på {doc} från {sender}. Enligt dem gick det iväg {date}. [I brevlådan är det tomt.|Har letat i alla mappar.]
+ De har [rätt adress|rätta uppgifter], det kontrollerade jag per telefon.
+ Jag behöver det senast {future}.
? Kan ni se om det har kommit till er?
? Var har det [hamnat|fastnat]?
= Jag ser inget brev från {sender} i vår mottagning mellan {date} och i dag. Det betyder att det inte lämnade deras system. Be dem kontrollera försändelsens id; med det kan vi spåra den hos oss.
= Brevet kom till oss {date}, men fastnade i en kontroll eftersom filen var skadad. Avsändaren har fått besked och skickar ett nytt.
2 {sender} gav mig numret {ref}. [Hjälper det?|Hittar ni det med det?]
! Med det numret hittade vi det: brevet var adresserat till ett tidigare efternamn. Nu ligger det i din brevlåda, daterat {day}.
* Spårning {ref}: avsändarens fel. Brevet omlevererat.
# paper-still
~ Papperspost kommer fortfarande
1 Jag anslöt mig i {month} för att slippa papper, men {sender} [skickar ännu allt i kuvert|fortsätter med pappersbrev].
1 I dag kom igen ett kuvert från {sender}. [Jag trodde|Meningen var väl] att allt skulle komma digitalt.
+ Brevlådan vid vägen är [full|trasig], så det är opraktiskt.
? Varför [kommer inte de breven till er|går det inte digitalt]?
= Varje avsändare avgör själv när de går över. {sender} skickar än så länge bara fakturor digitalt, övriga brev är på väg under året. Du kan se läget under Avsändare i brevlådan och där också önska digitala brev.
2 Fakturan från dem kom [också på papper|både digitalt och på papper] den här gången.
! Det brevet hade tryckts innan bytet trädde i kraft. Från och med nästa faktura kommer det bara digitalt.
* Dubbel leverans från {sender}, partnerteamet frågar.
# moved
~ Ny adress
~ Flyttat
1 Vi flyttade {date} till {street} i {city}. [Måste jag meddela er skilt?|Ska adressen ändras hos er också?]
1 Min nya adress är {street}, {city}. I brevlådan står ännu den gamla.
+ Flyttanmälan är gjord till posten och magistraten, eller vad det nu heter numera.
? Vad behöver jag göra?
= Välkommen till nya hemmet! Adressen kommer automatiskt från befolkningsdatasystemet när flyttanmälan har behandlats, vanligen inom några dagar. Du behöver inte göra något. Digitala brev påverkas inte alls av flytten.
2 Nu har det gått [två veckor|tio dagar] och den gamla adressen [står kvar|syns fortfarande].
! Vi hämtade uppgifterna på nytt, och nu visas {street}. Uppdateringen hade blivit hängande över helgen.
* Adressen hämtad på nytt ur befolkningsdatasystemet.
# wrong-recipient
~ Någon annans brev
~ Fick ett brev som inte är mitt
1 I min brevlåda ligger {doc} från {sender}, men det är [inte till mig|adresserat till en helt annan person]. Jag läste bara första raden.
1 Jag tror att jag har fått grannens post: {doc} från {sender}. [Namnet stämmer inte.|Jag har inget med dem att göra.]
+ Jag [har inte öppnat bilagan|stängde det genast].
? Vad gör jag med det?
= Tack för att du hörde av dig så snabbt. Låt brevet vara, vi har dolt det i din brevlåda. Avsändaren hade kopplat fel kund och har fått veta det. Vi har anmält saken internt till dataskyddsombudet.
2 Nu kom det [ett till|ännu ett] från samma ställe, {date}.
! Avsändaren hade inte hunnit rätta kopplingen. Utdelningen från dem till dig är nu stoppad tills felet är rättat.
* Eventuell personuppgiftsincident hos avsändaren. Meddelat dataskyddsombudet, ref {case}.
# sender-wanted
~ Önskemål om avsändare
1 När kommer {sender} med [i tjänsten|hos er]? De skickar ännu allt på papper.
1 Jag saknar {sender} i listan över avsändare. [Borde de inte vara med?|Det vore så praktiskt.]
+ Jag betalar dem varje månad.
? Kan ni fråga dem?
= Tack för tipset! Vi har fört samtal med {sender} och hoppas att de kommer med nästa år. Jag har lagt till din önskan i statistiken, utan ditt namn. Säg gärna till dem också, kundernas röst väger mest.
2 De svarade att [det är ni som dröjer|de väntar på er]. Vem har rätt?
! Avtalet är klart, men de bygger ännu sin koppling. Enligt deras egen plan är den i bruk {future}.
* Avsändarönskan registrerad.
# attachment-broken
~ Bilagan går inte att öppna
1 {doc} från {sender} [går inte att öppna|är bara en tom sida]. Felkod {case}.
1 Jag får upp brevet men inte bilagan. [Det står att filen är skadad.|Den bara snurrar.]
+ Andra bilagor fungerar.
+ Har provat med {browser}.
? Kan ni [skicka|få fram] den på annat sätt?
= Filen var i ett format som vår visare inte klarar. Välj "Ladda ned" i stället för "Visa", då öppnas den i datorns eget program. Vi rättar visaren under veckan.
2 Laddade ned, men [datorn frågar efter lösenord|det kom bara en nolla till fil].
! Avsändaren hade skyddat filen med lösenord av misstag. En ny version har kommit i dag klockan {time}.
* Skadad bilaga från {sender}, avsändaren kontaktad.
# deleted-letter
~ Raderade fel brev
1 Jag råkade radera {doc} från {sender} {date} och [papperskorgen är också tömd|det finns inte i papperskorgen].
1 Hjälp, jag städade lite för ivrigt och nu är {doc} borta. [Jag behöver det till skatten.|Det är viktigt.]
+ Det kom ungefär i {month}.
? Går det att få tillbaka?
= Raderade brev ligger i papperskorgen i 30 dagar. Efter det kan inte heller vi återställa dem, och det är med avsikt. {sender} har säkert en kopia och kan skicka brevet på nytt till din brevlåda.
2 Nu hittade jag det bland [arkiverade|lästa]! Så det var inte raderat i alla fall.
! Så bra att det löste sig. Tips: med stjärnan kan du märka de viktigaste breven.
* Ingen återställning möjlig efter 30 dagar, hänvisade till avsändaren.
# old-letters
~ Gamla brev
1 Hur länge sparas breven? Jag söker {doc} från {sender}, ungefär [två|tre|sex] år gammalt.
1 Jag hittar inga brev som är äldre än {month}. [Försvinner de?|Har ni tagit bort dem?]
+ Det gäller en deklaration.
? Var finns de?
= Breven i din brevlåda sparas så länge du har kontot, om du inte själv raderar dem. Listan visar först de senaste 12 månaderna: klicka på "Visa äldre" längst ned, eller sök på avsändarens namn.
2 "Visa äldre" [syns inte på telefonen|hittar jag inte i appen].
! I appen sveper du listan uppåt tills årtalen kommer fram. Vi gör knappen tydligare i nästa version.
* Förklarade visningen av äldre brev.
# deceased-parent
~ En anhörigs brevlåda
~ Dödsfall, hur gör vi med posten
1 Min [pappa {father}|mamma {mother}] gick bort {date}. Det fanns [tydligen|visst] en brevlåda hos er, och nu kommer det fakturor som vi inte ser.
1 Jag sköter dödsboet efter {kin}, som avled {date}. Till brevlådan kommer ännu bland annat {doc} från {sender}.
+ Vi är tre syskon i dödsboet.
+ Bouppteckningen är den {future}.
? Hur kan vi få tillgång till breven?
= Jag beklagar sorgen. Av lag och av hänsyn till brevhemligheten kan vi inte öppna brevlådan för anhöriga, men vi stoppar den digitala utdelningen så att breven kommer på papper till dödsboet. För det behöver vi ett ämbetsbetyg och en kopia av fullmakten från delägarna, per post.
2 Papperen är postade {later}. [Kommer räkningarna till min adress då?|Vart kommer posten sedan?]
! Tack, vi har fått dem. Utdelningen är stoppad, och avsändarna skickar till dödsboets adress, c/o dig. Kontot raderas efter sex månader om inget annat kommer fram.
* Dödsbo: ämbetsbetyg mottaget, utdelningen stoppad. Ingen åtkomst given.
# acting-for
~ Fullmakt för min mamma
1 Min mor {mother} är [över åttio|på ett vårdhem] och kan inte längre sköta sin post. Jag har intressebevakningsfullmakt.
1 Jag är intressebevakare för {kin} sedan {day}. [Hur får jag läsa breven?|Breven från {authority} hopar sig.]
+ Kopia av fullmakten [bifogas|kan skickas].
? Vad krävs för att jag ska få sköta brevlådan?
= När intressebevakningen finns i förmynderskapsregistret kan du logga in med dina egna koder och välja "Uträtta ärenden för någon annan". Fullmakten ska vara fastställd av Myndigheten för digitalisering och befolkningsdata först.
2 Den är fastställd {later}, men [namnet syns inte när jag loggar in|det står att rätt saknas].
! Registret uppdateras en gång per dygn. Nu ser vi rätten hos oss, så den syns efter att du loggat ut och in.
* Intressebevakare, rätt verifierad i registret.
# scam
~ Är det här från er?
~ Misstänkt bluff
1 Jag fick ett textmeddelande {date} där det står att {doc} väntar och att jag ska logga in via en länk. [Det verkar skumt.|Jag klickade inte.]
1 Det kom ett mejl i ert namn om en obetald avgift på {amount}. [Språket var så konstigt.|Länken såg inte ut som er.]
+ En bekant fick ett likadant.
+ Jag hann tyvärr skriva in mina koder till {bank}.
? Är det äkta?
= Nej, det meddelandet kommer inte från oss. Vi skickar aldrig länkar till inloggning i textmeddelanden. Har du angett dina bankkoder: ring genast banken och spärra dem, och gör sedan en polisanmälan. Tack för att du berättade, vi varnar andra.
2 Banken är uppringd och koderna spärrade. [Har någon varit inne i min brevlåda?|Kan ni se om någon loggat in?]
! Vi gick igenom inloggningarna sedan {day}: alla är från dina egna enheter. Ingen annan har varit inne.
* Bluffkampanj, anmäld till säkerhetsteamet. Inloggningar kontrollerade, inget avvikande.
# invoice-payment
~ Betalningen misslyckades
1 Jag försökte betala fakturan från {sender} på {amount} i brevlådan, men [betalningen avbröts|det kom ett felmeddelande]. Referens {ref}.
1 Fakturan ({amount}, {sender}) [står kvar som obetald|visas som "behandlas"] fast jag godkände den {date}.
+ Pengarna har [inte dragits|dragits] från kontot.
+ Förfallodagen är {future}.
? Är den betald eller inte?
= Betalningen bekräftades aldrig av banken, så inga pengar har lämnat kontot. Reserveringen försvinner inom två bankdagar. Du kan betala på nytt i brevlådan eller med referensen {ref} i nätbanken.
2 Reserveringen på {amount} [finns ännu kvar|har inte försvunnit], och det är redan {weekday}.
! Banken har nu släppt reserveringen. Jag ringde också {sender}: ingen påminnelseavgift tas ut.
* Betalning {ref} avbruten hos banken. {sender} informerad.
# paid-twice
~ Betalat två gånger
1 Fakturan från {sender}, {amount}, drogs två gånger från mitt konto [{date}|samma dag].
1 Jag betalade {amount} till {sender} både i nätbanken och hos er. [Dumt av mig.|Det blev fel.]
+ Referensen är {ref}.
? Hur får jag [tillbaka pengarna|det ena beloppet tillbaka]?
= Båda betalningarna har gått till {sender}, så det är de som återbetalar. Kontakta deras kundtjänst med referensen {ref}. Betalningsuppgifterna finns här i tråden, dem kan du visa.
2 De säger att de [bara ser en betalning|inte hittar den andra].
! Den andra betalningen hade referens med ett mellanslag och låg bland oidentifierade. Nu är den hittad, och återbetalningen kommer inom en vecka.
* Dubbelbetalning {amount}, mottagaren återbetalar.
# reminder
~ Påminnelse på betald räkning
1 {sender} skickade en påminnelse med avgift fast jag betalade {amount} via er {date}.
1 Nu har jag fått inkassobrev för en räkning på {amount} som är [betald|betald i tid]! Kvittot finns i brevlådan.
+ Referens {ref}.
? Vem står för påminnelseavgiften?
= Betalningen gick från oss {date}, före förfallodagen. Den bokfördes hos {sender} först senare. Jag har skickat dem en bekräftelse och bett dem stryka avgiften; du behöver inte betala den.
2 Nu kom ännu [en påminnelse|ett brev], daterat {laterDay}.
! Det korsade vår bekräftelse. {sender} har meddelat att ärendet är avslutat och avgiften struken.
* Betalningsbekräftelse skickad till {sender}.
# receipt
~ Kvitto saknas
1 Jag köpte [en tvättmaskin|en cykel|ett par skor|en kaffekokare] hos {shop} {date} och skulle få kvittot i brevlådan. [Det har inte kommit.|Där finns inget.]
1 Kvittot från {shop} på {amount} syns inte. [Jag behöver det för garantin.|Varan är trasig och ska bytas.]
+ Jag betalade med kort.
? Kan ni leta upp det?
= Butiken skickar kvittot om kortet är kopplat till din brevlåda. Kortet du använde är inte kopplat, så kvittot har inte kommit till oss. {shop} kan skriva ut en kopia med datum och belopp, och under Kvitton kan du koppla kortet till nästa gång.
2 Kopplade kortet {later}, men [det gamla kvittot syns inte ändå|köpet i går kom inte heller].
! Kopplingen gäller från nästa köp efter midnatt. Kopian av det gamla har {shop} lovat skicka till brevlådan i dag.
* Kortet ej kopplat. Kopia begärd av {shop}.
# payslip
~ Lönespecifikationen
1 Min lönespecifikation för {month} [har inte kommit|fattas]. Arbetsgivaren är {company}.
1 Jag slutade på {company} {date}, och nu [ser jag inte de gamla lönespecifikationerna|undrar jag om de gamla specifikationerna försvinner].
+ Kollegerna har fått sin.
? Var ska den synas?
= Lönespecifikationen från {company} kom till oss {date}, men under ett gammalt anställningsnummer. Löneräknaren har rättat det, och den ska synas i dag. Tidigare specifikationer finns kvar även om anställningen upphör.
2 Nu kom den, men det är [fel månad|en annan persons summa, tror jag].
! Specifikationen är återkallad av arbetsgivaren och en ny har kommit. Den felaktiga är dold.
* {company}: fel anställningsnummer, löneräknaren har rättat.
# company-mailbox
~ Brevlåda för företag
1 Jag har firman {company} och [funderar på|skulle vilja öppna] en brevlåda för den.
1 Vårt aktiebolag {company} vill [ta emot|få] post digitalt. [Vem får öppna brevlådan?|Hur kommer man igång?]
+ Vi är två delägare.
+ I handelsregistret står ännu den gamla styrelsen.
? Vad kostar det?
= Det kostar ingenting att ta emot. Någon med namnteckningsrätt enligt handelsregistret loggar in med egna koder, väljer "Öppna för företag" och anger FO-numret. Rätten kontrolleras direkt mot registret.
2 Det står att jag [saknar rätt|inte får företräda bolaget], fast jag är vd.
! Vd:n har inte namnteckningsrätt ensam i ert bolag enligt registret. Styrelseordföranden kan öppna brevlådan och sedan ge dig fulla rättigheter.
* Namnteckningsrätt saknas, väntar på styrelseordföranden.
# company-user
~ Rättigheter för bokföraren
1 Hur ger jag vår bokförare tillgång till brevlådan för {company}? [Bara fakturor, inte annat.|Hen behöver se kvittona.]
1 Vår förra bokförare [ser ännu|har fortfarande tillgång till] posten för {company}. Det måste [tas bort|upphöra] genast.
+ Bokföraren är på en byrå.
? Går det att begränsa?
= Under Företag – Användare lägger du till personen med e-post och väljer vilka mappar hen får se. Du kan också sätta ett slutdatum. Den som tas bort förlorar åtkomsten omedelbart.
2 Inbjudan [kom inte fram|gick till fel adress]. Rätt adress är {mail}.
! Den gamla inbjudan är återkallad, och en ny är skickad till den rätta adressen. Den gäller i sju dagar.
* Inbjudan återkallad och skickad på nytt.
`;
