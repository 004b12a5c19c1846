import { connect as connectSocket, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A relay whose open connections can be made to carry nothing while they stay open, or to answer NO to asking for a mail. */
export async function startLine(to: number) {
  const frozen = new Set<Socket>();
  const open = new Set<Socket>();
  let made = 0;
  let refused: number | undefined;
  /** The answer to a client's line that asks for the refused mail, be it among others. */
  const answerTo = (line: string): string | undefined => {
    const [, tag, range = ''] = /^(\S+) UID FETCH (\S+) /i.exec(line) ?? [];
    return range.split(',').includes(String(refused))
      ? `${tag} NO [SERVERBUG] Internal error\r\n`
      : undefined;
  };
  const server = createServer((near) => {
    made += 1;
    const far = connectSocket(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => {});
      from.on('data', (bytes) => {
        if (frozen.has(from)) return;
        const answer = from === near ? answerTo(bytes.toString('latin1')) : undefined;
        if (answer === undefined) into.write(bytes);
        else near.write(answer);
      });
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => made,
    refuse: (uid: number | undefined) => void (refused = uid),
    freeze: () => open.forEach((socket) => frozen.add(socket)),
    stop: () => {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
