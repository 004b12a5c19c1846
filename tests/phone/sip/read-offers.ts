import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SipMessage } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { parseMessage } from '../../../server/channels/phone/sip/message/parse-message.ts';
import { type BodyText, wire, writeRequest } from './write-invite.ts';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('drachtio-siprec-recording-server/package.json')),
  'test/data',
);

/** A real offer of a vendor, from the test data of another recording server; saved there with line feeds alone. */
export function readOffer(name: string): string {
  return wire(readFileSync(join(folder, name), 'utf8')).replace(/^\r\n/, '');
}

/** What its INVITE carried. Most were saved without their last delimiter: it is added unless `asSaved`. */
export function contentOf(name: string, type?: string, asSaved = false): BodyText {
  const saved = readOffer(name);
  const [, boundary = ''] = /^--(\S+)/.exec(saved) ?? [];
  const isOpen = boundary !== '' && !saved.includes(`--${boundary}--`) && !asSaved;
  const text = isOpen ? `${saved}\r\n--${boundary}--\r\n` : saved;
  return { type: type ?? `multipart/mixed;boundary=${boundary}`, text };
}

/** The INVITE that carried it. */
export function inviteWith(...offer: Parameters<typeof contentOf>): SipMessage {
  return parseMessage(writeRequest('INVITE', {}, contentOf(...offer)));
}
