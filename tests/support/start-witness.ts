import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rawPublicKeyOf } from '../../server/base/ed25519.ts';
import { othersFindConsistent, othersReadCheckpoint } from '../access-log/tree-oracles.ts';

interface Seen {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * A witness as C2SP tlog-witness has it, over real HTTP: it knows logs by their keys, remembers the newest checkpoint of each, and
 * cosigns only what goes on from it. Signatures and proofs are checked by implementations that are not ours.
 */
export async function startWitness(logs: Readonly<Record<string, string>>) {
  const name = 'witness.example.fi/w1';
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.concat([Buffer.of(4), rawPublicKeyOf(publicKey)]);
  const id = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), raw]))
    .digest()
    .subarray(0, 4);
  const known = new Map(Object.entries(logs));
  const seen = new Map<string, Seen>();
  const asked: { readonly old: number; readonly size: number; readonly status: number }[] = [];
  let answerWith: ((line: string) => string) | undefined;

  async function addCheckpoint(body: string): Promise<{ status: number; text: string; type?: string }> {
    const end = body.indexOf('\n\n');
    const [first = '', ...proofLines] = body.slice(0, end).split('\n');
    const old = Number(/^old (0|[1-9]\d*)$/.exec(first)?.[1] ?? Number.NaN);
    const note = body.slice(end + 2);
    const origin = note.slice(0, note.indexOf('\n'));
    const key = known.get(origin);
    const answer = (status: number, text = '', type = 'text/plain') => {
      asked.push({ old, size: Number(note.split('\n')[1]), status });
      return { status, text, type };
    };
    if (Number.isNaN(old) || proofLines.length > 63) return answer(400);
    if (key === undefined) return answer(404);
    let checkpoint: Seen;
    try {
      checkpoint = othersReadCheckpoint(note, key);
    } catch {
      return answer(403);
    }
    if (old > checkpoint.size) return answer(400);
    const last = seen.get(origin) ?? { size: 0, root: Buffer.alloc(0) };
    if (old !== last.size) return answer(409, `${last.size}\n`, 'text/x.tlog.size');
    if (old === checkpoint.size && !last.root.equals(checkpoint.root))
      return answer(409, `${last.size}\n`, 'text/x.tlog.size');
    const proof = proofLines.map((line) => Buffer.from(line, 'base64'));
    const isProved =
      old === 0 || old === checkpoint.size
        ? proof.length === 0
        : await othersFindConsistent(last, checkpoint, proof);
    if (!isProved) return answer(422);
    seen.set(origin, checkpoint);
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const time = Buffer.alloc(8);
    const seconds = Math.floor(Date.now() / 1000);
    time.writeBigUInt64BE(BigInt(seconds));
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
    const line = `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
    return answer(200, answerWith?.(line) ?? line);
  }

  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const piece of request) body += String(piece);
      const isRight = request.method === 'POST' && request.url === '/w1/add-checkpoint';
      const { status, text, type } = isRight
        ? await addCheckpoint(body)
        : { status: 405, text: '', type: '' };
      response.writeHead(status, { 'content-type': type ?? 'text/plain' }).end(text);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/w1`,
    name,
    key: `${name}+${id.toString('hex')}+${raw.toString('base64')}`,
    asked,
    /** What it remembers of a log: put back, it is a witness that forgot. */
    seen,
    known,
    answerWith: (change: typeof answerWith) => void (answerWith = change),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
