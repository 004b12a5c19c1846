import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from './base/certificate.ts';
import type { Conditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { PhoneSetting } from './base/phone-settings.ts';
import { createSpoolFinisher } from './channels/phone/calls/finish-spools.ts';
import { type CallsInProgress, recordCalls } from './channels/phone/calls/record-calls.ts';
import { findOtherSpools } from './channels/phone/media/keep/read-spool.ts';
import { openRecorder } from './channels/phone/media/open-recorder.ts';
import { readPeers } from './channels/phone/sip/read-peers.ts';
import { type SipThread, startSipThread } from './channels/phone/sip/start-sip-thread.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';

export interface PhoneHouse {
  /** @throws Refusal 'settings-invalid' for a list of peers, a certificate or a port that does not do */
  start(): Promise<{ sipPort: number }>;
  /** Calls that go on are ended, and kept. */
  stop(): Promise<void>;
}

const none: PhoneHouse = { start: async () => ({ sipPort: 0 }), stop: async () => undefined };

/** Calls that exchanges hand over by SIPREC: signalling, recorder, and the register they are kept in. */
export function createPhoneHouse(
  deps: { contacts: ContactsDeps; conditions: Conditions; log: Logger },
  { phone, blobDir }: { readonly phone: PhoneSetting | undefined; readonly blobDir: string },
): PhoneHouse {
  if (phone === undefined) return none;
  const { contacts, conditions, log } = deps;
  // Whoever has the port has the folder: what lies there was left by an earlier life of this one.
  // What lies in another waits for a start on those ports, or to be moved here by hand.
  const folder = join(blobDir, 'spool', `${phone.sipPort}-${phone.tls?.port ?? 0}`);
  let calls: CallsInProgress | undefined;
  let sip: SipThread | undefined;
  let stop = async (): Promise<void> => undefined;

  return {
    async start() {
      const peers = readPeers(await readSetting('HALTIJA_PHONE_PEERS', readFile(phone.peersFile, 'utf8')));
      const { declaration } = contacts.current();
      for (const [index, { queue }] of peers.entries())
        if (!Object.hasOwn(declaration.queues, queue))
          throw new Refusal('settings-invalid', {
            setting: 'HALTIJA_PHONE_PEERS',
            at: `peers.${index}.queue`,
            fix: 'a queue of the declaration',
          });
      const identity = phone.tls && (await readIdentity(phone.tls));
      const recorder = await openRecorder({
        folder,
        host: phone.host,
        ports: phone.mediaPorts,
        // Its BYE was lost, or the exchange is gone.
        silent(recordingId) {
          const session = calls?.sessionOf(recordingId);
          if (session !== undefined) sip?.end(session);
        },
        failed: (code, recordingId) => log.error({ code, recordingId: recordingId ?? null }, 'the recorder'),
      });
      const finisher = createSpoolFinisher({ contacts, folder, log });
      calls = recordCalls({ contacts, recorder, peers, mediaAddress: phone.address, finisher, log });
      stop = async () => {
        await sip?.close();
        await calls?.settled();
        await recorder.close();
        await finisher.stop();
      };
      for (const { name, count } of await findOtherSpools(folder))
        log.warn(
          { folder: name, count },
          'recordings wait in the folder of other ports: nobody finishes them',
        );
      await finisher.recover(peers.map(({ name }) => name));
      const { host, address } = phone;
      const on = (transport: 'udp' | 'tcp' | 'tls', port: number) => ({
        transport,
        host,
        port,
        ...(address !== host && { advertised: address }),
      });
      sip = await startSipThread(
        {
          peers,
          identity,
          onBack: () => conditions.report('phone', null),
          listen: [
            ...(phone.sipPort === 0 ? [] : [on('udp', phone.sipPort), on('tcp', phone.sipPort)]),
            ...(phone.tls ? [on('tls', phone.tls.port)] : []),
          ],
        },
        calls,
        (peer, code, count) => {
          log.warn({ peer: peer ?? null, code, count }, 'trouble with an exchange');
          if (code === 'thread-lost' || code === 'listener-failed') conditions.report('phone', code);
        },
      );
      conditions.report('phone', null);
      return { sipPort: sip.ports[0] ?? 0 };
    },
    stop: () => stop(),
  };
}

async function readIdentity(files: NonNullable<PhoneSetting['tls']>) {
  const reading = Promise.all([readCertificate(files), readFile(files.caFile, 'utf8')]);
  const [{ cert, key }, authorities] = await readSetting('HALTIJA_PHONE_CERT_FILE', reading);
  return { certificate: cert, key, authorities };
}

/** @throws Refusal 'settings-invalid' when a file cannot be read */
function readSetting<T>(setting: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('settings-invalid', {
      setting,
      reason: 'file-unreadable',
      code: error.code ?? 'unknown',
    });
  });
}
