import type { Language } from '../declaration.ts';

/** Sentences of the short forms. Lists and lengths come ready from the declaration, in the notice's own words for them. */
interface ShortFormWords {
  readonly purposes: (purposes: string) => string;
  readonly rights: (address: string) => string;
  readonly chat: {
    readonly who: (controller: string) => string;
    readonly saved: (data: string) => string;
    /** `length` says from when: "24 months from the closing of the matter". */
    readonly kept: (length: string) => string;
  };
  readonly call: {
    readonly recorded: string;
    readonly kept: (length: string) => string;
    readonly longer: (grounds: string, length: string) => string;
    readonly more: (site: string) => string;
  };
  readonly email: (controller: string, address: string) => string;
}

const sv: ShortFormWords = {
  purposes: (purposes) => `Uppgifterna används för: ${purposes}.`,
  rights: (address) => `Dina rättigheter och hela dataskyddsbeskrivningen: ${address}`,
  chat: {
    who: (controller) => `Personuppgiftsansvarig för det du skriver här är ${controller}.`,
    saved: (data) => `När du använder chatten sparas: ${data}.`,
    kept: (length) => `Förvaringstid: ${length}.`,
  },
  call: {
    recorded: 'Det här samtalet spelas in.',
    kept: (length) => `Inspelningen förvaras i ${length}.`,
    longer: (grounds, length) =>
      `Den kan förvaras längre, högst ${length}, endast på någon av dessa grunder: ${grounds}.`,
    more: (site) => `Mer om dina uppgifter och rättigheter finns på ${site}.`,
  },
  email: (controller, address) => `Så behandlar ${controller} dina personuppgifter: ${address}`,
};

const fi: ShortFormWords = {
  purposes: (purposes) => `Tietoja käytetään näihin tarkoituksiin: ${purposes}.`,
  rights: (address) => `Oikeutesi ja koko tietosuojaseloste: ${address}`,
  chat: {
    who: (controller) => `Rekisterinpitäjä on ${controller}.`,
    saved: (data) => `Kun käytät chattia, tallennetaan: ${data}.`,
    kept: (length) => `Säilytysaika: ${length}.`,
  },
  call: {
    recorded: 'Tämä puhelu tallennetaan.',
    kept: (length) => `Tallenteen säilytysaika on ${length}.`,
    longer: (grounds, length) =>
      `Pidempi aika, enintään ${length}, on mahdollinen vain jollakin näistä perusteista: ${grounds}.`,
    more: (site) => `Lisää tiedoistasi ja oikeuksistasi: ${site}.`,
  },
  email: (controller, address) => `Näin ${controller} käsittelee henkilötietojasi: ${address}`,
};

const en: ShortFormWords = {
  purposes: (purposes) => `The data are used for: ${purposes}.`,
  rights: (address) => `Your rights and the whole privacy notice: ${address}`,
  chat: {
    who: (controller) => `The controller of what you write here is ${controller}.`,
    saved: (data) => `When you use the chat, we save: ${data}.`,
    kept: (length) => `They are kept for ${length}.`,
  },
  call: {
    recorded: 'This call is recorded.',
    kept: (length) => `The recording is kept for ${length}.`,
    longer: (grounds, length) =>
      `It can be kept longer, for ${length} at most, only on one of these grounds: ${grounds}.`,
    more: (site) => `More about your data and your rights: ${site}.`,
  },
  email: (controller, address) => `How ${controller} processes your personal data: ${address}`,
};

export const shortFormWords: Readonly<Record<Language, ShortFormWords>> = { sv, fi, en };
