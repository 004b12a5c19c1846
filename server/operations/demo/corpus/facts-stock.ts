import type { Language } from './corpus.ts';

interface Sender {
  name: string;
  /** How Finnish says "from" it. */
  from: string;
  /** What it sends: in Swedish and English in the definite form, in Finnish in the nominative. */
  documents: readonly string[];
}

interface FactsStock {
  /** All invented. */
  senders: readonly Sender[];
  /** Name, and how Finnish says "from" it. */
  authorities: readonly (readonly [string, string])[];
  banks: readonly string[];
  shops: readonly string[];
  companies: readonly string[];
  weekdays: readonly string[];
  /** "last Monday" as each language says it, Sunday first. */
  pastWeekdays: readonly string[];
  months: readonly string[];
}

const same = (words: string): [string, string][] => words.split(', ').map((word) => [word, word]);
/** A line a sender: `name/from it: document|document`. */
const readSenders = (lines: string): Sender[] =>
  lines
    .trim()
    .split(/\n\s*/)
    .map((line) => {
      const [names = '', documents = ''] = line.split(': ');
      const [name = '', from = name] = names.split('/');
      return { name, from, documents: documents.split('|') };
    });
const pairs = (words: string): [string, string][] =>
  words.split(', ').map((pair) => pair.split('/') as [string, string]);

export const factsStock: Record<Language, FactsStock> = {
  sv: {
    senders: readSenders(`
      Norrskärs Energi: elräkningen|avtalet om el|årsbeskedet
      Havsbris Försäkring: försäkringsbrevet|ersättningsbeslutet|fakturan
      Tallmo Vatten: vattenräkningen|mätarkortet
      Fyrklint Telefoni: telefonräkningen|abonnemangsavtalet
      Björkdunge Hälsa: kallelsen|provsvaret|fakturan
      Enbacka Bostäder: hyresavtalet|hyresförhöjningen|hyresräkningen
      Östanvind Fjärrvärme: värmeräkningen|årsbeskedet
      Gråklippans Avfall: avfallsräkningen|tömningsschemat
      Sälskär Rederi: biljetten|fakturan
      Blåvinge Fond: årsrapporten|skatteuppgiften
      Grindstugans Gym: medlemsfakturan|avtalet
      Snöripan Inkasso: kravbrevet|betalningsplanen
      Kvarnvikens Daghem: dagvårdsbeslutet|avgiftsbeslutet
      Lyktbergs Tandvård: tandläkartiden|fakturan
      Vågbrytaren Leasing: leasingavtalet|månadsfakturan
      Ugglebo Studiecenter: studieintyget|antagningsbeskedet
    `),
    authorities: same(
      'Skatteförvaltningen, FPA, Myndigheten för digitalisering och befolkningsdata, Transport- och kommunikationsverket, ' +
        'välfärdsområdet, staden',
    ),
    banks: ['Norrhamns Bank', 'Skärgårdsbanken Alkan', 'Bank Polstjärnan', 'Sparlyktan'],
    shops: ['Hemhörnan', 'Vitvarubutiken Frostviken', 'Cykelkällaren', 'Skolästen', 'Järnboden Hammarklang'],
    companies: [
      'Byggfirma Spiktorp',
      'Kafé Kanelknuten',
      'Blomsterhandeln Vivan',
      'Havsnära Städ Ab',
      'Nattugglans Taxi Ab',
    ],
    weekdays: 'söndag, måndag, tisdag, onsdag, torsdag, fredag, lördag'.split(', '),
    pastWeekdays: 'i söndags, i måndags, i tisdags, i onsdags, i torsdags, i fredags, i lördags'.split(', '),
    months:
      'januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december'.split(
        ', ',
      ),
  },
  fi: {
    senders: readSenders(`
      Pohjanhohde Energia/Pohjanhohde Energialta: sähkölasku|sähkösopimus|vuosi-ilmoitus
      Merikuiske Vakuutus/Merikuiske Vakuutukselta: vakuutuskirja|korvauspäätös|lasku
      Kaislapuro Vesi/Kaislapuro Vedeltä: vesilasku|mittarikortti
      Kivikello Puhelin/Kivikello Puhelimelta: puhelinlasku|liittymäsopimus
      Ruskahaara Terveys/Ruskahaara Terveydeltä: ajanvarauskirje|laboratoriotulos|lasku
      Otavarinne Isännöinti/Otavarinne Isännöinniltä: vastikelasku|yhtiökokouskutsu|remonttitiedote
      Lumihaukka Kaukolämpö/Lumihaukka Kaukolämmöltä: lämpölasku|vuosi-ilmoitus
      Suvipolku Jätehuolto/Suvipolku Jätehuollolta: jätelasku|tyhjennysaikataulu
      Tähtilouhi Kuntosali/Tähtilouhi Kuntosalilta: jäsenlasku|sopimus
      Aavahelmi Liikenne/Aavahelmi Liikenteeltä: kausilippu|tarkastusmaksu
      Harmaakurki Rahoitus/Harmaakurki Rahoitukselta: lainasopimus|kuukausilasku
      Sinitiira Perintä/Sinitiira Perinnältä: perintäkirje|maksusuunnitelma
      Käpylintu Päiväkoti/Käpylintu Päiväkodilta: varhaiskasvatuspäätös|maksupäätös
      Hammaskeiju Klinikka/Hammaskeiju Klinikalta: hammaslääkäriaika|lasku
      Rantaviklo Asunnot/Rantaviklo Asunnoilta: vuokrasopimus|vuokrankorotus|vuokralasku
      Pöllölehto Opisto/Pöllölehto Opistolta: opintotodistus|opiskelupaikkapäätös
    `),
    authorities: pairs(
      'Verohallinto/Verohallinnosta, Kela/Kelasta, Digi- ja väestötietovirasto/Digi- ja väestötietovirastosta, ' +
        'Liikenne- ja viestintävirasto/Liikenne- ja viestintävirastosta, hyvinvointialue/hyvinvointialueelta, kaupunki/kaupungilta',
    ),
    banks: ['Saimaanhelmi Pankki', 'Pohjantähti-Säästö', 'Pankki Kuikka', 'Metsolan Osuusraha'],
    shops: [
      'Kodinkulma Kipinä',
      'Konehuone Pakkasherra',
      'Pyöräpaja Ketjureaktio',
      'Kenkäkauppa Anturainen',
      'Rautakauppa Vasarainen',
    ],
    companies: [
      'Rakennus Naulakoski',
      'Kahvila Kanelisilmu',
      'Kukkakauppa Vuokkola',
      'Siivous Kirkasvesi Oy',
      'Taksi Yökyöpeli Oy',
    ],
    weekdays: 'sunnuntai, maanantai, tiistai, keskiviikko, torstai, perjantai, lauantai'.split(', '),
    pastWeekdays: (
      'viime sunnuntaina, viime maanantaina, viime tiistaina, viime keskiviikkona, viime torstaina, viime perjantaina, ' +
      'viime lauantaina'
    ).split(', '),
    months:
      'tammikuu, helmikuu, maaliskuu, huhtikuu, toukokuu, kesäkuu, heinäkuu, elokuu, syyskuu, lokakuu, marraskuu, joulukuu'.split(
        ', ',
      ),
  },
  en: {
    senders: readSenders(`
      Northskerry Energy: the electricity bill|the electricity contract|the annual statement
      Seamurmur Insurance: the insurance policy|the claims decision|the invoice
      Reedbrook Water: the water bill|the meter card
      Stonebell Telecom: the phone bill|the subscription agreement
      Amberbough Health: the appointment letter|the test result|the invoice
      Bearslope Housing: the rental agreement|the rent increase|the rent invoice
      Snowhawk Heating: the heating bill|the annual statement
      Starwhistle Gym: the membership invoice|the contract
      Greycrane Finance: the loan agreement|the monthly invoice
      Bluetern Collections: the collection letter|the payment plan
      Lanternhill Dental: the dentist appointment|the invoice
      Owlgrove College: the study certificate|the admission letter
    `),
    authorities: same(
      'the Tax Administration, Kela, the Digital and Population Data Services Agency, the Finnish Immigration Service, the city',
    ),
    banks: ['Polarloon Bank', 'Saimaanhelmi Pankki', 'Northharbour Savings'],
    shops: ['Homehook', 'Frostbay Appliances', 'the Chain Reaction bike shop', 'Soleful Shoes'],
    companies: ['Nailtorp Builders', 'Cinnamon Knot Café', 'Nightowl Taxi Oy', 'Clearbrook Cleaning Oy'],
    weekdays: 'Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday'.split(', '),
    pastWeekdays:
      'last Sunday, last Monday, last Tuesday, last Wednesday, last Thursday, last Friday, last Saturday'.split(
        ', ',
      ),
    months:
      'January, February, March, April, May, June, July, August, September, October, November, December'.split(
        ', ',
      ),
  },
};

export const devices = [
  'iPhone 13',
  'iPhone SE',
  'Samsung Galaxy A54',
  'Pixel 8',
  'Nokia G42',
  'OnePlus Nord',
];
export const browsers = ['Chrome', 'Firefox', 'Edge', 'Safari'];
