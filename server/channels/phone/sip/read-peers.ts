import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { isHostPattern } from '../../../base/host-name.ts';
import { readNetwork } from './network.ts';
import { readList } from './read-list.ts';
import { type Peer, transports } from './peers.ts';
import { tolerances } from './tolerances.ts';

const setting = 'HALTIJA_PHONE_PEERS';
const most = 200;

export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    // oxlint-disable-next-line no-control-regex -- these are what is refused
    .regex(/^[^\u0000-\u001F\u007F]*$/);
export const several = <T extends z.ZodType>(item: T, atMost: number) =>
  z
    .array(item)
    .max(atMost)
    .refine((items) => new Set(items).size === items.length, 'the same twice');

/** Who answers for it that callers are told. */
export const announcement = z.strictObject({
  calls: several(z.enum(['incoming', 'outgoing']), 2).min(1),
  owner: line(200),
  evidence: line(500),
  lastReview: z.iso.date(),
  nextReview: z.iso.date(),
});

export const ownNumbers = several(
  z
    .string()
    .regex(/^\+?[A-Za-z0-9._-]{1,40}\*?$/, 'a number or extension, with * at its end for all that begin so'),
  500,
).default([]);
export const peerName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'small letters, figures and hyphens');
export const recipientKey = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'the id of a processor in the declaration');
export const queueKey = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,62}$/, 'a queue of the declaration');

const peer = z
  .strictObject({
    name: peerName,
    recipient: recipientKey,
    queue: queueKey,
    addresses: several(
      z
        .string()
        .refine(
          (text) => readNetwork(text) !== undefined,
          'an address or a network such as 192.0.2.0/28; not more than /16, or /48 of IPv6',
        ),
      50,
    ).min(1),
    transports: several(z.enum(transports), 3).min(1),
    certificateName: z
      .string()
      .refine((text) => isHostPattern(text) && !text.startsWith('*'), 'a host name in small letters')
      .optional(),
    tolerances: several(z.enum(tolerances), tolerances.length).default([]),
    announcement: announcement.optional(),
    ownNumbers,
  })
  .refine((each) => each.transports.includes('tls') === (each.certificateName !== undefined), {
    path: ['certificateName'],
    message: 'stands exactly where tls does',
  });

const file = z.strictObject({ peers: z.array(peer).min(1).max(most) });

/**
 * Reads the list of peers, a JSON text: `{ "peers": [ … ] }`.
 *
 * @throws {Refusal} settings-invalid; `at` says where, `fix` what to write. Values are never quoted
 */
export function readPeers(text: string): readonly Peer[] {
  const { peers: listed } = readList(text, file, {
    setting,
    form: '{ "peers": [ … ] }',
    page: 'docs/operate/phone.md',
  });
  const peers = listed.map((each): Peer => ({
    ...each,
    certificateName: each.certificateName,
    announcement: each.announcement,
  }));
  for (const [index, each] of peers.entries()) {
    const { announcement: told } = each;
    if (told && told.nextReview <= told.lastReview)
      throw refuse(`peers.${index}.announcement.nextReview`, 'a date after the last review');
    for (const other of peers.slice(0, index)) {
      if (other.name === each.name) throw refuse(`peers.${index}.name`, 'a name of its own');
      if (areConfused(each, other))
        throw refuse(
          `peers.${index}.addresses`,
          `addresses that are not those of ${other.name} as well, or TLS with another certificate`,
        );
    }
  }
  return peers;
}

/** Whether one message could be of both: an address and a transport in common, and no certificate to tell them apart. */
function areConfused(one: Peer, other: Peer): boolean {
  const shared = one.transports.filter((transport) => other.transports.includes(transport));
  const toldApart =
    shared.every((transport) => transport === 'tls') && one.certificateName !== other.certificateName;
  return (
    shared.length > 0 &&
    !toldApart &&
    one.addresses.some((mine) =>
      other.addresses.some((theirs) => readNetwork(mine)!.overlaps(readNetwork(theirs)!)),
    )
  );
}

const refuse = (at: string, fix: string): Refusal => new Refusal('settings-invalid', { setting, at, fix });
