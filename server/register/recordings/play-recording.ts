import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { findBlob, openBlob, type OpenedBlob } from '../../safeguards/vault/sealed-blob.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { readOpenHolds } from './holds-store.ts';
import { leaveForRecording, mustBeFree } from './reach-recording.ts';
import { audioColumn } from './recording-columns.ts';
import { type AudioFormat, isRestricted, type PlainRecording, readAudio } from './recordings-store.ts';

/** What is listened to within so long of each other is one sitting: a player asks for many pieces. */
const sittingMilliseconds = 10 * 60_000;
const mostSittings = 500;

export interface Playing {
  readonly format: AudioFormat;
  readonly sound: OpenedBlob;
}

interface Sitting {
  readonly sound: OpenedBlob;
  until: number;
}

/**
 * Listening, in pieces, as a player asks for them: one line of the log a sitting, whoever listens and how often they go back.
 * Right, state and key are looked at for every piece: what is erased, held or taken from somebody's tasks falls silent at once.
 */
export function createPlayer(deps: ContactsDeps) {
  const sittings = new Map<string, Sitting>();

  function forgetOld(now: number): void {
    for (const [key, { until }] of sittings)
      if (until < now || sittings.size > mostSittings) sittings.delete(key);
  }

  /** Whether its key is there: what a sitting has opened outlives it in this process. */
  async function isReadable(id: Id): Promise<boolean> {
    return (await deps.db.query('SELECT 1 FROM ring.read_keys($1)', [[id]])).length > 0;
  }

  return {
    /**
     * @param hold the hold for whose matter one listens; what is held by law serves nothing else
     * @throws Refusal 'not-found', 'task-missing', 'recording-not-kept', 'recording-held', 'unit-restricted', 'unit-erased'
     */
    async play(actor: StaffActor, recordingId: Id<'recording'>, hold?: Id<'hold'>): Promise<Playing> {
      const { row, grant } = await leaveForRecording(deps, actor, recordingId, {
        act: 'play-recording',
        categories: ['recordings'],
      });
      if (row.state !== 'kept' || row.format === null)
        throw new Refusal('recording-not-kept', { state: row.state });
      await mustServe(deps, actor, row, hold);
      // Past its end it is silent, whether or not the sweep has come by.
      const isHeld = hold !== undefined;
      if (!isHeld && row.delete_after <= deps.clock.now()) throw new Refusal('unit-erased');
      const now = Date.now();
      forgetOld(now);
      const key = `${actor.sessionId} ${recordingId} ${hold ?? ''}`;
      const sitting = sittings.get(key);
      if (sitting !== undefined) {
        if (!(await isReadable(recordingId))) {
          sittings.delete(key);
          throw new Refusal('unit-erased');
        }
        sitting.until = now + sittingMilliseconds;
        return { format: row.format, sound: sitting.sound };
      }
      const sound = await deps.vault.open(
        grant,
        'play',
        async () => (row.blob ? findBlob(deps.blobs, row.blob) : await readAudio(deps.db, recordingId)),
        async (opener, found) => {
          if (!opener.holds(recordingId) || found == null) throw new Refusal('unit-erased');
          return Buffer.isBuffer(found)
            ? openHeld(opener, recordingId, found)
            : openBlob(deps.blobs, opener, audioColumn, recordingId, recordingId, found);
        },
        { ...(row.contact_id ? { contact: row.contact_id } : {}), ...(hold ? { item: hold } : {}) },
      );
      sittings.set(key, { sound, until: now + sittingMilliseconds });
      return { format: row.format, sound };
    },
  };
}

/** @throws Refusal 'unit-restricted', 'recording-held', 'not-found' for a hold that is none of it, 'task-missing' */
async function mustServe(
  deps: ContactsDeps,
  actor: StaffActor,
  row: PlainRecording,
  hold: Id<'hold'> | undefined,
): Promise<void> {
  if (hold === undefined) return mustBeFree(deps.db, row);
  const found = (await readOpenHolds(deps.db, [row.id])).find(({ id }) => id === hold);
  if (found === undefined || found.ground === 'restriction') throw new Refusal('not-found', { what: 'hold' });
  // For its matter, by whoever handles holds: claims are what restricted data may be used for (GDPR Art. 18(2)).
  await leaveForRecording(deps, actor, row.id, { act: 'hold-recording', categories: ['recordings'] });
  if (found.ground !== 'claim' && (await isRestricted(deps.db, row.contact_id)))
    throw new Refusal('unit-restricted');
}

function openHeld(opener: Opener, id: Id, sealed: Buffer): OpenedBlob {
  const sound = Buffer.from(opener.open(audioColumn, audioColumn.at(id, id, sealed)));
  return {
    size: sound.length,
    async *read(from = 0, to = sound.length) {
      if (from < to) yield sound.subarray(from, to);
    },
  };
}
