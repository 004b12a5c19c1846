import type { Secret } from './secret.ts';
import { type Given, isSafeUrl, type Problem, readSecretSetting } from './secret-settings.ts';

/** A place in the object store of somebody else that speaks S3. */
export interface BucketSetting {
  /** With scheme and port; the bucket stands in the path, never in the host's name. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Before each object's name, with its slash at the end; may be empty. */
  readonly prefix: string;
  readonly accessKey: Secret;
  readonly secretKey: Secret;
}

/** The settings that name one bucket, and what they stand beside. */
interface BucketNames {
  readonly url: string;
  /** The folder that would hold the same. */
  readonly folder: string;
  /** Before ENDPOINT, REGION and the keys. */
  readonly reach: string;
  /** What is in one place only. */
  readonly holds: string;
}

export const blobBucket: BucketNames = {
  url: 'HALTIJA_BLOB_URL',
  folder: 'HALTIJA_BLOB_DIR',
  reach: 'HALTIJA_S3',
  holds: 'blobs are',
};
export const backupBucket: BucketNames = {
  url: 'HALTIJA_BACKUP_URL',
  folder: 'HALTIJA_BACKUP_DIR',
  reach: 'HALTIJA_BACKUP_S3',
  holds: 'backups are',
};

const namesOf = ({ url, reach }: BucketNames): string[] => [
  url,
  `${reach}_ENDPOINT`,
  `${reach}_REGION`,
  `${reach}_ACCESS_KEY`,
  `${reach}_ACCESS_KEY_FILE`,
  `${reach}_SECRET_KEY`,
  `${reach}_SECRET_KEY_FILE`,
];

export const bucketSettingNames: readonly string[] = [...namesOf(blobBucket), ...namesOf(backupBucket)];

export const isBucketSetting = (name: string): boolean => bucketSettingNames.includes(name);

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const prefixName = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*$/;

/** Undefined: there is no bucket. Every problem is added to `problems`; values are never quoted. */
export function readBucketSettings(
  names: BucketNames,
  given: Given,
  problems: Problem[],
): BucketSetting | undefined {
  const url = given[names.url];
  if (url === undefined) {
    const idle = namesOf(names).find((name) => given[name] !== undefined);
    if (idle !== undefined)
      problems.push({
        setting: idle,
        problem: 'says how to reach a bucket, and none is named',
        write: `Write ${names.url} as s3://bucket/prefix, or leave this out`,
      });
    return undefined;
  }
  if (given[names.folder] !== undefined)
    problems.push({
      setting: names.url,
      problem: `stands beside ${names.folder}`,
      write: `Write one of them: ${names.holds} in one place`,
    });
  const place = readPlace(names.url, url, problems);
  const reach = readReach(names.reach, given, problems);
  const [accessKey, secretKey] = [`${names.reach}_ACCESS_KEY`, `${names.reach}_SECRET_KEY`].map((name) => {
    const secret = readSecretSetting(name, given, problems);
    if (secret === undefined && given[name] === undefined)
      problems.push({ setting: name, problem: 'is missing', write: `Write it here or in ${name}_FILE` });
    return secret;
  });
  if (!place || !reach || !accessKey || !secretKey) return undefined;
  return { ...place, ...reach, accessKey, secretKey };
}

function readPlace(
  setting: string,
  text: string,
  problems: Problem[],
): Pick<BucketSetting, 'bucket' | 'prefix'> | undefined {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
  const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
  if (bucketName.test(bucket) && prefixName.test(prefix) && prefix.length <= 200) return { bucket, prefix };
  problems.push({
    setting,
    problem: 'is no place in a bucket',
    write:
      'Write s3://bucket/prefix, without keys: they have settings of their own. In the prefix letters, digits, dot, - and _',
  });
  return undefined;
}

function readReach(
  names: string,
  given: Given,
  problems: Problem[],
): Pick<BucketSetting, 'endpoint' | 'region'> | undefined {
  const endpoint = given[`${names}_ENDPOINT`];
  const region = given[`${names}_REGION`];
  if (region !== undefined && !/^[a-z0-9-]{1,64}$/i.test(region)) {
    problems.push({
      setting: `${names}_REGION`,
      problem: 'is no region',
      write: 'Write it as the provider gives it, such as eu-north-1',
    });
    return undefined;
  }
  if (endpoint === undefined) {
    if (region !== undefined) return { endpoint: `https://s3.${region}.amazonaws.com`, region };
    problems.push({
      setting: `${names}_ENDPOINT`,
      problem: 'is missing',
      write: `Write the provider's address, or for Amazon S3 ${names}_REGION alone, such as eu-north-1`,
    });
    return undefined;
  }
  const { pathname, search } = URL.canParse(endpoint) ? new URL(endpoint) : { pathname: '', search: '' };
  if (!isSafeUrl(endpoint) || pathname !== '/' || search !== '') {
    problems.push({
      setting: `${names}_ENDPOINT`,
      problem: 'is no address that is safe to use',
      write: 'Write https://host or https://host:port, without the bucket. http:// only for this machine',
    });
    return undefined;
  }
  return { endpoint: new URL(endpoint).origin, region: region ?? 'us-east-1' };
}
