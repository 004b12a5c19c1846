import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { median, type Measurement } from './measurement.ts';

interface Received {
  readonly packets: number;
  readonly lost: number;
  readonly dropped: number | undefined;
  readonly kept: boolean;
  readonly cpuSeconds: number;
}

/**
 * B6: calls recorded at the same time, sealed and on disk, without a packet lost; and how many packets a second of processor receives, against
 * a process that only counts what comes to as many sockets. By processor, since sender and receiver share the machine.
 */
export async function measureCalls(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement[]> {
  const calls = options.quick ? 100 : 500;
  const seconds = options.quick ? 5 : 20;
  const folder = join(import.meta.dirname, '..', '.tmp', 'bench-calls');
  await mkdir(folder, { recursive: true });
  const rounds: { ours: number; baseline: number; missing: number; cores: number }[] = [];
  try {
    for (let round = 0; round < (options.quick ? 2 : 3); round += 1) {
      const found = { ours: 0, baseline: 0, missing: 0, cores: 0 };
      for (const kind of round % 2 === 0
        ? (['bare', 'recorder'] as const)
        : (['recorder', 'bare'] as const)) {
        const { received, sent } = await runRound({ kind, calls, seconds, folder });
        const rate = received.packets / received.cpuSeconds;
        if (kind === 'bare') found.baseline = rate;
        else {
          found.ours = rate;
          found.missing = sent - received.packets + received.lost + (received.kept ? 0 : 1);
          found.cores = received.cpuSeconds / seconds;
        }
        options.log(
          `B6 round ${round + 1}, ${kind}: ${received.packets} of ${sent} packets of ${calls} calls, ${Math.round(rate)} a second of processor, ${(received.cpuSeconds / seconds).toFixed(2)} cores, ${received.dropped} dropped by the kernel`,
        );
      }
      rounds.push(found);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const ours = median(rounds.map((round) => round.ours));
  const baseline = median(rounds.map((round) => round.baseline));
  const ratio = median(rounds.map((round) => round.ours / round.baseline));
  const missing = Math.max(...rounds.map((round) => round.missing));
  const cores = median(rounds.map((round) => round.cores));
  return [
    {
      id: 'B6',
      what: 'packets received, sealed and kept in a second of processor, against a bare UDP receive loop',
      ours,
      baseline,
      unit: 'packets/s',
      ratio,
      aim: 'ratio ≥ 0.6, none lost',
      met: ratio >= 0.6 && missing === 0,
      rounds: rounds.map((round) => ({ ours: round.ours, baseline: round.baseline })),
      notes: {
        calls,
        seconds,
        'packets missing at most': missing,
        'calls a core': Math.round(calls / cores),
      },
    },
  ];
}

async function runRound(task: {
  kind: 'bare' | 'recorder';
  calls: number;
  seconds: number;
  folder: string;
}): Promise<{ received: Received; sent: number }> {
  const { kind, calls, folder } = task;
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'call-process.ts'),
      JSON.stringify({ kind, calls, folder, firstPort: 30_000 }),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface(child.stdout!);
  const [first] = (await once(lines, 'line')) as [string];
  const { ports } = JSON.parse(first) as { ports: number[] };
  const speaker = new Worker(new URL('./speak-worker.ts', import.meta.url), {
    workerData: { ports, seconds: task.seconds },
  });
  const [{ sent }] = (await once(speaker, 'message')) as [{ sent: number }];
  const answer = once(lines, 'line') as Promise<[string]>;
  child.stdin!.write('stop\n');
  const [second] = await answer;
  await once(child, 'exit');
  return { received: JSON.parse(second) as Received, sent };
}
