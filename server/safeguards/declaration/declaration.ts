/**
 * The register as declared: the one place where its rules stand. `register/*.yaml` is read into this
 * shape; the texts (notice, Article 30 record) and the rules the software enforces both come from it.
 */
export const languages = ['sv', 'fi', 'en'] as const;
export type Language = (typeof languages)[number];
export type Words = Readonly<Record<Language, string>>;

/** What the data is, and so how it is checked before it is stored. */
export const categoryKinds = [
  'identity-code',
  'name',
  'postal-address',
  'phone',
  'email-address',
  'text',
  'file',
  'recording',
  'metadata',
  'ip-address',
] as const;
export type CategoryKind = (typeof categoryKinds)[number];

export const legalBases = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interest',
] as const;
export type LegalBasis = (typeof legalBases)[number];

/** Who decided a rule: the notice says it itself, or the controller where the notice is silent. */
export type DecidedBy = 'notice' | 'controller';

/** `automatic`: stored when it arrives. `on-request`: asked for when needed. `on-request-with-reason`: asked for only with a stated reason. */
export const collectionTimes = ['automatic', 'on-request', 'on-request-with-reason'] as const;
export type CollectionTime = (typeof collectionTimes)[number];

/** Every act a route or job can do. A task of the declaration names the acts it holds; what no task holds nobody can do. */
export const acts = [
  'list-contacts',
  'search-contacts',
  'open-contact',
  'answer-contact',
  'note-contact',
  'assign-contact',
  'close-contact',
  'merge-contacts',
  'report-incident',
  'read-incidents',
  'open-person',
  'merge-people',
  'collect-field',
  'match-identity-code',
  'reveal-identity-code',
  'open-tray',
  'open-raw-mail',
  'list-staff',
  'manage-staff',
  'grant-tasks',
  'read-access-log',
  'export-access-log',
  'draw-receipt',
  'open-inspection',
  'read-register',
  'draft-register',
  'publish-register',
  'manage-settings',
  'read-reports',
  'manage-connections',
  'import-mail',
  'play-recording',
  'download-recording',
  'extend-recording',
  'hold-recording',
] as const;
export type Act = (typeof acts)[number];

export interface Purpose {
  readonly name: Words;
  readonly description: Words;
  readonly basis: LegalBasis;
  readonly decidedBy: DecidedBy;
  /** This purpose is to know who the person is: the only kind an identity code may serve (Data Protection Act 1050/2018 s. 29). */
  readonly identifies?: boolean;
  /** Stated for legitimate interest (Art. 13(1)(d)). */
  readonly interest?: Words;
  /** For legitimate interest: why it is not overridden by the persons' interests and rights (Art. 6(1)(f)); told in the notice. */
  readonly balancing?: Words;
  /** What was thought through and written down about it: where each stands, not what it says. */
  readonly documents?: readonly PurposeDocument[];
}

export const documentKinds = ['impact-assessment', 'balancing-test', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** An assessment that the controller keeps (Art. 35, 5(2)). It stands in the record, not in the notice. */
export interface PurposeDocument {
  readonly kind: DocumentKind;
  readonly name: Words;
  /** ISO. */
  readonly date: string;
  /** Where the controller keeps it: a case number, a shelf, an address. */
  readonly reference: string;
}

/** Where a value comes from (Art. 14(2)(f), 15(1)(g)): the person, a member of staff, or the system by itself. */
export const categoryOrigins = ['person', 'staff', 'system'] as const;
export type CategoryOrigin = (typeof categoryOrigins)[number];

export interface Category {
  readonly name: Words;
  readonly kind: CategoryKind;
  readonly purposes: readonly string[];
  /** How it comes to be held, in a sentence for the notice. */
  readonly explanation: Words;
  /** `person` when left out. */
  readonly origin?: CategoryOrigin;
  readonly decidedBy?: DecidedBy;
}

export interface CollectionRule {
  readonly category: string;
  readonly when: CollectionTime;
  readonly purposes: readonly string[];
  /** Purposes for which it is also asked for, where it is otherwise automatic and did not arrive. */
  readonly askedFor?: readonly string[];
  readonly decidedBy?: DecidedBy;
}

export const channelKeys = ['email', 'phone', 'chat'] as const;
export type ChannelKey = (typeof channelKeys)[number];

export const callDirections = ['incoming', 'outgoing'] as const;
export type CallDirection = (typeof callDirections)[number];

/** What happens to a call of which no signal says that people were told it is recorded: it is not recorded, or it is and somebody is alerted. */
export const unannouncedChoices = ['not-recorded', 'alert'] as const;
export type UnannouncedChoice = (typeof unannouncedChoices)[number];

export interface Channel {
  readonly name: Words;
  readonly collects: readonly CollectionRule[];
  /** Which calls are recorded. */
  readonly records?: readonly CallDirection[];
  /** Of recorded calls; `not-recorded` when left out. */
  readonly unannounced?: UnannouncedChoice;
}

export interface Queue {
  readonly name: Words;
}

export interface Mailbox {
  /** The address customers write to. */
  readonly address: string;
  readonly name: Words;
  readonly queue: string;
  readonly language: Language;
}

export interface Task {
  readonly name: Words;
  readonly acts: readonly Act[];
  readonly queues: readonly string[];
  /** Categories that this task may see. */
  readonly categories: readonly string[];
  /** Categories that this task may ask for and write without seeing what is stored; `categories` may always be written. */
  readonly collects?: readonly string[];
  readonly purposes: readonly string[];
  readonly decidedBy?: DecidedBy;
}

export const unitKinds = ['person', 'contact', 'recording', 'request', 'incident', 'mail', 'staff'] as const;
export type UnitKind = (typeof unitKinds)[number];

export interface Period {
  readonly name: Words;
  readonly unit: UnitKind | 'access-log';
  /** What the unit is kept for. Asked of every draft; a version without it keeps for all that its categories are held for. */
  readonly purposes?: readonly string[];
  readonly months: number;
  /** The moment it runs from. */
  readonly from: 'closing' | 'last-contact' | 'call' | 'arrival' | 'record' | 'leaving';
  /** No extension reaches past this (months from the same moment). */
  readonly capMonths?: number;
  /** The only grounds on which a unit is kept past `months`, never past `capMonths`. */
  readonly extensions?: Readonly<Record<string, Words>>;
  readonly decidedBy: DecidedBy;
  readonly ground: Words;
}

export const transferGrounds = [
  'adequacy-decision',
  'standard-contractual-clauses',
  'binding-corporate-rules',
] as const;
export type TransferGround = (typeof transferGrounds)[number];

/** Every way in which the software connects to another machine. */
export const ways = [
  'mail-out',
  'mail-in',
  'web-hook',
  'sign-in',
  'storage',
  'backup',
  'database',
  'keys',
  'witness',
  'calls',
  'recordings',
  'identification',
] as const;
export type Way = (typeof ways)[number];

/** Machines that the software may connect to in one way: names, `*.` before a name for all below it, or addresses. */
export interface Connection {
  readonly way: Way;
  readonly hosts: readonly string[];
}

/** A machine of the controller's own that the software connects to. It needs no agreement, but stands somewhere too. */
export interface System {
  readonly name: Words;
  /** ISO 3166; in the EU or the EEA. */
  readonly countries: readonly string[];
  readonly connections: readonly Connection[];
}

/** Who processes the data for the controller, and on what terms (GDPR Art. 28). Nothing leaves for anybody else. */
export interface Processor {
  readonly name: string;
  /** What they do, in a few words. */
  readonly service: Words;
  readonly agreement: { readonly id: string; readonly date: string };
  /** The last day of the agreement, ISO. */
  readonly validUntil: string;
  readonly purposes: readonly string[];
  /** What they may be given beyond that something happened and the number of the contact. */
  readonly categories: readonly string[];
  /** Where they have it (ISO 3166). */
  readonly countries: readonly string[];
  /** Wanted for a country outside the EU and the EEA (GDPR ch. V). */
  readonly transferGround?: TransferGround;
  /** A company of the controller's own group. */
  readonly groupCompany?: boolean;
  /** Their machines that the software connects to; none when left out. */
  readonly connections?: readonly Connection[];
  readonly decidedBy?: DecidedBy;
}

export const recipientKinds = ['authority', 'group-company', 'adviser', 'other'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** Who may be given data and is a controller of their own, not a processor (Art. 4(9), 13(1)(e)): no agreement, but a reason. */
export interface Recipient {
  readonly name: Words;
  readonly kind: RecipientKind;
  /** Why they are given it: the law that asks for it, or what it is for. */
  readonly why: Words;
  readonly basis: LegalBasis;
  readonly purposes: readonly string[];
  /** As with a processor: beyond that something happened and the number of the contact. */
  readonly categories: readonly string[];
  readonly countries: readonly string[];
  readonly transferGround?: TransferGround;
  /** Their machines that web hooks may go to; none when left out. */
  readonly connections?: readonly Connection[];
  /** The last day on which they may be given anything, ISO; without an end when left out. */
  readonly validUntil?: string;
  readonly decidedBy?: DecidedBy;
}

/** Where data come from besides the person, staff and the system itself (Art. 14(2)(f)). */
export const sourceKinds = ['old-mail', 'identity-provider', 'host-page', 'other-controller'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export interface Source {
  readonly name: Words;
  readonly kind: SourceKind;
  /** What it is and how data come from it, in a sentence for the notice. */
  readonly explanation: Words;
  /** All that may be stored from it. */
  readonly categories: readonly string[];
  readonly decidedBy?: DecidedBy;
}

/** How a person is identified: called back at a number on file, or asked what is compared with what is on file, or by a register elsewhere. */
export const identificationKinds = ['call-back', 'questions', 'customer-register'] as const;
export type IdentificationKind = (typeof identificationKinds)[number];

export interface IdentificationWay {
  readonly name: Words;
  readonly kind: IdentificationKind;
  /** Categories that are asked for, all of them. What is said is compared and not kept. None for a call back. */
  readonly asks?: readonly string[];
  /** Who keeps the register that is asked, for `customer-register`. */
  readonly processor?: string;
}

/** How people are identified, how long that holds, and how often it may be tried. */
export interface Identification {
  readonly ways: Readonly<Record<string, IdentificationWay>>;
  readonly validMinutes: number;
  /** Tries that come to nothing, within so many minutes. */
  readonly attempts: {
    readonly ofContact: number;
    readonly ofPerson: number;
    readonly withinMinutes: number;
  };
  readonly decidedBy?: DecidedBy;
}

export const neverDone = ['sale', 'other-use', 'automated-decisions', 'profiling'] as const;
export type NeverDone = (typeof neverDone)[number];

export interface Declaration {
  readonly register: {
    readonly name: Words;
    readonly systemName: Words;
    readonly subjects: Words;
    /** The date the controller states on the notice, ISO. */
    readonly statedOn: string;
    readonly timeZone: string;
    readonly languages: readonly Language[];
  };
  readonly controller: {
    readonly name: string;
    readonly businessId: string;
    readonly street: Words;
    readonly postalCode: string;
    readonly city: Words;
    readonly contactAddress: string;
    readonly website: string;
    /** The data protection officer, where there is one (Art. 13(1)(b), 37). A role's name and address serve better than a person's. */
    readonly officer?: { readonly name: Words; readonly contactAddress: string };
    /** Its own machines that the software connects to, beside the one it runs on. */
    readonly systems?: Readonly<Record<string, System>>;
  };
  readonly authority: {
    readonly name: Words;
    readonly website: string;
  };
  readonly purposes: Readonly<Record<string, Purpose>>;
  readonly categories: Readonly<Record<string, Category>>;
  readonly channels: Readonly<Partial<Record<ChannelKey, Channel>>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly mailboxes: Readonly<Record<string, Mailbox>>;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly periods: Readonly<Record<string, Period>>;
  /** Short list of reasons for opening what one has no contact in hand for. */
  readonly reasons: Readonly<Record<string, Words>>;
  readonly undertaking: { readonly version: number; readonly text: Words };
  readonly processing: {
    readonly mainCountry: string;
    readonly otherCountries: 'eea';
    readonly outsideEea: {
      readonly allowed: boolean;
      readonly transferGround: 'standard-contractual-clauses';
    };
    /** Kinds of service that processors give (Art. 13(1)(e)). */
    readonly services?: readonly Words[];
    /** Companies of the controller's own group may be processors. */
    readonly groupCompanies?: boolean;
  };
  /** None when left out. */
  readonly processors?: Readonly<Record<string, Processor>>;
  /** Who else may be given data; nobody when left out. */
  readonly recipients?: Readonly<Record<string, Recipient>>;
  /** Where else data may come from; nowhere when left out. */
  readonly sources?: Readonly<Record<string, Source>>;
  /** Nobody can be identified when left out. */
  readonly identification?: Identification;
  /** How long what was erased can still be in backup copies. */
  readonly backups?: { readonly horizonDays: number; readonly decidedBy?: DecidedBy };
  /** What is never done with the data. The software knows no other answer, so no other may be declared. */
  readonly never?: readonly NeverDone[];
  /** The legal clock (Art. 12(3)); a declaration may promise less time than the law gives, never more. */
  readonly rights?: { readonly answerMonths: number; readonly extensionMonths: number };
  readonly measures: readonly { readonly name: Words; readonly kind: 'enforced' | 'attested' }[];
}

/** A declaration in force: its version number, and since when. */
export interface PublishedDeclaration {
  readonly version: number;
  readonly publishedAt: Date;
  readonly declaration: Declaration;
}
