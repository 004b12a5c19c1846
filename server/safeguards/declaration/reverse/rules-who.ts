import { rule } from './reverse-rule.ts';

/** Who, what for, which data, from where. */
export const whoRules = {
  controller: rule(
    'enforced',
    'P1',
    ['personuppgiftsansvarig', 'rekisterinpitäjä', 'controller'],
    [
      'Står i deklarationen. FO-numrets kontrollsiffra kontrolleras, och uppgifterna står på varje dataskyddsbeskrivning.',
      'Kirjataan selosteeseen. Y-tunnuksen tarkistusmerkki tarkistetaan, ja tiedot näkyvät jokaisessa tietosuojaselosteessa.',
      'Stands in the declaration. The check digit of the business ID is checked, and every notice shows it.',
    ],
  ),
  'contact-address': rule(
    'enforced',
    'P1',
    ['kontakt i dataskyddsfrågor', 'yhteystieto tietosuoja-asioissa', 'contact for data protection'],
    [
      'Står på varje dataskyddsbeskrivning. Om adressen också är en e-postlåda här blir varje brev en kontakt.',
      'Näkyy jokaisessa tietosuojaselosteessa. Jos osoite on myös postilaatikko täällä, jokaisesta viestistä tulee yhteydenotto.',
      'Stands on every notice. Where the address is a mailbox here too, each mail becomes a contact.',
    ],
  ),
  'protection-officer': rule(
    'enforced',
    'P1',
    ['dataskyddsombud', 'tietosuojavastaava', 'data protection officer'],
    [
      'Står i deklarationen, och därmed i dataskyddsbeskrivningen och i registret över behandling.',
      'Kirjataan selosteeseen ja näkyy siksi tietosuojaselosteessa ja selosteessa käsittelytoimista.',
      'Stands in the declaration, and so in the notice and in the record of processing.',
    ],
  ),
  'register-name': rule(
    'enforced',
    'P2',
    ['registrets namn', 'rekisterin nimi', 'name of the register'],
    [
      'Står i deklarationen. Varje version sparas och går att läsa.',
      'Kirjataan selosteeseen. Jokainen versio säilyy luettavana.',
      'Stands in the declaration. Every version stays readable.',
    ],
  ),
  subjects: rule(
    'enforced',
    'P2',
    ['vilka registret gäller', 'keitä rekisteri koskee', 'whose data it holds'],
    [
      'Står i deklarationen och i varje version av dataskyddsbeskrivningen.',
      'Kirjataan selosteeseen ja näkyy jokaisessa tietosuojaselosteen versiossa.',
      'Stands in the declaration and in every version of the notice.',
    ],
  ),
  'stated-on': rule(
    'enforced',
    'P2',
    ['datum för beskrivningen', 'selosteen päiväys', 'date of the notice'],
    [
      'Varje version har sitt datum, och äldre versioner går att läsa.',
      'Jokaisella versiolla on päiväys, ja vanhat versiot ovat luettavissa.',
      'Each version has its date, and older ones stay readable.',
    ],
  ),
  purpose: rule(
    'enforced',
    'P3',
    ['ändamål', 'käsittelyn tarkoitus', 'purpose'],
    [
      'Varje uppgift hör till ett deklarerat ändamål. Det som inte har något ändamål kan inte sparas.',
      'Jokaisella tiedolla on selosteessa tarkoitus. Tietoa, jolla sitä ei ole, ei voi tallentaa.',
      'Every category serves a declared purpose. What serves none cannot be stored.',
    ],
  ),
  'legal-basis': rule(
    'enforced',
    'P3',
    ['rättslig grund', 'oikeusperuste', 'legal basis'],
    [
      'En deklaration där ett ändamål saknar rättslig grund godtas inte.',
      'Selostetta, jossa tarkoitukselta puuttuu oikeusperuste, ei hyväksytä.',
      'A declaration with a purpose that has no legal basis is refused.',
    ],
  ),
  interest: rule(
    'enforced',
    'P3',
    ['berättigat intresse', 'oikeutettu etu', 'legitimate interest'],
    [
      'Den som anger berättigat intresse måste också skriva vilket intresset är.',
      'Oikeutettuun etuun vedottaessa on kirjattava, mikä etu on.',
      'Whoever declares a legitimate interest must state which it is.',
    ],
  ),
  category: rule(
    'enforced',
    'P4',
    ['uppgifter i registret', 'rekisterin tiedot', 'categories of data'],
    [
      'Varje slag av uppgift har ett eget förseglat fält. Det som inte är deklarerat kan inte sparas.',
      'Jokaisella tietolajilla on oma sinetöity kenttä. Tietoa, jota selosteessa ei ole, ei voi tallentaa.',
      'Each category has a sealed field of its own. What is not declared cannot be stored.',
    ],
  ),
  'category-later': rule(
    'not-yet',
    'P4',
    ['inspelningar och IP-adresser', 'tallenteet ja IP-osoitteet', 'recordings and IP addresses'],
    [
      'Kan deklareras. Programvaran tar emot dem först när telefon och chatt är egna kanaler.',
      'Voidaan kirjata selosteeseen. Ohjelmisto ottaa niitä vastaan vasta, kun puhelin ja chat ovat omia kanaviaan.',
      'May be declared. The software takes them in only when telephone and chat are channels of their own.',
    ],
  ),
  'category-unknown': rule(
    'not-yet',
    'P4',
    ['uppgifter utan fält här', 'tietoja, joille ei ole kenttää', 'data with no field here'],
    [
      'Här finns inget eget fält för detta. Det som kunden själv skriver ryms i meddelandena.',
      'Tälle ei ole omaa kenttää. Se, mitä asiakas itse kirjoittaa, säilyy viesteissä.',
      'There is no field of its own for this. What customers write themselves is in their messages.',
    ],
  ),
  'collection-rule': rule(
    'enforced',
    'P6',
    ['när uppgiften samlas in', 'milloin tieto kerätään', 'when it is collected'],
    [
      'Varje kanal samlar bara in det som deklarationen låter den, automatiskt eller på begäran.',
      'Kukin kanava kerää vain sen, minkä seloste sallii, itsestään tai pyydettäessä.',
      'Each channel collects only what the declaration lets it, by itself or on request.',
    ],
  ),
  source: rule(
    'enforced',
    'P5',
    ['källa: personen själv', 'lähde: henkilö itse', 'source: the person'],
    [
      'Uppgifter kommer in genom deklarerade kanaler, och varje fält minns varifrån det kom.',
      'Tiedot tulevat selosteen kanavista, ja jokainen kenttä muistaa lähteensä.',
      'Data come in by the declared channels, and each field keeps its source.',
    ],
  ),
  channel: rule(
    'enforced',
    'P5',
    ['kanal: e-post', 'kanava: sähköposti', 'channel: e-mail'],
    [
      'E-post tas emot här, och sparar bara det som deklarationen säger.',
      'Sähköposti otetaan vastaan täällä, ja siitä tallennetaan vain selosteen mukaiset tiedot.',
      'E-mail is taken in here, and stores only what the declaration says.',
    ],
  ),
  'channel-later': rule(
    'not-yet',
    'P5',
    ['kanal: telefon, chatt', 'kanava: puhelin, chat', 'channel: telephone, chat'],
    [
      'Kan deklareras. Än så länge skriver personalen själv in det som kommer per telefon eller chatt.',
      'Voidaan kirjata selosteeseen. Toistaiseksi henkilöstö kirjaa itse puhelimessa ja chatissa saadut tiedot.',
      'May be declared. For now staff enter what comes by telephone or chat themselves.',
    ],
  ),
  'other-source': rule(
    'not-yet',
    'P5',
    ['andra källor', 'muut lähteet', 'other sources'],
    [
      'Kan deklareras, med de uppgifter som källan får ge. Programvaran tar än så länge bara in äldre e-post därifrån.',
      'Voidaan kirjata selosteeseen tietoineen. Ohjelmisto ottaa lähteistä toistaiseksi vain vanhaa sähköpostia.',
      'May be declared, with the data that it may bring. For now the software takes in nothing but old mail that way.',
    ],
  ),
  obligation: rule(
    'told',
    null,
    ['om uppgifterna måste lämnas', 'onko tiedot annettava', 'whether data must be given'],
    [
      'En upplysning om vad som händer om uppgifter inte lämnas. I utkastet står den som en anmärkning.',
      'Tieto siitä, mitä tietojen antamatta jättämisestä seuraa. Luonnoksessa se on huomautuksena.',
      'Tells what follows if data are not given. In the draft it stands as a remark.',
    ],
  ),
  definition: rule(
    'told',
    null,
    ['begrepp och lagar', 'käsitteet ja lait', 'terms and laws'],
    [
      'Förklarar ett begrepp eller hänvisar till lagen. Det finns inget att upprätthålla.',
      'Selittää käsitteen tai viittaa lakiin. Valvottavaa ei ole.',
      'Explains a term or refers to the law. There is nothing to enforce.',
    ],
  ),
} as const;
