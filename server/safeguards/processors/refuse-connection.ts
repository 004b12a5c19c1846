import type { ErrorCode } from '../../base/errors.ts';
import { isThisMachine, plainHost } from '../../base/host-name.ts';
import { eeaCountries } from '../declaration/eea.ts';
import type { Connection, Declaration, Way } from '../declaration/declaration.ts';
import { recipientOf, recipientsOf, refuseRecipient } from './may-disclose.ts';

/** A machine to connect to, and what for. */
export interface Destination {
  readonly way: Way;
  /** A name, an address, or the path of a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** A key of processors or recipients, where it must be theirs. */
  readonly recipient?: string;
}

export type ConnectionRefusal = Extract<
  ErrorCode,
  'connection-not-declared' | 'recipient-agreement-ended' | 'recipient-country-not-allowed'
>;
export const connectionRefusals: readonly ConnectionRefusal[] = [
  'connection-not-declared',
  'recipient-agreement-ended',
  'recipient-country-not-allowed',
];

/** Whose machine it is. */
export type Owner =
  | { readonly kind: 'recipient' | 'system'; readonly key: string }
  /** Nothing leaves the machine that the service runs on. */
  | { readonly kind: 'this-machine' };

/**
 * Whether the declaration lets the software connect there (GDPR Art. 28, 44): somebody is declared who keeps that
 * machine for that purpose, their agreement is in force on this day, and the country is allowed. What it is called in the
 * declaration decides, never what a name server says of it.
 * @param declaration undefined: none can be read, so nothing leaves
 * @param today ISO, in the register's time zone
 */
export function judgeConnection(
  declaration: Declaration | undefined,
  today: string,
  { way, host, recipient }: Pick<Destination, 'way' | 'host' | 'recipient'>,
): { readonly owner: Owner } | { readonly refusal: ConnectionRefusal } {
  if (isThisMachine(host)) return { owner: { kind: 'this-machine' } };
  if (declaration === undefined) return { refusal: 'connection-not-declared' };
  const owner = findOwner(declaration, way, plainHost(host));
  const isTheirs = recipient === undefined || (owner?.kind === 'recipient' && owner.key === recipient);
  if (owner === undefined || !isTheirs) return { refusal: 'connection-not-declared' };
  if (owner.kind === 'system') {
    const { countries } = declaration.controller.systems![owner.key]!;
    const inside = countries.length > 0 && countries.every((country) => eeaCountries.has(country));
    return inside ? { owner } : { refusal: 'recipient-country-not-allowed' };
  }
  const refusal = refuseRecipient(declaration, today, recipientOf(declaration, owner.key)!);
  return refusal === undefined ? { owner } : { refusal };
}

type NamedOwner = Extract<Owner, { key: string }>;

/** Who names the host itself, else who names the nearest name above it. */
function findOwner(declaration: Declaration, way: Way, host: string): NamedOwner | undefined {
  let found: { owner: NamedOwner; closeness: number } | undefined;
  for (const { owner, connections } of ownersOf(declaration)) {
    for (const connection of connections) {
      if (connection.way !== way) continue;
      for (const pattern of connection.hosts) {
        const closeness = closenessOf(pattern, host);
        if (closeness > (found?.closeness ?? 0)) found = { owner, closeness };
      }
    }
  }
  return found?.owner;
}

function* ownersOf(
  declaration: Declaration,
): Iterable<{ owner: NamedOwner; connections: readonly Connection[] }> {
  for (const [key, { connections = [] }] of recipientsOf(declaration))
    yield { owner: { kind: 'recipient', key }, connections };
  for (const [key, { connections }] of Object.entries(declaration.controller.systems ?? {}))
    yield { owner: { kind: 'system', key }, connections };
}

/** 0: another host. */
function closenessOf(pattern: string, host: string): number {
  if (pattern.startsWith('*.')) return host.endsWith(pattern.slice(1)) ? pattern.length : 0;
  return plainHost(pattern) === host ? Infinity : 0;
}
