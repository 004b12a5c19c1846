/** What the demo's invented life consists of. Nobody in it exists; see `invented-values.test.ts`. */

export type Language = 'sv' | 'fi' | 'en';

export interface DemoPerson {
  key: string;
  givenName: string;
  familyName: string;
  name: string;
  /** Always under a domain reserved for examples. */
  emailAddress: string;
  /** E.164; see `make-phone-number.ts` for why nobody can have it. */
  phone: string;
  /** Finnish personal identity code with an individual number of 900-999, which is never given to anyone. */
  identityCode: string;
  address: { street: string; postalCode: string; city: string };
  language: Language;
}

export interface DemoAttachment {
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** A message in a conversation. `html`, when there, says what `text` says. */
export interface DemoLetter {
  from: 'customer' | 'staff';
  at: Date;
  text: string;
  attachments: DemoAttachment[];
  html?: string;
}

export interface DemoNote {
  at: Date;
  /** A staff key. */
  by: string;
  text: string;
  /** Keys of colleagues called to it. */
  mentions?: string[];
}

/** What a team does with a contact besides writing: all of it done by whoever has it. */
export interface DemoWork {
  at: Date;
  /** Keys of the team's tags. */
  tags: string[];
  priority?: 'low' | 'high' | 'urgent';
  snoozedUntil?: Date;
  todo?: { text: string; dueOn: string };
  /** Keys of colleagues who follow it. */
  watchers: string[];
  /** The last answer came back. */
  bounced?: 'no-such-address' | 'mailbox-full';
}

export interface DemoContact {
  key: string;
  personKey: string;
  mailbox: 'service' | 'privacy';
  /** Key of the scenario it follows. */
  matter: string;
  subject: string;
  /** Oldest first; the first is always the customer's. */
  letters: DemoLetter[];
  notes: DemoNote[];
  /** A staff key. */
  assignedTo?: string;
  closedAt?: Date;
  /** One of the customer's letters holds her or his identity code. */
  statesIdentityCode: boolean;
  /** Open, and it is the customer's turn: staff wrote last. */
  waiting: boolean;
  /** What the sender's domain says of the letters; confirmed unless told. */
  sender?: 'unconfirmed' | 'denied';
  work?: DemoWork;
}

export interface DemoStaff {
  key: string;
  /** Personal, as P9 wants it: given.family. */
  userName: string;
  name: string;
  language: Language;
  role: 'agent' | 'team-lead' | 'data-protection-officer' | 'administrator' | 'auditor';
}

export interface DemoCorpus {
  people: DemoPerson[];
  staff: DemoStaff[];
  contacts: DemoContact[];
}

export interface LiveMail {
  person: DemoPerson;
  subject: string;
  text: string;
  html?: string;
  attachments: DemoAttachment[];
}
