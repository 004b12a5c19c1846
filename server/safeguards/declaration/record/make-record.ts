import type { Language, PublishedDeclaration, TransferGround } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import { heldFor, periodOfCategory, purposesOfPeriod } from '../held-for.ts';
import { formatCountry } from '../notice/format-notice-text.ts';
import { createTools, lengthOf } from '../notice/notice-tools.ts';
import { hasGroupCompanies } from '../notice/render-processors.ts';
import type { ProcessingRecord } from './record.ts';
import { recordWords } from './words-of-record.ts';

/** The Article 30 record of a published version in one language. */
export function makeRecord(published: PublishedDeclaration, language: Language): ProcessingRecord {
  const tools = createTools(published, language);
  const { words, say } = tools;
  const { declaration } = published;
  const { register, controller, processing, processors = {}, recipients = {}, sources = {} } = declaration;
  const place = (countries: readonly string[]) =>
    countries.map((code) => ({ code, name: formatCountry(language, code), eea: eeaCountries.has(code) }));
  const groundOf = (key: TransferGround | undefined) =>
    key === undefined ? null : { key, text: words.transferGrounds[key] };
  return {
    article: 'GDPR Article 30(1)',
    language,
    title: recordWords[language].title,
    version: published.version,
    publishedAt: published.publishedAt.toISOString(),
    statedOn: register.statedOn,
    register: { name: say(register.name), system: say(register.systemName) },
    controller: {
      name: controller.name,
      businessId: controller.businessId,
      address: `${say(controller.street)}, ${controller.postalCode} ${say(controller.city)}`,
      website: controller.website,
      dataProtectionContact: controller.contactAddress,
      dataProtectionOfficer: controller.officer
        ? { name: say(controller.officer.name), contactAddress: controller.officer.contactAddress }
        : null,
    },
    purposes: entries(declaration.purposes).map(([key, purpose]) => ({
      key,
      name: say(purpose.name),
      description: say(purpose.description),
      basis: { key: purpose.basis, text: recordWords[language].bases[purpose.basis] },
      interest: purpose.interest ? say(purpose.interest) : null,
      balancing: purpose.balancing ? say(purpose.balancing) : null,
      documents: (purpose.documents ?? []).map(({ name, ...document }) => ({ ...document, name: say(name) })),
      categories: keysServing(declaration.categories, key),
      processors: keysServing(processors, key),
    })),
    dataSubjects: say(register.subjects),
    categories: entries(declaration.categories).map(([key, category]) => ({
      key,
      name: say(category.name),
      origin: category.origin ?? 'person',
      purposes: [...heldFor(declaration, key)],
      sources: entries(sources)
        .filter(([, { categories }]) => categories.includes(key))
        .map(([source]) => source),
      channels: entries(declaration.channels)
        .filter(([, channel]) => channel.collects.some((rule) => rule.category === key))
        .map(([channel]) => channel),
      period: periodOfCategory(declaration, key)?.rule ?? null,
    })),
    sources: entries(sources).map(([key, source]) => ({
      key,
      name: say(source.name),
      kind: source.kind,
      explanation: say(source.explanation),
      categories: [...source.categories],
    })),
    services: (processing.services ?? []).map(say),
    groupCompanies: hasGroupCompanies(declaration),
    processors: entries(processors).map(([key, processor]) => ({
      key,
      name: processor.name,
      service: say(processor.service),
      groupCompany: processor.groupCompany ?? false,
      agreement: { ...processor.agreement, validUntil: processor.validUntil },
      purposes: [...processor.purposes],
      categories: [...processor.categories],
      countries: place(processor.countries),
      transferGround: groundOf(processor.transferGround),
    })),
    recipients: entries(recipients).map(([key, recipient]) => ({
      key,
      name: say(recipient.name),
      kind: recipient.kind,
      why: say(recipient.why),
      basis: { key: recipient.basis, text: recordWords[language].bases[recipient.basis] },
      purposes: [...recipient.purposes],
      categories: [...recipient.categories],
      countries: place(recipient.countries),
      transferGround: groundOf(recipient.transferGround),
      validUntil: recipient.validUntil ?? null,
    })),
    location: {
      main: { code: processing.mainCountry, name: formatCountry(language, processing.mainCountry) },
      systems: entries(controller.systems ?? {}).map(([key, { name, countries }]) => ({
        key,
        name: say(name),
        countries: countries.map((code) => ({ code, name: formatCountry(language, code) })),
      })),
      outsideEea: processing.outsideEea.allowed,
    },
    periods: entries(declaration.periods).map(([key, period]) => ({
      key,
      name: say(period.name),
      unit: period.unit,
      purposes: [...purposesOfPeriod(declaration, period)],
      months: period.months,
      from: period.from,
      capMonths: period.capMonths ?? null,
      extensions: Object.values(period.extensions ?? {}).map(say),
      text: lengthOf(words, period),
      ground: say(period.ground),
    })),
    backupHorizonDays: declaration.backups?.horizonDays ?? null,
    measures: declaration.measures.map(({ kind, name }) => ({ kind, name: say(name) })),
  };
}

function entries<Value>(group: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(group);
}

function keysServing(
  group: Readonly<Record<string, { readonly purposes: readonly string[] }>>,
  purpose: string,
): string[] {
  return Object.keys(group).filter((key) => group[key]!.purposes.includes(purpose));
}
