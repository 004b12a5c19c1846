import { openRecorder } from '../../../server/channels/phone/media/open-recorder.ts';
import { sealInChunks } from '../../../server/safeguards/vault/chunks.ts';
import { sealedBytes } from '../../../server/safeguards/vault/sealed.ts';

// Records one call of two sides, to be killed at it. What it needs comes as one argument; a line out says which ports.
const { folder, key, recording, ports } = JSON.parse(process.argv[2]!) as {
  folder: string;
  key: string;
  recording: string;
  ports: { from: number; to: number };
};
const recorder = await openRecorder({
  folder,
  host: '127.0.0.1',
  ports,
  threads: 1,
  silent: () => undefined,
  failed: () => process.exit(3),
});
const column = sealedBytes('recordings', 'spool_sealed', 'recording');
const running = await recorder.start({
  recording,
  seal: (power) => sealInChunks(Buffer.from(key, 'hex'), column, recording, recording, { power }),
  streams: (['customer', 'staff'] as const).map((side) => ({
    side,
    formats: { 0: 'PCMU' },
    from: ['127.0.0.1'],
  })),
});
process.stdout.write(`${JSON.stringify(running.ports)}\n`);
