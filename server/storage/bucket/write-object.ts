import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Refusal } from '../../base/errors.ts';
import { isObjectMissing } from './name-failure.ts';

export interface ObjectInWriting {
  /** One at a time. The pieces are not to be changed any more. */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Stored, and there whole for every reader, when it resolves. */
  finish(): Promise<void>;
  /** Never throws. */
  abandon(): Promise<void>;
}

/** The least that S3 takes for a part that is not the last: 5 MiB, so that many at once fit in memory. */
const leastPart = 5 * 1024 * 1024;
const mostParts = 10_000;

/** One request for what fits in a part; else part by part as it comes. */
export function beginObject(deps: {
  client: S3Client;
  ask: <T>(act: (call: { abortSignal: AbortSignal }) => Promise<T>) => Promise<T>;
  bucket: string;
  name: string;
  partSize: number | undefined;
}): ObjectInWriting {
  const { client, ask, bucket: Bucket, name: Key } = deps;
  const partSize = Math.max(deps.partSize ?? leastPart, leastPart);
  const parts: { PartNumber: number; ETag: string }[] = [];
  let waiting: Uint8Array[] = [];
  let waits = 0;
  let total = 0;
  let UploadId: string | undefined;

  function takeWaiting(): Buffer {
    const body = Buffer.concat(waiting, waits);
    waiting = [];
    waits = 0;
    return body;
  }

  async function sendPart(): Promise<void> {
    const PartNumber = parts.length + 1;
    if (PartNumber > mostParts) throw new Refusal('body-too-large', { most: mostParts * partSize });
    UploadId ??= await ask(
      async (call) => (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }), call)).UploadId!,
    );
    const part = { Bucket, Key, UploadId, PartNumber, Body: takeWaiting() };
    const { ETag } = await ask((call) => client.send(new UploadPartCommand(part), call));
    parts.push({ PartNumber, ETag: ETag! });
  }

  /** When the answer to the first try was lost, the second finds no upload: the object then tells whether it is there. */
  async function complete(call: { abortSignal: AbortSignal }): Promise<void> {
    try {
      const MultipartUpload = { Parts: parts };
      await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }), call);
    } catch (error) {
      if (!isObjectMissing(error)) throw error;
      const found = await client.send(new HeadObjectCommand({ Bucket, Key }), call).catch(() => undefined);
      if (found?.ContentLength !== total) throw error;
    }
  }

  return {
    async write(pieces) {
      for (const piece of pieces) {
        waiting.push(piece);
        waits += piece.length;
        total += piece.length;
        // A part waits for another byte: only then is it known that a request alone is not enough.
        if (waits > partSize) await sendPart();
      }
    },
    async finish() {
      if (UploadId === undefined) {
        const Body = takeWaiting();
        await ask((call) => client.send(new PutObjectCommand({ Bucket, Key, Body }), call));
        return;
      }
      if (waits > 0) await sendPart();
      await ask(complete);
    },
    async abandon() {
      waiting = [];
      if (UploadId === undefined) return;
      const upload = { Bucket, Key, UploadId };
      // What is not ended now is ended as a stray.
      await ask((call) => client.send(new AbortMultipartUploadCommand(upload), call)).catch(() => undefined);
    },
  };
}
