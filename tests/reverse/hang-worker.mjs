// What a hostile file can do to its reader: hold it for ever, or fill the memory outside the heap.
import { workerData } from 'node:worker_threads';

const held = [];
if (Buffer.from(workerData.bytes).toString() === 'fill')
  for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1));
for (;;);
