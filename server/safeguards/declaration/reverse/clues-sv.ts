import type { LanguageClues } from './language-clues.ts';

export const cluesSv: LanguageClues = {
  lists: {
    not: 'aldrig|inte|ej|ingen|inga|inget|varken',
    but: 'utom|förutom|men',
    data: '*uppgift*|data',
    keep: 'förvar*|lagra*|lagring*|spara*|sparas|bevara*',
    right: 'rätt|rättighet*|rättigheter|begära|kräva',
  },
  rules: {
    controller: ['personuppgiftsansvarig*|registeransvarig* !annan|annat är|för|oss'],
    'contact-address': [
      'kontaktperson*',
      'kontakta frågor|fråga dataskydd*|personuppgift*|*register*|*registret*',
    ],
    'protection-officer': ['dataskyddsombud|dataskyddsombudet|dataskyddsombudets'],
    'register-name': ['register|registret|registrets heter|namn|benämn*'],
    subjects: [
      'handlar_om|gäller|omfattar|beskriver *kund*|*användare*|medlem*|personer|registrerade !rätt|rättigheter *beskrivning*|*register*|*registret*|här|den',
      'registrerade är|utgörs *kund*|*användare*|medlem*|personer|som',
    ],
    interest: ['intresse_är|intresset_är|intressen_är|intresse_av_att|intresset_av_att !invänd*'],
    definition: [
      'personuppgifter|personuppgift är|avses|betyder alla|sådan*|varje|information|slags',
      'exempel_på personuppgift*',
      '*beskrivning*|*register*|*registret* baserar|grundar|uppfyller|bygger krav*|dataskyddsförordning*|gdpr|lag',
      '*register*|*registret* består *uppgift*',
      'med_detta|härmed avses|menas',
      'sida|sidan|*beskrivning* finns|hittar|berättar information|anvisning*|hur',
    ],
    'collection-rule': [],
    source: [
      'får|erhåller|samlar|samlas|fås|kommer|lämna* $data av|från *kund*|dig|användar*|den_registrerade*|själv|personen',
      'du|kunden lämnar|uppger|ger $data oss|själv',
    ],
    'other-source': [
      'register*|*registret|källor|tredje_part*|företag|myndighet* hämta*|inhämta*|kompletter*|uppdatera* befolknings*|offentlig*|andra|annan|från !utlämna*',
      'befolkningsdata*|kreditupplysning*|offentliga_källor|handelsregist*',
    ],
    obligation: [
      'frivillig*|obligatorisk*|nödvändig*|tvungen|måste lämna|uppge|uppger|lämnar|ge $data|dem !rättelse',
      'om du inte lämnar|uppger|ger $data|namn*|kod*|personbeteckning*|dem|detta',
    ],
    'needed-only': [
      '$keep så_länge|längre endast|bara|inte|behöv*|kräv*|grund*',
      '$keep så_länge_som behöv*|kräv*|nödvändig*|grund*|syfte*|ändamål*',
      'rutiner radering*|gallring*',
      'raderar|gallrar|förstör $data behövs|grund|nödvändig*|längre|syfte*',
    ],
    'statutory-keeping': [
      'förvaringstid*|$keep|radera* lag|lagar|lagstadga*|bokföringslag*|lagstiftning* !rätt|rättigheter',
      'radera* lagstadga*|skyldighet*|lag förhindr*|hindr*',
    ],
    recording: [
      'spela*_in|inspela*|spelas_in|bandas !förvar* *samtal*',
      'sparar|spelar|lagrar|bandar *samtal*',
    ],
    protection: [
      'skydda*|skydd|skyddet|skyddas|skyddar|trygg* $data|databas*|server*|servrar|obehörig*|tekni*|åtgärd*|system* !rätt',
      'åtgärder|åtgärd säker*|skydd* $data',
      'krypter*|kryptering*|brandvägg*',
      'obehörig* insyn|åtkomst*|ändring|radering',
      'lösenord*|användarrättighet*|behörighet* skydd*|system*|hanter*',
    ],
    'access-log': ['logg|loggas|loggar|loggfil* $data|läs*|behandl*|användning*|visning*|åtkomst*|öppn*'],
    transport: ['datakommunikation*|tls|https|förbindelse*|överföring* skydd*|krypter*|säker*'],
    backups: ['säkerhetskopi*|backup*'],
    premises: ['lokaler*|lokaler|passerkontroll*|passage*|låsta|låst|bevak*|arkivskåp*|utrymmen*'],
    organisation: [
      'organisatorisk*',
      'utbilda*|utbildning*|instruktion*|interna_anvisning* personal*|anställda|medarbetare !*samtal*',
      'personal* utbildas|utbildad|instru*',
    ],
    'work-tasks': [
      'arbetsuppgift*|uppdrag|roll|befattning rätt|åtkomst*|behörighet*|tillgång* basis|enligt|utifrån|grund*|beviljas|efter',
    ],
    'user-names': [
      'personlig*|egna|eget|egen användarnamn|användarkonto*|konto|inloggning*|användar-id|användarid* !gemensam*|delad*',
    ],
    secrecy: ['tystnadsplikt*|sekretessförbind*|sekretess*|tystnadslöfte*'],
    'need-to-know': [
      'endast|bara personer|anställda|medarbetare|den|de behöv*|måste|kräv* arbet*|åtkomst*|behandla*|syften|tillgång*',
      'behandlas endast|bara av',
    ],
    'no-sale': ['säljer|säljs|sälja|försäljning $not $data|dem !$but'],
    'no-other-use': [
      'lämna*_ut|lämnar|lämnas|utlämna*|överlåt*|delar|delas|använder|används $not $data|dem !$but !säljer|automat*|profilering|behövs|regelmässigt_till !raderar|rättelse',
      'lämnas|utlämnas inte|ej regelbundet|regelmässigt|utomstående|tredje',
    ],
    processors: [
      'underleverantör*|personuppgiftsbiträde*|tjänsteleverantör*|samarbetspartner*|biträde*|leverantör* !säkerställer_kivra !utanför',
      'organisationer|parter|mottagare avtal* behandl*|överför* $data',
      'mottagare av $data',
      'parter|part|tredje_part* samarbetar|samarbete|endast|syften behandla*|gäller',
    ],
    'group-companies': ['koncern*|dotterbolag|dotterbolagen|moderbolag*'],
    authorities: [
      'myndighet*|polis*|domstol* lämna*|utlämna*|överlämna*|skyldig*|begär* !klagomål|tillsynsmyndighet* !dataombud*',
    ],
    'transfer-ground': [
      'standardavtalsklausul*|modellavtalsklausul*|standardklausul*|bindande_företagsbestämmelser|adekvat*|skyddsnivå',
    ],
    'no-automation': ['automatis*|automatiska|automatiskt|profiler* beslut*|profiler* $not !$but'],
    'right-information': ['rätt information|veta|informeras insamling*|behandl*', 'behandling* transparent'],
    'right-access': [
      'tillgång*|åtkomst*|granska|kontrollera|ta_del_av $right uppgift*|*uppgifter* !personer|anställda|beviljas|behandlar_dem',
      'rätt|begära kopia|registerutdrag|utdrag',
      'begäran ange|anger|precisera uppgifter|information !invänder',
      'behandlar|har uppgifter|personuppgifter om_dig få_veta|bekräft*',
    ],
    'right-rectification': [
      '$right rätta|rättas|rättar|rättelse*|korriger*|berikt*',
      'uppgifter|uppgift felfria|korrekta|felaktig*|riktiga|oriktiga|inexakta|bristfälliga',
    ],
    'right-erasure': [
      '$right radera*|raderas|radering|bortglömd|glömd|utplån*|ta_bort|tas_bort !obehörig',
      'radera*|raderar begär*|eget_initiativ|bortglömd|rättighet $data|uppgifter|föreligger',
      'bortglömd|glömd',
    ],
    'right-restriction': [
      'begräns* behandling*|behandla* !aldrig',
      'begränsa|begränsar|begränsas behandlingen',
    ],
    'right-portability': [
      'överföra|överförda|överförs|flytta|flyttas|dataportabilitet*|portabilitet* system*|annan|maskinläsbar*|$right !land|underleverantör*|biträde*',
      'strukturerat|maskinläsbart',
    ],
    'right-objection': ['invänd*|motsätta|motsätter|protestera behandl*|$right'],
    'right-withdraw': ['återkalla*|återta|dra_tillbaka samtyck*'],
    'rights-request': [
      'kontakta|kontaktar|skicka|begäran|åberopa|utöva rättighet*|rättigheter|begäran skriftlig*|e-post|post|kontakt*|på|till !ombudsman* !inom',
    ],
    'answer-time': [
      'förläng* motivera*|tidsfrist*',
      'dröjsmål|svarstid* begär*|besvara*|svar*|åtgärd*|uppgifter',
    ],
    'free-of-charge': ['avgiftsfri*|kostnadsfri*|gratis|utan_kostnad|utan_avgift'],
    'identify-asked': [
      'begäran|begär identifier*|identitet*|styrka|legitim*',
      'identifier* precisera*|begäran',
    ],
    'refusal-reasoned': [
      'vägra*|avslå*|avslag|neka*|kan_inte_lämnas begäran|uppfylla|motivera*|skäl|lagstiftning',
      'kan_inte|inte_kan lämnas|uppfyllas motivera*|skäl',
    ],
    authority: ['dataombudsman*|dataskyddsombudsman*|tillsynsmyndighet*'],
    'complain-to-us': ['strid_med|bryter|missnöjd|fel kontakta|informerar|meddela oss|kontakt*'],
    changes: [
      'ändra|ändras|uppdatera|uppdateras|uppdateringar|uppdaterad|ändringar *beskrivning*|villkor|dokument*|lagstiftning*|policy|träder|aktuella',
      'nyaste|senaste|gällande|aktuell* version*|*beskrivning*',
      'ta_del_av|läsa|läs *beskrivning* regelbundet|då_och_då|återkommande',
    ],
    breaches: [
      'dataintrång|personuppgiftsincident*|säkerhetsincident*|säkerhetsöverträd*|informationssäkerhetsincident*',
    ],
    floor: ['begränsar|inskränker|påverkar $not rättighet*'],
    sells: ['sälja|säljer|säljs|försälj* $data|dem|adress* !$not'],
    'shares-freely': [
      'lämna*|lämnar|lämnas|utlämna*|delar|dela|delas|överlåta samarbetspartner*|partner*|annonsör*|tredje|andra_företag|tredjeparter egna|marknadsför*|deras|fritt|kommersi* !$not',
    ],
    marketing: ['*marknadsför*|reklam|nyhetsbrev|annonser|erbjudanden !$not !invänd*|motsätta'],
    'keeps-forever': [
      '$keep|sparas tills_vidare|obegränsad*|för_alltid|permanent|utan_tidsgräns|oändlig*|på_obestämd_tid|aldrig_raderas|inte_raderas',
      'raderas|raderar aldrig $data|dem|inspelning*|meddelanden',
    ],
    charges: [
      'avgift|kostar|debitera*|euro kopia|kopior|begäran|utdrag|registerutdrag|tillgång* !ogrund*|orimlig*|avgiftsfri* !gratis',
    ],
    'automated-decisions': [
      'automatis*|automatiska|automatiskt|profiler* beslut*|profiler*|bedöm*|poäng* !$not !rätt',
    ],
    'implied-consent': ['genom_att använd*|besök*|kontakta*|ring* samtyck*|godkän*|accepter*'],
    'waives-rights': [
      'avstår|avsäger|saknar|har_inte|ingen rätt|rättighet*|rättigheter !avstår_från_att !endast|om|men|när',
    ],
    'shared-accounts': ['gemensam*|delad*|delar användarnamn|inloggning*|konto|konton|lösenord'],
  },
  topics: {
    controller: ['personuppgiftsansvarig*|registeransvarig*|registerförare|vem_ansvarar|vem_är_ansvarig'],
    'register-name': ['registret*|registrets|register namn|heter|benämning'],
    categories: [
      'vilka|slags|följande|kategorier|innehåll*|innehåller uppgifter|personuppgifter|datainnehåll !rätt*|lämnas',
      'datainnehåll|uppgiftskategorier|behandlade_uppgifter|uppgifter_som|personuppgifter_som',
    ],
    purposes: ['ändamål*|syfte|syften|varför !grund'],
    basis: ['rättslig*_grund*|rättsgrund*|laglig_grund'],
    source: ['källa|källor|kontaktkanaler|varifrån|informationskällor|kanaler|uppgiftskällor'],
    periods: ['hur_länge|förvaringstid*|lagringstid*|förvaring|gallring|bevaring*|lagring'],
    recipients: [
      'mottagare|utlämnande|underleverantör*|vem|biträden|personuppgiftsbiträde*|lämnas|delar !klaga',
    ],
    location: ['var_behandlas|överföring*|tredjeland|utanför|plats'],
    protection: ['skydd|skydda*|skyddas|säkerhet|datasäkerhet|informationssäkerhet|dataskydd_och'],
    rights: ['rättigheter|rättigheter*'],
    complaint: ['överklaga|klagomål|missnöjd|klaga|tillsyn*'],
    changes: ['uppdatering*|ändring*|ändra*'],
    automation: ['automatis*|profilering'],
  },
  categories: {
    identityCode: 'personbeteckning*|personnummer*',
    name: 'namn|namnet|kundnamn|förnamn|efternamn|för_och_efternamn',
    address: 'adress|adressen|adresser|postadress*|gatuadress*|hemadress*|leveransadress*',
    phone: 'telefonnummer*|mobilnummer*|telefonnumret',
    emailAddress: 'e-postadress*|epostadress*|mejladress*',
    messages: 'meddelande|meddelanden|meddelandena|korrespondens|chattlogg*|ärendets_innehåll|brevväxling',
    files: 'bilaga|bilagor|bilagorna',
    notes: 'anteckning|anteckningar*',
    contactMetadata: 'tidpunkt|tidpunkter|tidpunkten|metadata|loggdata',
    recordings: '*inspelning*|inspelade_samtal',
    ipAddress: 'ip-adress*|ip-nummer',
    other:
      'kundnummer*|födelsetid*|födelsedatum|beställning*|orderuppgift*|betalning*|bankkonto*|hälsouppgift*|platsuppgift*|kakor|cookies|köphistor*|medlemsnummer*|avtalsnummer*|abonnemang*',
  },
  channels: {
    email: 'e-post|e-posten|epost|mejl|mejlar|e-brev',
    phone: 'telefon|telefonen|ringer|ring|samtal|telefonsamtal|samtalen',
    chat: 'chatt|chatten|chat|chatta|chattar',
  },
  purposes: {
    service:
      'kundservice|kundservicen|kundtjänst|kundtjänsten|*kundbetjäning*|tillhandahålla|besvara|svara_på|betjäna|hantera_ärenden|sköta_ärenden|hjälpa',
    identification: 'identifier*|identitet*|säkerställa_vem|känna_igen',
    quality: 'kvalitet*|utveckl*|reklamation*|förbättra*|utbild*',
    security: 'säkerhet|missbruk*|förhindra_bedrägeri*|störning*|bedrägeri*',
    rights: 'rättigheter|registrerades_rättigheter',
  },
  bases: {
    consent: 'samtycke*|samtycker',
    contract: 'avtal|avtalet|avtals|avtalsförhållande*|kundförhållande*',
    'legal-obligation':
      'rättslig*_förpliktelse*|lagstadga*_skyldighet*|lagstadga*_förpliktelse*|rättsliga_skyldighet*',
    'vital-interests': 'vitala_intressen|grundläggande_intressen',
    'public-task': 'allmänt_intresse|myndighetsutövning',
    'legitimate-interest': 'berättigat_intresse|berättigade_intresse*|berättigad_intresse*',
  },
  units: {
    recording: '*inspelning*|inspelade|samtal|samtalen',
    'access-log': 'logg|loggar|loggarna|loggdata|logguppgifter|åtkomstlogg*|användningslogg*',
    request: 'begäran|begäranden',
    staff: 'användarkonton|personalens',
    contact: 'meddelande*|kontakter|ärende*|ärenden|chatt*|e-post*|kontaktärende*|korrespondens|kundkontakt*',
    person: 'kunduppgift*|kontaktuppgift*|namn|personuppgift*|kundprofil*|uppgifter|uppgifterna|kundens',
  },
  extensions: { 'quality-project': 'kvalitet*', complaint: 'reklamation*|klagomål*|tvist*' },
  cues: {
    collects: [
      'samla*|samlar|samlas|insamling*|spara*|sparas|sparar|registrera*|behandlar|behandlas|behandla|innehåller|lagrar|lagras|omfattar|begär*|begärs|begäras|ber|frågar !rätt|rättigheter',
    ],
    contacts: ['när|då|om kontakta*|kontaktar|hör_av|skriver|vänder'],
    asks: ['begärs|begäras|begär|begära|frågar|fråga|frågas|ber !rätt_att'],
    serves: ['för_att|syfte|syftet|syften|ändamål*|i_syfte|används_för'],
    bases: ['grund|grunden|grunder|grundar|rättsgrund*|baserar|stöd|stöder|bygger|med_stöd'],
    keeps: ['$keep|radera*|raderas|gallra*|tas_bort|förstörs|förvaringstid*|lagringstid*'],
    longer: ['längre|förläng*|undantag* !inte_längre|aldrig_längre'],
    answers: [
      'svar|svarar|besvara*|svaret|skickas|lämnas|ges begär*|förfråg*|oss|dig|uppgifter|inom !förvar*|spara*|lagra*|radera*',
    ],
    extends: ['förläng*|ytterligare'],
    dated: ['ändra*|ändrats|uppdater*|senast|daterad|upprätta*|gäller_från|version|datum|ikraft*|kraft'],
    controller: ['personuppgiftsansvarig*|registeransvarig*|registerförare'],
    email: ['kontakt*|kontakta|frågor|e-post|dataskydd*'],
    officer: ['dataskyddsombud|dataskyddsombudet|dataskyddsombudets'],
    outside: ['utanför eu|ees|eu-|europa|eu-området', 'tredjeland*|tredje_land*'],
  },
};
