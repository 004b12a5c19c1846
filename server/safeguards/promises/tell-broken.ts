import type { Clock } from '../../base/clock.ts';
import { describeError, type Logger } from '../../base/logger.ts';
import type { Database } from '../../storage/database.ts';
import type { Language, PublishedDeclaration } from '../declaration/declaration.ts';
import { listOpenAlerts, markMailed, type OpenAlert } from './alerts.ts';
import { formatFigure, promiseWords } from './promise-words.ts';
import { newestResults } from './results-store.ts';

export interface Letter {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
}

export interface TellingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: string;
  current(): PublishedDeclaration;
  /** Undefined: no account to send by. Throws when the letter did not go. */
  readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined;
}

/**
 * Tells the data protection contact by mail of each promise that broke, once: which, by what figure, what to do. No id
 * and no person is named. What could not be sent is tried again at the next run.
 * @returns how many were told of
 */
export async function tellBroken(deps: TellingDeps): Promise<number> {
  const { db, clock, sendLetter } = deps;
  if (sendLetter === undefined) return 0;
  const untold = (await listOpenAlerts(db)).filter(({ mailed_at }) => mailed_at === null);
  if (untold.length === 0) return 0;
  const letter = await writeLetter(deps, untold);
  try {
    return await db.transaction(async (tx) => {
      // Marked first: of two processes the second waits here, and finds that it is told.
      const marked: boolean[] = [];
      for (const { id } of untold) marked.push(await markMailed(tx, id, clock.now()));
      if (!marked.includes(true)) return 0;
      await sendLetter(letter);
      return marked.filter(Boolean).length;
    });
  } catch (error) {
    deps.log.warn(
      { error: describeError(error) },
      'the data protection contact could not be told of a broken promise',
    );
    return 0;
  }
}

async function writeLetter(deps: TellingDeps, alerts: readonly OpenAlert[]): Promise<Letter> {
  const { declaration } = deps.current();
  const { contactAddress } = declaration.controller;
  const language =
    Object.values(declaration.mailboxes).find(
      ({ address }) => address.toLowerCase() === contactAddress.toLowerCase(),
    )?.language ?? declaration.register.languages[0]!;
  const words = promiseWords(language);
  const results = await newestResults(
    deps.db,
    alerts.map(({ probe }) => probe),
  );
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: declaration.register.timeZone,
  });
  const parts = alerts.map(({ probe, promise, since }) => {
    const { title } = words.promises[promise]!;
    const text = words.probes[probe];
    const result = results.find((each) => each.probe === probe);
    return [
      words.letter.broken(promise, title),
      ...(text && result
        ? [`${text.counts}: ${formatFigure(language, result.numerator, result.denominator)}`, text.mend]
        : []),
      words.letter.since(format.format(since)),
    ].join('\n');
  });
  const numbers = [...new Set(alerts.map(({ promise }) => promise))].join(', ');
  return {
    to: contactAddress,
    language,
    subject: words.letter.subject(numbers),
    text: [
      words.letter.lead(declaration.register.name[language]),
      ...parts,
      words.letter.closing(`${deps.publicUrl}/console/promises`),
    ].join('\n\n'),
  };
}
