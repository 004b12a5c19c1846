// Loaded into the server's process before anything else: ends it when the launcher is gone, kill -9 included.
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const patienceMs = 30_000;

// Threads and forked processes inherit the flag that loads this; what a fork has at this descriptor is its parent's channel.
if (isMainThread && process.channel == null) {
  const launcher = new Socket({ fd: 3, readable: true, writable: false });
  launcher.on('error', () => {});
  launcher.on('close', () => {
    process.kill(process.pid, 'SIGTERM');
    // A shutdown that hangs must not leave a server nobody knows of.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
  });
  launcher.resume();
  launcher.unref();
}
