import type { Words } from '../declaration.ts';
import type { Told } from './finding.ts';
import { asWritten, oneOf, wording } from '../wording.ts';
import { write } from '../write-words.ts';

/** What a value should be, by the name the schema has for its type. */
const types: Readonly<Record<string, Words>> = {
  string: wording(
    'en text (inom citattecken om den ser ut som ett tal)',
    'teksti (lainausmerkeissä, jos se näyttää luvulta)',
    'a text (in quotes where it looks like a number)',
  ),
  number: wording('ett tal', 'luku', 'a number'),
  'whole number': wording('ett heltal', 'kokonaisluku', 'a whole number'),
  boolean: wording('true eller false', 'true tai false', 'true or false'),
  array: wording('en lista', 'luettelo', 'a list'),
  object: wording('en grupp av nycklar', 'ryhmä avaimia', 'a group of keys'),
};

/** What is wrong with the shape of a value. What to write there depends on the place. */
export const shape = {
  missing: wording('detta saknas', 'tämä puuttuu', 'this is missing'),
  type: (type: string): Words => {
    const what = Object.hasOwn(types, type) ? types[type]! : asWritten(type);
    return wording(
      `här ska stå ${what.sv}`,
      `tässä pitää olla ${what.fi}`,
      Object.hasOwn(types, type) ? `this should be ${what.en}` : `this should be of the type ${what.en}`,
    );
  },
  choice: wording(
    'detta är inget av alternativen',
    'tämä ei ole mikään vaihtoehdoista',
    'this is none of the choices',
  ),
  empty: wording('texten är tom', 'teksti on tyhjä', 'this is empty'),
  longerThan: (most: number) =>
    wording(
      `texten är längre än ${most} tecken`,
      `teksti on pidempi kuin ${most} merkkiä`,
      `this is longer than ${most} characters`,
    ),
  listTooShort: wording('listan är för kort', 'luettelo on liian lyhyt', 'this list is too short'),
  listTooLong: wording('listan är för lång', 'luettelo on liian pitkä', 'this list is too long'),
  lessThan: (least: number) =>
    wording(`talet är mindre än ${least}`, `luku on pienempi kuin ${least}`, `this is less than ${least}`),
  moreThan: (most: number) =>
    wording(`talet är större än ${most}`, `luku on suurempi kuin ${most}`, `this is more than ${most}`),
  form: wording('formen är fel', 'muoto on väärä', 'this does not have the right form'),
  near: (key: string, choices: Words): Words => ({
    sv: `${key} (${choices.sv})`,
    fi: `${key} (${choices.fi})`,
    en: `${key} (${choices.en})`,
  }),
};

export const keyProblems = {
  notAKey: (): Told => ({
    problem: wording('detta kan inte vara en nyckel', 'tämä ei voi olla avain', 'this cannot be a key'),
    write: wording(
      'bokstäverna a–z, siffror och bindestreck, först en liten bokstav',
      'kirjaimia a–z, numeroita ja yhdysmerkkejä, ensin pieni kirjain',
      'letters a–z, digits and dashes, a small letter first',
    ),
  }),
  /** Names that every object of the program has. */
  reserved: (): Told => ({
    problem: wording('detta kan inte vara en nyckel', 'tämä ei voi olla avain', 'this cannot be a key'),
    write: wording('en annan nyckel', 'jokin muu avain', 'another key'),
  }),
  unknown: (found: {
    readonly near: string | undefined;
    readonly comma: boolean;
    readonly known: readonly string[];
  }): Told => ({
    problem: wording(
      'nyckeln är okänd på det här stället',
      'avainta ei tunneta tässä kohdassa',
      'this key is not known here',
    ),
    write:
      found.near !== undefined
        ? wording(
            `${found.near}, om det är vad som avses`,
            `${found.near}, jos sitä tarkoitetaan`,
            `${found.near}, if that is what you mean`,
          )
        : found.comma
          ? wording(
              'texter med kommatecken inom citattecken',
              'pilkun sisältävät tekstit lainausmerkkeihin',
              'texts that hold a comma in quotes',
            )
          : oneOf(found.known),
  }),
  /** Of a list: the same text again. */
  twice: (): Told => ({
    problem: wording(
      'detta står två gånger i listan',
      'tämä on luettelossa kahdesti',
      'this stands twice in the list',
    ),
    write: wording('det en gång', 'se yhden kerran', 'it once'),
  }),
  notThere: (group: string, near: string | undefined, known: readonly string[]): Told => ({
    problem: wording(
      `${group} har ingen sådan nyckel`,
      `kohdassa ${group} ei ole tällaista avainta`,
      `${group} has no such key`,
    ),
    write:
      near !== undefined
        ? asWritten(near)
        : known.length > 0
          ? oneOf(known)
          : wording(`det först under ${group}`, `se ensin kohtaan ${group}`, `it under ${group} first`),
  }),
};

const noAlias = wording('texten själv, en gång till', 'itse teksti uudelleen', 'the text itself, once more');
const without = wording('värdet utan den', 'arvo ilman sitä', 'the value without it');

/** What is wrong with the file as YAML, or as a whole. */
export const fileProblems = {
  tooLarge: (kibibytes: number): Told => ({
    problem: wording(
      `filen är större än ${kibibytes} KiB`,
      `tiedosto on suurempi kuin ${kibibytes} KiB`,
      `the file is larger than ${kibibytes} KiB`,
    ),
    write: wording(
      'bara det här registret i den här filen',
      'vain tämä rekisteri tähän tiedostoon',
      'only this register in this file',
    ),
  }),
  noRegister: (): Told => ({
    problem: wording(
      'filen innehåller inget register',
      'tiedostossa ei ole rekisteriä',
      'the file holds no register',
    ),
    write: wording(
      'formen i register/blank.yaml, ifylld',
      'tiedoston register/blank.yaml malli täytettynä',
      'the form in register/blank.yaml, filled in',
    ),
  }),
  tooDeep: (): Told => ({
    problem: wording(
      'här finns för många nivåer i varandra',
      'tässä on liian monta sisäkkäistä tasoa',
      'this is nested too deep',
    ),
    write: write.theForm,
  }),
  alias: (): Told => ({
    problem: wording('alias läses inte', 'aliaksia ei lueta', 'aliases are not read'),
    write: noAlias,
  }),
  anchor: (): Told => ({
    problem: wording('ankare läses inte', 'ankkureita ei lueta', 'anchors are not read'),
    write: wording('texten utan det', 'teksti ilman sitä', 'the text without it'),
  }),
  tag: (): Told => ({
    problem: wording('taggar läses inte', 'tunnisteita (tag) ei lueta', 'tags are not read'),
    write: without,
  }),
  keyTwice: (): Told => ({
    problem: wording(
      'nyckeln står två gånger på samma ställe',
      'avain on kahdesti samassa paikassa',
      'this key stands twice in the same place',
    ),
    write: wording('varje nyckel en gång', 'kukin avain kerran', 'each key once'),
  }),
  tab: (): Told => ({
    problem: wording(
      'raden är indragen med en tabb',
      'rivi on sisennetty sarkaimella',
      'the line is indented with a tab',
    ),
    write: wording(
      'mellanslag, två för varje steg',
      'välilyöntejä, kaksi kutakin tasoa kohti',
      'spaces, two for each step',
    ),
  }),
  /** `message`: the reader's own, in English. */
  notYaml: (code: string, message: string): Told => {
    const known = Object.hasOwn(yamlFaults, code) ? yamlFaults[code] : undefined;
    return {
      problem: wording(
        `detta är inte YAML${known ? `: ${known.sv}` : ''}`,
        `tämä ei ole YAMLia${known ? `: ${known.fi}` : ''}`,
        `this is not YAML: ${message}`,
      ),
      write: wording(
        'nyckel: värde, och texter med kolon, kommatecken eller citattecken inom citattecken',
        'avain: arvo, ja kaksoispisteen, pilkun tai lainausmerkin sisältävät tekstit lainausmerkkeihin',
        'key: value, with texts that hold a colon, a comma or a quotation mark in quotes',
      ),
    };
  },
  /** `asked`: what the blank form says between the angle brackets. */
  placeholder: (asked: string, write: Words | undefined): Told => ({
    problem: wording(
      'det här stället i blanketten är ännu inte ifyllt',
      'tätä lomakkeen kohtaa ei ole vielä täytetty',
      'this is still the placeholder of the blank form',
    ),
    write: write === undefined ? asWritten(asked) : { ...write, en: asked },
  }),
};

/** The commonest faults, by the code of the YAML reader. */
const yamlFaults: Readonly<Record<string, Pick<Words, 'sv' | 'fi'>>> = {
  BAD_INDENT: { sv: 'indraget är fel', fi: 'sisennys on väärä' },
  BAD_DQ_ESCAPE: {
    sv: 'ett omvänt snedstreck i en text inom citattecken',
    fi: 'kenoviiva lainausmerkkien välissä olevassa tekstissä',
  },
  BAD_SCALAR_START: {
    sv: 'en text kan inte börja med det här tecknet utan citattecken',
    fi: 'teksti ei voi alkaa tällä merkillä ilman lainausmerkkejä',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    sv: 'två kolon på samma rad',
    fi: 'kaksi kaksoispistettä samalla rivillä',
  },
  BLOCK_IN_FLOW: {
    sv: 'inom { } och [ ] skiljs allt åt med kommatecken',
    fi: 'merkkien { } ja [ ] sisällä kaikki erotetaan pilkuilla',
  },
  MISSING_CHAR: { sv: 'ett tecken saknas', fi: 'merkki puuttuu' },
  MULTILINE_IMPLICIT_KEY: {
    sv: 'en nyckel ska stå på en enda rad, med kolon efter',
    fi: 'avaimen on oltava yhdellä rivillä, ja sen jälkeen tulee kaksoispiste',
  },
  MULTIPLE_DOCS: { sv: 'filen innehåller flera dokument', fi: 'tiedostossa on useita asiakirjoja' },
  NON_STRING_KEY: { sv: 'en nyckel är ingen text', fi: 'avain ei ole tekstiä' },
  UNEXPECTED_TOKEN: { sv: 'ett oväntat tecken', fi: 'odottamaton merkki' },
};
