import { resolve } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { isHostPattern } from '../../../base/host-name.ts';
import { readSecret, secretIsThere } from '../../../base/secret.ts';
import type { AnnouncementAttestation } from '../sip/peers.ts';
import { readList } from '../sip/read-list.ts';
import { announcement, ownNumbers, peerName, queueKey, recipientKey, several } from '../sip/read-peers.ts';

/** A telephone system that hands its calls over by HTTP, signed. */
export interface Source {
  /** Of ours, in logs and on screens; what it signs with is known by it. */
  readonly name: string;
  /** The processor of the declaration that it belongs to (P16). */
  readonly recipient: string;
  /** The queue of the declaration that its calls belong to. */
  readonly queue: string;
  /** The file of the secret it signs with. */
  readonly keyFile: string;
  /** Who answers for it that callers are told of the recording before it begins; undefined: nobody does. */
  readonly announcement: AnnouncementAttestation | undefined;
  /** Numbers of our own, as the source writes them; one that ends in * names all that begin so. */
  readonly ownNumbers: readonly string[];
  /** Bytes of one recording. */
  readonly mostBytes: number;
  /** Machines that recordings may be fetched from; the declaration must name them too. */
  readonly pullFrom: readonly string[];
  /** A name and password for them, `name:password`, in a file. */
  readonly pullKeyFile: string | undefined;
  /** It signs in the manner of Twilio, with the token of its account in `keyFile`; call-backs come to this address of ours. */
  readonly callBackUrl: string | undefined;
}

const setting = 'HALTIJA_PHONE_SOURCES';
/** Characters: 32 bytes in hexadecimal have 64, an account's token of Twilio 32. */
const shortestSecret = 32;
const file = z.string().min(1).max(4096);

const source = z.strictObject({
  name: peerName,
  recipient: recipientKey,
  queue: queueKey,
  keyFile: file,
  announcement: announcement.optional(),
  ownNumbers,
  mostMegabytes: z.number().int().min(1).max(2048).default(512),
  pullFrom: several(
    z.string().refine((text) => isHostPattern(text) && !text.startsWith('*'), 'a host name in small letters'),
    20,
  ).default([]),
  pullKeyFile: file.optional(),
  callBackUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});

const list = z.strictObject({ sources: z.array(source).min(1).max(100) });

/**
 * Reads the list of sources, a JSON text: `{ "sources": [ … ] }`.
 *
 * @throws {Refusal} settings-invalid; `at` says where, `fix` what to write. Values are never quoted
 */
export function readSources(text: string): readonly Source[] {
  const { sources } = readList(text, list, {
    setting,
    form: '{ "sources": [ … ] }',
    page: 'docs/operate/phone-ingest.md',
  });
  const refuse = (at: string, fix: string) => new Refusal('settings-invalid', { setting, at, fix });
  for (const [index, { name, announcement: told, keyFile }] of sources.entries()) {
    if (told && told.nextReview <= told.lastReview)
      throw refuse(`sources.${index}.announcement.nextReview`, 'a date after the last review');
    if (sources.findIndex((each) => each.name === name) < index)
      throw refuse(`sources.${index}.name`, 'a name of its own');
    if (!secretIsThere({ kind: 'file', path: resolve(keyFile) }))
      throw refuse(
        `sources.${index}.keyFile`,
        'a file that can be read, with the secret alone in it, mode 0600',
      );
  }
  return sources.map(({ mostMegabytes, ...each }): Source => ({
    ...each,
    keyFile: resolve(each.keyFile),
    announcement: each.announcement,
    mostBytes: mostMegabytes * 1024 * 1024,
    pullKeyFile: each.pullKeyFile === undefined ? undefined : resolve(each.pullKeyFile),
    callBackUrl: each.callBackUrl,
  }));
}

/** Read anew at each use, so that another one needs no restart. @throws Refusal 'settings-invalid' */
export async function secretOf({ keyFile }: Source): Promise<string> {
  const secret = await readSecret({ kind: 'file', path: keyFile }).catch(() => '');
  if (secret.length < shortestSecret)
    throw new Refusal('settings-invalid', {
      setting,
      fix: `a secret of ${shortestSecret} characters or more`,
    });
  return secret;
}
