import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { findCallOf, describeCallOf } from '../../../register/contacts/find-call.ts';
import { beginRecording } from '../../../register/recordings/begin-recording.ts';
import { failRecording } from '../../../register/recordings/keep-recording.ts';
import { recordingsOfCall, standingOf } from '../../../register/recordings/recordings-of-call.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import { dayOf } from '../../../safeguards/access/calendar-day.ts';
import {
  countUpload,
  createUpload,
  findUploads,
  readFacts,
  removeUpload,
  type UploadFacts,
} from './keep-upload.ts';
import { announcementOf, mustBeDeclared, mustBeOfNow } from './source-calls.ts';
import { receiveBytes } from './receive-bytes.ts';
import { ignoreGone, isGone } from './recording-gone.ts';
import type { Source } from './sources.ts';
import type { TakenRecordings, ToldRecording, Upload, UploadStatus } from './uploads.ts';

const mostOpen = 50;
const mostParts = 4000;
const mostFailures = 5;
/** Milliseconds until an upload that nobody goes on with is given up. */
const patience = 24 * 3_600_000;

export function takeRecordings(deps: {
  contacts: ContactsDeps;
  root: string;
  /** All of it is here. */
  arrived(upload: Upload): void;
  /** To be fetched. */
  fetch(upload: Upload): void;
  /** One that cannot be gone on with now: it stays for the next life. */
  unreadable(id: Id<'recording'>, error: unknown): void;
}): TakenRecordings {
  const { contacts, root } = deps;
  const uploads = new Map<Id, Upload>();
  const stopped = new AbortController();
  /** One question about one call at a time. */
  const turns = new Map<string, Promise<unknown>>();

  function inTurn<T>(key: string, act: () => Promise<T>): Promise<T> {
    const turn = (turns.get(key) ?? Promise.resolve()).then(act, act);
    const settled = turn.catch(() => undefined);
    turns.set(key, settled);
    void settled.then(() => turns.get(key) === settled && turns.delete(key));
    return turn;
  }

  const statusOf = ({ id, state, offset, facts }: Upload): UploadStatus => ({
    uploadId: id,
    state,
    code: null,
    offset,
    bytes: facts.bytes,
  });

  async function begin(source: Source, told: ToldRecording, bytes: number | null): Promise<UploadStatus> {
    const callId = await findCallOf(contacts, source.name, told.callId);
    // Which way it went is known already: what is said of its recording cannot change it.
    const call = callId && (await describeCallOf(contacts.db, callId));
    if (!callId || !call) throw new Refusal('not-found', { what: 'call' });
    const known = await recordingsOfCall(contacts.db, callId);
    const settled = known.find(({ state }) => state === 'kept' || state === 'withheld');
    if (settled)
      return {
        uploadId: settled.id,
        state: settled.state as 'kept',
        code: settled.code,
        offset: 0,
        bytes: null,
      };
    for (const { id, state } of known) {
      if (state !== 'recording') continue;
      const upload = uploads.get(id);
      const isSame = upload?.facts.sha256 === told.sha256 && upload.facts.url === told.url;
      if (upload && isSame) return statusOf(upload);
      if (upload) throw new Refusal('already-done', { reason: 'another-is-taken' });
      // Killed between the two: nothing of it is anywhere.
      await failRecording(contacts, id, { at: contacts.clock.now(), code: 'cut-off' });
    }
    if (known.filter(({ state }) => state === 'failed').length >= mostFailures)
      throw new Refusal('limit-reached', { most: mostFailures });
    const own = [...uploads.values()].filter(({ facts }) => facts.source === source.name);
    if (own.length >= mostOpen) throw new Refusal('limit-reached', { most: mostOpen });

    const today = dayOf(contacts.clock.now(), contacts.current().declaration.register.timeZone);
    const begun = await beginRecording(contacts, callId, {
      at: told.beganAt,
      announcement: announcementOf(source, call.direction, today, told.announced),
    });
    if (begun.state === 'withheld')
      return { uploadId: begun.recordingId, state: 'withheld', code: begun.code, offset: 0, bytes: null };
    const { recordingId: id } = begun;
    try {
      const sealer = await sealRecording(contacts, id);
      const { tracks, sha256, url } = told;
      const facts: UploadFacts = {
        source: source.name,
        soundBeganAt: told.beganAt.toISOString(),
        bytes,
        sha256,
        tracks,
        url,
      };
      await createUpload(root, id, sealer, facts);
      return statusOf(takeOn({ id, facts, offset: 0, parts: 0 }));
    } catch (error) {
      await removeUpload(root, id);
      await failRecording(contacts, id, { at: contacts.clock.now(), code: 'no-room' });
      throw error;
    }
  }

  function takeOn(known: Pick<Upload, 'id' | 'facts' | 'offset' | 'parts'>): Upload {
    const { facts, offset, id } = known;
    const state = facts.url !== null ? 'fetching' : offset === facts.bytes ? 'finishing' : 'receiving';
    const upload: Upload = {
      ...known,
      state,
      touchedAt: contacts.clock.now().getTime(),
      running: undefined,
    };
    uploads.set(id, upload);
    if (state === 'fetching') deps.fetch(upload);
    if (state === 'finishing') deps.arrived(upload);
    return upload;
  }

  async function own(source: Source, id: Id<'recording'>): Promise<Upload> {
    const upload = uploads.get(id);
    if (upload?.facts.source !== source.name) throw new Refusal('not-found');
    upload.running?.stop();
    await upload.running?.done;
    return upload;
  }

  return {
    forget: (id) => void uploads.delete(id),

    async keepFetched(upload, bytes) {
      upload.offset = 0;
      const sealer = await sealRecording(contacts, upload.id);
      await receiveBytes(root, upload, sealer, bytes, stopped.signal);
    },

    async begin(source, told) {
      mustBeDeclared(contacts, source);
      mustBeOfNow(contacts, told.beganAt, 'beganAt');
      const sizes = told.tracks.map(({ bytes }) => bytes);
      const bytes = told.url === null ? sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) : null;
      // Before any of it is read.
      if (bytes !== null && bytes > source.mostBytes)
        throw new Refusal('body-too-large', { most: source.mostBytes });
      return inTurn(`${source.name} ${told.callId}`, () => begin(source, told, bytes));
    },

    async status(source, id) {
      if (uploads.has(id)) return statusOf(await own(source, id));
      const standing = await standingOf(contacts.db, id);
      const isTheirs =
        standing && (await describeCallOf(contacts.db, standing.callId))?.source === source.name;
      if (!isTheirs) throw new Refusal('not-found');
      const { state, code } = standing;
      // A row that nothing stands behind, or what was just finished, is told of at the next question.
      return {
        uploadId: id,
        state: state === 'recording' ? 'finishing' : state,
        code,
        offset: 0,
        bytes: null,
      };
    },

    async append(source, id, offset, bytes) {
      mustBeDeclared(contacts, source);
      const upload = await own(source, id);
      if (upload.state !== 'receiving') throw new Refusal('already-done', { reason: upload.state });
      if (offset !== upload.offset) throw new Refusal('changed-meanwhile', { offset: upload.offset });
      if (upload.parts >= mostParts) throw new Refusal('limit-reached', { most: mostParts });
      const stopping = new AbortController();
      // The key each time anew, and none kept: it may have been erased since the last of it came.
      const done = sealRecording(contacts, id).then((sealer) =>
        receiveBytes(root, upload, sealer, bytes, stopping.signal),
      );
      upload.running = { stop: () => stopping.abort(), done: done.catch(() => undefined) };
      try {
        await done;
      } catch (error) {
        if (isGone(error)) {
          uploads.delete(id);
          await removeUpload(root, id);
        }
        throw error;
      } finally {
        upload.running = undefined;
        upload.touchedAt = contacts.clock.now().getTime();
        if (upload.offset === upload.facts.bytes) {
          upload.state = 'finishing';
          deps.arrived(upload);
        }
      }
      return upload.offset;
    },

    async recover() {
      for (const id of await findUploads(root)) {
        try {
          const sealer = await sealRecording(contacts, id);
          const facts = await readFacts(root, id, sealer);
          takeOn({ id, facts, offset: await countUpload(root, id, sealer), parts: 0 });
        } catch (error) {
          await lose(contacts, root, id, error).catch((reason: unknown) => deps.unreadable(id, reason));
        }
      }
    },

    async giveUpIdle() {
      const before = contacts.clock.now().getTime() - patience;
      for (const { id, state, touchedAt, running } of uploads.values()) {
        if (state !== 'receiving' || running !== undefined || touchedAt > before) continue;
        uploads.delete(id);
        await failRecording(contacts, id, { at: contacts.clock.now(), code: 'abandoned' }).catch(ignoreGone);
        await removeUpload(root, id);
      }
    },

    async stop() {
      stopped.abort();
      for (const { running } of uploads.values()) running?.stop();
      await Promise.all([...uploads.values()].map(({ running }) => running?.done));
    },
  };
}

/** What cannot be gone on with: erased, done already, or not whole when we were killed. Anything else stays for the next life. */
async function lose(
  contacts: ContactsDeps,
  root: string,
  id: Id<'recording'>,
  error: unknown,
): Promise<void> {
  if (!(error instanceof Refusal) || error.code === 'storage-unavailable') throw error;
  if (error.code === 'not-found' || error.details['reason'] === 'seal-broken')
    await failRecording(contacts, id, { at: contacts.clock.now(), code: 'cut-off' }).catch(ignoreGone);
  await removeUpload(root, id);
}
