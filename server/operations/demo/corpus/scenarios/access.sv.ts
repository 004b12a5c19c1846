/** Getting in and being reached: sheets in Finland Swedish. The signs are explained in `../read-sheet.ts`. */
export const accessSv = `
# bank-codes
~ Kan inte logga in
~ Inloggningen med bankkoder strular
1 Jag [försöker|har försökt hela morgonen] logga in med mina nätbankskoder från {bank}, men [efter bekräftelsen kommer jag bara tillbaka till startsidan|sidan blir alldeles vit när jag godkänt i bankappen].
1 Det går inte att logga in i brevlådan. {bank} säger att identifieringen lyckades, men hos er står det "försök igen senare". [Senast provade jag {date}.|Det har varit så sedan {day}.]
+ I nätbanken [fungerar allt som vanligt|kommer jag in helt normalt].
+ Jag har provat både {browser} och {device}.
? Vad [ska|borde] jag göra?
? Är det något fel hos er [just nu|idag]?
= Identifieringen mot {bank} hade en störning {date} mellan klockan 8 och {time}. Nu ska det fungera. Stäng webbläsaren helt, öppna den på nytt och logga in direkt från vår startsida, inte via en sparad länk.
= Det här beror oftast på att webbläsaren stoppar bankens återkoppling. Pröva i ett privat fönster i {browser} och tillåt popup-fönster. Kommer du fortfarande till startsidan: berätta ungefär vilket klockslag du försökte, så hittar vi försöket.
2 Nu provade jag klockan {time} och [det är precis samma sak|samma felruta kom upp]. Tömde också cacheminnet.
! Vi hittade ditt försök klockan {time}. Din bank hade bytt bekräftelsesätt och svaret kom fram för sent. Väntetiden är nu förlängd, [pröva gärna på nytt|försök igen när det passar].
* Avbrutet svar från {bank} kl. {time}, teknikteamet informerat. Samma fel som i ärende {case}.
# new-phone
~ Ny telefon
~ Appen på min nya telefon
1 Jag har [köpt|skaffat] ny telefon ({device}) och [nu frågar appen efter en aktiveringskod som jag inte har|appen vill inte känna igen mig längre].
1 Bytte telefon {date} och flyttade över allt, men er app [hänger sig på första sidan|säger att enheten inte är registrerad].
+ Den gamla telefonen är [redan inlämnad till återvinning|sönder, skärmen är helt svart].
+ På datorn kommer jag nog åt breven.
? Hur får jag appen att fungera på den nya?
? Måste jag göra ett nytt konto nu eller finns breven kvar?
= Du behöver inget nytt konto, alla brev finns kvar. Ta bort appen, installera den på nytt och välj "Ny enhet". Sedan identifierar du dig med nätbankskoder eller mobilcertifikat. Den gamla telefonen kopplas bort automatiskt.
2 Nu kom jag in, men [aviseringarna låter inte|den gamla telefonen syns ännu i listan över enheter].
! Den gamla enheten är nu borttagen. Aviseringarna slår du på under Inställningar – Aviseringar, och kontrollera samtidigt att telefonen [tillåter dem|inte är på ljudlöst för appen].
* Gammal enhet avregistrerad på kundens begäran.
# mobile-certificate
~ Mobilcertifikatet fungerar inte
1 När jag väljer mobilcertifikat [kommer det ingen begäran till telefonen|händer det ingenting]. Numret är {phone}.
1 Jag bytte operatör {date} och sedan dess går det inte att logga in med mobilcertifikat hos er. [Hos {authority} fungerar det däremot.|På andra ställen går det bra.]
+ Jag använder inte nätbank, så det här är mitt enda sätt.
+ Operatören säger att felet inte är hos dem.
? Kan ni se vad som är på tok?
= När man byter operatör behöver certifikatet öppnas på nytt hos den nya operatören, och det kan ta [ett dygn|upp till två dygn] innan det syns hos alla tjänster. Vår sida sparar dessutom den gamla operatören i en kaka: välj "Annan operatör" när du loggar in.
2 Det där med "Annan operatör" [hjälpte inte|finns inte på min skärm]. Får fortfarande ingen begäran.
! Vi har nollställt kopplingen för ditt nummer. Pröva igen [om en timme|i morgon bitti] – då ska begäran komma till telefonen inom några sekunder.
* Kopplingen för mobilcertifikat nollställd. Kunden har ingen nätbank.
# email-change
~ Ny e-postadress
~ Byte av e-postadress
1 Min [gamla|tidigare] e-post slutar fungera {future}. Den nya är {mail}.
1 Jag skulle vilja byta e-postadress från {ownMail} till {mail}. [I inställningarna får jag bara ett felmeddelande.|Hittar inte var man gör det.]
+ Det är alltså operatören som lägger ned adresserna.
+ Jag vill inte missa [meddelanden|aviseringar] under tiden.
? Kan ni ändra det åt mig?
? Hur gör jag det själv?
= Av säkerhetsskäl byter du adressen själv när du är inloggad: Inställningar – Kontaktuppgifter – E-post. Vi skickar en bekräftelselänk till den nya adressen, den gäller i 24 timmar. Den gamla adressen får också ett meddelande om bytet.
2 Bekräftelselänken [har inte kommit, och jag har sett i skräpposten|hann gå ut innan jag såg den].
! Vi skickade en ny länk till {mail} klockan {time}. Den kommer från samma avsändare som våra aviseringar.
* Kunden byter e-post. Länken skickad på nytt, identiteten kontrollerad via inloggning.
# phone-change
~ Nytt telefonnummer
1 Jag har fått nytt nummer, {phone}. Det gamla [finns inte längre|hör nu till någon annan] och jag är rädd att [textmeddelandena går dit|någon annan får mina aviseringar].
1 Kan ni uppdatera mitt mobilnummer? Det nya är {phone}. [I appen står ännu det gamla.|Det ändrades {date}.]
+ Textmeddelandena är viktiga för mig eftersom jag sällan öppnar e-posten.
? Räcker det att jag meddelar här?
= Tack för att du sade till. Numret ändrar du under Inställningar – Kontaktuppgifter, och det bekräftas med ett textmeddelande. Tills dess har vi stängt av textmeddelanden till det gamla numret, så ingen annan får något. Aviseringarna kommer ännu till din e-post.
2 Koden i textmeddelandet [kom aldrig|var ogiltig när jag skrev in den].
! Operatören hade spärrat koder från företagsnummer. Det är öppnat nu, begär en ny kod så kommer den.
* SMS till gamla numret avstängt i väntan på bekräftelse.
# notifications-missing
~ Får inga aviseringar
~ Missade ett brev
1 Jag fick ingen avisering om {doc} från {sender}. [Nu är förfallodagen redan förbi.|Jag såg brevet av en slump {date}.]
1 Sedan {month} har det inte kommit [ett enda meddelande|en enda avisering] om nya brev, fast det finns flera olästa i brevlådan.
+ Adressen {ownMail} är rätt, det kollade jag.
+ Skräpposten är [också genomgången|tom].
? Varför [meddelar ni inte|kommer de inte fram]?
= Jag ser att aviseringarna har studsat från din e-postleverantör sedan {day} för att lådan var full. Efter tre studsar slutar vi skicka. Nu är de på igen. Vill du vara på den säkra sidan kan du slå på aviseringar i appen också.
2 Lådan är tömd. Men i dag kom det ett brev från {sender} och [ingen avisering nu heller|det plingade inte].
! Den aviseringen gick iväg klockan {time} och togs emot av din leverantör. Lägg till vår avsändaradress bland dina kontakter, då brukar den inte fastna i något filter.
* Studsade aviseringar sedan {day}, listan nollställd.
# notifications-many
~ För många meddelanden
1 Jag får [tre|fyra|fem] aviseringar om samma brev: e-post, app och textmeddelande, och sedan påminnelser på det.
1 Måste det komma en påminnelse varje dag om ett brev från {sender} som jag redan har läst?
+ [Klockan fem på morgonen|Mitt i natten] plingar det också.
? Hur får jag stopp på dem?
= Det förstår jag att är störande. Under Inställningar – Aviseringar väljer du ett enda sätt, och där finns också tyst tid, till exempel kl. 21–8. Påminnelserna slutar när brevet har öppnats i brevlådan; att läsa bara förhandsvisningen räcker tyvärr inte.
2 Jag satte bara på e-post, men [textmeddelandena fortsätter|i går kom det ett SMS ändå].
! Ändringen hade fastnat i vårt system. Den är nu genomförd från och med i dag, förlåt besväret.
* Aviseringsval synkroniserades inte, rättat manuellt.
# link-expired
~ Länken har gått ut
1 Jag skulle bekräfta mitt konto, men länken [är gammal|gäller inte längre]. Mejlet kom {date} och jag hann [inte före i dag|först nu].
1 Bekräftelselänken leder bara till en sida där det står att den är förbrukad, fast jag [aldrig har klickat på den|klickade bara en gång].
+ Jag [vill ju bara|skulle så gärna vilja] komma igång.
? Kan ni skicka en ny?
= En ny länk är skickad till {ownMail}. Den gäller i 24 timmar. En del e-postprogram öppnar länkar automatiskt för att granska dem, och då förbrukas de: kopiera i så fall adressen och klistra in den i {browser}.
2 Nya länken [gav samma svar|fungerade inte den heller], jag kopierade den som du sade.
! Då gör vi på ett annat sätt: logga in med nätbankskoder, så bekräftas adressen med en sexsiffrig kod i stället.
* Länken förbrukad av filter hos mottagaren. Kod i stället.
# abroad
~ Bor utomlands
~ Inloggning utan finska bankkoder
1 Jag flyttade till [Sverige|Norge|Tyskland] för [två|fem|elva] år sedan och har inte längre finska bankkoder. Ändå kommer brev från {authority} till brevlådan.
1 Min {bank} stängde kontot när jag flyttade utomlands, så nu [är jag utelåst|kommer jag inte in].
+ Till ambassaden är det [300|450] kilometer.
+ Mitt nummer numera är {phone}.
? Finns det något annat sätt att identifiera sig?
= Du kan logga in med finländskt medborgarcertifikat (identitetskort med chip) och kortläsare, eller med mobilcertifikat om du har ett finländskt abonnemang. Går inget av dem kan vi avsluta den digitala utdelningen, så skickar avsändarna sina brev på papper till adressen i befolkningsdatasystemet.
2 Identitetskortet har gått ut, så [då tar vi papper|det blir papper då]. Vart ska jag skicka begäran?
! Blanketten kommer per post till den adress du har i befolkningsdatasystemet. Skriv under och skicka tillbaka den i svarskuvertet, sedan avslutas utdelningen inom en vecka.
* Ingen stark autentisering möjlig. Blankett per post.
# close-account
~ Vill avsluta
~ Avslut av brevlådan
1 Jag vill [avsluta min brevlåda|sluta med den digitala posten] och [få mina brev på papper igen|gå tillbaka till papperspost].
1 Det blev inte riktigt min grej det här med digital post. [Hur avslutar man?|Jag vill sluta.]
+ Men det finns brev som jag vill spara, bland annat {doc}.
? Hur lång tid tar det?
= Du avslutar under Inställningar – Mitt konto – Avsluta. Avsändarna får veta det inom ett dygn och skickar sedan på papper. Ladda ned det du vill spara före det: efter 30 dagar raderas breven och kan inte återställas.
2 Laddade ned allt utom {doc}, som [ger ett fel|inte vill öppnas].
! Nu ska den gå att ladda ned, filen hade fått fel namn hos avsändaren. Avslutet väntar tills du själv bekräftar det.
* Kunden laddar ned brev före avslut. Beslutet är klart, ingen övertalning.
# teenager
~ Mitt barns brevlåda
1 Min [dotter|son] fyllde femton {date}. Nu kom ett brev om att [hon|ungdomen] kan få en egen brevlåda.
1 Jag skötte tidigare mitt barns post, men nu [ser jag den inte längre|har den försvunnit från min vy].
+ Hen har inga egna bankkoder ännu.
? Hur går det till [i praktiken|egentligen]?
= När barnet fyller 15 blir brevlådan personlig, och vårdnadshavaren ser den inte längre. Barnet loggar in med egna bankkoder eller identitetskort. Har barnet inte något av dem kommer posten på papper till hemadressen så länge.
2 Tandläkartiden kom ändå [digitalt|någon annanstans], för hit kom inget papper.
! Det brevet hann gå iväg före bytet. Vi har bett avsändaren skicka det på papper också, det är framme inom några dagar.
* Vårdnadshavare frågade om innehållet, berättade att vi inte kan visa det.
# name-change
~ Nytt efternamn
1 Jag gifte mig {date} och bytte efternamn. I brevlådan står ännu {oldName}.
1 Mitt namn är fel i er tjänst. Jag heter inte {oldName} sedan {month}.
+ I [passet|nätbanken] är det redan ändrat.
? Behöver ni något intyg?
= Grattis! Inget intyg behövs: namnet uppdateras från befolkningsdatasystemet, vanligen inom en vecka efter att det registrerats. Vill du att det går genast kan du logga ut och in igen, då hämtas uppgifterna på nytt.
2 Loggade ut och in, men [breven från {sender} kommer ännu till gamla namnet|det gamla namnet syns på ett ställe].
! Det namnet kommer från avsändarens eget kundregister. Meddela gärna {sender} också, vi kan tyvärr inte ändra hos dem.
* Namnet uppdaterat vid ny inloggning.
# app-crash
~ Appen kraschar
1 Efter uppdateringen {date} [stänger appen sig själv|slocknar appen] så fort jag öppnar ett brev. Telefonen är en {device}.
1 Senaste versionen fungerar inte. Den [laddar och laddar|öppnar inte bilagor] och sedan är det slut.
+ Har startat om [två gånger|telefonen också].
? Kommer det en ny version [snart|den här veckan]?
= Tack för beskrivningen, felet gäller {device} med en äldre version av operativsystemet. En rättelse är på väg till appbutiken och väntas {future}. Breven går att läsa i webbläsaren under tiden.
2 Nu kom uppdateringen, och [den öppnar sig i alla fall|det ser bättre ut]. Men {doc} syns ännu inte.
! {doc} hade inte synkats färdigt. Dra listan nedåt en gång, så hämtas den.
* Känt fel i appen, kopplat till felrapport {case}.
# accessibility
~ Liten text
~ Ser dåligt
1 Jag har [grå starr|dålig syn] och texten i breven är så liten att jag [inte kan läsa den|måste använda förstoringsglas].
1 Jag använder skärmläsare, och knappen för att öppna bilagor [läses upp som "knapp knapp"|hittas inte alls].
+ Min [dotter|granne] hjälper mig nu, men helst sku jag klara det själv.
? Går det att göra bokstäverna större?
= Ja. I webbläsaren håller du ner Ctrl och trycker på plus. I appen följer texten telefonens inställning för textstorlek. Själva brevet är en fil från avsändaren, men med knappen "Visa som text" får du upp det i stor och läsbar form.
2 "Visa som text" fungerade på [alla utom ett|de flesta], men brevet från {sender} är tydligen bara en bild.
! Vi har kontaktat {sender} om att deras brev ska vara tillgängliga. Under tiden läser vi gärna upp det för dig per telefon, efter att du identifierat dig.
* Tillgänglighetsbrist hos avsändaren, vidarebefordrad till partnerteamet.
`;
