import type { Told } from './finding.ts';
import { asWritten, either, wording } from './wording.ts';

/** What an act cannot be done without. */
const needed = {
  queues: wording('en kö, och ingen är angiven', 'jonoa', 'a queue'),
  purposes: wording('ett ändamål, och inget är angivet', 'tarkoitusta', 'a purpose'),
};

/** What is contradictory in the work tasks. */
export const taskProblems = {
  needs: (act: string, field: keyof typeof needed): Told => ({
    problem: wording(
      `${act} kräver ${needed[field].sv}`,
      `${act} edellyttää ${needed[field].fi}, eikä yhtään ole annettu`,
      `${act} needs ${needed[field].en}, and there is none`,
    ),
    write: wording(
      'en lista med minst en nyckel',
      'luettelo, jossa on ainakin yksi avain',
      'a list with at least one',
    ),
  }),
  noCategories: (): Told => ({
    problem: wording(
      'ingen åtgärd i den här arbetsuppgiften öppnar personuppgifter, så den behöver inga kategorier',
      'mikään tämän työtehtävän toiminto ei avaa henkilötietoja, joten se ei tarvitse tietoryhmiä',
      'no act of this task opens personal data, so it needs no categories',
    ),
    write: asWritten('[]'),
  }),
  servesNothing: (purposes: readonly string[]): Told => ({
    problem: wording(
      'kategorin finns inte för något av arbetsuppgiftens ändamål',
      'tietoryhmä ei ole mitään työtehtävän tarkoitusta varten',
      "the category serves none of this task's purposes",
    ),
    write: wording(
      `ett av kategorins ändamål bland arbetsuppgiftens (${purposes.join(', ')}), eller stryk kategorin`,
      `jokin tietoryhmän tarkoituksista työtehtävän tarkoituksiin (${purposes.join(', ')}) tai poista tietoryhmä`,
      `a purpose of the category among the task's (${purposes.join(', ')}), or take the category out`,
    ),
  }),
  identityCodeSeen: (): Told => ({
    problem: wording(
      'bara en arbetsuppgift med reveal-identity-code får visa personbeteckningar',
      'vain työtehtävä, jossa on reveal-identity-code, saa näyttää henkilötunnuksia',
      'only a task that holds reveal-identity-code may see identity codes',
    ),
    write: wording(
      'den under collects i stället för under categories',
      'se kohtaan collects eikä kohtaan categories',
      'it under collects instead of categories',
    ),
  }),
  nothingToReveal: (): Told => ({
    problem: wording(
      'arbetsuppgiften får visa personbeteckningar men har ingen sådan kategori',
      'työtehtävä saa näyttää henkilötunnuksia, mutta sillä ei ole sellaista tietoryhmää',
      'this task may reveal identity codes and has no such category',
    ),
    write: wording(
      'kategorin för personbeteckningar bland arbetsuppgiftens kategorier, eller stryk åtgärden',
      'henkilötunnusten tietoryhmä työtehtävän tietoryhmiin tai poista toiminto',
      'the identity-code category among its categories, or take the act out',
    ),
  }),
};

/** What is contradictory in how long things are kept. */
export const periodProblems = {
  missing: (unit: string, moments: readonly string[]): Told => {
    const from = either(moments);
    return {
      problem: wording(
        `det finns ingen förvaringstid för enheten ${unit}: inget bevaras utan slut`,
        `yksiköllä ${unit} ei ole säilytysaikaa: mitään ei säilytetä ilman päättymistä`,
        `there is no period for the unit ${unit}: nothing is kept without an end`,
      ),
      write: wording(
        `en förvaringstid med  unit: ${unit}  och  from: ${from.sv}`,
        `säilytysaika, jossa on  unit: ${unit}  ja  from: ${from.fi}`,
        `a period with  unit: ${unit}  and  from: ${from.en}`,
      ),
    };
  },
  second: (first: string): Told => ({
    problem: wording(
      `förvaringstiden ${first} gäller redan den här enheten`,
      `säilytysaika ${first} koskee jo tätä yksikköä`,
      `the period ${first} is for this unit already`,
    ),
    write: wording(
      'en förvaringstid per enhet',
      'yksi säilytysaika kutakin yksikköä kohti',
      'one period a unit',
    ),
  }),
  moment: (unit: string, moments: readonly string[]): Told => ({
    problem: wording(
      `${unit} har ingen sådan tidpunkt`,
      `yksiköllä ${unit} ei ole tällaista hetkeä`,
      `a ${unit} has no such moment`,
    ),
    write: either(moments),
  }),
  capTooShort: (months: number): Told => ({
    problem: wording(
      `den längsta tiden är inte längre än förvaringstiden på ${months === 1 ? 'en månad' : `${months} månader`}`,
      `enimmäisaika ei ole pidempi kuin ${months === 1 ? 'yhden kuukauden' : `${months} kuukauden`} säilytysaika`,
      `the cap is not past the period of ${months} ${months === 1 ? 'month' : 'months'}`,
    ),
    write: wording(
      `fler än ${months}, eller stryk capMonths och extensions`,
      `enemmän kuin ${months} tai poista capMonths ja extensions`,
      `more than ${months}, or take the cap and the extensions out`,
    ),
  }),
  capWithoutGround: (): Told => ({
    problem: wording(
      'en längsta tid utan någon grund för att nå den',
      'enimmäisaika ilman perustetta, jolla siihen päästään',
      'a cap without a ground for reaching it',
    ),
    write: wording(
      'extensions med minst en grund, till exempel  complaint: { sv: …, fi: …, en: … }',
      'extensions, jossa on ainakin yksi peruste, esimerkiksi  complaint: { sv: …, fi: …, en: … }',
      'extensions with at least one ground, as  complaint: { sv: …, fi: …, en: … }',
    ),
  }),
  extensionWithoutCap: (): Told => ({
    problem: wording(
      'en förlängning utan längsta tid har inget slut',
      'pidennyksellä, jolla ei ole enimmäisaikaa, ei ole loppua',
      'an extension without a cap has no end',
    ),
    write: wording(
      'capMonths: ett antal månader',
      'capMonths: kuukausien määrä',
      'capMonths: a number of months',
    ),
  }),
};

/** What the law or the declaration does not allow a processor. */
export const processorProblems = {
  categoryServesNothing: (): Told => ({
    problem: wording(
      'kategorin finns inte för något av de ändamål som biträdet behandlar uppgifter för',
      'tietoryhmä ei ole mitään sellaista tarkoitusta varten, johon käsittelijä käyttää tietoja',
      'this category is held for none of the purposes of this processor',
    ),
    write: wording(
      'en kategori som finns för något av ändamålen, eller stryk den',
      'tietoryhmä, joka on jotakin näistä tarkoituksista varten, tai poista se',
      'a category held for one of these purposes, or take it out',
    ),
  }),
  endsBeforeItBegins: (): Told => ({
    problem: wording(
      'avtalet upphör innan det har ingåtts',
      'sopimus päättyy ennen kuin se on tehty',
      'the agreement ends before it was made',
    ),
    write: wording(
      'avtalets sista dag, inte före agreement.date',
      'sopimuksen viimeinen päivä, ei ennen päivää agreement.date',
      'its last day, not before agreement.date',
    ),
  }),
  countryOutside: (): Told => ({
    problem: wording(
      'landet ligger utanför EU och EES, dit processing.outsideEea inte släpper några uppgifter',
      'maa on EU:n ja ETA-alueen ulkopuolella, eikä processing.outsideEea päästä tietoja sinne',
      'this country is outside the EU and the EEA, where processing.outsideEea lets no data go',
    ),
    write: wording('ett land i EU eller EES', 'EU- tai ETA-maa', 'a country of the EU or the EEA'),
  }),
  noTransferGround: (): Told => ({
    problem: wording(
      'för uppgifter utanför EU och EES behövs en grund (dataskyddsförordningen, artiklarna 44–49)',
      'tietojen siirtämiselle EU:n ja ETA-alueen ulkopuolelle tarvitaan peruste (tietosuoja-asetuksen 44–49 artikla)',
      'data outside the EU and the EEA need a ground (GDPR Art. 44–49)',
    ),
    write: wording(
      'transferGround: standard-contractual-clauses, eller en annan av grunderna',
      'transferGround: standard-contractual-clauses tai jokin muu perusteista',
      'transferGround: standard-contractual-clauses, or another of the grounds',
    ),
  }),
};
