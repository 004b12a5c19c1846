import { readFileSync } from 'node:fs';
import { mailboxSetting } from './base/mail-settings.ts';
import type { SignInSetting } from './base/mail-sign-in-settings.ts';
import { Refusal } from './base/errors.ts';
import type { Settings } from './base/settings.ts';
import { createMailSender } from './channels/email/send-mail.ts';
import { readSources } from './channels/phone/ingest/sources.ts';
import { databasePlace } from './compose-storage.ts';
import type { Declaration } from './safeguards/declaration/declaration.ts';
import type { Configured } from './safeguards/processors/configured.ts';
import type { Gate } from './safeguards/processors/gate.ts';
import { judgeConnection } from './safeguards/processors/refuse-connection.ts';
import type { MayConnect } from './storage/bucket/ask-before-connecting.ts';

/** Every connection that the settings ask for. */
export function listConfigured(settings: Settings): Configured[] {
  const database = databasePlace(settings);
  const signIns: SignInSetting[] = [];
  const found: Configured[] = [];
  for (const { mailbox, url, signIn } of settings.outgoing) {
    if (signIn) signIns.push(signIn);
    const { destination } = createMailSender({ url, tokenKey: new Uint8Array() });
    found.push({ ...destination, setting: mailboxSetting('OUTGOING_SMTP', mailbox) });
  }
  for (const { mailbox, host, port, signIn } of settings.imap) {
    signIns.push(signIn);
    found.push({ way: 'mail-in', host, port, setting: mailboxSetting('IMAP', mailbox) });
  }
  for (const signIn of signIns) {
    if (signIn.kind !== 'oauth') continue;
    found.push({
      way: 'sign-in',
      ...placeAt(signIn.oauth.tokenUrl),
      setting: `HALTIJA_OAUTH_${signIn.oauth.name.toUpperCase().replaceAll('-', '_')}_TOKEN_URL`,
    });
  }
  if (settings.bucket !== undefined)
    found.push({ way: 'storage', ...placeAt(settings.bucket.endpoint), setting: 'HALTIJA_S3_ENDPOINT' });
  if (settings.keyService !== undefined) found.push(keyServicePlace(settings.keyService));
  if (settings.witness !== undefined)
    found.push({ way: 'witness', ...placeAt(settings.witness.url), setting: 'HALTIJA_WITNESS_URL' });
  if (settings.anchorMail !== undefined)
    found.push({ ...auditorPlace(settings.anchorMail), setting: 'HALTIJA_ANCHOR_MAIL' });
  if (settings.backup !== undefined && 'bucket' in settings.backup.place)
    found.push({
      way: 'backup',
      ...placeAt(settings.backup.place.bucket.endpoint),
      setting: 'HALTIJA_BACKUP_S3_ENDPOINT',
    });
  if (database !== undefined) found.push({ way: 'database', ...database, setting: databaseSetting });
  if (settings.phoneSources !== undefined) found.push(...recordingPlaces(settings.phoneSources));
  if (settings.customerRegister !== undefined)
    found.push({
      way: 'identification',
      ...placeAt(settings.customerRegister.url),
      setting: 'HALTIJA_CUSTOMER_REGISTER_URL',
    });
  return found;
}

/** Where recordings may be fetched. A list that cannot be read fetches nothing: the service does not start with it. */
function recordingPlaces(file: string): Configured[] {
  try {
    return readSources(readFileSync(file, 'utf8')).flatMap(({ pullFrom, recipient }) =>
      pullFrom.map((host) => ({
        way: 'recordings' as const,
        host,
        port: 443,
        recipient,
        setting: 'HALTIJA_PHONE_SOURCES',
      })),
    );
  } catch {
    return [];
  }
}

/** Whoever gets mail at that domain is a witness, and declared as one; the connection itself is our mail server's. */
export function auditorPlace(address: string): { way: 'witness'; host: string; port: number } {
  return { way: 'witness', host: address.slice(address.lastIndexOf('@') + 1).toLowerCase(), port: 25 };
}

function placeAt(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
}

function keyServicePlace({ host, port }: { host: string; port: number }): Configured {
  return { way: 'keys', host, port, setting: 'HALTIJA_KEY_SERVICE_URL' };
}

const databaseSetting = 'HALTIJA_DATABASE_URL';

/**
 * The service does not start on a database, or with a key service, that the declaration does not have: everything would lie
 * there, or under keys that lie there. Both were asked by then, since the declaration is read with their help.
 * @throws Refusal as `Gate.leave`, with the setting
 */
export function mustHaveFoundations(settings: Settings, declaration: Declaration, today: string): void {
  const database = databasePlace(settings);
  const places: Configured[] = [];
  if (database) places.push({ way: 'database', ...database, setting: databaseSetting });
  if (settings.keyService) places.push(keyServicePlace(settings.keyService));
  for (const { way, host, setting } of places) {
    const judged = judgeConnection(declaration, today, { way, host });
    if ('refusal' in judged) throw new Refusal(judged.refusal, { setting: setting!, way, host });
  }
}

/**
 * How blobs and keeper ask for a connection: they are opened before there is a declaration to ask, and ask at each connection.
 * Until then no blob is touched; the keys come before all else.
 * @param also asked before a connection of the blobs, where given
 */
export function createStorageAsking(also?: MayConnect): {
  may: { mayConnect: MayConnect; mayAskKeys: MayConnect };
  ask(gate: Gate): void;
} {
  let gate: Gate | undefined;
  return {
    may: {
      async mayConnect(host, port) {
        await also?.(host, port);
        if (gate === undefined) throw new Refusal('declaration-missing');
        await gate.leave({ way: 'storage', host, port });
      },
      async mayAskKeys(host, port) {
        await gate?.leave({ way: 'keys', host, port });
      },
    },
    ask: (given) => void (gate = given),
  };
}
