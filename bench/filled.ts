import type { Id } from '../server/base/new-id.ts';

/** A contact as the loader made it: what a measurement needs to know to ask for it. */
export interface FilledContact {
  readonly contactId: Id<'contact'>;
  readonly personId: Id<'person'>;
  readonly at: Date;
  readonly emailAddress: string;
  readonly name: string;
  readonly subject: string;
  /** In the first message: a word that no other contact has stands first. */
  readonly text: string;
  readonly answer: string;
  readonly rareWord: string;
}

export interface Filled {
  readonly contacts: number;
  readonly seconds: number;
  /** A few, spread over the whole. */
  readonly samples: readonly FilledContact[];
}
