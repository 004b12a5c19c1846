import type { LiveEvent } from '../../contract/console/system.ts';
import { password, type TestHouse } from '../support/start-house.ts';

export interface Listening {
  /** Every event heard so far once one fits, the fitting one last. */
  until(fits: (event: LiveEvent) => boolean): Promise<LiveEvent[]>;
  stop(): Promise<void>;
}

/** Signs in over a real connection and listens to the live stream as the console does. */
export async function listenLive(the: TestHouse, userName: string): Promise<Listening> {
  const address = the.app.server.listening ? '' : await the.app.listen({ host: '127.0.0.1', port: 0 });
  const bound = the.app.server.address();
  const base = address || `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`;
  const signedIn = await fetch(`${base}/api/console/sign-in`, {
    method: 'POST',
    headers: { 'x-haltija': 'console', 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const leave = new AbortController();
  const answer = await fetch(`${base}/api/console/events`, { headers: { cookie }, signal: leave.signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`the stream gave ${answer.status}`);

  const heard: LiveEvent[] = [];
  const waiting = new Set<() => void>();
  const reading = (async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop()!;
      for (const part of parts)
        if (part.startsWith('data: ')) heard.push(JSON.parse(part.slice(6)) as LiveEvent);
      for (const look of waiting) look();
    }
  })().catch(() => undefined);

  return {
    async until(fits) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => void (heard.some(fits) && resolve());
      const timer = setTimeout(() => reject(new Error('not heard in time')), 10_000);
      waiting.add(look);
      look();
      await promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(look);
      });
      return heard.slice(0, heard.findIndex(fits) + 1);
    },
    async stop() {
      leave.abort();
      await reading;
    },
  };
}
