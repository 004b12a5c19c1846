import { Agent, request } from 'node:http';
import type { Asked, Asking, PageRequest } from './open-asker.ts';

/** A process of its own: what the clients spend is not taken from the server's thread. */
process.on('message', (asking: Asking) => {
  askAll(asking).then(
    (asked) => process.send!(asked),
    (error: unknown) => process.send!({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

let asked = 0;

async function askAll({ ports, requests, cookies, clients, seconds }: Asking): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let bytes = 0;
  let next = 0;
  const begun = performance.now();
  const goesOn = () =>
    seconds === undefined ? next < requests.length : performance.now() - begun < seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_none, client) => {
      while (goesOn()) {
        const wanted = requests[next++ % requests.length]!;
        const port = ports[client % ports.length]!;
        const start = performance.now();
        bytes += await ask(agent, port, wanted, cookies[client % cookies.length]!);
        times.push(performance.now() - start);
      }
    }),
  );
  agent.destroy();
  return { times, seconds: (performance.now() - begun) / 1000, bytes };
}

function ask(agent: Agent, port: number, wanted: PageRequest, cookie: string): Promise<number> {
  // Each address may ask so and so often a minute; a team has many.
  asked += 1;
  const from = `10.${asked & 127}.${(asked >> 7) & 255}.${(asked >> 15) & 255}`;
  const body = wanted.body === undefined ? undefined : JSON.stringify(wanted.body);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: wanted.path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          cookie,
          'x-forwarded-for': from,
          'x-haltija': 'console',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks);
          if (answer.statusCode !== 200)
            return reject(new Error(`${wanted.path}: ${answer.statusCode} ${text.toString().slice(0, 300)}`));
          // As a browser would: the page is there when its JSON is read.
          const page = JSON.parse(text.toString()) as { contacts?: unknown[] };
          if (wanted.atLeast !== undefined && (page.contacts?.length ?? 0) < wanted.atLeast)
            return reject(new Error(`${wanted.path}: only ${page.contacts?.length} contacts`));
          resolve(text.length);
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
