// A parser that fails as hostile mail would make it: by the first byte it crashes, hangs, or eats memory.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ raw }) => {
  const [kind] = raw;
  if (kind === 1) throw new Error('crash');
  if (kind === 2) for (;;);
  if (kind === 3) {
    const eaten = [];
    for (;;) eaten.push(Array.from({ length: 10_000 }, () => ({})));
  }
  if (kind === 4) process.exit(3);
  parentPort.postMessage({ kind: 'unreadable', reason: 'malformed' });
});
parentPort.postMessage({ kind: 'ready' });
