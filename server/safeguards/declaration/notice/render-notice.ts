import type { Language, PublishedDeclaration } from '../declaration.ts';
import { bindNumbers, formatCountry, formatDate, formatList } from './format-notice-text.ts';
import { purposesOfPeriod } from '../held-for.ts';
import type { Notice, NoticeBlock, NoticeSection } from './notice.ts';
import { createTools, facts, keysWithBasis, lengthOf } from './notice-tools.ts';
import type { NoticeTools } from './notice-tools.ts';
import { renderCollection } from './render-collection.ts';
import { hasGroupCompanies, renderProcessors, renderRecipients } from './render-processors.ts';
import { renderRights } from './render-rights.ts';
import type { NoticeWords } from './notice-words.ts';

/** The notice of a published version in one language (GDPR Art. 13 and 14), from the declaration alone. */
export function renderNotice(published: PublishedDeclaration, language: Language): Notice {
  const tools = createTools(published, language);
  const { words, say } = tools;
  const { declaration } = published;
  const publishedOn = formatDate(language, {
    at: published.publishedAt,
    timeZone: declaration.register.timeZone,
  });
  const { rights, answers } = renderRights(tools);
  const { categories, sources } = renderCollection(tools);
  const blocks: Record<keyof NoticeWords['sections'], NoticeBlock[]> = {
    controller: renderController(tools),
    register: renderRegister(tools),
    personalData: words.personalData.map((text) => tools.paragraph(text)),
    purposes: renderPurposes(tools),
    categories,
    sources,
    retention: renderRetention(tools),
    protection: renderProtection(tools),
    access: renderAccess(tools),
    processors: renderProcessors(tools),
    recipients: renderRecipients(tools),
    location: renderLocation(tools),
    automated: (declaration.never ?? [])
      .filter((never) => never === 'automated-decisions' || never === 'profiling')
      .map((never) => tools.paragraph(words.access.never[never])),
    rights,
    answers,
    complaint: [
      tools.paragraph(words.complaint.us(declaration.controller.contactAddress)),
      tools.paragraph(
        words.complaint.authority(say(declaration.authority.name), declaration.authority.website),
      ),
    ],
    changes: [
      tools.paragraph(words.changes.why),
      tools.paragraph(words.changes.effect),
      tools.paragraph(words.changes.held),
      tools.paragraph(words.changes.newest(declaration.controller.website)),
    ],
  };
  return {
    language,
    title: words.title,
    registerName: bindNumbers(say(declaration.register.name)),
    controllerName: bindNumbers(declaration.controller.name),
    version: published.version,
    publishedAt: published.publishedAt,
    inForce: bindNumbers(words.version(published.version, publishedOn)),
    sections: Object.entries(blocks)
      .filter(([, list]) => list.length > 0)
      .map(([id, list]): NoticeSection => ({
        id: kebab(id),
        title:
          id === 'processors' && hasGroupCompanies(declaration)
            ? words.processors.withGroup
            : words.sections[id as keyof NoticeWords['sections']],
        blocks: list,
      })),
  };
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function renderController({ published, words, say }: NoticeTools): NoticeBlock[] {
  const { controller } = published.declaration;
  return [
    facts([
      [words.controller.name, controller.name],
      [words.controller.businessId, controller.businessId],
      [
        words.controller.visitingAddress,
        `${say(controller.street)}, ${controller.postalCode} ${say(controller.city)}`,
      ],
      [words.controller.contact, controller.contactAddress, `mailto:${controller.contactAddress}`],
      ...(controller.officer
        ? [
            [
              words.controller.officer,
              `${say(controller.officer.name)}, ${controller.officer.contactAddress}`,
            ] as const,
          ]
        : []),
      [words.controller.website, controller.website, controller.website],
    ]),
  ];
}

function renderRegister({ published, language, words, say, paragraph }: NoticeTools): NoticeBlock[] {
  const { register } = published.declaration;
  return [
    facts([
      [words.register.name, say(register.name)],
      [words.register.system, say(register.systemName)],
      [words.register.subjects, say(register.subjects)],
      [words.register.changed, formatDate(language, register.statedOn)],
      [words.register.version, String(published.version)],
    ]),
    paragraph(words.register.law),
    paragraph(words.register.scope),
    paragraph(words.register.floor),
  ];
}

function renderPurposes({
  published,
  words,
  say,
  names,
  paragraph,
  list,
  table,
}: NoticeTools): NoticeBlock[] {
  const { purposes } = published.declaration;
  const consent = keysWithBasis(purposes, 'consent');
  const weighed = Object.values(purposes).filter(({ balancing }) => balancing !== undefined);
  return [
    paragraph(words.purposes.intro),
    table(
      words.purposes.caption,
      words.purposes.head,
      Object.values(purposes).map((purpose) => [
        say(purpose.name),
        say(purpose.description),
        words.bases[purpose.basis],
        purpose.interest ? say(purpose.interest) : words.purposes.noInterest,
      ]),
    ),
    ...(weighed.length > 0
      ? [
          paragraph(words.purposes.weighed),
          list(weighed.map(({ name, balancing }) => words.colon(say(name), say(balancing!)))),
        ]
      : []),
    ...(consent.length > 0 ? [paragraph(words.purposes.consent(names(purposes, consent)))] : []),
  ];
}

function renderRetention(tools: NoticeTools): NoticeBlock[] {
  const { published, language, words, say, enumerate, paragraph, table } = tools;
  const { periods, channels, purposes, backups } = published.declaration;
  const recorded = Object.values(channels).flatMap((channel) => channel.records ?? []);
  return [
    ...words.retention.principle.map(paragraph),
    ...(recorded.length > 0 ? [paragraph(words.retention.recorded([...new Set(recorded)]))] : []),
    ...Object.values(periods).flatMap((period) =>
      period.capMonths !== undefined && period.extensions
        ? [
            paragraph(
              words.retention.extension(
                say(period.name),
                period.months,
                period.capMonths,
                formatList(language, Object.values(period.extensions).map(say), 'disjunction'),
              ),
            ),
          ]
        : [],
    ),
    table(
      words.retention.caption,
      words.retention.head,
      Object.values(periods).map((period) => [
        say(period.name),
        lengthOf(words, period),
        enumerate(purposes, purposesOfPeriod(published.declaration, period)) || words.purposes.noInterest,
        say(period.ground),
      ]),
    ),
    paragraph(words.retention.holds),
    ...(backups
      ? [
          { kind: 'heading' as const, id: 'backups', text: words.retention.backupsTitle },
          paragraph(words.retention.backups(backups.horizonDays)),
        ]
      : []),
  ];
}

function renderProtection({ published, words, say, paragraph, list }: NoticeTools): NoticeBlock[] {
  const measures = (kind: 'enforced' | 'attested', intro: string) => {
    const chosen = published.declaration.measures.filter((measure) => measure.kind === kind);
    return chosen.length === 0 ? [] : [paragraph(intro), list(chosen.map(({ name }) => say(name)))];
  };
  return [
    paragraph(words.protection.intro),
    ...measures('enforced', words.protection.enforced),
    ...measures('attested', words.protection.attested),
    ...words.protection.staff.map(paragraph),
  ];
}

function renderAccess({ published, words, say, enumerate, paragraph, table }: NoticeTools): NoticeBlock[] {
  const { tasks, categories, purposes, never = [] } = published.declaration;
  return [
    paragraph(words.access.intro),
    ...never
      .filter((what) => what === 'sale' || what === 'other-use')
      .map((what) => paragraph(words.access.never[what])),
    paragraph(words.access.need),
    table(
      words.access.caption,
      words.access.head,
      Object.values(tasks).map((task) => [
        say(task.name),
        task.categories.length === 0 ? words.access.noData : enumerate(categories, task.categories),
        task.purposes.length === 0 ? words.purposes.noInterest : enumerate(purposes, task.purposes),
      ]),
    ),
    paragraph(words.access.parties),
    paragraph(words.access.authorities),
  ];
}

function renderLocation({ published, language, words, say }: NoticeTools): NoticeBlock[] {
  const { processing, controller } = published.declaration;
  const { mainCountry, outsideEea } = processing;
  const own = Object.values(controller.systems ?? {}).map(
    ({ name, countries }) =>
      `${say(name)} (${countries.map((code) => formatCountry(language, code)).join(', ')})`,
  );
  return [
    facts([
      [words.location.main, formatCountry(language, mainCountry)],
      ...(own.length > 0 ? [[words.location.own, own.join('; ')] as const] : []),
      [words.location.eea, words.location.eeaValue],
      [
        words.location.outside,
        outsideEea.allowed ? words.location.outsideAllowed : words.location.outsideRefused,
      ],
    ]),
  ];
}
