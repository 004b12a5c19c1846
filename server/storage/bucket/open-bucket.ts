import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import type { BucketSetting } from '../../base/bucket-settings.ts';
import { Refusal } from '../../base/errors.ts';
import { readSecret } from '../../base/secret.ts';
import { createAskingAgent, type MayConnect } from './ask-before-connecting.ts';
import { isBeyondEnd, isNotOffered, isObjectMissing } from './name-failure.ts';
import { createPassBy } from './pass-by-stalled.ts';
import { beginObject, type ObjectInWriting } from './write-object.ts';

/**
 * Objects in a bucket of an S3 server. Everything it throws is a coded refusal: `storage-unavailable` or
 * `storage-full` with a word in `blobs`; names, keys and what the server wrote stay out of it.
 */
export interface Bucket {
  /** Nothing can be read under the name before `finish`. @param partSize bytes held at once, and a 10,000th of the most */
  begin(name: string, partSize?: number): ObjectInWriting;
  /** Bytes. @throws Refusal 'not-found' */
  size(name: string): Promise<number>;
  /** Fewer bytes where the object ends before. @throws Refusal 'not-found' */
  read(name: string, from: number, length: number, into?: Buffer): Promise<Buffer>;
  /** With whatever was begun under that name and left. Removing what is not there is no error. */
  remove(name: string): Promise<void>;
  /** Ends whatever was begun under that name and left; an object that stands there stays. */
  endUploads(name: string): Promise<void>;
  /** A page at a time. What was begun and left is named as well, with the moment it began and without a size. */
  list(prefix: string): AsyncIterable<{ name: string; at: Date; bytes?: number }>;
  /** Whether the server keeps what is removed or written over; undefined when it does not say. */
  keepsRemoved(): Promise<boolean | undefined>;
  /** Whether one without keys can list the bucket, or read that object. */
  showsStrangers(name: string): Promise<boolean>;
}

/** Milliseconds without a byte, after which a try is given up. */
const usualPatience = 10_000;
/** A transfer that moves may go on for this long. */
const longest = 180_000;
const attempts = 3;

export function openBucket(
  setting: BucketSetting,
  deps: { mayConnect: MayConnect; patience?: number },
): Bucket {
  const { bucket: Bucket } = setting;
  const patience = deps.patience ?? usualPatience;
  const client = createClient(setting, { ...deps, patience });
  const passBy = createPassBy(attempts * patience);

  function ask<T>(act: (call: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    return passBy(() => act({ abortSignal: AbortSignal.timeout(longest) }));
  }

  async function* listUploads(Prefix: string) {
    let KeyMarker: string | undefined;
    let UploadIdMarker: string | undefined;
    do {
      const asked = { Bucket, Prefix, KeyMarker, UploadIdMarker };
      const page: ListMultipartUploadsCommandOutput | undefined = await ask(async (call) => {
        try {
          return await client.send(new ListMultipartUploadsCommand(asked), call);
        } catch (error) {
          if (isNotOffered(error)) return undefined;
          throw error;
        }
      });
      for (const { Key, UploadId, Initiated } of page?.Uploads ?? [])
        if (Key !== undefined && UploadId !== undefined)
          yield { name: Key, uploadId: UploadId, at: Initiated ?? new Date() };
      [KeyMarker, UploadIdMarker] =
        page?.IsTruncated === true ? [page.NextKeyMarker, page.NextUploadIdMarker] : [];
    } while (KeyMarker !== undefined);
  }

  /** What is missing is removed already. */
  function removeOne(command: AbortMultipartUploadCommand | DeleteObjectCommand): Promise<void> {
    return ask(async (call) => {
      try {
        await client.send(command as DeleteObjectCommand, call);
      } catch (error) {
        if (!isObjectMissing(error)) throw error;
      }
    });
  }

  async function endUploads(Key: string): Promise<void> {
    for await (const { name, uploadId: UploadId } of listUploads(Key))
      if (name === Key) await removeOne(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }

  return {
    begin: (name, partSize) => beginObject({ client, ask, bucket: Bucket, name, partSize }),
    size: (Key) =>
      ask(async (call) => {
        try {
          const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }), call);
          return ContentLength!;
        } catch (error) {
          if (!isObjectMissing(error)) throw error;
          // A HEAD has no body to say which of the two is missing.
          await client.send(new HeadBucketCommand({ Bucket }), call);
          throw new Refusal('not-found', { blobs: 'object-missing' });
        }
      }),
    read: (Key, from, length, into) =>
      ask(async (call) => {
        const bytes = into?.subarray(0, length) ?? Buffer.allocUnsafeSlow(length);
        if (length === 0) return bytes;
        const command = new GetObjectCommand({ Bucket, Key, Range: `bytes=${from}-${from + length - 1}` });
        for (let attempt = 1; ; attempt += 1) {
          try {
            const { Body, ContentLength } = await client.send(command, call);
            return bytes.subarray(0, await fill(bytes, Body as Readable, ContentLength));
          } catch (error) {
            if (isBeyondEnd(error)) return bytes.subarray(0, 0);
            if (isObjectMissing(error)) throw new Refusal('not-found', { blobs: 'object-missing' });
            // The library tries again until the answer begins; one that breaks off is ours to ask for again.
            if (!(error instanceof CutShort) || attempt === attempts) throw error;
          }
        }
      }),
    endUploads,
    async remove(Key) {
      await endUploads(Key);
      await removeOne(new DeleteObjectCommand({ Bucket, Key }));
    },
    async *list(Prefix) {
      let ContinuationToken: string | undefined;
      do {
        const asked = { Bucket, Prefix, ContinuationToken };
        const page: ListObjectsV2CommandOutput = await ask((call) =>
          client.send(new ListObjectsV2Command(asked), call),
        );
        for (const { Key, LastModified, Size } of page.Contents ?? [])
          if (Key !== undefined && LastModified !== undefined)
            yield { name: Key, at: LastModified, bytes: Size ?? 0 };
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      for await (const { name, at } of listUploads(Prefix)) yield { name, at };
    },
    keepsRemoved: () =>
      ask(async (call) => {
        try {
          const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }), call);
          // Suspended: what was kept before is kept on.
          return Status !== undefined;
        } catch (error) {
          if (isNotOffered(error) || (error as Error).name === 'AccessDenied') return undefined;
          throw error;
        }
      }),
    showsStrangers: (Key) =>
      ask(async (call) => {
        const stranger = createClient(setting, { ...deps, patience, unsigned: true });
        const asked = await Promise.allSettled([
          stranger.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }), call),
          stranger.send(new HeadObjectCommand({ Bucket, Key }), call),
        ]);
        stranger.destroy();
        return asked.some(({ status }) => status === 'fulfilled');
      }),
  };
}

/** An answer that does not come to its end counts as none. */
class CutShort extends Error {
  override readonly name = 'TimeoutError';
}

async function fill(bytes: Buffer, body: Readable, expected: number | undefined): Promise<number> {
  let filled = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      // A server that does not know ranges would send the whole object.
      if (filled + piece.length > bytes.length)
        throw new Refusal('storage-unavailable', { blobs: 'no-ranges' });
      filled += piece.copy(bytes, filled);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new CutShort();
  }
  if (expected !== undefined && filled !== expected) throw new CutShort();
  return filled;
}

function createClient(
  setting: BucketSetting,
  deps: { mayConnect: MayConnect; patience: number; unsigned?: true },
): S3Client {
  const { endpoint, region, accessKey, secretKey } = setting;
  const secure = endpoint.startsWith('https:');
  const agent = createAskingAgent(secure, deps.mayConnect);
  return new S3Client({
    endpoint,
    region,
    // One host for every bucket: the one that is declared and has the certificate.
    forcePathStyle: true,
    // Files with secrets are read anew, so that keys can be changed without a restart: what expires at once is not kept.
    credentials: async () => ({
      accessKeyId: await readSecret(accessKey),
      secretAccessKey: await readSecret(secretKey),
      expiration: new Date(),
    }),
    ...(deps.unsigned ? { signer: { sign: (request) => Promise.resolve(request) } } : {}),
    requestHandler: {
      ...(secure ? { httpsAgent: agent } : { httpAgent: agent }),
      connectionTimeout: Math.min(deps.patience, 5_000),
      socketTimeout: deps.patience,
    },
    // To ask before a body costs a round trip, and the library has an agent of its own for it, which asks nobody.
    expectContinueHeader: false,
    maxAttempts: attempts,
    retryMode: 'standard',
    // Each part is signed with its SHA-256; the checksums that came later are unknown to many servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
