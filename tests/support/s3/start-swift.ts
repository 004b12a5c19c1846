import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { findSwift } from '../find-counterparts.ts';

/** A real S3 server on a free port of this machine: OpenStack Swift, with a disk of its own. */
export interface TestSwift {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** Speaks to it past the code under test. */
  readonly client: S3Client;
  /** Makes a bucket. @returns the settings of a house that keeps its blobs there */
  makeBucket(
    name: string,
    options?: { versioned?: boolean; prefix?: string },
  ): Promise<Record<string, string>>;
  listObjects(bucket: string): Promise<{ name: string; size: number }[]>;
  /** Names of objects that were begun and not finished. */
  listUploads(bucket: string): Promise<string[]>;
  removeObject(bucket: string, name: string): Promise<void>;
  /** Takes connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Gone at once, as at a power cut. */
  kill(): Promise<void>;
  /** On the same port, with what was stored. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const script = join(import.meta.dirname, 'run-swift.py');
/** Small pages, so that a few objects fill several. */
const given = { region: 'fi-1', account: 'test', user: 'haltija', secret: 'not-a-secret', page: 7 };

export async function startSwift(): Promise<TestSwift> {
  const python = findSwift();
  if (!python) throw new Error('swift is missing: install python3-swift');
  const folder = mkdtempSync(join(tmpdir(), 'haltija-swift-'));
  mkdirSync(join(folder, 'devices', 'disk'), { recursive: true });
  let port = 0;
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn(python!, [script, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
    running = child;
    child.stdin.write(`${JSON.stringify({ ...given, port })}\n`);
    const [line] = (await Promise.race([
      once(createInterface(child.stdout), 'line'),
      once(child, 'exit').then(() => {
        throw new Error('swift did not start');
      }),
    ])) as [string];
    port = Number(line);
  }

  async function kill(): Promise<void> {
    const ending = running;
    if (!ending) return;
    running = undefined;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  }

  await start();
  const [endpoint, accessKey, secretKey] = [
    `http://127.0.0.1:${port}`,
    `${given.account}:${given.user}`,
    given.secret,
  ];
  const client = new S3Client({
    endpoint,
    region: given.region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    endpoint,
    accessKey,
    secretKey,
    region: given.region,
    client,
    async makeBucket(name, { versioned = false, prefix = '' } = {}) {
      await client.send(new CreateBucketCommand({ Bucket: name }));
      if (versioned)
        await client.send(
          new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }),
        );
      return {
        HALTIJA_BLOB_URL: `s3://${name}/${prefix}`,
        HALTIJA_S3_ENDPOINT: endpoint,
        HALTIJA_S3_REGION: given.region,
        HALTIJA_S3_ACCESS_KEY: accessKey,
        HALTIJA_S3_SECRET_KEY: secretKey,
      };
    },
    async listObjects(bucket) {
      const pages = await Array.fromAsync(paginateListObjectsV2({ client }, { Bucket: bucket }));
      return pages.flatMap(({ Contents = [] }) =>
        Contents.map(({ Key, Size }) => ({ name: Key!, size: Size! })),
      );
    },
    async listUploads(bucket) {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      return Uploads.map(({ Key }) => Key!);
    },
    async removeObject(bucket, name) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }));
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    kill,
    start,
    async stop() {
      client.destroy();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
