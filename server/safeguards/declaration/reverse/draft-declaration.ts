import type { Language } from '../declaration.ts';
import { draftHolding, type DraftedHolding } from './draft-holding.ts';
import { draftMeasures, draftPeriods } from './draft-words.ts';
import type { PeriodUnit } from './language-clues.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { townInAll } from './places.ts';
import { draftExtensions } from './draft-words.ts';
import type { ReverseRuleKey } from './reverse-rules.ts';
import {
  askInThree,
  createYamlLines,
  decide,
  inOne,
  inThree,
  listOf,
  quoted,
  type YamlLines,
} from './yaml-lines.ts';

export interface DraftDeclaration {
  readonly yaml: string;
  /** Values that the notice states, and the sentence that does. */
  readonly from: readonly { readonly path: string; readonly sentence: number }[];
  /** How many places are marked as to be decided. */
  readonly toDecide: number;
}

/**
 * A declaration to start from: what the notice states filled in, each with the number of its sentence; the rest in
 * angle brackets, which no published declaration may hold. Nothing is put in that the notice does not say, but our own
 * names for what it names, and the tasks of the blank form.
 */
export function draftDeclaration(
  facts: NoticeFacts,
  language: Language,
  told: ReadonlySet<ReverseRuleKey>,
): DraftDeclaration {
  const lines = createYamlLines();
  lines.remark(
    'A draft made from a privacy notice. Fill in everything that stands in <angle brackets>, and read the rest:',
  );
  lines.remark(
    '"sentence 12" says which sentence of the notice a value came from. "haltija register check" tells what is left.',
  );
  lines.blank();
  draftWho(lines, facts, language);
  draftPeriodsOf(lines, facts, draftHolding(lines, facts, language));
  draftRest(lines, facts, told);
  const yaml = lines.text();
  return {
    yaml,
    from: lines.from,
    toDecide: yaml.match(/<[^<>\n]{1,200}>/g)?.filter((each) => each !== '<angle brackets>').length ?? 0,
  };
}

function draftWho(lines: YamlLines, facts: NoticeFacts, language: Language): void {
  const { registerName, systemName, statedOn, controllerName, businessId, address } = facts;
  lines.open('register');
  lines.put(
    'name:',
    registerName
      ? inOne(registerName.value, language)
      : askInThree('registrets namn', 'rekisterin nimi', 'the name of the register'),
    registerName?.sentence,
  );
  lines.put(
    'systemName:',
    systemName
      ? inOne(systemName.value, language)
      : askInThree('systemets namn', 'järjestelmän nimi', 'the name of the system it is kept in'),
    systemName?.sentence,
  );
  if (facts.subjects)
    lines.remark(`The notice says whom it is about in sentence ${facts.subjects.sentence + 1}.`);
  lines.put(
    'subjects:',
    askInThree('vilka de registrerade är', 'keitä rekisteröidyt ovat', 'whose data it holds'),
  );
  lines.put(
    'statedOn:',
    statedOn ? quoted(statedOn.value) : decide('the date you put on the notice, as 2026-01-31'),
    statedOn?.sentence,
  );
  lines.put('timeZone:', 'Europe/Helsinki');
  lines.put('languages:', '[sv, fi, en]');
  lines.close();
  lines.blank();
  lines.open('controller');
  lines.put(
    'name:',
    controllerName ? quoted(controllerName.value) : decide('the name of the controller'),
    controllerName?.sentence,
  );
  lines.put(
    'businessId:',
    businessId ? quoted(businessId.value) : decide('the Finnish business ID, as 1234567-1'),
    businessId?.sentence,
  );
  lines.put(
    'street:',
    address
      ? inOne(address.value.street, language)
      : askInThree('gatuadress', 'katuosoite', 'street address'),
    address?.sentence,
  );
  lines.put(
    'postalCode:',
    address ? quoted(address.value.postalCode) : decide('five digits'),
    address?.sentence,
  );
  const town = address && townInAll(address.value.city);
  lines.put(
    'city:',
    town
      ? inThree(town)
      : address
        ? inOne(address.value.city, language)
        : askInThree('ort', 'paikkakunta', 'town'),
    address?.sentence,
  );
  const { contactAddress, website } = facts;
  lines.put(
    'contactAddress:',
    contactAddress ? quoted(contactAddress.value) : decide('the e-mail address for data protection matters'),
    contactAddress?.sentence,
  );
  lines.put(
    'website:',
    website ? quoted(website.value) : decide('the website, as https://example.com'),
    website?.sentence,
  );
  draftOfficer(lines, facts);
  lines.close();
  lines.blank();
  lines.open('authority');
  lines.put(
    'name:',
    inThree({
      sv: 'Dataombudsmannens byrå',
      fi: 'Tietosuojavaltuutetun toimisto',
      en: 'Office of the Data Protection Ombudsman',
    }),
  );
  lines.put('website:', 'https://www.tietosuoja.fi');
  lines.close();
  lines.blank();
}

function draftOfficer(lines: YamlLines, { officers }: NoticeFacts): void {
  const [officer, ...others] = officers;
  if (!officer) return;
  for (const { value, sentence } of others)
    if (value !== officer.value)
      lines.remark(`The notice also names ${value} for the officer (sentence ${sentence + 1}).`);
  lines.open('officer');
  lines.put(
    'name:',
    inThree({ sv: 'Dataskyddsombud', fi: 'Tietosuojavastaava', en: 'Data protection officer' }),
  );
  lines.put('contactAddress:', quoted(officer.value), officer.sentence);
  lines.close();
}

function draftPeriodsOf(lines: YamlLines, facts: NoticeFacts, holding: DraftedHolding): void {
  lines.remark('How long each kind of unit is kept, in calendar months, and from when.');
  lines.open('periods');
  for (const [unit, { name, from }] of Object.entries(draftPeriods)) {
    if (unit === 'recording' && !holding.recordings) continue;
    if (unit === 'mail' && !holding.email) continue;
    const said = facts.periods.filter((period) => period.unit === (unit as PeriodUnit));
    lines.open(unit);
    lines.put('name:', inThree(name));
    lines.put('unit:', unit);
    lines.put('purposes:', listOf(holding.keptFor(unit)));
    const months = sayMonths(lines, said);
    lines.put('from:', from);
    sayCap(lines, said, months);
    lines.put('decidedBy:', months === undefined ? 'controller' : 'notice');
    lines.put('ground:', askInThree('varför så länge', 'miksi niin kauan', 'why that long'));
    lines.close();
  }
  lines.close();
  lines.blank();
}

function sayMonths(lines: YamlLines, said: readonly NoticeFacts['periods'][number][]): number | undefined {
  const stated = said.flatMap(({ months, sentence }) => (months === undefined ? [] : [{ months, sentence }]));
  const different = new Set(stated.map(({ months }) => months));
  const [first] = stated;
  if (first && different.size === 1) {
    lines.put('months:', String(first.months), first.sentence);
    return first.months;
  }
  if (different.size > 1)
    lines.remark(
      `The notice says both ${[...different].join(' and ')} months (sentences ${stated.map(({ sentence }) => sentence + 1).join(', ')}).`,
    );
  for (const { days, sentence } of said)
    if (days !== undefined)
      lines.remark(
        `The notice says ${days} days (sentence ${sentence + 1}); a period is told in whole months.`,
      );
  lines.put('months:', decide('a number of months'));
  return undefined;
}

function sayCap(
  lines: YamlLines,
  said: readonly NoticeFacts['periods'][number][],
  months: number | undefined,
): void {
  const capped = said.find(({ capMonths }) => capMonths !== undefined && capMonths > (months ?? 0));
  if (!capped) return;
  const { capMonths, extensions, sentence } = capped;
  lines.put('capMonths:', String(capMonths), sentence);
  lines.open('extensions');
  for (const extension of extensions)
    lines.put(`${extension}:`, inThree(draftExtensions[extension]), sentence);
  if (extensions.length === 0)
    lines.put(
      'special-case:',
      askInThree('grunden för en längre tid', 'peruste pidemmälle ajalle', 'the ground for a longer time'),
    );
  lines.close();
}

function draftRest(lines: YamlLines, facts: NoticeFacts, told: ReadonlySet<ReverseRuleKey>): void {
  lines.open('reasons');
  lines.put(
    'customer-on-the-line:',
    inThree({ sv: 'Kunden är i telefon', fi: 'Asiakas on puhelimessa', en: 'The customer is on the line' }),
  );
  lines.put(
    'earlier-matter:',
    inThree({
      sv: 'Uppföljning av ett tidigare ärende',
      fi: 'Aiemman asian seuranta',
      en: 'Follow-up of an earlier matter',
    }),
  );
  lines.put('complaint:', inThree({ sv: 'Reklamation', fi: 'Reklamaatio', en: 'Complaint' }));
  lines.close();
  lines.blank();
  lines.open('undertaking');
  lines.put('version:', '1');
  lines.put(
    'text:',
    askInThree('sekretessförbindelsen', 'salassapitositoumus', 'the confidentiality undertaking'),
  );
  lines.close();
  lines.blank();
  const { mainCountry, outsideEea, transferGround, groupCompanies, companies } = facts;
  lines.open('processing');
  lines.put(
    'mainCountry:',
    mainCountry?.value ?? decide('the country where the data mainly are, as FI'),
    mainCountry?.sentence,
  );
  lines.put('otherCountries:', 'eea');
  if (transferGround)
    lines.remark(
      `The notice gives standard contractual clauses as the ground (sentence ${transferGround.sentence + 1}).`,
    );
  lines.put(
    'outsideEea:',
    `{ allowed: ${outsideEea === undefined ? decide('true or false') : String(outsideEea.value)}, transferGround: standard-contractual-clauses }`,
    outsideEea?.sentence,
  );
  if (groupCompanies) lines.put('groupCompanies:', 'true', groupCompanies.sentence);
  lines.close();
  for (const { value, sentence } of companies.slice(0, 50))
    lines.remark(
      `Named in the notice: ${value.slice(0, 100)} (sentence ${sentence + 1}). Declare it under processors, with its agreement, purposes and countries; or under recipients, if it decides for itself.`,
    );
  if (facts.authorities)
    lines.remark(
      `The notice tells of authorities in sentence ${facts.authorities.sentence + 1}. One that is given data from here regularly is declared under recipients.`,
    );
  for (const { sentence } of facts.otherSources.slice(0, 20))
    lines.remark(
      `The notice tells of another source in sentence ${sentence + 1}. Declare it under sources, with the data that it may bring.`,
    );
  lines.blank();
  lines.remark('For how many days what was erased can still be in a backup copy.');
  const { backupDays } = facts;
  lines.open('backups');
  lines.put(
    'horizonDays:',
    backupDays ? String(backupDays.value) : decide('a number of days'),
    backupDays?.sentence,
  );
  lines.close();
  lines.blank();
  lines.remark('What is never done. The software knows no other answer, so no other can be declared.');
  lines.put('never:', '[sale, other-use, automated-decisions, profiling]');
  lines.blank();
  const { answerMonths, extensionMonths } = facts;
  if (!answerMonths) lines.remark('The notice gives no lawful time to answer; this is what the law gives.');
  lines.open('rights');
  lines.put('answerMonths:', '1', answerMonths?.sentence);
  lines.put('extensionMonths:', String(extensionMonths?.value ?? 2), extensionMonths?.sentence);
  lines.close();
  lines.blank();
  lines.remark('enforced: the software does it. attested: the controller vouches for it.');
  lines.put('measures:', '');
  const measure = (kind: 'enforced' | 'attested', key: keyof typeof draftMeasures) =>
    lines.put(`  - { kind: ${kind}, name: ${inThree(draftMeasures[key])} }`, '');
  measure('enforced', 'rights');
  measure('enforced', 'sealed');
  measure('enforced', 'log');
  for (const key of ['transport', 'backups', 'premises', 'organisation'] as const)
    if (told.has(key)) measure('attested', key);
}
