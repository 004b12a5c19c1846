import { Refusal } from '../../../base/errors.ts';
import type { RecordingSealer } from '../../../register/recordings/seal-recording.ts';
import { beginPart, countUpload } from './keep-upload.ts';
import type { Upload } from './uploads.ts';

/** Keeps what comes, until its end or until it is stopped or cut off. */
export async function receiveBytes(
  root: string,
  upload: Upload,
  sealer: RecordingSealer,
  bytes: AsyncIterable<Buffer>,
  stopping: AbortSignal,
): Promise<void> {
  const { id, facts } = upload;
  const part = await beginPart(root, id, sealer);
  upload.parts += 1;
  let came = 0;
  const taking = async () => {
    for await (const piece of untilStopped(bytes, stopping)) {
      if (facts.bytes !== null && upload.offset + came + piece.length > facts.bytes)
        throw new Refusal('body-too-large', { most: facts.bytes });
      await part.append(piece);
      came += piece.length;
    }
  };
  const failure = await taking().then(
    () => undefined,
    (error: unknown) => error ?? new Refusal('internal'),
  );
  try {
    await part.end();
    upload.offset += came;
  } catch (error) {
    // What is on disk counts, not what was sent.
    upload.offset = await countUpload(root, id, sealer);
    throw failure ?? error;
  }
  if (failure !== undefined) throw failure;
}

async function* untilStopped(bytes: AsyncIterable<Buffer>, stopping: AbortSignal): AsyncGenerator<Buffer> {
  const stopped = Promise.withResolvers<undefined>();
  stopping.addEventListener('abort', () => stopped.resolve(undefined));
  const pieces = bytes[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([pieces.next(), stopped.promise]);
    if (next === undefined || stopping.aborted) throw new Refusal('changed-meanwhile');
    if (next.done) return;
    yield next.value;
  }
}
