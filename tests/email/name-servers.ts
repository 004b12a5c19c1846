import type { AskNameServers } from '../../server/channels/email/ask-name-servers.ts';

/** Name servers that know a zone of the test's own and nothing else: `TXT _dmarc.example.fi` → records. */
export function serveZone(zone: Readonly<Record<string, readonly string[]>>): AskNameServers {
  return (name, type) => {
    const records = zone[`${type} ${name.toLowerCase().replace(/\.$/, '')}`];
    if (records === undefined) return Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
    return Promise.resolve(type === 'TXT' ? records.map((record) => [record]) : [...records]);
  };
}

/** Name servers that never answer. */
export const serveNothing: AskNameServers = () => new Promise(() => undefined);
