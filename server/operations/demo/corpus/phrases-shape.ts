export type Temper = 'polite' | 'curt' | 'worried' | 'angry' | 'elderly' | 'chatty';

/** What surrounds every matter in one language: greetings, tempers, thanks, staff's manners. Choices and slots as in sheets. */
export interface Phrases {
  greetings: Record<Temper, readonly string[]>;
  /** A sentence of the temper, put somewhere in a first letter. */
  moods: Record<Temper, readonly string[]>;
  closings: Record<Temper, readonly string[]>;
  fromPhone: readonly string[];
  attached: readonly string[];
  /** States the identity code, unasked. */
  statesCode: readonly string[];
  /** The last word of a customer whose matter is settled. */
  thanks: readonly string[];
  /** The same where a death is the matter. */
  thanksInGrief: readonly string[];
  /** The customer of a long conversation who is not done yet. */
  persists: readonly string[];
  again: readonly string[];
  staffGreetings: readonly string[];
  staffOpens: readonly string[];
  staffOpensAgain: readonly string[];
  /** Staff's answer in a long conversation. */
  staffPersists: readonly string[];
  staffBids: readonly string[];
  staffClosings: readonly string[];
  staffCodeWarning: readonly string[];
  serviceTeam: string;
  privacyTeam: string;
  notes: readonly string[];
  /** For a matter closed without a written answer. */
  notesOfCall: readonly string[];
  replyPrefix: readonly string[];
  /** Heads a quoted letter. Slots: day, time, who. */
  quoteHead: readonly string[];
  /** Words of the table in an HTML letter. */
  table: { sender: string; amount: string; reference: string; link: string };
}
