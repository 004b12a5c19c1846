// The real thread, which ends at once when it is told to: a crash is no different.
import { parentPort } from 'node:worker_threads';
import '../../../server/channels/phone/sip/sip-worker.ts';

parentPort.on('message', (message) => {
  if (message.kind === 'end' && message.sessionId === 'lose the thread') process.exit(1);
});
