import type { Clock } from '../../../base/clock.ts';
import type { Database } from '../../../storage/database.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { cosignaturesAt } from './cosignature-store.ts';
import { letterWords } from './letter-words.ts';
import { newestCheckpoint } from './tree-store.ts';

export interface CheckpointLetter {
  readonly subject: string;
  readonly text: string;
}

/** What became of handing it over. `not-taken`: certainly nobody has it. */
export type Handed = 'taken' | 'not-taken' | 'unsure';

/**
 * Mails the auditor the newest checkpoint, once a day at most: the day is marked before the letter leaves. What certainly did not
 * leave is tried again at the next turn; of what may have left nothing is sent a second time, since the next day's contains it.
 * A log that has not grown since is nothing to write about.
 * @param today ISO, in the register's time zone
 * @returns whether a letter left now
 */
export async function mailCheckpoint(
  deps: {
    readonly db: Database;
    readonly clock: Clock;
    readonly signer: CheckpointSigner;
    readonly register: string;
    readonly language: keyof typeof letterWords;
    hand(letter: CheckpointLetter): Promise<Handed>;
  },
  today: string,
): Promise<boolean> {
  const { db, clock, signer } = deps;
  const newest = await newestCheckpoint(db);
  // One that is not signed by us is not handed on.
  if (!newest || !signer.read(newest.note)) return false;
  const marked = await db.query(
    `INSERT INTO log.letter (day, size, state, at) SELECT $1, $2, 'handing', $3
     WHERE NOT EXISTS (SELECT FROM log.letter WHERE size >= $2) ON CONFLICT DO NOTHING RETURNING 1`,
    [today, newest.size, clock.now()],
  );
  if (marked.length === 0) return false;
  const note = newest.note + (await cosignaturesAt(db, newest.size));
  const words = letterWords[deps.language];
  const handed = await deps.hand({
    subject: words.subject(today),
    text: [
      words.lead(deps.register, newest.size),
      words.how,
      `${words.key}\n${signer.verifierKey}`,
      note,
    ].join('\n\n'),
  });
  if (handed === 'not-taken') await db.query('DELETE FROM log.letter WHERE day = $1', [today]);
  if (handed === 'taken') await db.query("UPDATE log.letter SET state = 'sent' WHERE day = $1", [today]);
  return handed === 'taken';
}
