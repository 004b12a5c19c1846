/** Complaints, thanks and data protection: sheets in Finland Swedish. The signs are explained in `../read-sheet.ts`. */
export const voicesSv = `
# unsubscribe
~ Avbeställ nyhetsbrevet
~ Ta bort mig från listan
1 Jag vill inte ha [ert nyhetsbrev|era tips och nyheter] mera. Adressen är {ownMail}.
1 Varför får jag reklam från er? [Jag har aldrig beställt sådan.|Senast {date}.] Ta bort mig.
+ Länken längst ned [fungerar inte|leder ingenstans].
? När slutar det?
= Du är nu borttagen från nyhetsbrevet, det kan komma ett till som redan var på väg. Aviseringar om dina egna brev fortsätter, eftersom de hör till tjänsten.
2 Det kom ändå [ett i dag|ett {later}].
! Det var det utskick som redan låg i kön. Jag har kontrollerat att {ownMail} inte finns på någon lista mera.
* Borttagen ur nyhetsbrevet samma dag.
# call-complaint
~ Klagomål på ett samtal
~ Dåligt bemötande
1 Jag ringde er {date} klockan {time} och blev [avsnäst|kopplad fram och tillbaka i tjugo minuter]. Till sist [bröts samtalet|lade personen på luren].
1 Personen jag talade med {date} ville inte [prata svenska med mig|lyssna på vad jag sade] och det är inte första gången.
+ Mitt ärende gällde {doc} från {sender}.
+ Jag vill att ni lyssnar på inspelningen.
? Vad tänker ni göra åt saken?
= Jag är ledsen över hur samtalet gick. Jag har bett teamledaren lyssna på inspelningen; samtal sparas i tre månader, och vid en reklamation kan vi spara det längre. Du får ett svar senast {future}. Ditt egentliga ärende tar jag hand om nu.
2 Har ni lyssnat på samtalet [nu|ännu]? Det har gått {days} dagar.
! Vi har lyssnat. Du hade rätt: du fick vänta för länge och fick fel besked. Vi har gått igenom det med personen och ändrat våra anvisningar.
* Reklamation: inspelningen {date} kl. {time} genomgången med teamledaren.
# no-answer
~ Inget svar
~ Påminnelse om mitt ärende {case}
1 Jag skrev till er för {days} dagar sedan och har inte fått [något|ett enda] svar.
1 Nu skriver jag för [andra|tredje] gången om {doc} från {sender}. [Läser ni era mejl?|Är det någon hemma?]
+ I telefonen var det {days} före mig i kön.
? När får jag svar?
= Jag ber om ursäkt för dröjsmålet. Ditt förra meddelande hade hamnat under ett annat ärende. Det gällde {doc}: brevet har nu kommit och finns i din brevlåda sedan {day}.
2 Okej, men [brevet är daterat fel|det var inte det jag frågade]. Jag frågade alltså om förfallodagen.
! Förlåt, nu förstår jag. Förfallodagen är {future} och räknas från det att du fick brevet.
* Två trådar i samma ärende, sammanförda med {case}.
# praise
~ Tack!
~ Ros till kundtjänsten
1 Ville bara tacka {agent} som hjälpte mig {date}. [Så vänligt bemötande får man sällan.|Allt löste sig på fem minuter.]
1 Det här är ingen klagan! {doc} kom så smidigt till brevlådan att jag [måste|ville] berätta.
+ Jag är {age} år och trodde aldrig att jag skulle lära mig.
? Hälsa så mycket till {agent}.
= Vad roligt att läsa! Jag har framfört hälsningen till {agent}, som blev mycket glad. Hör av dig när som helst.
2 Tack detsamma. Förresten, en liten fråga: [kan man skriva ut breven också|går det att ha brevlådan på två telefoner]?
! Javisst, det går bra. Du hittar det under de tre punkterna uppe till höger.
* Ros, vidarebefordrad i teamet.
# identity-unasked
~ Mina uppgifter
~ Uppgifter för registrering
1 Jag vill ha en brevlåda. Här är mina uppgifter så att ni kan registrera mig: personbeteckning {code}, adress {home}, telefon {phone}.
1 Ni behöver väl min personbeteckning för att hitta {doc}? Den är {code}. [Telefon {phone}.|Brevet ska vara från {sender}.]
+ Jag har ingen dator, min granne skriver det här åt mig.
? Räcker det här?
= Tack för ditt meddelande. Du registrerar dig själv med nätbankskoder eller mobilcertifikat, vi kan inte göra det åt dig utifrån e-post.
2 Jag visste inte att man inte ska skicka [sådant|beteckningen] per mejl. [Kan ni ta bort den?|Blir det farligt nu?]
! Ingen fara: den är dold hos oss, och meddelandet raderas enligt våra förvaringstider. Men skicka den helst inte per e-post framöver.
* Kunden skickade sin personbeteckning oombedd. Dold i vyn, kunden informerad.
# spouse-share
~ Dela brev med min [man|fru]
1 Kan min [man|fru|sambo] se mina räkningar i sin brevlåda? Det är [hen|min bättre hälft] som sköter betalningarna hos oss.
1 Vi skulle vilja ha en gemensam brevlåda för hushållet på {home}.
+ Vi har gemensamt konto i {bank}.
? Hur gör man?
= Brevlådan är personlig, men enskilda brev kan delas: öppna brevet, välj Dela och ange mottagarens e-post. Mottagaren ser bara det brevet och bara så länge du vill. Fakturor kan delas automatiskt per avsändare.
2 Delade {doc} men [inget kom fram|mottagaren ser bara en tom sida].
! Mottagaren behöver ett eget konto för att öppna delade brev. Inbjudan är skickad på nytt.
* Delning förklarad, mottagaren saknade konto.
# tax-letter
~ Brev från {authority}
1 Jag fick ett beslut från {authority} {date} som [jag inte förstår|verkar fel]. Där står {amount}.
1 Gäller ett brev från {authority} som man ska svara på senast {future}. [Kan jag svara via er?|Hur svarar jag i brevlådan?]
+ Deras telefonkö är lång.
? Kan ni hjälpa mig?
= Vi ser inte innehållet i dina brev och kan inte svara för {authority}. Är det ett brev som går att besvara finns knappen "Svara" överst. Annars står kontaktuppgifterna på sista sidan. Fristen räknas från dagen då brevet kom till brevlådan.
2 Knappen "Svara" [är grå|finns inte].
! Då tar {authority} emot svar bara i sin egen tjänst. Den hittar du via länken i brevet.
* Hänvisad till avsändaren, innehållet inte vårt.
# access
~ Begäran om mina uppgifter
~ Vilka uppgifter har ni om mig?
1 Jag begär med stöd av dataskyddsförordningen [en kopia av alla uppgifter|få veta vilka uppgifter] ni har om mig i kundtjänstens register. [Särskilt samtalen under {month}.|Gärna i elektronisk form.]
1 Vad har ni egentligen sparat om mig? Jag har ringt och skrivit [några gånger|flera gånger] sedan {month}.
+ Jag använder adressen {ownMail}.
? När kan jag vänta mig svaret?
= Vi har tagit emot din begäran {today} och svarar senast en månad från mottagandet. För att lämna ut uppgifterna till rätt person behöver du bekräfta din identitet genom att logga in i brevlådan. Sedan får du kopian dit, utan avgift.
2 Jag har nu identifierat mig. Jag vill också veta [vem som har läst mina meddelanden|hur länge de sparas].
! Kopian finns nu i din brevlåda. Där framgår också förvaringstiderna och vilka uppgifter åtkomstloggen omfattar. Är du inte nöjd kan du vända dig till Dataombudsmannens byrå.
* Begäran om tillgång, frist en månad. Identitet bekräftad vid inloggning.
# erasure
~ Radera mina uppgifter
1 Jag [vill|begär] att ni raderar allt ni har om mig. Jag avslutade brevlådan {date}.
1 Hej då, jag vill bli bortglömd. [Ta bort mina samtal och mejl.|Radera allt, också inspelningarna.]
+ Särskilt gäller det ärendet om {doc}.
? Bekräfta när det är gjort.
= Vi raderar de kundtjänstärenden som det inte längre finns grund att förvara. Det som gäller en pågående reklamation behålls tills den är avgjord, och då säger vi vilka delar och varför. Bekräfta först din identitet, så börjar vi genast.
2 Bekräftat. Varför [behåller|sparar] ni något alls?
! Ärendena är nu raderade, och inspelningarna med dem. Kvar finns endast uppgiften om att raderingen gjorts. Ett beslut med motiveringar har skickats till dig.
* Radering genomförd, inga spärrar. Beslut skickat.
# rectification
~ Fel uppgift om mig
1 I ert register står [fel|ett gammalt] telefonnummer. Rätt nummer är {phone}.
1 Ni skriver mitt namn fel och adressen är gammal. Rätt adress är {home}.
+ Felet syntes i svaret jag fick {date}.
? Kan ni rätta det och [bekräfta|meddela dem som fått den felaktiga uppgiften]?
= Tack, uppgiften är rättad i dag. Vi sparar varför den ändrades. Felet har inte lämnats vidare till någon annan.
2 I det senaste mejlet stod ännu [den gamla uppgiften|fel nummer].
! Det kom från en kopia i ett äldre ärende, som nu också är rättad.
* Rättelse enligt artikel 16, inga mottagare att meddela.
# objection
~ Invändning mot behandling
1 Jag [motsätter mig|invänder mot] att mina samtal används för kvalitetsutveckling.
1 Ni hänvisar till berättigat intresse i er beskrivning. Jag [invänder|gör en invändning] mot att mina kontakter används till statistik och utbildning.
+ Skälet är att samtalet {date} gällde min hälsa.
? Vad gör ni under tiden?
= Din invändning är mottagen. Tills den är avgjord används dina samtal inte för det ändamålet. Du får ett motiverat svar inom en månad.
2 Gäller det också [de äldre samtalen|chatten]?
! Ja. Vi har godtagit invändningen, och den gäller alla dina kontakter, även framöver.
* Artikel 21: behandlingen för kvalitet stoppad.
# recording-copy
~ Kopia av ett samtal
1 Jag talade med er {date} klockan {time} och vill ha [inspelningen|en kopia av inspelningen].
1 Vi är oense om vad som sades i telefon {date}. [Därför begär jag inspelningen.|Skicka inspelningen till mig.]
+ Jag ringde från {phone}.
? Hur får jag den?
= Du har rätt till en kopia av dina egna uppgifter, också inspelningen. Samtal sparas i tre månader, och ditt finns kvar. När du har bekräftat din identitet lägger vi ljudfilen i din brevlåda.
2 Filen [går inte att spela upp|tystnar efter en minut].
! Här är den i ett annat format, kontrollerad från början till slut.
* Inspelning kopierad till kunden, inga tredje personer på den.
`;
