import { readSettings } from '../../server/base/settings.ts';
import { keepBlobsInBucket } from '../../server/storage/blob-bucket.ts';
import { openBucket } from '../../server/storage/bucket/open-bucket.ts';

// Writes a blob that never ends, to be killed at it. Settings come as one argument; a line out for each mebibyte.
const { bucket: setting } = readSettings(JSON.parse(process.argv[2]!) as Record<string, string>, {
  registerFile: 'register.yaml',
});
const bucket = openBucket(setting!, { mayConnect: () => Promise.resolve() });
const blob = await keepBlobsInBucket(bucket, setting!.prefix, 'this-register').begin();
for (;;) {
  await blob.write([Buffer.alloc(1024 * 1024, 7)]);
  process.stdout.write('written\n');
}
