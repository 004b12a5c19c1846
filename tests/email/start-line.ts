import { connect as connectSocket, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A relay whose open connections can be made to carry nothing while they stay open, to answer NO to asking for a mail, or to end there. */
export async function startLine(to: number) {
  const frozen = new Set<Socket>();
  const open = new Set<Socket>();
  let made = 0;
  type Mail = { readonly uid: number; readonly part: string } | undefined;
  let refused: Mail;
  let broken: Mail;
  /** Whether a client's line asks for a mail, be it among others. */
  const asksFor = (line: string, mail: Mail): boolean => {
    const [, range = ''] = /^\S+ UID FETCH (\S+) /i.exec(line) ?? [];
    return mail !== undefined && range.split(',').includes(String(mail.uid)) && line.includes(mail.part);
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
        const line = from === near ? bytes.toString('latin1') : '';
        if (asksFor(line, refused)) near.write(`${line.split(' ')[0]} NO [SERVERBUG] Internal error\r\n`);
        else if (asksFor(line, broken)) near.destroy();
        else into.write(bytes);
      });
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => made,
    /** @param part what its line must hold besides; left out: asking for anything of it is refused */
    refuse: (uid: number | undefined, part = '') =>
      void (refused = uid === undefined ? undefined : { uid, part }),
    breakOff: (uid: number | undefined, part = '') =>
      void (broken = uid === undefined ? undefined : { uid, part }),
    freeze: () => open.forEach((socket) => frozen.add(socket)),
    stop: () => {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
