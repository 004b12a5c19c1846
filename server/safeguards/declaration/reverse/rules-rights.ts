import { rule } from './reverse-rule.ts';

const byHand = [
  'Står i deklarationen och på varje dataskyddsbeskrivning. Själva begäran sköts ännu för hand.',
  'Kirjataan selosteeseen ja näkyy jokaisessa tietosuojaselosteessa. Itse pyyntö hoidetaan vielä käsin.',
  'Stands in the declaration and on every notice. The request itself is still handled by hand.',
] as const;

/** The rights, the answers to them, complaints, changes. */
export const rightsRules = {
  'right-information': rule(
    'enforced',
    'P17',
    ['rätt till information', 'oikeus saada tietoa', 'right to information'],
    [
      'Beskrivningen är publicerad på tre språk, och varje fält minns vilken version som gällde.',
      'Tietosuojaseloste julkaistaan kolmella kielellä, ja jokainen kenttä muistaa voimassa olleen version.',
      'The notice is published in three languages, and each field keeps the version in force.',
    ],
  ),
  'right-access': rule(
    'not-yet',
    'P18',
    ['rätt till tillgång och kopia', 'oikeus saada pääsy tietoihin', 'right of access'],
    byHand,
  ),
  'right-rectification': rule(
    'not-yet',
    'P19',
    ['rätt till rättelse', 'oikeus oikaisuun', 'right to rectification'],
    [
      'Personalen rättar ett fält med en orsak, och det gamla värdet försvinner. Begäran och dess tidsfrist sköts för hand.',
      'Henkilöstö oikaisee kentän ja kirjaa syyn, ja vanha arvo poistuu. Pyyntö ja sen määräaika hoidetaan käsin.',
      'Staff correct a field with a reason, and the old value goes. The request and its time limit are handled by hand.',
    ],
  ),
  'right-erasure': rule(
    'not-yet',
    'P20',
    ['rätt till radering', 'oikeus tietojen poistamiseen', 'right to erasure'],
    [
      'När tiden går ut raderas allt av sig självt. Radering på begäran finns inte ännu.',
      'Ajan päättyessä kaikki poistetaan itsestään. Poistoa pyynnöstä ei vielä ole.',
      'At the end of its period everything is erased by itself. Erasure on request is not built yet.',
    ],
  ),
  'right-restriction': rule(
    'not-yet',
    'P21',
    ['rätt till begränsning', 'oikeus käsittelyn rajoittamiseen', 'right to restriction'],
    byHand,
  ),
  'right-portability': rule(
    'not-yet',
    'P22',
    ['rätt till dataportabilitet', 'oikeus siirtää tiedot', 'right to portability'],
    byHand,
  ),
  'right-objection': rule(
    'not-yet',
    'P23',
    ['rätt till invändning', 'oikeus vastustaa', 'right to object'],
    byHand,
  ),
  'right-withdraw': rule(
    'not-yet',
    null,
    ['rätt att återkalla samtycke', 'oikeus peruuttaa suostumus', 'right to withdraw consent'],
    byHand,
  ),
  'rights-request': rule(
    'enforced',
    'P24',
    ['så gör du en begäran', 'näin esität pyynnön', 'how to make a request'],
    [
      'Adressen står på varje dataskyddsbeskrivning, och det som skickas dit blir en kontakt.',
      'Osoite näkyy jokaisessa tietosuojaselosteessa, ja siihen lähetetystä tulee yhteydenotto.',
      'The address stands on every notice, and what is sent there becomes a contact.',
    ],
  ),
  'answer-time': rule(
    'not-yet',
    'P24',
    ['svarstid', 'vastausaika', 'time to answer'],
    [
      'En deklaration med längre tid än lagens godtas inte. Att tiden hålls övervakas ännu inte.',
      'Selostetta, jossa aika on lakia pidempi, ei hyväksytä. Ajan noudattamista ei vielä valvota.',
      'A declaration with more time than the law gives is refused. That it is kept is not watched yet.',
    ],
  ),
  'free-of-charge': rule('not-yet', 'P18', ['avgiftsfritt', 'maksutta', 'free of charge'], byHand),
  'identify-asked': rule(
    'not-yet',
    'P24',
    ['identifiering vid begäran', 'tunnistaminen pyynnössä', 'identification for a request'],
    byHand,
  ),
  'refusal-reasoned': rule(
    'not-yet',
    'P24',
    ['vägran motiveras', 'kieltäytymisen perustelu', 'refusals give reasons'],
    byHand,
  ),
  authority: rule(
    'enforced',
    'P25',
    ['klagomål till dataombudsmannen', 'valitus tietosuojavaltuutetulle', 'complaint to the authority'],
    [
      'Myndighetens namn och webbplats står på varje dataskyddsbeskrivning.',
      'Viranomaisen nimi ja verkkosivusto näkyvät jokaisessa tietosuojaselosteessa.',
      'The name and website of the authority stand on every notice.',
    ],
  ),
  'complain-to-us': rule(
    'enforced',
    'P25',
    ['klagomål till oss', 'valitus meille', 'complaint to us'],
    [
      'Kontaktadressen står på varje dataskyddsbeskrivning.',
      'Yhteysosoite näkyy jokaisessa tietosuojaselosteessa.',
      'The contact address stands on every notice.',
    ],
  ),
  changes: rule(
    'enforced',
    'P26',
    ['ändringar i beskrivningen', 'selosteen muutokset', 'changes of the notice'],
    [
      'En ny version gäller från det att den publiceras, och den nyaste visas alltid.',
      'Uusi versio on voimassa julkaisusta alkaen, ja uusin on aina nähtävillä.',
      'A new version holds from its publishing, and the newest is always shown.',
    ],
  ),
  breaches: rule(
    'attested',
    'P27',
    ['personuppgiftsincidenter', 'tietoturvaloukkaukset', 'data breaches'],
    [
      'Ett register över incidenter med tidsfrist, berörda personer, beslut och brev. Det som händer utanför systemet måste någon anmäla.',
      'Loukkausten luettelo, jossa ovat määräaika, henkilöt, päätökset ja kirjeet. Järjestelmän ulkopuolisesta jonkun on ilmoitettava.',
      'A register of breaches with time limit, people concerned, decisions and letters. What happens outside the system somebody must report.',
    ],
  ),
  floor: rule(
    'enforced',
    'P28',
    ['lagen går före', 'laki menee edelle', 'the law comes first'],
    [
      'En deklaration som går under lagens nivå godtas inte.',
      'Selostetta, joka alittaa lain tason, ei hyväksytä.',
      'A declaration below the law is refused.',
    ],
  ),
} as const;
