import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificate } from './base/certificate.ts';
import type { Conditions } from './base/conditions.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { PhoneSetting } from './base/phone-settings.ts';
import type { Settings } from './base/settings.ts';
import { createSpoolFinisher } from './channels/phone/calls/finish-spools.ts';
import type { Ingest } from './channels/phone/ingest/open-ingest.ts';
import { type CallsInProgress, recordCalls } from './channels/phone/calls/record-calls.ts';
import { findOtherSpools } from './channels/phone/media/keep/read-spool.ts';
import { openRecorder } from './channels/phone/media/open-recorder.ts';
import type { Peer } from './channels/phone/sip/peers.ts';
import { readPeers } from './channels/phone/sip/read-peers.ts';
import { type SipThread, startSipThread } from './channels/phone/sip/start-sip-thread.ts';
import { createIngest, type IngestDeps, readSetting } from './compose-ingest.ts';
import type { ContactsDeps } from './register/contacts/contacts.ts';
import type { Extensions } from './safeguards/access/extensions.ts';

export interface Exchange {
  /** Of the list of peers. */
  readonly name: string;
  readonly queue: string;
  readonly state: 'up' | 'quiet' | 'never-heard';
  readonly lastHeardAt: Date | null;
  /** That it hands over now. */
  readonly calls: number;
}

export interface PhoneHouse extends Listening {
  /** What telephone systems hand over by HTTP; undefined where none is listed. */
  readonly ingest: Ingest | undefined;
}

interface Listening {
  /** @throws Refusal 'settings-invalid' for a list of peers, a certificate or a port that does not do */
  start(): Promise<{ sipPort: number }>;
  /** Calls that go on are ended, and kept. */
  stop(): Promise<void>;
  /** As signalling knows them since it was started; undefined where calls are taken elsewhere. */
  exchanges(): readonly Exchange[] | undefined;
}

const none: Listening = {
  start: async () => ({ sipPort: 0 }),
  stop: async () => undefined,
  exchanges: () => undefined,
};

/** An exchange that asks whether we are there does so more often. */
const quietAfterMilliseconds = 300_000;

/** Calls that exchanges hand over, by SIPREC or by HTTP. @throws Refusal 'settings-invalid' for a list of sources that does not do */
export async function createPhoneHouse(
  deps: IngestDeps & { extensions: Extensions },
  settings: Pick<Settings, 'phone' | 'phoneSources' | 'blobDir' | 'port'>,
): Promise<PhoneHouse> {
  const ingest = await createIngest(deps, settings);
  const siprec = createSiprec(deps, settings);
  return {
    ingest,
    exchanges: siprec.exchanges,
    async start() {
      const listening = await siprec.start();
      await ingest?.start();
      return listening;
    },
    async stop() {
      await siprec.stop();
      await ingest?.stop();
    },
  };
}

/** Signalling, recorder, and the register they are kept in. */
function createSiprec(
  deps: { contacts: ContactsDeps; extensions: Extensions; conditions: Conditions; log: Logger },
  { phone, blobDir }: Pick<Settings, 'phone' | 'blobDir'>,
): Listening {
  if (phone === undefined) return none;
  const { contacts, extensions, conditions, log } = deps;
  // Whoever has the port has the folder: what lies there was left by an earlier life of this one.
  // What lies in another waits for a start on those ports, or to be moved here by hand.
  const folder = join(blobDir, 'spool', `${phone.sipPort}-${phone.tls?.port ?? 0}`);
  let calls: CallsInProgress | undefined;
  let sip: SipThread | undefined;
  let stop = async (): Promise<void> => undefined;
  let peers: readonly Peer[] = [];
  const heardAt = new Map<string, Date>();

  function exchangeOf({ name, queue }: Peer): Exchange {
    const lastHeardAt = heardAt.get(name) ?? null;
    const going = calls?.countOf(name) ?? 0;
    const isFresh =
      lastHeardAt !== null && contacts.clock.now().getTime() - lastHeardAt.getTime() < quietAfterMilliseconds;
    const state = going > 0 || isFresh ? 'up' : lastHeardAt === null ? 'never-heard' : 'quiet';
    return { name, queue, state, lastHeardAt, calls: going };
  }

  return {
    async start() {
      peers = readPeers(await readSetting('HALTIJA_PHONE_PEERS', readFile(phone.peersFile, 'utf8')));
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
      calls = recordCalls({
        contacts,
        recorder,
        peers,
        mediaAddress: phone.address,
        finisher,
        ownerOf: extensions.ownerOf,
        log,
      });
      stop = async () => {
        await sip?.close();
        await calls?.stop();
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
        (peer) => heardAt.set(peer, contacts.clock.now()),
      );
      conditions.report('phone', null);
      return { sipPort: sip.ports[0] ?? 0 };
    },
    stop: () => stop(),
    exchanges: () => peers.map(exchangeOf),
  };
}

async function readIdentity(files: NonNullable<PhoneSetting['tls']>) {
  const reading = Promise.all([readCertificate(files), readFile(files.caFile, 'utf8')]);
  const [{ cert, key }, authorities] = await readSetting('HALTIJA_PHONE_CERT_FILE', reading);
  return { certificate: cert, key, authorities };
}
