import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { describeError, type Logger } from '../../base/logger.ts';
import { newId } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import { dayOf } from '../access/calendar-day.ts';
import type { PublishedDeclaration, Way } from '../declaration/declaration.ts';
import { type Asking, fetchOut, type Fetched } from './fetch-out.ts';
import { giveLeave } from './give-leave.ts';
import type { Leave } from './leave.ts';
import { type ConnectionRefusal, type Destination, judgeConnection } from './refuse-connection.ts';
import { listAttempts, noteAttempt, type RefusedAttempt, removeAttemptsBefore } from './refused-store.ts';

/** How the software gets out: every connection to another machine is asked for here, each time anew. */
export interface WaysOut {
  /**
   * The leave for one connection, by the declaration in force now. One that is refused is kept, and written to the access log.
   * @throws Refusal 'connection-not-declared', 'recipient-agreement-ended', 'recipient-country-not-allowed'
   */
  leave(to: Destination): Promise<Leave>;
  /** Whether one would be given; nothing is tried, so nothing is kept. */
  refusal(to: Destination): ConnectionRefusal | undefined;
  /**
   * Asks another machine by HTTP: the leave first, no redirect followed, within a time and a size.
   * @throws Refusal as `leave`; FetchFailed
   */
  fetch(way: Way, url: string, asking?: Asking): Promise<Fetched>;
}

export type { RefusedAttempt };

export interface Refused {
  /** Connections that were refused, newest first, at most a hundred. */
  refused(): Promise<readonly RefusedAttempt[]>;
}

/** @param deps.note what is done about one that is refused; nothing is where only the doctor asks, beside no service */
export function createLeaver(deps: {
  clock: Clock;
  /** Undefined: nothing is declared, so nothing leaves this machine. */
  current(): PublishedDeclaration | undefined;
  note?(to: Destination, code: ConnectionRefusal): Promise<void>;
}): WaysOut {
  function judge(to: Destination) {
    const declaration = deps.current()?.declaration;
    const today = declaration && dayOf(deps.clock.now(), declaration.register.timeZone);
    return judgeConnection(declaration, today ?? '', to);
  }

  async function leave(to: Destination): Promise<Leave> {
    const { way, host, port } = to;
    const judged = judge(to);
    if ('owner' in judged) return giveLeave({ way, host, port, owner: judged.owner });
    await deps.note?.(to, judged.refusal);
    throw new Refusal(judged.refusal, { way });
  }

  return {
    leave,
    refusal(to) {
      const judged = judge(to);
      return 'refusal' in judged ? judged.refusal : undefined;
    },
    fetch: (way, url, asking = {}) => fetchOut(leave, way, url, asking),
  };
}

export function createWaysOut(deps: {
  db: Database;
  accessLog: AccessLog;
  clock: Clock;
  log: Logger;
  current(): PublishedDeclaration;
}): WaysOut &
  Refused & {
    removeRefused(months: number): Promise<void>;
  } {
  const { db, accessLog, clock, log, current } = deps;

  /** A refusal stands whether it can be written down or not. */
  async function note({ way, host, port }: Destination, code: ConnectionRefusal): Promise<void> {
    try {
      const at = clock.now();
      await db.transaction(async (tx) => {
        const { id, news } = await noteAttempt(tx, { id: newId<'attempt'>(at), at, way, host, port, code });
        if (!news) return;
        log.warn({ way, code }, 'a connection was refused: the declaration in force does not have it');
        await accessLog.recordIn(tx, {
          action: 'refuse',
          actorKind: 'system',
          actor: 'connect',
          act: 'connect',
          task: null,
          purposes: [],
          categories: [],
          units: [],
          subjects: [],
          reason: null,
          refusal: code,
          declarationVersion: current().version,
          details: { way, item: id },
        });
      });
    } catch (error) {
      log.warn({ way, code, error: describeError(error) }, 'a refused connection could not be written down');
    }
  }

  return {
    ...createLeaver({ clock, current, note }),
    refused: () => listAttempts(db),
    removeRefused: (months) => removeAttemptsBefore(db, clock.now(), months),
  };
}
