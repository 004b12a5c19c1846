import { Resolver } from 'node:dns/promises';

/** As `dns.resolve` has it: throws with a code such as ENOTFOUND, ENODATA, ETIMEOUT, ESERVFAIL. */
export type AskNameServers = (name: string, type: string) => Promise<string[][] | string[]>;

const mostRemembered = 2_000;
const rememberedFor = 5 * 60_000;

/**
 * Asks the machine's name servers. Answers, and that there is none, are remembered for five minutes, since mail
 * comes in bunches from few domains.
 * @param answerTime milliseconds for one question
 */
export function createNameServers(answerTime = 2_000): AskNameServers {
  const resolver = new Resolver({ timeout: answerTime, tries: 1 });
  const remembered = new Map<string, { until: number; answer: ReturnType<AskNameServers> }>();

  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const known = remembered.get(key);
    if (known && known.until > performance.now()) return known.answer;
    const answer = resolver.resolve(name, type) as ReturnType<AskNameServers>;
    remembered.delete(key);
    remembered.set(key, { until: performance.now() + rememberedFor, answer });
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break;
      remembered.delete(oldest);
    }
    answer.catch((error: { code?: string }) => {
      if (error.code !== 'ENOTFOUND' && error.code !== 'ENODATA') remembered.delete(key);
    });
    return answer;
  };
}

/** For a house that may not ask: every question goes without an answer. */
export const askNobody: AskNameServers = () =>
  Promise.reject(Object.assign(new Error('no name servers'), { code: 'ECONNREFUSED' }));
