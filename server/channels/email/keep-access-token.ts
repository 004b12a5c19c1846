import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { OAuthSetting } from '../../base/mail-sign-in-settings.ts';
import { Refusal } from '../../base/errors.ts';
import { readSecret, type Secret } from '../../base/secret.ts';
import { FetchFailed, type Fetched } from '../../safeguards/processors/fetch-out.ts';
import type { WaysOut } from '../../safeguards/processors/ways-out.ts';

/** Why there is no access token. Closed: staff see words chosen by it. */
export type AccessTokenFailureCode =
  | 'token-endpoint-out-of-reach'
  | 'token-endpoint-failed'
  | 'token-endpoint-not-allowed'
  | 'token-refused'
  | 'secret-unreadable';

/** Holds a code only: what providers answer may quote what they were sent. */
export class AccessTokenFailure extends Error {
  readonly code: AccessTokenFailureCode;

  constructor(code: AccessTokenFailureCode) {
    super(code);
    this.name = 'AccessTokenFailure';
    this.code = code;
  }
}

export interface AccessTokens {
  /** One that is good for a while yet. @throws {AccessTokenFailure} */
  get(): Promise<string>;
  /** The server refused this one: the next is a new one. */
  discard(token: string): void;
}

/** A provider that is silent about the life of a token is taken to mean this (seconds). */
const presumedLife = 300;
/** Seconds before its end that a token is renewed, at most a tenth of its life. */
const margin = 60;
const answerLimit = 64 * 1024;

/**
 * Access tokens of one client of an identity provider (RFC 6749, sections 4.4 and 6), asked for when needed and kept
 * in memory until shortly before they end. Several who ask at once wait for one answer. A refresh token that
 * the provider exchanges for a new one is written back to its file, whole or not at all; one that
 * came from the environment is remembered only until we end.
 */
export function createAccessTokens(
  deps: { clock: Clock; logger: Logger; waysOut: Pick<WaysOut, 'fetch'> },
  setting: OAuthSetting,
  options: { answerTime?: number } = {},
): AccessTokens {
  const { clock, logger, waysOut } = deps;
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;
  let exchanged: string | undefined;

  async function secretOf(secret: Secret): Promise<string> {
    try {
      return await readSecret(secret);
    } catch {
      throw new AccessTokenFailure('secret-unreadable');
    }
  }

  async function ask(): Promise<string> {
    const form = new URLSearchParams({ client_id: setting.clientId });
    if (setting.clientSecret !== undefined) form.set('client_secret', await secretOf(setting.clientSecret));
    if (setting.refreshToken === undefined) form.set('grant_type', 'client_credentials');
    else {
      form.set('grant_type', 'refresh_token');
      form.set('refresh_token', exchanged ?? (await secretOf(setting.refreshToken)));
    }
    if (setting.scope !== undefined) form.set('scope', setting.scope);
    const from = clock.now().getTime();
    const answer = await post(waysOut, setting.tokenUrl, form, options.answerTime ?? 30_000);
    const { access_token: token, expires_in: life, refresh_token: next } = answer;
    // A control character would end its field in what is sent to the mail server.
    if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token))
      throw new AccessTokenFailure('token-endpoint-failed');
    const seconds = Number(life) > 0 ? Number(life) : presumedLife;
    held = { token, until: from + (seconds - Math.min(margin, seconds / 10)) * 1000 };
    if (typeof next === 'string' && next !== '' && next !== form.get('refresh_token')) await keepNew(next);
    return token;
  }

  async function keepNew(refreshToken: string): Promise<void> {
    const { refreshToken: secret } = setting;
    if (secret?.kind !== 'file') {
      exchanged = refreshToken;
      logger.warn(
        { client: setting.name },
        'the provider exchanged the refresh token; give it in a file, so that the new one outlives a restart',
      );
      return;
    }
    try {
      await replaceFile(secret.path, refreshToken);
      exchanged = undefined;
    } catch {
      exchanged = refreshToken;
      logger.error({ client: setting.name }, 'the new refresh token could not be written to its file');
    }
  }

  return {
    get() {
      if (held !== undefined && clock.now().getTime() < held.until) return Promise.resolve(held.token);
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    discard(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

async function post(
  waysOut: Pick<WaysOut, 'fetch'>,
  url: string,
  form: URLSearchParams,
  answerTime: number,
): Promise<Readonly<Record<string, unknown>>> {
  let response: Fetched;
  let text: string;
  try {
    response = await waysOut.fetch('sign-in', url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: form,
      answerTime,
      mostBytes: answerLimit,
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof Refusal) throw new AccessTokenFailure('token-endpoint-not-allowed');
    const tooLarge = error instanceof FetchFailed && error.code === 'too-large';
    throw new AccessTokenFailure(tooLarge ? 'token-endpoint-failed' : 'token-endpoint-out-of-reach');
  }
  // 400 and 401 are the provider's word about us (RFC 6749, section 5.2); all else is its own trouble.
  if (response.status === 400 || response.status === 401) throw new AccessTokenFailure('token-refused');
  if (response.status < 200 || response.status > 299) throw new AccessTokenFailure('token-endpoint-failed');
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null) return answer as Record<string, unknown>;
  } catch {
    // Told below, without a word of what came.
  }
  throw new AccessTokenFailure('token-endpoint-failed');
}

/** Whole or not at all: a kill between leaves the old one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}`);
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
