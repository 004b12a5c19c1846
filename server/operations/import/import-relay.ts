import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorCode, Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { periodFor } from '../../safeguards/declaration/period-for.ts';
import {
  answerCall,
  type CallRow,
  deleteLive,
  forgetPart,
  insertCall,
  insertLive,
  isLive,
  listWaiting,
  sayLive,
  takeAnswer,
} from './import-call-store.ts';
import type { FilePart, ImportProgress } from './file-part.ts';
import type { ImportDeps } from './import-mails.ts';
import { partColumn } from './import-part-holding.ts';

export type RunCall =
  | { readonly act: 'take'; readonly part: FilePart }
  | { readonly act: 'end'; readonly cancel: boolean };

type Answer =
  | { readonly progress: ImportProgress }
  | { readonly refusal: ErrorCode; readonly details: Refusal['details'] };

const lookEvery = 100;
const sayEvery = 5_000;
/** Longer than this no part is waited for: its sender sends it again, and it is not taken twice. */
const patience = 20_000;

/**
 * Brings what one process was sent for an import to the process that has it in hand: by way of the database, which is
 * all that they share. A part is sealed under a key of its own, which is destroyed the moment the part has been opened.
 * @param run does here what was asked elsewhere
 */
export function createImportRelay(
  deps: ImportDeps,
  run: (runId: string, call: RunCall) => Promise<ImportProgress>,
) {
  const { db, vault, access, current } = deps.contacts;
  const held = new Set<Id<'import-run'>>();
  const serving = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let said = 0;

  const grantFor = (id: Id) => access.systemGrant('intake', { units: [id], categories: ['messages'] });

  /** The bytes of a part; from then on nobody can open it again. */
  async function openPart(row: CallRow): Promise<FilePart> {
    const { id, file, place, kind, last, part_sealed } = row;
    const grant = grantFor(id);
    const bytes =
      part_sealed === null
        ? new Uint8Array()
        : await vault.open(
            grant,
            'view',
            () => Promise.resolve(part_sealed),
            (opener, sealed) => opener.open(partColumn, partColumn.at(id, id, sealed)),
          );
    if (part_sealed !== null)
      await db.transaction(async (tx) => {
        await vault.destroy(tx, grant, row.delete_rule);
        forgetPart(tx, id);
      });
    return { file, offset: place, kind, last, bytes };
  }

  async function serve(row: CallRow): Promise<void> {
    let answer: Answer;
    try {
      const call: RunCall =
        row.act === 'end' ? { act: 'end', cancel: row.cancel } : { act: 'take', part: await openPart(row) };
      answer = { progress: await run(row.run_id, call) };
    } catch (error) {
      if (!(error instanceof Refusal))
        deps.log.warn({ error: describeError(error) }, 'a part of an import could not be taken');
      answer =
        error instanceof Refusal
          ? { refusal: error.code, details: error.details }
          : { refusal: 'internal', details: {} };
    }
    await answerCall(db, row.id, answer);
  }

  async function look(): Promise<void> {
    const runs = [...held];
    if (Date.now() - said >= sayEvery) {
      said = Date.now();
      await sayLive(db, runs);
    }
    for (const row of await listWaiting(db, runs, [...serving])) {
      serving.add(row.id);
      serve(row)
        .catch(() => undefined)
        .finally(() => serving.delete(row.id));
    }
  }

  return {
    /** From now on other processes find the run here. */
    async hold(runId: Id<'import-run'>, staffId: Id<'staff'>): Promise<void> {
      await insertLive(db, runId, staffId);
      held.add(runId);
      timer ??= setInterval(() => {
        looking ??= look()
          .catch(() => undefined)
          .finally(() => (looking = undefined));
      }, lookEvery);
      timer.unref();
    },

    async release(runId: string): Promise<void> {
      held.delete(runId as Id<'import-run'>);
      if (held.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
      await deleteLive(db, runId).catch(() => undefined);
    },

    /**
     * Asks the process that has the run in hand, and waits for its answer.
     * @throws Refusal 'not-found' (no run of one's own anywhere), 'too-many-requests' when it takes too long, and what it refused
     */
    async ask(actor: StaffActor, runId: string, call: RunCall): Promise<ImportProgress> {
      const { staffId } = actor;
      const missing = () => new Refusal('not-found', { what: 'import' });
      if (!(await isLive(db, runId, staffId))) throw missing();
      const id = newId<'mail'>();
      const { part, ...rest } = call.act === 'take' ? call : { ...call, part: undefined };
      const rule = periodFor(current().declaration, 'mail')?.rule ?? 'mail';
      await db.transaction(async (tx) => {
        const sealer =
          part &&
          (await vault.change(tx, grantFor(id), 'make', {
            make: [{ id, kind: 'mail' }],
            details: { kibibytes: Math.ceil(part.bytes.length / 1024) },
          }));
        insertCall(tx, {
          id,
          run_id: runId as Id<'import-run'>,
          act: rest.act,
          cancel: call.act === 'end' && call.cancel,
          file: part?.file ?? 0,
          place: part?.offset ?? 0,
          kind: part?.kind ?? 'any',
          last: part?.last ?? false,
          part_sealed: part && sealer ? sealer.seal(partColumn, id, id, part.bytes) : null,
          delete_rule: rule,
        });
      });
      const begun = Date.now();
      for (let looks = 1; Date.now() - begun < patience; looks += 1) {
        const answer = (await takeAnswer(db, id)) as Answer | undefined;
        if (answer !== undefined) {
          if ('progress' in answer) return answer.progress;
          throw new Refusal(answer.refusal, answer.details);
        }
        await sleep(lookEvery);
        // Its process may have died meanwhile.
        if (looks % 20 === 0 && !(await isLive(db, runId, staffId))) throw missing();
      }
      throw new Refusal('too-many-requests', { seconds: 1 });
    },
  };
}
