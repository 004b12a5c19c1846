import { setInterval } from 'node:timers';
import type { Conditions } from '../../../base/conditions.ts';
import { describeError, type Logger } from '../../../base/logger.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { failRecording } from '../../../register/recordings/keep-recording.ts';
import type { WaysOut } from '../../../safeguards/processors/ways-out.ts';
import { createFinishQueue } from '../calls/finish-queue.ts';
import { readCallBack } from './call-backs.ts';
import { createSignatureChecker, type SignatureChecker } from './check-signature.ts';
import { fetchRecording, mustBeFetchable } from './fetch-recording.ts';
import { createUploadFinisher } from './finish-uploads.ts';
import { removeParts, removeUpload, type UploadFacts } from './keep-upload.ts';
import { takeEvent, type ToldEvent } from './source-calls.ts';
import type { Source } from './sources.ts';
import { ignoreGone } from './recording-gone.ts';
import { takeRecordings } from './take-recordings.ts';
import type { TakenRecordings, ToldRecording, Upload, UploadStatus } from './uploads.ts';

/** What telephone systems without SIPREC hand over by HTTP. */
export interface Ingest extends Pick<TakenRecordings, 'status' | 'append'> {
  readonly sources: readonly Source[];
  readonly signatures: SignatureChecker;
  /** @returns whether it is known; false where it has been erased since */
  takeEvent(source: Source, event: ToldEvent): Promise<boolean>;
  /** What a call-back in the manner of Twilio tells, checked already. @throws as `takeEvent` and `begin` */
  takeCallBack(source: Source, fields: Readonly<Record<string, string>>): Promise<void>;
  /** As `TakenRecordings.begin`; one that is to be fetched: @throws as `mustBeFetchable` too */
  begin(source: Source, told: ToldRecording): Promise<UploadStatus>;
  /** What an earlier life left goes on. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds between two looks at what nobody goes on with. */
const lookEvery = 3_600_000;

export function openIngest(deps: {
  contacts: ContactsDeps;
  sources: readonly Source[];
  gate: Pick<WaysOut, 'fetch' | 'refusal'>;
  /** Of what comes in until it is finished; on the disk of the blobs. */
  root: string;
  conditions: Conditions;
  log: Logger;
}): Ingest {
  const { contacts, sources, gate, root, conditions, log } = deps;
  const stopping = new AbortController();
  const fetching = new Set<Promise<void>>();
  let looking: NodeJS.Timeout | undefined;

  const finisher = createUploadFinisher({
    contacts,
    root,
    log,
    done(id, { source }, code) {
      taken.forget(id);
      if (code !== 'gone') conditions.report('phone', code, source);
    },
  });
  const queue = createFinishQueue<UploadFacts>(log, finisher.finishOne);
  const taken = takeRecordings({
    contacts,
    root,
    unreadable: (recordingId, error) =>
      log.error({ recordingId, error: describeError(error) }, 'what was handed in could not be gone on with'),
    arrived: ({ id, facts }) => queue.add(id, facts),
    fetch: (upload) => {
      const done: Promise<void> = fetch(upload)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted)
            log.error({ recordingId: upload.id, error: describeError(error) }, 'a recording was not fetched');
        })
        .finally(() => fetching.delete(done));
      fetching.add(done);
    },
  });

  async function fetch(upload: Upload): Promise<void> {
    const { id, facts } = upload;
    const source = sources.find(({ name }) => name === facts.source);
    const code =
      source === undefined || facts.url === null
        ? 'not-fetched'
        : await fetchRecording(
            gate,
            source,
            facts.url,
            async (bytes) => {
              await removeParts(root, id);
              await taken.keepFetched(upload, bytes);
            },
            stopping.signal,
          );
    if (code === undefined) {
      upload.state = 'finishing';
      return queue.add(id, facts);
    }
    log.warn({ source: facts.source, recordingId: id, code }, 'a recording could not be fetched');
    await failRecording(contacts, id, { at: contacts.clock.now(), code }).catch(ignoreGone);
    await removeUpload(root, id);
    taken.forget(id);
    conditions.report('phone', code, facts.source);
  }

  async function begin(source: Source, told: ToldRecording): Promise<UploadStatus> {
    if (told.url !== null) mustBeFetchable(gate, source, told.url);
    return taken.begin(source, told);
  }

  return {
    sources,
    signatures: createSignatureChecker({ sources, now: () => contacts.clock.now().getTime() }),
    takeEvent: async (source, event) => (await takeEvent(contacts, source, event)) !== undefined,
    async takeCallBack(source, fields) {
      const told = readCallBack(source, fields, contacts.clock.now());
      if (told === undefined) return;
      if ('recording' in told) await begin(source, told.recording);
      else await takeEvent(contacts, source, told.event);
    },
    begin,
    status: (source: Source, id: Id<'recording'>) => taken.status(source, id),
    append: (source, id, offset, bytes) => taken.append(source, id, offset, bytes),
    async start() {
      await taken.recover();
      const look = () =>
        taken
          .giveUpIdle()
          .catch((error: unknown) =>
            log.error({ error: describeError(error) }, 'what nobody goes on with could not be given up'),
          );
      await look();
      looking = setInterval(() => void look(), lookEvery);
      looking.unref();
    },
    async stop() {
      clearInterval(looking);
      stopping.abort();
      await taken.stop();
      await Promise.all(fetching);
      await queue.stop();
    },
  };
}
