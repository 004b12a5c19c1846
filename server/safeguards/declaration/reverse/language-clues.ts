import type { ChannelKey, LegalBasis } from '../declaration.ts';
import type { ReverseRuleKey } from './reverse-rules.ts';

/** Data that notices name; the last one is for what has no field here. */
export const categoryNames = [
  'identityCode',
  'name',
  'address',
  'phone',
  'emailAddress',
  'messages',
  'files',
  'notes',
  'contactMetadata',
  'recordings',
  'ipAddress',
  'other',
] as const;
export type CategoryName = (typeof categoryNames)[number];

export const purposeNames = ['service', 'identification', 'quality', 'security', 'rights'] as const;
export type PurposeName = (typeof purposeNames)[number];

export const periodUnits = ['recording', 'access-log', 'request', 'staff', 'contact', 'person'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

export const extensionNames = ['quality-project', 'complaint'] as const;
export type ExtensionName = (typeof extensionNames)[number];

/** What a heading or the words before a list say the following is about. */
export const topics = [
  'controller',
  'register-name',
  'categories',
  'purposes',
  'basis',
  'source',
  'periods',
  'recipients',
  'location',
  'protection',
  'rights',
  'complaint',
  'changes',
  'automation',
] as const;
export type Topic = (typeof topics)[number];

/** The words of a language, in the notation of `clue.ts`. */
export interface LanguageClues {
  readonly lists: Readonly<Record<string, string>>;
  readonly rules: Readonly<Partial<Record<ReverseRuleKey, readonly string[]>>>;
  readonly topics: Readonly<Record<Topic, readonly string[]>>;
  readonly categories: Readonly<Record<CategoryName, string>>;
  readonly channels: Readonly<Record<ChannelKey, string>>;
  readonly purposes: Readonly<Record<PurposeName, string>>;
  readonly bases: Readonly<Record<LegalBasis, string>>;
  readonly units: Readonly<Record<PeriodUnit, string>>;
  readonly extensions: Readonly<Record<ExtensionName, string>>;
  readonly cues: Readonly<
    Record<
      | 'collects'
      | 'contacts'
      | 'asks'
      | 'serves'
      | 'bases'
      | 'keeps'
      | 'longer'
      | 'answers'
      | 'extends'
      | 'dated'
      | 'controller'
      | 'email'
      | 'officer'
      | 'outside',
      readonly string[]
    >
  >;
}
