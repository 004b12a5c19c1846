import type { CategoryKind, Declaration, Language, Period, PublishedDeclaration } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import { formatCountry } from '../notice/format-notice-text.ts';
import { createTools, lengthOf } from '../notice/notice-tools.ts';
import type { ProcessingRecord } from './record.ts';
import { recordWords } from './words-of-record.ts';

/** The Article 30 record of a published version in one language. */
export function makeRecord(published: PublishedDeclaration, language: Language): ProcessingRecord {
  const tools = createTools(published, language);
  const { words, say } = tools;
  const { declaration } = published;
  const { register, controller, processing, processors = {} } = declaration;
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
      purposes: [...category.purposes],
      channels: entries(declaration.channels)
        .filter(([, channel]) => channel.collects.some((rule) => rule.category === key))
        .map(([channel]) => channel),
      period: periodOf(declaration, key, category.kind),
    })),
    services: (processing.services ?? []).map(say),
    groupCompanies: processing.groupCompanies ?? false,
    processors: entries(processors).map(([key, processor]) => ({
      key,
      name: processor.name,
      service: say(processor.service),
      agreement: { ...processor.agreement, validUntil: processor.validUntil },
      purposes: [...processor.purposes],
      categories: [...processor.categories],
      countries: processor.countries.map((code) => ({
        code,
        name: formatCountry(language, code),
        eea: eeaCountries.has(code),
      })),
      transferGround: processor.transferGround
        ? { key: processor.transferGround, text: words.transferGrounds[processor.transferGround] }
        : null,
    })),
    location: {
      main: { code: processing.mainCountry, name: formatCountry(language, processing.mainCountry) },
      outsideEea: processing.outsideEea.allowed,
    },
    periods: entries(declaration.periods).map(([key, period]) => ({
      key,
      name: say(period.name),
      unit: period.unit,
      months: period.months,
      from: period.from,
      capMonths: period.capMonths ?? null,
      extensions: Object.values(period.extensions ?? {}).map(say),
      text: lengthOf(words, period),
      ground: say(period.ground),
    })),
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

/** What a person is known by goes with the person, a recording by its own period, the rest with its contact. */
function periodOf({ periods }: Declaration, category: string, kind: CategoryKind): string | null {
  const unit = category === 'personNotes' ? 'person' : unitOf[kind];
  return entries(periods).find(([, period]) => period.unit === unit)?.[0] ?? null;
}

const unitOf: Readonly<Record<CategoryKind, Period['unit']>> = {
  'identity-code': 'person',
  name: 'person',
  'postal-address': 'person',
  phone: 'person',
  'email-address': 'person',
  text: 'contact',
  file: 'contact',
  recording: 'recording',
  metadata: 'contact',
  'ip-address': 'contact',
};
