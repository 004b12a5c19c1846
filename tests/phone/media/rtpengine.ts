import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import { findRtpengine } from '../../support/find-counterparts.ts';

const isMissing = findRtpengine() === undefined && process.env['HALTIJA_REQUIRE_ALL'] !== '1';
if (isMissing)
  console.log(
    'Left out, because no rtpengine was found (HALTIJA_RTPENGINE names one): a suite of sound that a real forker sends',
  );

/** A test with a real media proxy that forks calls: left out, with a line that says so, where there is none and none is required. */
export const testWithRtpengine = test.skipIf(isMissing);

type Coded = string | readonly Coded[] | { readonly [key: string]: Coded };

function encode(value: Coded): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map(encode).join('')}e`;
  return `d${Object.entries(value)
    .map(([key, each]) => encode(key) + encode(each as Coded))
    .join('')}e`;
}

/** The texts of an answer, wherever they stand: enough to find `sdp` and `to-tag`. */
function textsOf(answer: Buffer): Map<string, string> {
  const texts: string[] = [];
  for (let at = 0; at < answer.length;) {
    const length = /^(\d+):/.exec(answer.toString('latin1', at, at + 8))?.[1];
    if (length === undefined) {
      at += 1;
      continue;
    }
    const from = at + length.length + 1;
    texts.push(answer.toString('utf8', from, from + Number(length)));
    at = from + Number(length);
  }
  return new Map(texts.flatMap((text, at) => (at + 1 < texts.length ? [[text, texts[at + 1]!]] : [])));
}

export interface Rtpengine {
  ask(command: string, fields: Readonly<Record<string, Coded>>): Promise<Map<string, string>>;
  end(): Promise<void>;
}

/** rtpengine in user space, by its ng protocol. @param port UDP, with 200 more for sound from `port + 2` on */
export async function startRtpengine(port: number): Promise<Rtpengine> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-rtpengine-'));
  const child = spawn(
    findRtpengine() ?? 'rtpengine',
    [
      '--config-file=none',
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${port}`,
      `--port-min=${port + 2}`,
      `--port-max=${port + 200}`,
      '--foreground',
      '--log-stderr',
      '--log-level=2',
      '--num-threads=2',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const socket = createSocket('udp4');
  const ask: Rtpengine['ask'] = (command, fields) => exchange(socket, port, { ...fields, command });
  for (let tries = 0; ; tries += 1) {
    const answer = await ask('ping', {}).catch(() => undefined);
    if (answer) break;
    if (tries === 40) throw new Error('rtpengine does not answer');
    await sleep(250);
  }
  return {
    ask,
    async end() {
      socket.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;
async function exchange(
  socket: Socket,
  port: number,
  fields: Readonly<Record<string, Coded>>,
): Promise<Map<string, string>> {
  const cookie = `c${(count += 1)}`;
  socket.send(`${cookie} ${encode(fields)}`, port, '127.0.0.1');
  const signal = AbortSignal.timeout(5000);
  for (;;) {
    const [answer] = (await once(socket, 'message', { signal })) as [Buffer];
    if (answer.toString('latin1', 0, cookie.length + 1) === `${cookie} `) return textsOf(answer);
  }
}
