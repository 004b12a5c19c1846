import type { ChannelKey, LegalBasis, TransferGround } from '../declaration.ts';
import type { Address } from './extract-values.ts';
import type { CategoryName, ExtensionName, PeriodUnit, PurposeName } from './language-clues.ts';

/** Something the notice says, and in which of its sentences. */
export interface Fact<T> {
  readonly value: T;
  readonly sentence: number;
}

export interface CollectionFact {
  readonly category: CategoryName;
  /** Empty: the notice does not say by which. */
  readonly channels: readonly ChannelKey[];
  readonly asked: boolean;
  readonly purposes: readonly PurposeName[];
  readonly sentence: number;
}

export interface PeriodFact {
  readonly unit: PeriodUnit;
  readonly months?: number;
  /** A time that is no whole number of months. */
  readonly days?: number;
  /** What it may be kept to on a ground. */
  readonly capMonths?: number;
  readonly extensions: readonly ExtensionName[];
  readonly sentence: number;
}

export interface BasisFact {
  readonly basis: LegalBasis;
  readonly purposes: readonly PurposeName[];
  readonly sentence: number;
}

/** What could be read out of a notice, to be put into a draft. The first sentence that says a thing counts. */
export interface NoticeFacts {
  controllerName?: Fact<string>;
  businessId?: Fact<string>;
  address?: Fact<Address>;
  contactAddress?: Fact<string>;
  website?: Fact<string>;
  registerName?: Fact<string>;
  systemName?: Fact<string>;
  /** The sentence that says whom it is about: no name of a group, so only pointed at. */
  subjects?: Fact<true>;
  interest?: Fact<string>;
  statedOn?: Fact<string>;
  mainCountry?: Fact<string>;
  outsideEea?: Fact<boolean>;
  transferGround?: Fact<TransferGround>;
  groupCompanies?: Fact<boolean>;
  answerMonths?: Fact<number>;
  extensionMonths?: Fact<number>;
  /** How long what was erased stays in backups, in days. */
  backupDays?: Fact<number>;
  /** Sentences on these are only pointed at: whom they mean is to be declared. */
  authorities?: Fact<true>;
  readonly otherSources: Fact<true>[];
  readonly officers: Fact<string>[];
  readonly purposes: Map<PurposeName, number>;
  readonly bases: BasisFact[];
  readonly categories: Map<CategoryName, number>;
  readonly channels: Map<ChannelKey, number>;
  readonly collection: CollectionFact[];
  readonly periods: PeriodFact[];
  readonly companies: Fact<string>[];
}

export function noFacts(): NoticeFacts {
  return {
    officers: [],
    purposes: new Map(),
    bases: [],
    categories: new Map(),
    channels: new Map(),
    collection: [],
    periods: [],
    companies: [],
    otherSources: [],
  };
}
