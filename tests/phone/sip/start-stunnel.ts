import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findStunnel } from '../../support/find-counterparts.ts';

/** TLS around who speaks none: what comes in on `port` goes on to `to`, with this certificate, and only to who shows `trusted`. */
export async function startStunnel(
  folder: string,
  to: number,
  own: { certFile: string; keyFile: string },
  trusted: string,
): Promise<{ port: number; stop(): Promise<void> }> {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const file = join(folder, 'stunnel.conf');
  writeFileSync(
    file,
    `foreground = yes
pid =
debug = 3
[sip]
client = yes
accept = 127.0.0.1:${port}
connect = 127.0.0.1:${to}
cert = ${own.certFile}
key = ${own.keyFile}
CAfile = ${trusted}
verifyChain = yes
checkHost = haltija.example
TIMEOUTclose = 0
`,
  );
  const child = spawn(findStunnel()!, [file], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  for (let left = 200; ; left -= 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isOpen) break;
    if (left === 0) throw new Error('stunnel does not listen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
