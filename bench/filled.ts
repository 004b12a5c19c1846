import type { Id } from '../server/base/new-id.ts';

/** A contact as the loader made it: what a measurement needs to know to ask for it. */
export interface FilledContact {
  readonly contactId: Id<'contact'>;
  readonly emailAddress: string;
  /** In its first message: a word that no other contact has. */
  readonly rareWord: string;
  /** It is open and has twenty messages. */
  readonly isLong: boolean;
}

/** What the loader is asked to make. */
export interface Filling {
  /** Contacts to make, and the number of the first: no two fillings of a register may share numbers. */
  readonly count: number;
  readonly first: number;
  /** Colleagues whose contacts a third of the open ones are. */
  readonly staff: readonly Id<'staff'>[];
  /** A tag of every tenth contact, and one of every thousandth. */
  readonly tags: { readonly common: Id<'tag'>; readonly rare: Id<'tag'> };
  /** Also into `plain.text`, as plain text under no seal: the baseline of searching. */
  readonly plain: boolean;
  /** Each contact with the raw mail it came as, a unit of its own, and what threads it: all that goes when it goes. */
  readonly mails?: boolean;
  /** All from this one person, instead of every third from somebody new. Their id, and the log's pseudonym of them. */
  readonly onePerson?: { readonly id: Id<'person'>; readonly subject: string };
}

/** One worker's part of it. */
export interface FillPart extends Filling {
  readonly from: number;
  readonly to: number;
  readonly now: Date;
  readonly version: number;
}
