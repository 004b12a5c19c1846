import { readFileSync } from 'node:fs';
import { isThisMachine } from './host-name.ts';

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Undefined: no TLS, which only a server of this machine may lack. */
  readonly ssl?: true | { readonly rejectUnauthorized?: false; readonly ca?: string };
}

/** Of those that PostgreSQL's own clients know; `allow` and `prefer` would take a plain connection from whoever stands between. */
const modes = ['disable', 'require', 'verify-ca', 'verify-full'];

/** What of it cannot be; values are never quoted. A server elsewhere is reached over TLS or not at all. */
export function problemOfDatabaseUrl(text: string): { problem: string; write: string } | undefined {
  const url = new URL(text);
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !modes.includes(mode))
    return { problem: 'has an sslmode that is not known', write: `Write one of ${modes.join(', ')}` };
  if (mode === 'disable' && !isThisMachine(hostOf(url)))
    return {
      problem: 'leads to another machine without TLS',
      write:
        'Write sslmode=verify-full, and sslrootcert=FILE where its certificate is of an authority of your own',
    };
  const authority = url.searchParams.get('sslrootcert');
  try {
    if (authority !== null) readFileSync(authority);
  } catch {
    return { problem: 'names an sslrootcert that cannot be read', write: 'Write the path of a file in PEM' };
  }
  return undefined;
}

/** How the database is reached. Without `sslmode`: in plain on this machine, elsewhere with TLS and its certificate checked. */
export function readDatabaseUrl(text: string): DatabaseAddress {
  const url = new URL(text);
  const host = hostOf(url);
  const mode = url.searchParams.get('sslmode') ?? (isThisMachine(host) ? 'disable' : 'verify-full');
  const authority = url.searchParams.get('sslrootcert');
  const checked = authority === null ? true : { ca: readFileSync(authority, 'utf8') };
  return {
    host,
    port: Number(url.port) || 5432,
    database: decodeURIComponent(url.pathname.slice(1)) || 'haltija',
    user: decodeURIComponent(url.username) || 'haltija_owner',
    password: decodeURIComponent(url.password),
    ...(mode === 'disable' ? {} : { ssl: mode === 'require' ? { rejectUnauthorized: false } : checked }),
  };
}

function hostOf(url: URL): string {
  return url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
}
