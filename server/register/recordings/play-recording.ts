import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import { findBlob, type FoundBlob, openBlob, type OpenedBlob } from '../../safeguards/vault/sealed-blob.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { type MarkRow, readMarks } from './marks-store.ts';
import { leaveForRecording, mustServe } from './reach-recording.ts';
import { audioColumn, markColumn, peaksColumn } from './recording-columns.ts';
import { type AudioFormat, type PlainRecording, readAudio, readPeaks } from './recordings-store.ts';

/** What is listened to within so long of each other is one sitting: a player asks for many pieces. */
const sittingMilliseconds = 10 * 60_000;
const mostSittings = 500;

export interface Playing {
  readonly format: AudioFormat;
  /** The same one for all of a sitting. */
  readonly sound: OpenedBlob;
}

/** What a player shows before it plays. */
export interface Listening {
  readonly row: PlainRecording;
  /** How loud it is: a byte for each side and tenth of a second, sides by turns; none where it was not measured. */
  readonly peaks: Uint8Array;
  /** `note` is null for whom notes are not for. */
  readonly marks: readonly (Omit<MarkRow, 'note_sealed'> & { readonly note: string | null })[];
}

interface Opened {
  readonly sound: OpenedBlob;
  readonly peaks: Uint8Array;
  openNote(mark: MarkRow): string | null;
}

interface Sitting {
  readonly opened: Promise<Opened>;
  until: number;
}

export interface Player {
  /**
   * @param hold the hold for whose matter one listens; what is held by law serves nothing else
   * @throws Refusal 'not-found', 'task-missing', 'recording-not-kept', 'recording-held', 'unit-restricted', 'unit-erased'
   */
  play(actor: StaffActor, recordingId: Id<'recording'>, hold?: Id<'hold'>): Promise<Playing>;
  /** The beginning of a listening: it and the playing after it are one reading. @throws as `play` */
  listen(actor: StaffActor, recordingId: Id<'recording'>, hold?: Id<'hold'>): Promise<Listening>;
  /** To be taken out of the house, by whose task lets them: each time a line of its own. @throws as `play` */
  download(
    actor: StaffActor,
    recordingId: Id<'recording'>,
    hold?: Id<'hold'>,
  ): Promise<Playing & { readonly callAt: Date }>;
}

/**
 * Listening, in pieces, as a player asks for them: one line of the log a sitting, whoever listens and how often they go back.
 * Right, state and key are looked at for every piece: what is erased, held or taken from somebody's tasks falls silent at once.
 */
export function createPlayer(deps: ContactsDeps): Player {
  const sittings = new Map<string, Sitting>();

  function forgetOld(now: number): void {
    for (const [key, { until }] of sittings)
      if (until < now || sittings.size > mostSittings) sittings.delete(key);
  }

  /** Whether its key is there: what a sitting has opened outlives it in this process. */
  async function isReadable(id: Id): Promise<boolean> {
    return (await deps.db.query('SELECT 1 FROM ring.read_keys($1)', [[id]])).length > 0;
  }

  async function reach(
    actor: StaffActor,
    recordingId: Id<'recording'>,
    act: 'play-recording' | 'download-recording',
    hold: Id<'hold'> | undefined,
  ): Promise<{ row: PlainRecording & { format: AudioFormat }; grant: Grant }> {
    const { row, grant } = await leaveForRecording(deps, actor, recordingId, {
      act,
      categories: ['recordings'],
      wished: ['notes'],
    });
    const { format } = row;
    if (row.state !== 'kept' || format === null)
      throw new Refusal('recording-not-kept', { state: row.state });
    await mustServe(deps, actor, row, hold);
    return { row: { ...row, format }, grant };
  }

  async function open(
    grant: Grant,
    row: PlainRecording,
    action: 'play' | 'export',
    hold: Id<'hold'> | undefined,
  ): Promise<Opened> {
    const { id } = row;
    return await deps.vault.open(
      grant,
      action,
      () =>
        Promise.all([
          row.blob ? findBlob(deps.blobs, row.blob) : readAudio(deps.db, id),
          readPeaks(deps.db, id),
        ]),
      async (opener, [found, peaks]) => {
        if (!opener.holds(id) || found == null) throw new Refusal('unit-erased');
        return {
          sound: await openSound(deps, opener, id, found),
          peaks: peaks ? opener.open(peaksColumn, peaksColumn.at(id, id, peaks)) : new Uint8Array(),
          openNote: (mark: MarkRow) =>
            grant.categories.includes('notes')
              ? opener.open(markColumn, markColumn.at(id, mark.id, mark.note_sealed))
              : null,
        };
      },
      { ...(row.contact_id ? { contact: row.contact_id } : {}), ...(hold ? { item: hold } : {}) },
    );
  }

  async function sit(
    actor: StaffActor,
    recordingId: Id<'recording'>,
    hold: Id<'hold'> | undefined,
  ): Promise<Opened & { row: PlainRecording & { format: AudioFormat } }> {
    const { row, grant } = await reach(actor, recordingId, 'play-recording', hold);
    const now = Date.now();
    forgetOld(now);
    const key = `${actor.sessionId} ${recordingId} ${hold ?? ''}`;
    const before = sittings.get(key);
    if (before !== undefined) {
      if (!(await isReadable(recordingId))) {
        sittings.delete(key);
        throw new Refusal('unit-erased');
      }
      before.until = now + sittingMilliseconds;
      return { ...(await before.opened), row };
    }
    // Kept before it is open: of two that ask at once the second waits for the first, and the log has one line.
    const opened = open(grant, row, 'play', hold);
    sittings.set(key, { opened, until: now + sittingMilliseconds });
    try {
      return { ...(await opened), row };
    } catch (error) {
      sittings.delete(key);
      throw error;
    }
  }

  return {
    async play(actor, recordingId, hold) {
      const { row, sound } = await sit(actor, recordingId, hold);
      return { format: row.format, sound };
    },
    async listen(actor, recordingId, hold) {
      const { row, peaks, openNote } = await sit(actor, recordingId, hold);
      const marks = await readMarks(deps.db, recordingId);
      return {
        row,
        peaks,
        marks: marks.map(({ note_sealed, ...mark }) => ({
          ...mark,
          note: openNote({ ...mark, note_sealed }),
        })),
      };
    },
    async download(actor, recordingId, hold) {
      const { row, grant } = await reach(actor, recordingId, 'download-recording', hold);
      const { sound } = await open(grant, row, 'export', hold);
      return { format: row.format, sound, callAt: row.call_at };
    },
  };
}

async function openSound(
  { blobs }: ContactsDeps,
  opener: Opener,
  id: Id,
  found: Buffer | FoundBlob,
): Promise<OpenedBlob> {
  if (!Buffer.isBuffer(found)) return openBlob(blobs, opener, audioColumn, id, id, found);
  const sound = Buffer.from(opener.open(audioColumn, audioColumn.at(id, id, found)));
  return {
    size: sound.length,
    async *read(from = 0, to = sound.length) {
      if (from < to) yield sound.subarray(from, to);
    },
  };
}
