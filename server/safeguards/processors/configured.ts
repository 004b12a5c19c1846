import type { Declaration } from '../declaration/declaration.ts';
import { type ConnectionRefusal, type Destination, judgeConnection } from './refuse-connection.ts';

/** A connection that settings or a colleague ask for, whether the declaration has it or not. */
export interface Configured extends Destination {
  /** The setting that asks for it; null: a web hook. */
  readonly setting: string | null;
}

/** Each way, host and port once. */
export function eachOnce(connections: readonly Configured[]): Configured[] {
  const found = new Map<string, Configured>();
  for (const each of connections) {
    const key = JSON.stringify([each.way, each.host, each.port, each.recipient ?? null]);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

export interface UndeclaredConnection extends Configured {
  readonly code: ConnectionRefusal;
}

/** Those that the declaration refuses. @param today ISO, in the register's time zone */
export function findRefused(
  declaration: Declaration,
  today: string,
  connections: readonly Configured[],
): UndeclaredConnection[] {
  return connections.flatMap((each) => {
    const judged = judgeConnection(declaration, today, each);
    return 'refusal' in judged ? [{ ...each, code: judged.refusal }] : [];
  });
}

/** What to add to the declaration: YAML, the same in every language. A recipient that is known has its key, in its part. */
export function writeConnection(declaration: Declaration, { way, host, recipient }: Destination): string {
  const isOther = recipient !== undefined && Object.hasOwn(declaration.recipients ?? {}, recipient);
  return [
    isOther ? 'recipients:' : 'processors:',
    `  ${recipient ?? 'their-key'}:`,
    '    connections:',
    `      - { way: ${way}, hosts: [${yamlHost(host)}] }`,
    '',
  ].join('\n');
}

/** In a list between brackets an address of IPv6 needs its quotes. */
const yamlHost = (host: string) => (host.includes(':') ? `"${host}"` : host);
