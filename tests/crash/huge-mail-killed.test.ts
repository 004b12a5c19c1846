import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, expect, test } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { removeStrayBlobs } from '../../server/safeguards/retention/remove-stray-blobs.ts';
import { createDatabase } from '../../server/storage/database.ts';
import { writeDocument, writeHugeMail } from '../email/write-huge-mail.ts';
import { findPlain, readFiles } from '../promises/find-plain.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { freePort } from './free-port.ts';
import { startHouseProcess } from './house-process.ts';
import { full } from './sizes.ts';

const secret = 'Salaisuusliite kohta kolme';
const document = writeDocument(6_000_000, secret);
const mails = ['yksi', 'kaksi', 'kolme'].map((name) =>
  writeHugeMail({ messageId: `killed-${name}@example.fi`, file: { name: `${name}.pdf`, content: document } }),
);
const kills = full ? 20 : 4;

let the: TestHouse | undefined;
afterAll(() => the?.stop());

test(
  'killed while huge mails come in: each is one contact with its whole file, and what was cut short is unreadable and goes',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'haltija-huge-'));
    // As root the database server runs as another user, who must get through.
    await chmod(folder, 0o711);
    const port = await freePort();
    const settings = {
      HALTIJA_DATA_DIR: join(folder, 'data'),
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_SMTP_PORT: '0',
      HALTIJA_LMTP_PORT: port,
    };
    const hand = (raw: Buffer) =>
      createTransport({ host: '127.0.0.1', port: Number(port), lmtp: true, secure: false, ignoreTLS: true })
        .sendMail({ raw, envelope: { from: 'maija@example.fi', to: ['asiakaspalvelu@posti.example'] } })
        .then(
          () => true,
          () => false,
        );
    let accepted = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      const child = await startHouseProcess(settings);
      const handing = mails.map(hand);
      // From the first bytes to the parsing of the last.
      await sleep(60 + Math.random() * 900);
      await child.kill();
      accepted = Math.max(accepted, (await Promise.all(handing)).filter(Boolean).length);
      expect(findPlain(await readFiles(join(folder, 'data', 'blobs')), [secret])).toEqual([]);
    }

    the = await startHouse({ folder, settings });
    const { storage, settings: own, holdings } = the.house;
    // Who was not told that it is kept hands it over again, and who was, too.
    expect(await Promise.all(mails.map(hand))).toEqual([true, true, true]);
    const count = () =>
      storage.db.query(
        `SELECT (SELECT count(*) FROM mail.raw WHERE state = 'done') AS mails, (SELECT count(*) FROM register.contact) AS contacts,
                (SELECT count(*) FROM register.contact_message) AS messages, (SELECT count(*) FROM register.contact_file WHERE size = $1) AS files`,
        [document.length],
      );
    await expect
      .poll(count, { timeout: 60_000, interval: 100 })
      .toEqual([{ mails: 3, contacts: 3, messages: 3, files: 3 }]);

    const owner = createDatabase(
      { ...storage.connection, user: 'haltija_owner', password: secretsOf(storage.keeper)('owner') },
      { max: 2 },
    );
    try {
      expect(await findBrokenUnits(owner, own.blobDir)).toEqual([]);
    } finally {
      await owner.end();
    }
    const twoDaysOn = { now: () => new Date(Date.now() + 2 * 86_400_000) };
    await removeStrayBlobs({ db: storage.db, blobs: storage.blobs, clock: twoDaysOn, holdings });
    // Of each mail its raw form and its file.
    expect(await Array.fromAsync(storage.blobs.list())).toHaveLength(6);
  },
  full ? 600_000 : 240_000,
);
