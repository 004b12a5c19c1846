import type { Block, Inline, Printable, Section } from '../../../base/printable.ts';
import type { Language, PublishedDeclaration } from '../../../safeguards/declaration/declaration.ts';
import { formatEnumeration } from '../../../safeguards/declaration/notice/format-notice-text.ts';
import { type AuthorityWords, authorityWords } from './authority-words.ts';
import type { IncidentAccount } from './incident-holding.ts';
import type { IncidentWithNotice } from './incidents-store.ts';
import type { ConcernedCounts } from './people-store.ts';

export interface PaperOf {
  readonly row: Omit<IncidentWithNotice, 'account_sealed'>;
  readonly account: IncidentAccount;
  readonly people: Pick<ConcernedCounts, 'concerned' | 'told'>;
}

/** Whether all that Art. 33(3) asks is written down. What is not follows in a later phase (33(4)). */
export function isAllKnown({ row, account, people }: PaperOf): boolean {
  const persons = row.persons > 0 || people.concerned > 0;
  return persons && row.categories.length > 0 && Boolean(account.consequences) && account.measures.length > 0;
}

type Fact = readonly [term: string, value: string | Inline];

const factsOf = (facts: readonly Fact[]): Block => ({
  kind: 'facts',
  facts: facts.map(([term, value]) => ({ term, value: [value] })),
});
const paragraphs = (text: string): Block[] =>
  text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((each) => ({ kind: 'paragraph', text: [each] }));

/** A moment in the register's zone, with the zone's name: hours count, and the clock may have been moved between two. */
export function formatMoment(language: Language, at: Date, timeZone: string): string {
  const locale = { sv: 'sv-FI', fi: 'fi-FI', en: 'en-GB' }[language];
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
    .format(at)
    .replaceAll(/(?<=\d\.?) (?=\p{L})|(?<=\p{L}) (?=\d)/gu, '\u00A0');
}

/**
 * The notification to the authority as a document (GDPR Art. 33(3)): nature with kinds and numbers, contact point, likely
 * consequences, measures; and why it is late, where it is (33(1)). What is not known yet is said to be (33(4)).
 */
export function writeAuthorityPaper(
  paper: PaperOf,
  published: PublishedDeclaration,
  telling: {
    readonly language: Language;
    readonly at: Date;
    readonly lateReason: string | null;
    readonly complete: boolean;
    readonly earlier: readonly Date[];
  },
): Printable {
  const { row, account, people } = paper;
  const { language, at, lateReason } = telling;
  const { declaration } = published;
  const { controller, register } = declaration;
  const words = authorityWords[language];
  const { terms } = words;
  const moment = (each: Date) => formatMoment(language, each, register.timeZone);
  const mail = (address: string): Inline => ({ text: address, href: `mailto:${address}` });
  const isLate = at > row.notify_by && telling.earlier.every((each) => each > row.notify_by);
  const blocks: Record<keyof AuthorityWords['sections'], Block[]> = {
    controller: [
      factsOf([
        [terms.name, controller.name],
        [terms.businessId, controller.businessId],
        [
          terms.address,
          `${controller.street[language]}, ${controller.postalCode} ${controller.city[language]}`,
        ],
        [terms.contact, mail(controller.contactAddress)],
        ...(controller.officer
          ? [
              [
                terms.officer,
                `${controller.officer.name[language]}, ${controller.officer.contactAddress}`,
              ] as const,
            ]
          : []),
      ]),
    ],
    breach: [
      factsOf([
        [terms.kind, words.kinds[row.kind]],
        [
          terms.nature,
          formatEnumeration(
            language,
            row.nature.map((each) => words.natures[each]),
          ),
        ],
        [terms.happened, moment(row.happened_at)],
        [terms.aware, moment(row.aware_at)],
      ]),
      ...paragraphs(account.note),
    ],
    concerned: [
      factsOf([
        [terms.persons, row.persons > 0 ? words.about(row.persons) : words.notStated],
        ...(people.concerned > 0 ? [[terms.found, String(people.concerned)] as const] : []),
        ...(row.erased > 0 ? [[terms.erased, String(row.erased)] as const] : []),
        [terms.records, row.records > 0 ? words.about(row.records) : words.notStated],
        [terms.categories, categoriesOf(row, published, language) || words.notStated],
      ]),
    ],
    consequences: [
      factsOf([[terms.risk, row.risk === null ? words.notStated : words.risks[row.risk]]]),
      ...paragraphs(account.consequences || words.notStated),
      ...paragraphs(account.riskReason ?? ''),
    ],
    measures: [
      account.measures.length === 0
        ? { kind: 'paragraph', text: [words.noMeasures] }
        : {
            kind: 'list',
            items: account.measures.map((each) => [`${moment(new Date(each.at))}: ${each.text}`]),
          },
    ],
    persons: [
      { kind: 'paragraph', text: [row.tell === null ? words.notDecided : words.telling[row.tell]] },
      ...paragraphs(account.tellReason ?? ''),
      ...(row.tell === 'tell' ? [factsOf([[terms.told, String(people.told)]])] : []),
    ],
    time: [
      factsOf([[terms.due, moment(row.notify_by)]]),
      {
        kind: 'paragraph',
        text: [!isLate ? words.inTime : lateReason ? words.late(lateReason) : words.lateWithout],
      },
      {
        kind: 'paragraph',
        text: [telling.complete && isAllKnown(paper) ? words.complete : words.incomplete],
      },
      ...(telling.earlier.length > 0
        ? paragraphs(words.earlier(telling.earlier.map(moment).join('; ')))
        : []),
    ],
  };
  return {
    language,
    title: words.title,
    lines: [words.to(declaration.authority.name[language]), words.number(row.number)],
    author: controller.name,
    date: at,
    sections: sectionsOf(blocks, words.sections),
  };
}

function sectionsOf<Key extends string>(
  blocks: Readonly<Record<Key, Block[]>>,
  titles: Readonly<Record<Key, string>>,
): Section[] {
  return (Object.keys(blocks) as Key[]).map((id) => ({ id, title: titles[id], blocks: blocks[id] }));
}

/** In the words of the declaration; a category that it no longer has is named by its key. */
export function categoriesOf(
  { categories }: Pick<IncidentWithNotice, 'categories'>,
  { declaration }: PublishedDeclaration,
  language: Language,
): string {
  const names = categories.map((each) => declaration.categories[each]?.name[language] ?? each);
  return formatEnumeration(language, names);
}

/** The controller's register of breaches, as the authority may ask to see it (Art. 33(5)): facts, effects, remedy. */
export function writeBreachRegister(
  incidents: readonly PaperOf[],
  published: PublishedDeclaration,
  telling: { readonly language: Language; readonly at: Date },
): Printable {
  const { language } = telling;
  const { controller, register } = published.declaration;
  const words = authorityWords[language];
  const { terms } = words;
  const moment = (each: Date) => formatMoment(language, each, register.timeZone);
  return {
    language,
    title: words.register.title,
    lines: [register.name[language], controller.name],
    author: controller.name,
    date: telling.at,
    sections:
      incidents.length === 0
        ? [
            {
              id: 'none',
              title: words.register.title,
              blocks: [{ kind: 'paragraph', text: [words.register.none] }],
            },
          ]
        : incidents.map(({ row, account, people }) => ({
            id: `incident-${row.number}`,
            title: `${row.number}. ${words.kinds[row.kind]}`,
            blocks: [
              factsOf([
                [
                  terms.nature,
                  formatEnumeration(
                    language,
                    row.nature.map((each) => words.natures[each]),
                  ),
                ],
                [terms.happened, moment(row.happened_at)],
                [terms.aware, moment(row.aware_at)],
                [terms.persons, row.persons > 0 ? words.about(row.persons) : words.notStated],
                [terms.categories, categoriesOf(row, published, language) || words.notStated],
                [terms.risk, row.risk === null ? words.notStated : words.risks[row.risk]],
                [
                  terms.authority,
                  row.notified_at
                    ? `${terms.sent} ${moment(row.notified_at)}`
                    : row.authority === 'not-notify'
                      ? `${words.notNotified}: ${account.authorityReason ?? ''}`
                      : `${terms.due} ${moment(row.notify_by)}`,
                ],
                [words.sections.persons, row.tell === null ? words.notDecided : words.telling[row.tell]],
                ...(row.tell === 'tell' ? [[terms.told, String(people.told)] as const] : []),
                [terms.settled, row.settled_at ? moment(row.settled_at) : '–'],
              ]),
              ...paragraphs(account.note),
              ...paragraphs(account.consequences ?? ''),
              ...(account.measures.length > 0
                ? [
                    {
                      kind: 'list',
                      items: account.measures.map((each) => [`${moment(new Date(each.at))}: ${each.text}`]),
                    } as const,
                  ]
                : []),
              ...paragraphs(account.lessons ? `${terms.lessons}: ${account.lessons}` : ''),
            ],
          })),
  };
}
