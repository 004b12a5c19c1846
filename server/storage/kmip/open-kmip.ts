import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Refusal } from '../../base/errors.ts';
import { readCertificate } from '../../base/certificate.ts';
import type { KeyServiceSetting } from '../../base/key-service-settings.ts';
import type { MayConnect } from '../bucket/ask-before-connecting.ts';
import { type Exchange, NoAnswer, openExchange } from './exchange.ts';
import {
  allOf,
  AnswerUnusable,
  bytes,
  enumeration,
  integer,
  KmipRefused,
  oneOf,
  readAnswer,
  structure,
  text,
  writeRequest,
} from './message.ts';
import {
  aes,
  cessationOfOperation,
  gcm,
  mayEncryptAndDecrypt,
  type Operation,
  plainName,
  reasons,
  states,
  symmetricKey,
  tags,
} from './names.ts';
import { type Item, TtlvInvalid } from './ttlv.ts';

const usualPatience = 10_000;
const nonceLength = 12;
const tagLength = 16;
/** Of one name; only what was cut short leaves more than one. */
const mostOfOneName = 100;

interface Key {
  readonly name: string;
  readonly id: string;
}

/**
 * Keys in a service that speaks KMIP 1.4 over mutual TLS. A connection serves one act and is closed: acts are rare. The files of
 * the certificate are read for each, since certificates are renewed.
 * @param deps.mayConnect asked before each connection
 */
export function openKmip(setting: KeyServiceSetting, deps: { mayConnect: MayConnect; patience?: number }) {
  const { host, port } = setting;

  async function connected<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const files = await readFiles(setting);
    await deps.mayConnect(host, port);
    let exchange: Exchange | undefined;
    try {
      exchange = await openExchange({ host, port, ...files, patience: deps.patience ?? usualPatience });
      const { ask } = exchange;
      return await work(async (operation, ...payload) =>
        readAnswer(operation, await ask(writeRequest(operation, payload))),
      );
    } catch (error) {
      throw asRefusal(error);
    } finally {
      exchange?.end();
    }
  }

  return {
    make: (name: string): Promise<Key> =>
      connected(async (ask) => {
        const id = await createKey(ask, name);
        await ask('activate', text(tags.uniqueIdentifier, id));
        await mustBeNamed(ask, { name, id });
        return { name, id };
      }),

    lock: (key: Key, plain: Buffer) =>
      connected(async (ask) => {
        await mustBeNamed(ask, key);
        const nonce = randomBytes(nonceLength);
        const answer = await ask('encrypt', ...cryptoPayload(key, plain, nonce));
        mustBeOf(answer, key);
        const body = oneOf(answer, tags.data, 'bytes');
        const tag = oneOf(answer, tags.authenticationTag, 'bytes');
        if (body.length !== plain.length || tag.length !== tagLength) throw new AnswerUnusable();
        return { nonce, body, tag };
      }),

    unlock: (key: Key, locked: { nonce: Buffer; body: Buffer; tag: Buffer }): Promise<Buffer> =>
      connected(async (ask) => {
        await mustBeNamed(ask, key);
        const { nonce, body, tag } = locked;
        const asked = [...cryptoPayload(key, body, nonce), bytes(tags.authenticationTag, tag)];
        const answer = await ask('decrypt', ...asked).catch((error: unknown) => {
          // The key is there and ours: what it does not open was altered.
          if (error instanceof KmipRefused && !isGone(error)) throw refuse('key-service-not-opened');
          throw error;
        });
        mustBeOf(answer, key);
        const plain = oneOf(answer, tags.data, 'bytes');
        if (plain.length !== body.length) throw new AnswerUnusable();
        return plain;
      }),

    destroy: (name: string): Promise<void> =>
      connected(async (ask) => {
        for (const id of await locate(ask, name)) await destroyKey(ask, { name, id });
        for (const id of await locate(ask, name))
          if (!(await isDestroyed(ask, { name, id }))) throw new AnswerUnusable();
      }),

    givesAway: (key: Key): Promise<boolean> =>
      connected(async (ask) => {
        try {
          await ask('get', text(tags.uniqueIdentifier, key.id));
          return true;
        } catch (error) {
          if (error instanceof KmipRefused) return false;
          throw error;
        }
      }),
  };
}

type Ask = (operation: Operation, ...payload: readonly Item[]) => Promise<readonly Item[]>;

const attribute = (name: string, value: Item): Item =>
  structure(tags.attribute, text(tags.attributeName, name), value);

const nameAttribute = (name: string): Item =>
  attribute(
    'Name',
    structure(tags.attributeValue, text(tags.nameValue, name), enumeration(tags.nameType, plainName)),
  );

/** Not to be given away, in as many words as the service knows. @returns its id */
async function createKey(ask: Ask, name: string): Promise<string> {
  const sensitive = attribute('Sensitive', { tag: tags.attributeValue, type: 'boolean', value: true });
  const staying = attribute('Extractable', { tag: tags.attributeValue, type: 'boolean', value: false });
  for (const more of [[sensitive, staying], [sensitive], []]) {
    try {
      const answer = await ask(
        'create',
        enumeration(tags.objectType, symmetricKey),
        structure(
          tags.templateAttribute,
          attribute('Cryptographic Algorithm', enumeration(tags.attributeValue, aes)),
          attribute('Cryptographic Length', integer(tags.attributeValue, 256)),
          attribute('Cryptographic Usage Mask', integer(tags.attributeValue, mayEncryptAndDecrypt)),
          nameAttribute(name),
          ...more,
        ),
      );
      return readId(answer);
    } catch (error) {
      const cannotSay = error instanceof KmipRefused && !refusesUs(error);
      if (!cannotSay || more.length === 0) throw error;
    }
  }
  throw new AnswerUnusable();
}

function readId(answer: readonly Item[]): string {
  const id = oneOf(answer, tags.uniqueIdentifier, 'text');
  if (!isId(id)) throw new AnswerUnusable();
  return id;
}

/** As long as one byte counts, and without what moves a cursor. */
const isId = (id: string) => /^[\x21-\x7e]{1,255}$/.test(id);

function mustBeOf(answer: readonly Item[], { id }: Key): void {
  if (oneOf(answer, tags.uniqueIdentifier, 'text') !== id) throw refuse('key-service-other-name');
}

/** That the id still stands for the key we named so: a service that was put back or mixed up is noticed before it locks anything. */
async function mustBeNamed(ask: Ask, key: Key): Promise<void> {
  const values = await attributesOf(ask, key, 'Name');
  const names = values.flatMap((value) =>
    value.type === 'structure' ? allOf(value.value, tags.nameValue, 'text') : [],
  );
  if (!names.includes(key.name)) throw refuse('key-service-other-name');
}

/** Values of that attribute of the key. */
async function attributesOf(ask: Ask, key: Key, name: string): Promise<readonly Item[]> {
  const answer = await ask(
    'getAttributes',
    text(tags.uniqueIdentifier, key.id),
    text(tags.attributeName, name),
  );
  mustBeOf(answer, key);
  return allOf(answer, tags.attribute, 'structure')
    .filter((each) => oneOf(each, tags.attributeName, 'text') === name)
    .flatMap((each) => each.filter(({ tag }) => tag === tags.attributeValue));
}

function cryptoPayload(key: Key, data: Buffer, nonce: Buffer): Item[] {
  return [
    text(tags.uniqueIdentifier, key.id),
    structure(
      tags.cryptographicParameters,
      enumeration(tags.blockCipherMode, gcm),
      enumeration(tags.cryptographicAlgorithm, aes),
      integer(tags.tagLength, tagLength),
    ),
    bytes(tags.data, data),
    bytes(tags.nonce, nonce),
    bytes(tags.additionalData, Buffer.from(key.name)),
  ];
}

/** Ids of all keys of that name. */
async function locate(ask: Ask, name: string): Promise<readonly string[]> {
  const answer = await ask('locate', integer(tags.maximumItems, mostOfOneName), nameAttribute(name));
  const ids = allOf(answer, tags.uniqueIdentifier, 'text');
  if (ids.some((id) => !isId(id))) throw new AnswerUnusable();
  return ids;
}

async function destroyKey(ask: Ask, key: Key): Promise<void> {
  try {
    // A service that answers with keys of other names than it was asked for is not to destroy those.
    await mustBeNamed(ask, key);
    const state = await stateOf(ask, key);
    if (isEnd(state)) return;
    const id = text(tags.uniqueIdentifier, key.id);
    if (state === states.active)
      await ask(
        'revoke',
        id,
        structure(tags.revocationReason, enumeration(tags.revocationReasonCode, cessationOfOperation)),
      );
    await ask('destroy', id);
  } catch (error) {
    // Another was faster.
    if (!isGone(error)) throw error;
  }
}

async function isDestroyed(ask: Ask, key: Key): Promise<boolean> {
  try {
    return isEnd(await stateOf(ask, key));
  } catch (error) {
    if (isGone(error)) return true;
    throw error;
  }
}

const isEnd = (state: number) => state === states.destroyed || state === states.destroyedCompromised;

async function stateOf(ask: Ask, key: Key): Promise<number> {
  const [value] = await attributesOf(ask, key, 'State');
  if (value?.type !== 'enumeration') throw new AnswerUnusable();
  return value.value;
}

function isGone(error: unknown): boolean {
  const gone: readonly number[] = [reasons.itemNotFound, reasons.objectNotFound, reasons.objectDestroyed];
  return error instanceof KmipRefused && gone.includes(error.reason);
}

const refusesUs = ({ reason }: KmipRefused) =>
  reason === reasons.authenticationNotSuccessful || reason === reasons.permissionDenied;

async function readFiles(setting: KeyServiceSetting): Promise<{ cert: string; key: string; ca: string }> {
  try {
    const [files, ca] = await Promise.all([readCertificate(setting), readFile(setting.caFile, 'utf8')]);
    return { ...files, ca };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_KEY_SERVICE_CERT_FILE',
      reason: 'key-service-files',
      code,
    });
  }
}

function refuse(reason: string, more: Record<string, string | number> = {}): Refusal {
  return new Refusal('storage-unavailable', { reason, ...more });
}

/** What the service, or the way to it, did, in codes: no word of its answer is passed on. */
function asRefusal(error: unknown): unknown {
  if (error instanceof KmipRefused) {
    if (isGone(error)) return refuse('key-service-no-key');
    return refuse(refusesUs(error) ? 'key-service-refuses-us' : 'key-service-refuses', {
      code: error.reason,
    });
  }
  if (error instanceof TtlvInvalid || error instanceof AnswerUnusable) return refuse('key-service-unusable');
  if (!(error instanceof NoAnswer)) return error;
  const { problem } = error;
  if (/PROTOCOL|VERSION/.test(problem)) return refuse('key-service-unusable', { code: problem });
  // Names of OpenSSL and of Node for a chain, a name or a date that does not hold.
  if (/CERT|ISSUER|SIGNATURE|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/.test(problem) && !/ALERT/.test(problem))
    return refuse('key-service-not-trusted', { code: problem });
  if (/ALERT/.test(problem)) return refuse('key-service-refuses-us', { code: problem });
  return refuse('key-service-away', { code: problem });
}
