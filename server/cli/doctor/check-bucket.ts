import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { BucketSetting } from '../../base/bucket-settings.ts';
import { systemClock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import { blobOwner } from '../../compose-storage.ts';
import { createLeaver } from '../../safeguards/processors/ways-out.ts';
import { openKeys } from '../../compose-keeper.ts';
import { readBlobOwner } from '../../storage/blob-bucket.ts';
import type { Bucket } from '../../storage/bucket/open-bucket.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { readInForce } from './read-in-force.ts';

const about = 'HALTIJA_BLOB_URL';
const patience = 3_000;

/** Blobs in a bucket: it lets us in, is ours, and shows nothing to others. A probe is written, read and removed. */
export async function checkBucket(settings: Settings): Promise<Finding[]> {
  const { bucket: setting, blobDir } = settings;
  if (setting === undefined) return [];
  const { openBucket } = await import('../../storage/bucket/open-bucket.ts');
  const inForce = await readInForce(settings);
  const { leave } = createLeaver({ clock: systemClock, current: () => inForce });
  const mayConnect = async (host: string, port: number) => void (await leave({ way: 'storage', host, port }));
  const bucket = openBucket(setting, { mayConnect, patience });
  const left = await hasFiles(blobDir);
  const findings = left
    ? [
        warning(
          about,
          `${blobDir} holds blobs too, and nobody looks there`,
          'Copy them into the bucket, each under its own path, and then remove the folder',
        ),
      ]
    : [];
  try {
    return [...findings, ...(await lookInside(bucket, setting, settings))];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...findings, problem(about, ...wordsFor(error))];
  }
}

async function lookInside(
  bucket: Bucket,
  { prefix, endpoint }: BucketSetting,
  settings: Settings,
): Promise<Finding[]> {
  for await (const _ of bucket.list(prefix)) break;
  const name = `${prefix}probe-${randomBytes(8).toString('hex')}`;
  const probe = bucket.begin(name);
  await probe.write([randomBytes(100)]);
  await probe.finish();
  let isOpen: boolean;
  try {
    await bucket.read(name, 10, 50);
    isOpen = await bucket.showsStrangers(name);
  } finally {
    await bucket.remove(name);
  }
  const owner = await readBlobOwner(bucket, prefix);
  if (owner !== undefined && existsSync(settings.keeperDir)) {
    const keeper = await openKeys(settings, { create: false }).catch(() => undefined);
    if (keeper !== undefined && owner !== blobOwner(keeper))
      throw new Refusal('storage-unavailable', { blobs: 'of-another-register' });
  }
  return [
    ok(about, `${new URL(endpoint).host} answers, and lets us list, write, read and remove`),
    isOpen
      ? warning(
          about,
          'the bucket answers everybody, without keys',
          "Close it to the public: what is in it is sealed, but how much and since when is nobody else's business",
        )
      : ok(about, 'it answers nobody without keys'),
    ...checkKept(await bucket.keepsRemoved()),
  ];
}

function checkKept(keeps: boolean | undefined): Finding[] {
  if (keeps === undefined) return [ok(about, 'does not say whether it keeps what is removed')];
  if (!keeps) return [ok(about, 'it keeps no versions: what is removed is gone')];
  return [
    warning(
      about,
      'it keeps versions of what is removed. They are unreadable, since their keys are destroyed, but they take room',
      'Let the bucket end old versions after some days (a lifecycle rule)',
    ),
  ];
}

async function hasFiles(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  return (await readdir(folder, { recursive: true, withFileTypes: true })).some((entry) => entry.isFile());
}

function wordsFor({ code, details }: Refusal): [string, string] {
  if (code === 'storage-full')
    return ['there is no room left in the bucket', 'Have its limit raised, or remove what is not ours'];
  if (code !== 'storage-unavailable')
    return ['is not tried: the declaration does not let us connect', 'See connections'];
  const word = String(details['blobs']);
  return Object.hasOwn(words, word)
    ? words[word]!
    : [`the bucket cannot be used (${word})`, 'Ask the provider'];
}

const words: Readonly<Record<string, [string, string]>> = {
  'keys-refused': [
    'the server refuses the keys',
    'Mend HALTIJA_S3_ACCESS_KEY and HALTIJA_S3_SECRET_KEY, or their files',
  ],
  'not-allowed': [
    'the keys may not do what is needed',
    'Give them the rights on this bucket that docs/operate/blobs.md names',
  ],
  'bucket-missing': ['there is no such bucket', 'Make it with the provider, or mend the name'],
  'of-another-register': [
    'the place holds the blobs of another register',
    'Write another prefix; or, if they are of this register, bring back its keeper folder',
  ],
  'region-differs': ['the bucket is in another region', 'Mend HALTIJA_S3_REGION and HALTIJA_S3_ENDPOINT'],
  'clock-differs': ["the server's clock and this one are too far apart", 'Set this one by NTP'],
  'secret-unreadable': ['a file with a key cannot be read', 'Check its path and rights'],
  'tls-unavailable': [
    'the server offers no TLS we can trust',
    'Use the name the certificate is for; for an authority of your own set NODE_EXTRA_CA_CERTS',
  ],
  'server-out-of-reach': [
    'the server cannot be reached',
    'Check HALTIJA_S3_ENDPOINT, name servers and firewall',
  ],
  'server-not-answering': [
    `the server does not answer in ${patience / 1000} s`,
    'Check HALTIJA_S3_ENDPOINT and firewall',
  ],
  'no-ranges': ['the server cannot read a part of an object', 'Use another: files are read in parts'],
};
