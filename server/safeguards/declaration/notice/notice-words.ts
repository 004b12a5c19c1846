import type {
  CallDirection,
  CollectionTime,
  LegalBasis,
  NeverDone,
  Period,
  RecipientKind,
  SourceKind,
  TransferGround,
} from '../declaration.ts';

/**
 * Our own sentences of the notice. Whatever states a rule takes its figures and names from the
 * declaration as arguments. Lists of declared names come ready joined, in their dictionary form, so
 * each language puts them where that form fits.
 */
export interface NoticeWords {
  readonly title: string;
  readonly colon: (term: string, value: string) => string;
  readonly version: (number: number, published: string) => string;
  readonly sections: Readonly<
    Record<
      | 'controller'
      | 'register'
      | 'personalData'
      | 'purposes'
      | 'categories'
      | 'sources'
      | 'retention'
      | 'protection'
      | 'access'
      | 'processors'
      | 'recipients'
      | 'location'
      | 'automated'
      | 'rights'
      | 'answers'
      | 'complaint'
      | 'changes',
      string
    >
  >;
  readonly controller: {
    readonly name: string;
    readonly businessId: string;
    readonly visitingAddress: string;
    readonly contact: string;
    readonly officer: string;
    readonly website: string;
  };
  readonly register: {
    readonly name: string;
    readonly system: string;
    readonly subjects: string;
    readonly changed: string;
    readonly version: string;
    readonly law: string;
    readonly scope: string;
    readonly floor: string;
  };
  readonly personalData: readonly string[];
  readonly purposes: {
    readonly intro: string;
    readonly caption: string;
    readonly head: readonly [string, string, string, string];
    readonly noInterest: string;
    /** Before a list: each purpose with its balancing. */
    readonly weighed: string;
    readonly consent: (purposes: string) => string;
  };
  readonly bases: Readonly<Record<LegalBasis, string>>;
  readonly categories: {
    readonly intro: string;
    readonly caption: string;
    readonly head: readonly [string, string, string];
    readonly nothingElse: string;
  };
  readonly sources: {
    readonly intro: (channels: string) => string;
    readonly staff: (categories: string) => string;
    readonly system: (categories: string) => string;
    readonly other: string;
    /** Before a table of other sources. */
    readonly otherIntro: string;
    readonly otherCaption: string;
    readonly otherHead: readonly [string, string, string];
    readonly kinds: Readonly<Record<SourceKind, string>>;
    /** Of messages of a system used before. */
    readonly oldMail: string;
    readonly nowhereElse: string;
    readonly times: Readonly<Record<CollectionTime, string>>;
    readonly alsoAsked: (category: string, purposes: string) => string;
    readonly notCollected: string;
    readonly mustYou: string;
    readonly voluntary: string;
    readonly needed: (categories: string) => string;
    readonly onRequest: (categories: string) => string;
  };
  readonly retention: {
    readonly principle: readonly string[];
    readonly caption: string;
    readonly head: readonly [string, string, string, string];
    readonly from: (length: string, from: Period['from']) => string;
    readonly length: (months: number) => string;
    readonly lengthWithCap: (months: number, cap: number) => string;
    readonly recorded: (directions: readonly CallDirection[]) => string;
    readonly extension: (name: string, months: number, cap: number, grounds: string) => string;
    readonly holds: string;
    readonly backupsTitle: string;
    readonly backups: (days: number) => string;
  };
  readonly protection: {
    readonly intro: string;
    readonly enforced: string;
    readonly attested: string;
    readonly staff: readonly string[];
  };
  readonly access: {
    readonly intro: string;
    readonly never: Readonly<Record<NeverDone, string>>;
    readonly need: string;
    readonly caption: string;
    readonly head: readonly [string, string, string];
    readonly noData: string;
    readonly parties: string;
    readonly authorities: string;
  };
  readonly processors: {
    /** Of the section, where group companies are among them. */
    readonly withGroup: string;
    readonly group: string;
    readonly services: (services: string) => string;
    readonly caption: string;
    readonly head: readonly [string, string, string, string, string];
    /** Where a processor is given no category. */
    readonly noCategories: string;
    readonly terms: (group: boolean) => readonly string[];
    /** Beside the name of one. */
    readonly groupCompany: (name: string) => string;
  };
  readonly recipients: {
    readonly intro: string;
    readonly caption: string;
    readonly head: readonly [string, string, string, string, string];
    /** Beside the name; of another kind the name says enough. */
    readonly kinds: Readonly<Record<Exclude<RecipientKind, 'other'>, string>>;
    readonly until: (why: string, date: string) => string;
    readonly given: string;
  };
  readonly transferGrounds: Readonly<Record<TransferGround, string>>;
  readonly location: {
    readonly main: string;
    readonly eea: string;
    readonly eeaValue: string;
    readonly own: string;
    readonly outside: string;
    readonly outsideAllowed: string;
    readonly outsideRefused: string;
  };
  readonly rights: {
    readonly intro: (contact: string) => string;
    readonly information: readonly [string, string];
    readonly access: readonly [string, ...string[]];
    readonly accessTime: (answerMonths: number, extensionMonths: number) => string;
    readonly rectification: readonly [string, ...string[]];
    readonly erasure: readonly [string, ...string[]];
    readonly restriction: readonly [string, ...string[]];
    readonly portability: readonly [string, ...string[]];
    readonly portabilityPurposes: (purposes: string) => string;
    readonly objection: readonly [string, ...string[]];
    readonly objectionPurposes: (purposes: string) => string;
    readonly withdrawal: readonly [string, string];
  };
  readonly answers: {
    readonly time: (answerMonths: number, extensionMonths: number) => string;
    readonly rest: readonly string[];
  };
  readonly complaint: {
    readonly us: (contact: string) => string;
    readonly authority: (name: string, website: string) => string;
  };
  readonly changes: {
    readonly why: string;
    readonly effect: string;
    readonly held: string;
    readonly newest: (website: string) => string;
  };
}
