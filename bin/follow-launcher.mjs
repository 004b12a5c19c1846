// Loaded into the server's process before anything else: ends it when the launcher is gone, kill -9 included.
import { Socket } from 'node:net';

const patienceMs = 30_000;

const launcher = new Socket({ fd: 3, readable: true, writable: false });
launcher.on('error', () => {});
launcher.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  // A shutdown that hangs must not leave a server nobody knows of.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
});
launcher.resume();
launcher.unref();
