import type { Worker } from 'node:worker_threads';

/**
 * Waits until a thread that has been told to end has ended. One that does not is ended from outside: with sockets open, or code
 * being compiled, Node has been seen to crash at that, so it comes last.
 */
export async function endThread(worker: Worker, milliseconds = 3000): Promise<void> {
  // -1: it has ended.
  if (worker.threadId === -1) return;
  let late: NodeJS.Timeout | undefined;
  const isLate = await new Promise<boolean>((resolve) => {
    worker.once('exit', () => resolve(false));
    late = setTimeout(() => resolve(true), milliseconds);
  });
  clearTimeout(late);
  if (isLate) await worker.terminate();
}
