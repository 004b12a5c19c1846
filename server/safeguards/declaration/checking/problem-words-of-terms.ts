import type { Told } from './finding.ts';
import { asWritten, either, wording } from '../wording.ts';

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
  nothingToMatch: (): Told => ({
    problem: wording(
      'arbetsuppgiften får jämföra personbeteckningar men har ingen sådan kategori',
      'työtehtävä saa verrata henkilötunnuksia, mutta sillä ei ole sellaista tietoryhmää',
      'this task may compare identity codes and has no such category',
    ),
    write: wording(
      'kategorin för personbeteckningar under collects, eller stryk åtgärden',
      'henkilötunnusten tietoryhmä kohtaan collects tai poista toiminto',
      'the identity-code category under collects, or take the act out',
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
  recordingTooLong: (): Told => ({
    problem: wording(
      'en samtalsinspelning bevaras aldrig längre än 12 månader',
      'puhelutallennetta ei koskaan säilytetä yli 12:ta kuukautta',
      'a recording of a call is never kept longer than 12 months',
    ),
    write: wording('högst 12', 'enintään 12', '12 at most'),
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

/** What is contradictory between what is held, what it is kept for and who works with it. */
export const keptProblems = {
  periodWithoutPurpose: (purposes: readonly string[]): Told => ({
    problem: wording(
      'det framgår inte vilka ändamål detta bevaras för: utan ändamål finns ingen grund att bevara (dataskyddsförordningen, artikel 5.1 e)',
      'ei käy ilmi, mitä tarkoituksia varten tämä säilytetään: ilman tarkoitusta ei ole perustetta säilyttää (tietosuoja-asetuksen 5 artiklan 1 kohdan e alakohta)',
      'it does not say for which purposes this is kept: without a purpose there is no ground to keep it (GDPR Art. 5(1)(e))',
    ),
    write: wording(
      `purposes: [ … ]  med något av ändamålen ${purposes.join(', ')}`,
      `purposes: [ … ]  ja jokin tarkoituksista ${purposes.join(', ')}`,
      `purposes: [ … ]  with some of ${purposes.join(', ')}`,
    ),
  }),
  purposeNotInUnit: (held: readonly string[]): Told => ({
    problem: wording(
      'inget av det som denna förvaringstid gäller finns för det här ändamålet',
      'mitään siitä, mitä tämä säilytysaika koskee, ei ole tätä tarkoitusta varten',
      'nothing that this period is for is held for this purpose',
    ),
    write: wording(
      `något av ändamålen ${held.join(', ')}, eller stryk det`,
      `jokin tarkoituksista ${held.join(', ')} tai poista se`,
      `of ${held.join(', ')}, or take it out`,
    ),
  }),
  categoryNotKept: (period: string): Told => ({
    problem: wording(
      `förvaringstiden ${period} gäller inget av kategorins ändamål, så uppgiften bevaras inte för någonting`,
      `säilytysaika ${period} ei koske mitään tietoryhmän tarkoitusta, joten tietoa ei säilytetä mitään varten`,
      `the period ${period} is for none of its purposes, so it is kept for nothing`,
    ),
    write: wording(
      `ett av kategorins ändamål bland dem i periods.${period}.purposes, eller stryk kategorin`,
      `jokin tietoryhmän tarkoituksista kohtaan periods.${period}.purposes tai poista tietoryhmä`,
      `one of its purposes in periods.${period}.purposes, or take the category out`,
    ),
  }),
  collectedNotKept: (period: string): Told => ({
    problem: wording(
      `det samlas in bara för ändamål som förvaringstiden ${period} inte gäller`,
      `se kerätään vain tarkoituksiin, joita säilytysaika ${period} ei koske`,
      `it is collected only for purposes that the period ${period} is not for`,
    ),
    write: wording(
      `något av ändamålen i periods.${period}.purposes`,
      `jokin kohdan periods.${period}.purposes tarkoituksista`,
      `of the purposes in periods.${period}.purposes`,
    ),
  }),
  usedNotKept: (period: string, purposes: readonly string[]): Told => ({
    problem: wording(
      `kategorin bevaras inte för ${purposes.join(', ')}: förvaringstiden ${period} gäller andra ändamål`,
      `tietoryhmää ei säilytetä tätä varten (${purposes.join(', ')}): säilytysaika ${period} koskee muita tarkoituksia`,
      `the category is not kept for ${purposes.join(', ')}: the period ${period} is for other purposes`,
    ),
    write: wording(
      `${purposes[0]}  i periods.${period}.purposes, eller stryk kategorin här`,
      `${purposes[0]}  kohtaan periods.${period}.purposes tai poista tietoryhmä tästä`,
      `${purposes[0]}  in periods.${period}.purposes, or take the category out here`,
    ),
  }),
  neverCollected: (): Told => ({
    problem: wording(
      'ingen kanal samlar in den här kategorin och ingen källa ger den, så här finns aldrig något',
      'mikään kanava ei kerää tätä tietoryhmää eikä mikään lähde tuo sitä, joten täällä ei koskaan ole mitään',
      'no channel collects this category and no source brings it, so there is never anything here',
    ),
    write: wording(
      'den bland det som en kanal samlar in, eller stryk den',
      'se jonkin kanavan keräämiin tietoihin tai poista se',
      'it among what a channel collects, or take it out',
    ),
  }),
};
