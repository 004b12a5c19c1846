import type { Printable, Section } from '../../../base/printable.ts';
import type { PublishedDeclaration } from '../declaration.ts';
import { bindNumbers, formatDate, formatEnumeration, formatList } from '../notice/format-notice-text.ts';
import type { NoticeBlock } from '../notice/notice.ts';
import { createTools, facts } from '../notice/notice-tools.ts';
import type { NoticeTools } from '../notice/notice-tools.ts';
import { nameOfRecipient } from '../notice/render-processors.ts';
import type { ProcessingRecord } from './record.ts';
import type { RecordWords } from './record-words.ts';
import { recordWords } from './words-of-record.ts';

interface Writing {
  readonly record: ProcessingRecord;
  readonly tools: NoticeTools;
  readonly own: RecordWords;
  /** Names of these keys, as a list that stands alone. */
  names(group: readonly { readonly key: string; readonly name: string }[], keys: readonly string[]): string;
}

/** The record as a document: screen, Markdown, PDF and CSV are made from it. */
export function writeRecord(record: ProcessingRecord, published: PublishedDeclaration): Printable {
  const { language } = record;
  const own = recordWords[language];
  const tools = createTools(published, language);
  const writing: Writing = {
    record,
    tools,
    own,
    names: (group, keys) => {
      const named = group.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
      return named.length === 0 ? own.nothing : formatEnumeration(language, named);
    },
  };
  const blocks: Readonly<Record<keyof RecordWords['sections'], NoticeBlock[]>> = {
    controller: writeController(writing),
    purposes: writePurposes(writing),
    categories: writeCategories(writing),
    recipients: writeRecipients(writing),
    transfers: writeTransfers(writing),
    periods: writePeriods(writing),
    measures: writeMeasures(writing),
  };
  const { timeZone } = published.declaration.register;
  const since = formatDate(language, { at: published.publishedAt, timeZone });
  return {
    language,
    title: record.title,
    lines: [bindNumbers(record.register.name), bindNumbers(tools.words.version(record.version, since))],
    author: record.controller.name,
    date: published.publishedAt,
    wide: true,
    sections: Object.entries(blocks).map(([id, list]): Section => ({
      id,
      title: own.sections[id as keyof RecordWords['sections']],
      blocks: list,
    })),
  };
}

function writeController({ record, tools, own }: Writing): NoticeBlock[] {
  const { controller, register } = record;
  return [
    facts([
      [tools.words.controller.name, controller.name],
      [tools.words.controller.businessId, controller.businessId],
      [own.controller.address, controller.address],
      [
        own.controller.contact,
        controller.dataProtectionContact,
        `mailto:${controller.dataProtectionContact}`,
      ],
      ...(controller.dataProtectionOfficer
        ? [
            [
              tools.words.controller.officer,
              `${controller.dataProtectionOfficer.name}, ${controller.dataProtectionOfficer.contactAddress}`,
            ] as const,
          ]
        : []),
      [tools.words.controller.website, controller.website, controller.website],
      [own.controller.register, register.name],
      [own.controller.system, register.system],
      [own.controller.stated, formatDate(record.language, record.statedOn)],
    ]),
  ];
}

function writePurposes(writing: Writing): NoticeBlock[] {
  const { record, tools, own, names } = writing;
  return [
    tools.table(
      tools.words.purposes.caption,
      own.purposes,
      record.purposes.map((purpose) => [
        purpose.name,
        purpose.description,
        purpose.interest === null
          ? purpose.basis.text
          : tools.words.colon(purpose.basis.text, purpose.interest),
        names(record.categories, purpose.categories),
        names(record.processors, purpose.processors),
      ]),
    ),
    ...writeWeighed(writing),
  ];
}

/** What was weighed and assessed, and where that stands. */
function writeWeighed({ record, tools, own }: Writing): NoticeBlock[] {
  const weighed = record.purposes.filter(({ balancing }) => balancing !== null);
  const documents = record.purposes.flatMap((purpose) =>
    purpose.documents.map(({ kind, name, date, reference }) => [
      purpose.name,
      own.documents.kinds[kind],
      name,
      formatDate(record.language, date),
      reference,
    ]),
  );
  return [
    ...(weighed.length > 0
      ? [
          tools.table(
            own.weighed.caption,
            own.weighed.head,
            weighed.map(({ name, balancing }) => [name, balancing!]),
          ),
        ]
      : []),
    ...(documents.length > 0 ? [tools.table(own.documents.caption, own.documents.head, documents)] : []),
  ];
}

function sourcesOf(
  { record, own }: Writing,
  { origin, sources }: ProcessingRecord['categories'][number],
): string {
  const others = record.sources.filter(({ key }) => sources.includes(key)).map(({ name }) => name);
  return [own.origins[origin], ...others].join('; ');
}

function writeCategories(writing: Writing): NoticeBlock[] {
  const { record, tools, own, names } = writing;
  const { channels } = tools.published.declaration;
  return [
    facts([[own.subjects, record.dataSubjects]]),
    tools.table(
      tools.words.categories.caption,
      own.categories,
      record.categories.map((category) => [
        category.name,
        sourcesOf(writing, category),
        tools.enumerate(channels, category.channels) || own.nothing,
        names(record.purposes, category.purposes),
        record.periods.find(({ key }) => key === category.period)?.text ?? own.nothing,
      ]),
    ),
    ...(record.sources.length > 0
      ? [
          tools.table(
            tools.words.sources.otherCaption,
            tools.words.sources.otherHead,
            record.sources.map(({ name, kind, explanation, categories }) => [
              name,
              tools.words.colon(tools.words.sources.kinds[kind], explanation),
              names(record.categories, categories),
            ]),
          ),
        ]
      : []),
  ];
}

function writeRecipients(writing: Writing): NoticeBlock[] {
  const { record, tools, own, names } = writing;
  const { language, services, processors } = record;
  const { access, processors: noticeWords } = tools.words;
  const day = (date: string) => formatDate(language, date);
  return [
    ...(services.length > 0
      ? [tools.paragraph(own.recipients.services(formatList(language, services)))]
      : []),
    ...(record.groupCompanies ? [tools.paragraph(own.recipients.group)] : []),
    processors.length === 0
      ? tools.paragraph(own.recipients.none)
      : tools.table(
          own.recipients.caption,
          own.recipients.head,
          processors.map((processor) => [
            processor.groupCompany ? noticeWords.groupCompany(processor.name) : processor.name,
            processor.service,
            processor.categories.length === 0
              ? noticeWords.noCategories
              : names(record.categories, processor.categories),
            names(record.purposes, processor.purposes),
            own.recipients.agreement(
              processor.agreement.id,
              day(processor.agreement.date),
              day(processor.agreement.validUntil),
            ),
            processor.countries.map(({ name }) => name).join(', '),
          ]),
        ),
    ...writeOthers(writing),
    tools.paragraph(access.authorities),
  ];
}

/** Controllers of their own: a reason instead of an agreement. */
function writeOthers({ record, tools, names }: Writing): NoticeBlock[] {
  const { recipients: words } = tools.words;
  if (record.recipients.length === 0) return [];
  const why = ({ why: reason, basis, validUntil }: ProcessingRecord['recipients'][number]) => {
    const text = tools.words.colon(basis.text, reason);
    return validUntil === null
      ? text
      : words.until(`${text.replace(/\.$/, '')}.`, formatDate(record.language, validUntil));
  };
  return [
    tools.table(
      words.caption,
      words.head,
      record.recipients.map((recipient) => [
        nameOfRecipient(tools, recipient.kind, recipient.name),
        why(recipient),
        recipient.categories.length === 0 ? words.given : names(record.categories, recipient.categories),
        names(record.purposes, recipient.purposes),
        recipient.countries.map(({ name }) => name).join(', '),
      ]),
    ),
  ];
}

function writeTransfers({ record, tools, own }: Writing): NoticeBlock[] {
  const { location } = tools.words;
  const ownSystems = record.location.systems.map(
    ({ name, countries }) => `${name} (${countries.map((each) => each.name).join(', ')})`,
  );
  const rows = [...record.processors, ...record.recipients].flatMap(({ name, countries, transferGround }) =>
    countries
      .filter(({ eea }) => !eea)
      .map((country) => [name, country.name, transferGround?.text ?? own.nothing]),
  );
  return [
    facts([
      [location.main, record.location.main.name],
      ...(ownSystems.length > 0 ? [[location.own, ownSystems.join('; ')] as const] : []),
      [location.eea, location.eeaValue],
      [location.outside, record.location.outsideEea ? own.transfers.outsideAllowed : location.outsideRefused],
    ]),
    rows.length === 0
      ? tools.paragraph(own.transfers.none)
      : tools.table(own.transfers.caption, own.transfers.head, rows),
  ];
}

function writePeriods({ record, tools, own, names }: Writing): NoticeBlock[] {
  return [
    tools.table(
      tools.words.retention.caption,
      own.periods,
      record.periods.map(({ name, text, purposes, extensions, ground }) => [
        name,
        text,
        names(record.purposes, purposes),
        extensions.length === 0 ? own.nothing : formatList(record.language, extensions, 'disjunction'),
        ground,
      ]),
    ),
    tools.paragraph(own.holds),
    ...(record.backupHorizonDays === null
      ? []
      : [tools.paragraph(tools.words.retention.backups(record.backupHorizonDays))]),
  ];
}

function writeMeasures({ record, tools, own }: Writing): NoticeBlock[] {
  const { protection } = tools.words;
  const measures = (kind: 'enforced' | 'attested', intro: string) => {
    const names = record.measures.filter((measure) => measure.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [tools.paragraph(intro), tools.list(names)];
  };
  return [
    ...measures('enforced', own.measures.enforced),
    ...measures('attested', own.measures.attested),
    ...protection.staff.map(tools.paragraph),
  ];
}
