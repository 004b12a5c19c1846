import { connect as connectSocket, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A relay whose open connections can be made to carry nothing while they stay open. */
export async function startLine(to: number) {
  const frozen = new Set<Socket>();
  const open = new Set<Socket>();
  let made = 0;
  const server = createServer((near) => {
    made += 1;
    const far = connectSocket(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => {});
      from.on('data', (bytes) => void (frozen.has(from) || into.write(bytes)));
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => made,
    freeze: () => open.forEach((socket) => frozen.add(socket)),
    stop: () => {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
