import { normaliseEmail } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Db } from '../../storage/database.ts';
import { findByEmailAddress } from '../people/find-people.ts';
import type { MessageBody } from './contact-columns.ts';
import { confirmsSender } from './sender-check.ts';
import { greetsAnother, promisesFile } from './guess-greeting.ts';

/** Why an answer may be about to go wrong. Each can be true of a right one, so each can be confirmed. */
export const doubts = [
  'address-unknown',
  'address-of-another',
  'address-undeliverable',
  'sender-not-verified',
  'greeting-differs',
  'attachment-missing',
] as const;
export type Doubt = (typeof doubts)[number];

export interface Outgoing {
  readonly personId: Id<'person'>;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly text: string;
  readonly files: number;
  /** Names the person goes by here. */
  readonly names: readonly string[];
  /** Everything written so far, newest last. */
  readonly thread: readonly Pick<MessageBody, 'from' | 'to' | 'cc' | 'replyTo' | 'sender'>[];
  /** Whether the newest mail's sender may be forged. */
  readonly senderDoubtful: boolean;
  isUndeliverable(address: string): Promise<boolean>;
}

/** In the order in which they stand on the screen; none for an ordinary answer. */
export async function findDoubts(deps: { db: Db; blindIndex: BlindIndex }, out: Outgoing): Promise<Doubt[]> {
  const found = new Set<Doubt>();
  const inThread = new Set(
    out.thread
      .flatMap((body) => [
        body.from.address,
        ...body.to,
        ...body.cc,
        mayRedirect(body) ? (body.replyTo ?? '') : '',
      ])
      .map(normaliseEmail),
  );
  const recipients = [...out.to, ...out.cc];
  const owners = await Promise.all(
    recipients.map(async (address) => {
      const [[owner], undeliverable] = await Promise.all([
        findByEmailAddress(deps, address),
        out.isUndeliverable(address),
      ]);
      return { address, owner, undeliverable };
    }),
  );
  for (const { address, owner, undeliverable } of owners) {
    if (undeliverable) found.add('address-undeliverable');
    if (owner === out.personId) continue;
    // Says that it is somebody's, not whose: the register is not to be asked by guessing.
    if (owner !== undefined && !wroteHere(out, address)) found.add('address-of-another');
    else if (!inThread.has(normaliseEmail(address))) found.add('address-unknown');
  }
  if (out.senderDoubtful) found.add('sender-not-verified');
  if (greetsAnother(out.text, out.names)) found.add('greeting-differs');
  if (out.files === 0 && promisesFile(out.text)) found.add('attachment-missing');
  return doubts.filter((doubt) => found.has(doubt));
}

/**
 * Whether the sender may name another address for the answer. A forged mail does so to get what is written to whom
 * it plays: it must be confirmed as theirs, or stay within their domain.
 */
function mayRedirect({ from, replyTo, sender }: Outgoing['thread'][number]): boolean {
  const domainOf = (address: string) => normaliseEmail(address)?.split('@').at(-1);
  return confirmsSender(sender) || domainOf(replyTo ?? '') === domainOf(from.address);
}

/** Two who write in one thread are both known to each other: answering the second is no mistake. */
function wroteHere(out: Outgoing, address: string): boolean {
  const key = normaliseEmail(address);
  return out.thread.some((body) => normaliseEmail(body.from.address) === key);
}
