import type {
  CategoryOrigin,
  DocumentKind,
  Language,
  LegalBasis,
  Period,
  RecipientKind,
  SourceKind,
  TransferGround,
} from '../declaration.ts';

/**
 * The controller's record of processing activities (GDPR Art. 30(1)), from the declaration alone. Keys are
 * those of the declaration, texts are in one language; this is also the form of the JSON download.
 */
export interface ProcessingRecord {
  readonly article: 'GDPR Article 30(1)';
  readonly language: Language;
  readonly title: string;
  readonly version: number;
  /** Moment, ISO. */
  readonly publishedAt: string;
  /** The date the controller states on the notice, ISO. */
  readonly statedOn: string;
  readonly register: { readonly name: string; readonly system: string };
  /** (a) */
  readonly controller: {
    readonly name: string;
    readonly businessId: string;
    readonly address: string;
    readonly website: string;
    readonly dataProtectionContact: string;
    readonly dataProtectionOfficer: { readonly name: string; readonly contactAddress: string } | null;
  };
  /** (b) */
  readonly purposes: readonly {
    readonly key: string;
    readonly name: string;
    readonly description: string;
    readonly basis: { readonly key: LegalBasis; readonly text: string };
    readonly interest: string | null;
    /** Why the interest is not overridden; with legitimate interest only. */
    readonly balancing: string | null;
    /** Impact assessments, balancing tests and the like, and where each is kept. */
    readonly documents: readonly {
      readonly kind: DocumentKind;
      readonly name: string;
      /** ISO. */
      readonly date: string;
      readonly reference: string;
    }[];
    /** Keys of categories held for it. */
    readonly categories: readonly string[];
    /** Keys of processors that serve it. */
    readonly processors: readonly string[];
  }[];
  /** (c) */
  readonly dataSubjects: string;
  readonly categories: readonly {
    readonly key: string;
    readonly name: string;
    readonly origin: CategoryOrigin;
    readonly purposes: readonly string[];
    readonly channels: readonly string[];
    /** Keys of sources that may bring it. */
    readonly sources: readonly string[];
    /** Key of the period after which it goes; null where the declaration has none for its unit. */
    readonly period: string | null;
  }[];
  /** Where data come from besides the persons, staff and the system. */
  readonly sources: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: SourceKind;
    readonly explanation: string;
    readonly categories: readonly string[];
  }[];
  /** (d) Kinds of service that processors give, and each processor by name. */
  readonly services: readonly string[];
  readonly groupCompanies: boolean;
  readonly processors: readonly {
    readonly key: string;
    readonly name: string;
    readonly service: string;
    readonly groupCompany: boolean;
    readonly agreement: { readonly id: string; readonly date: string; readonly validUntil: string };
    readonly purposes: readonly string[];
    readonly categories: readonly string[];
    readonly countries: readonly { readonly code: string; readonly name: string; readonly eea: boolean }[];
    readonly transferGround: { readonly key: TransferGround; readonly text: string } | null;
  }[];
  /** Controllers of their own who may be given data. */
  readonly recipients: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: RecipientKind;
    readonly why: string;
    readonly basis: { readonly key: LegalBasis; readonly text: string };
    readonly purposes: readonly string[];
    readonly categories: readonly string[];
    readonly countries: readonly { readonly code: string; readonly name: string; readonly eea: boolean }[];
    readonly transferGround: { readonly key: TransferGround; readonly text: string } | null;
    /** The last day, ISO; null for none. */
    readonly validUntil: string | null;
  }[];
  /** (e) */
  readonly location: {
    readonly main: { readonly code: string; readonly name: string };
    /** Machines of the controller's own that the software connects to. */
    readonly systems: readonly {
      readonly key: string;
      readonly name: string;
      readonly countries: readonly { readonly code: string; readonly name: string }[];
    }[];
    readonly outsideEea: boolean;
  };
  /** (f) */
  readonly periods: readonly {
    readonly key: string;
    readonly name: string;
    readonly unit: Period['unit'];
    readonly purposes: readonly string[];
    readonly months: number;
    readonly from: Period['from'];
    readonly capMonths: number | null;
    readonly extensions: readonly string[];
    /** The whole rule in words. */
    readonly text: string;
    readonly ground: string;
  }[];
  /** How many days what was erased can still be in backup copies; null where the declaration does not say. */
  readonly backupHorizonDays: number | null;
  /** (g) */
  readonly measures: readonly { readonly kind: 'enforced' | 'attested'; readonly name: string }[];
}
