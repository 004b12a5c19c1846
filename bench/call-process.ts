import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { newId } from '../server/base/new-id.ts';
import { countDropped } from '../server/channels/phone/media/receive/count-dropped.ts';
import type { RunningRecording } from '../server/channels/phone/media/recorder.ts';
import { openRecorder } from '../server/channels/phone/media/open-recorder.ts';
import { sealInChunks } from '../server/safeguards/vault/chunks.ts';
import { sealedBytes } from '../server/safeguards/vault/sealed.ts';

// Receives calls of two streams, as the recorder does or bare: a socket for each stream, and a count. Told to stop, it says what that cost.

interface Task {
  readonly kind: 'recorder' | 'bare';
  readonly calls: number;
  readonly firstPort: number;
  /** Where spools are written: on the disk, not in memory. */
  readonly folder: string;
}
const task = JSON.parse(process.argv[2]!) as Task;
const receive = task.kind === 'bare' ? receiveBare : record;
const { ports, stop } = await receive();
process.stdout.write(`${JSON.stringify({ ports })}\n`);
const begun = process.cpuUsage();
await once(process.stdin, 'data');
const ended = process.cpuUsage(begun);
const figures = await stop();
process.stdout.write(`${JSON.stringify({ ...figures, cpuSeconds: (ended.user + ended.system) / 1e6 })}\n`);
process.exit(0);

async function receiveBare() {
  let packets = 0;
  const given: number[] = [];
  for (let at = 0; at < task.calls * 2; at += 1) {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 256 * 1024 });
    socket.on('message', () => (packets += 1));
    socket.bind({ address: '127.0.0.1', port: task.firstPort + 2 * at, exclusive: true });
    await once(socket, 'listening');
    given.push(task.firstPort + 2 * at);
  }
  return {
    ports: given,
    stop: async () => ({ packets, lost: 0, dropped: await countDropped(given), kept: true }),
  };
}

async function record() {
  const folder = await mkdtemp(join(task.folder, 'haltija-calls-'));
  const recorder = await openRecorder({
    folder,
    host: '127.0.0.1',
    ports: { from: task.firstPort, to: task.firstPort + 4 * task.calls + 1 },
    threads: Math.ceil((2 * task.calls) / 500),
    silent: () => undefined,
    failed: (code) => process.stderr.write(`${code}\n`),
  });
  const key = randomBytes(32);
  const column = sealedBytes('recordings', 'spool_sealed', 'recording');
  const running: RunningRecording[] = [];
  for (let at = 0; at < task.calls; at += 1) {
    const recording = newId<'recording'>();
    running.push(
      await recorder.start({
        recording,
        seal: (power) => sealInChunks(key, column, recording, recording, { power }),
        streams: (['customer', 'staff'] as const).map((side) => ({
          side,
          formats: { 0: 'PCMU' },
          from: ['127.0.0.1'],
        })),
      }),
    );
  }
  return {
    ports: running.flatMap(({ ports: given }) => given),
    async stop() {
      const { dropped } = await recorder.counters();
      const ends = await Promise.all(running.map((call) => call.stop()));
      await recorder.close();
      await rm(folder, { recursive: true, force: true });
      const streams = ends.flatMap((end) => end.streams);
      return {
        packets: streams.reduce((sum, each) => sum + each.packets, 0),
        lost: streams.reduce((sum, each) => sum + each.lost + each.late, 0),
        dropped,
        kept: ends.every((end) => end.isKept),
      };
    },
  };
}
