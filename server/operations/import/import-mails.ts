import type { Logger } from '../../base/logger.ts';
import { describeError } from '../../base/logger.ts';
import { type ErrorCode, Refusal } from '../../base/errors.ts';
import { dateOfMail } from '../../channels/email/date-of-mail.ts';
import type { FailedMail } from '../../channels/email/process-mail.ts';
import type { ArrivedMail, MailReceiver } from '../../channels/email/receive-mail.ts';
import { contactPeriod } from '../../register/contacts/contact-period.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { retryDeadlocks } from '../../register/contacts/retry-deadlocks.ts';
import { mayImport } from '../../safeguards/declaration/may-collect.ts';
import type { PlacedMail } from './find-mail-files.ts';
import type { FoundMail } from './found-mail.ts';
import { type ImportClass, type ImportCounts, type ImportLine, noCounts } from './import-classes.ts';

export interface ImportDeps {
  readonly contacts: Pick<ContactsDeps, 'current' | 'clock' | 'db' | 'vault' | 'access'>;
  readonly mail: Pick<MailReceiver, 'keep' | 'process' | 'look'> & FailedMail;
  readonly log: Logger;
}

export interface ImportOptions {
  readonly mailbox: string;
  /** Nothing is written: what would become of each is found out and told. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Told of each that is not imported, in no strict order. */
  onLine?(line: ImportLine): void;
  /** Told after each. */
  onCount?(counts: ImportCounts): void;
}

const atOnce = 8;
/** Mails in hand together hold no more than this, unless one alone does. */
const mostBytes = 32 * 1024 * 1024;
const awayCodes: ReadonlySet<ErrorCode> = new Set(['storage-unavailable', 'storage-full', 'log-unavailable']);

/**
 * Brings old mail in, each through the same parser and under the same seals as live mail. May be ended anywhere and
 * done again with the same mail: what is there already stays as it is.
 * @returns what became of them, when the source has ended or the signal came
 * @throws Refusal when storage is away; what was kept until then is processed by the service, or by the next run
 */
export async function importMails(
  deps: ImportDeps,
  source: AsyncIterable<PlacedMail>,
  options: ImportOptions,
): Promise<ImportCounts> {
  const { signal } = options;
  const counts: Record<ImportClass, number> = { ...noCounts };
  const settle = createSettling(deps, options);
  const inHand = new Set<Promise<void>>();
  let bytes = 0;
  let failure: unknown;

  async function take({ file, found }: PlacedMail): Promise<void> {
    const [end, code] = await settle(found);
    counts[end] += 1;
    if (end !== 'imported')
      options.onLine?.({
        file,
        number: found.number,
        offset: found.offset,
        class: end,
        ...(code === undefined ? {} : { code }),
      });
    options.onCount?.(counts);
  }

  for await (const placed of source) {
    if (signal.aborted || failure !== undefined) break;
    const size = 'raw' in placed.found ? placed.found.raw.length : 0;
    while (inHand.size >= atOnce || (inHand.size > 0 && bytes + size > mostBytes)) await Promise.race(inHand);
    bytes += size;
    const work: Promise<void> = take(placed)
      .catch((error: unknown) => void (failure ??= error))
      .finally(() => {
        bytes -= size;
        inHand.delete(work);
      });
    inHand.add(work);
  }
  await Promise.all(inHand);
  if (failure !== undefined) throw failure;
  return counts;
}

/** What becomes of one. Its time is looked at before anything is kept: what would have to go at once is never taken in. */
function createSettling({ contacts, mail, log }: ImportDeps, { mailbox, dryRun }: ImportOptions) {
  // In a dry run nothing is remembered but here.
  const seen = new Set<string>();

  async function bring(arrived: ArrivedMail): Promise<[ImportClass, string?]> {
    const { rawId, state } = await mail.keep(arrived);
    if (state === 'done') return ['already-there'];
    try {
      const became = await retryDeadlocks(() => mail.process(rawId));
      // Kept by an earlier run, or just now by another: counted there.
      if (state === 'known') return ['already-there'];
      return [became === 'unreadable' ? 'unreadable' : 'imported'];
    } catch (error) {
      if (error instanceof Refusal && awayCodes.has(error.code)) throw error;
      log.warn({ rawId, error: describeError(error) }, 'old mail could not be processed now; it stays kept');
      await mail.noteFailure(rawId, error);
      return ['unreadable', 'keeps-failing'];
    }
  }

  async function look(arrived: ArrivedMail): Promise<[ImportClass, string?]> {
    const saw = await mail.look(arrived);
    if (saw.is === 'known' || saw.keys.some((key) => seen.has(key))) return ['already-there'];
    for (const key of saw.keys) seen.add(key);
    return saw.is === 'readable' ? ['imported'] : ['unreadable', saw.is];
  }

  return async (found: FoundMail): Promise<[ImportClass, string?]> => {
    if ('problem' in found) return [found.problem];
    const { raw, statedAt } = found;
    const published = contacts.current();
    if (!isImportedTo(published.declaration, mailbox)) return ['not-allowed'];
    const now = contacts.clock.now();
    const date = dateOfMail(raw, now, statedAt);
    if ('problem' in date && date.problem === 'from-future') return ['from-future'];
    if ('at' in date && contactPeriod(published, { openedAt: date.at, at: date.at }).delete_after <= now)
      return ['too-old'];
    const arrived: ArrivedMail = {
      mailbox,
      raw,
      envelope: { recipients: [], ...(statedAt ? { statedAt: statedAt.toISOString() } : {}) },
      source: { kind: 'import' },
    };
    return dryRun ? look(arrived) : bring(arrived);
  };
}

/** Whether old mail of this mailbox may be brought in at all. */
function isImportedTo(
  declaration: ReturnType<ContactsDeps['current']>['declaration'],
  mailbox: string,
): boolean {
  return Object.hasOwn(declaration.mailboxes, mailbox) && mayImport(declaration, 'messages');
}
