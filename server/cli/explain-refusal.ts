import { Refusal } from '../base/errors.ts';
import type { RestoreReason } from '../operations/restore/refuse.ts';
import { explainRestore } from './explain-restore.ts';

type Details = Refusal['details'];

/** What is wrong and what to do, by the reason a refusal gives. */
const byReason: Readonly<Record<string, (details: Details) => string>> = {
  'held-by-another-process': ({ pid, since }) =>
    `Another process (pid ${pid}, since ${since}) already runs on this data folder. Stop it first (kill ${pid}), or give this one a HALTIJA_DATA_DIR of its own.`,
  'owner-password-differs': () =>
    'The keys in HALTIJA_KEEPER_DIR are not those this data was made with. Bring back the keeper folder that belongs to HALTIJA_DATA_DIR.',
  'data-missing': ({ folder }) =>
    `The data that was here is gone: ${folder}. Bring the folder back (is a disk not mounted?), or restore a backup.`,
  'data-of-another-user': ({ uid }) =>
    `The data belongs to the user with uid ${uid}. Run as that user, or as root.`,
  'data-of-another-major': ({ found, needed }) =>
    `The data is of PostgreSQL ${found}; this release needs ${needed}. Back up with the release that made it, and restore into a new data folder.`,
  'data-folder-not-enterable': ({ folder, uid }) =>
    `PostgreSQL, as uid ${uid}, cannot enter ${folder}. Open each folder above it (chmod o+x), or choose another HALTIJA_DATA_DIR.`,
  'no-folder-for-server': ({ fix }) => `There is no folder that PostgreSQL may enter: ${fix}.`,
  'no-socket-folder': () => 'No folder could be made for the database socket. /tmp or /run must be writable.',
  'drill-not-started': ({ detail }) =>
    `The register of the drill did not start or was not filled. The last line of its log: ${detail || 'none'}`,
  'drill-stopped': () => 'Stopped. The register of the drill is removed.',
  drill: ({ what, status, code }) =>
    `The register of the drill did not do what it must (${what}: ${[code, status].filter(Boolean).join(', ') || 'no answer'}), so nothing was robbed. With --register, the declaration must have the example's tasks, queues, categories and reasons.`,
  'location-record-unreadable': ({ file }) =>
    `${file} is damaged. Restore it from a backup of the data folder.`,
  'no-embedded-server': ({ fix }) => `The embedded PostgreSQL is not installed for this machine: ${fix}.`,
  'flock-missing': () => 'The program flock is missing. Install util-linux.',
  'server-did-not-start': ({ detail }) =>
    `PostgreSQL did not start${detail === undefined ? '' : ` (${detail})`}. Its own log in the data folder tells why; a full disk is the likeliest.`,
  'server-program-does-not-run': ({ detail }) =>
    `PostgreSQL's programs do not run on this machine${detail === undefined ? '' : ` (${detail})`}. Set HALTIJA_DATABASE_URL to a PostgreSQL 18.`,
  'server-does-not-end': ({ pid }) =>
    `A PostgreSQL left behind (pid ${pid}) does not end. End it by hand, then start again.`,
  'cluster-not-made': ({ step, detail }) =>
    `The database could not be made (${step}: ${detail}). Check the free space of HALTIJA_DATA_DIR.`,
  'no-data-yet': ({ folder }) =>
    `There is no data in ${folder} yet. Start the service once (haltija start), or set HALTIJA_DATA_DIR to the folder of the one you mean (the demo's is .haltija/demo).`,
  'migration-pending': ({ pending }) =>
    `The database is of an older release (${pending} migrations behind). Restart the service with this release; it brings the database up to date.`,
  'database-of-newer-release': () =>
    'The database is of a newer release than this one. Use the release that runs the service.',
  'migration-changed': ({ migration }) =>
    `Migration ${migration} differs from the one that was applied. Put back the file of the release; migrations are never edited.`,
  'postgresql-18-needed': ({ found }) =>
    `The server at HALTIJA_DATABASE_URL is not PostgreSQL 18 or newer (it says ${found}). Use an 18, or leave the setting out for the embedded one.`,
  'key-service-not-set': () =>
    'The keys in HALTIJA_KEEPER_DIR are locked by a key service, and HALTIJA_KEY_SERVICE_URL does not say by which. Write it and the three files beside it (docs/operate/keys.md).',
  'key-service-files': ({ code }) =>
    `A file of HALTIJA_KEY_SERVICE_CERT_FILE, _KEY_FILE or _CA_FILE cannot be read (${code}). Check the paths, and that this user may read them.`,
  'key-service-away': ({ code }) =>
    `The key service does not answer (${code}). Nothing starts without it and no epoch begins or ends; what runs goes on. Check HALTIJA_KEY_SERVICE_URL, that it runs, and the firewall.`,
  'key-service-not-trusted': ({ code }) =>
    `The key service has no certificate that HALTIJA_KEY_SERVICE_CA_FILE vouches for under that name (${code}), so nothing was sent. Mend the file or the name in HALTIJA_KEY_SERVICE_URL.`,
  'key-service-refuses-us': ({ code }) =>
    `The key service does not let us in (${code}). Check HALTIJA_KEY_SERVICE_CERT_FILE: is it in force, signed by an authority of the service, and the one the keys were made with?`,
  'key-service-refuses': ({ code }) =>
    `The key service refuses (KMIP reason ${code}). It must speak KMIP 1.4 and allow Create, Activate, Locate, Get Attributes, Encrypt and Decrypt (AES-256-GCM), Revoke and Destroy; its own log tells more.`,
  'key-service-unusable': ({ code }) =>
    `What the key service answers cannot be used${code === undefined ? '' : ` (${code})`}. Is it a KMIP server of version 1.4 or newer, by TLS 1.2 or newer?`,
  'key-service-no-key': () =>
    'The key service does not have the key that this file is locked with: it was destroyed, or this is another service. Bring back the service that the keys were made in, or the keeper folder that belongs to it.',
  'key-service-other-name': () =>
    'The key service gives a key of another name than the file is locked with. The service was put back to an older state, or the files in HALTIJA_KEEPER_DIR were exchanged; nothing was opened.',
  'key-service-not-opened': () =>
    'The key service has the key, and it does not open the file: the file was altered, or the key may no longer be used there.',
  'others-can-read-copy': () =>
    'The folder for the copy of the keys can be read by others. Close it: chmod 700.',
  'keeper-copy-missing': () =>
    'There is no copy of the keys in HALTIJA_KEEPER_COPY_DIR. If its disk is not mounted, mount it; else haltija key copy makes the first one. Until then no epoch begins or ends.',
  'keeper-copy-unavailable': ({ code }) =>
    `The folder for the copy of the keys cannot be used (${code}). Mount it, or let this user write there. Until then no epoch begins or ends.`,
  'keeper-copy-has-master': () =>
    'There is a master key in the folder for the copy of the keys: with it the copy is no longer noise. Take it away, and keep recovery shares instead.',
  'others-can-read': () => 'HALTIJA_KEEPER_DIR can be read by others. Close it: chmod 700.',
  missing: ({ setting }) =>
    `${setting} names a folder that is not there. Bring back the folder, mend the setting, or, if nothing was ever stored, start the service once (haltija start): it makes it.`,
  'no-master-key': () =>
    'The master key is missing from HALTIJA_KEEPER_DIR (master.key). Bring it back: without it nothing that is stored can be read.',
  'master-key-damaged': () =>
    'The master key in HALTIJA_KEEPER_DIR is damaged (it must be 32 bytes). Bring back master.key from its backup.',
  'no-epoch-key': ({ epoch }) =>
    `The key of epoch ${epoch} is missing from HALTIJA_KEEPER_DIR. Bring back the newest backup of the keeper folder.`,
  'epoch-key-damaged': ({ epoch }) =>
    `The key of epoch ${epoch} does not open with this master key. Bring back the keeper folder that belongs to this data.`,
  'epoch-key-differs': ({ epoch }) =>
    `The key of epoch ${epoch} in HALTIJA_KEEPER_DIR is not the one this database was sealed with. All hosts of one database share one keeper folder: bring back that one.`,
  'index-turned': () => 'The index of look-ups turned meanwhile. Do the same again.',
  'epoch-closed': () => 'The keys turned to a new epoch meanwhile. Do the same again.',
  'no-root-key': () =>
    'root.key is missing from HALTIJA_KEEPER_DIR. Bring back the newest copy of the keeper folder.',
  'root-key-damaged': () =>
    'root.key in HALTIJA_KEEPER_DIR does not open with the master key there. Bring back the two that belong together.',
  'master-key-there': () =>
    'There is a master key in HALTIJA_KEEPER_DIR already; it was left as it is. haltija key rehearse proves the shares without it.',
  'master-change-unfinished': () =>
    'The master key is being changed, or a change was cut short. Finish it first: haltija key change.',
  'share-mistyped': ({ share }) =>
    `Share ${share} is not as it was printed. Compare it letter by letter (there is no 0, 1, 8 or 9 in it).`,
  'shares-too-few': () => 'Two different shares are needed; these are the same one.',
  'shares-of-different-sets': () =>
    'These shares were not printed together. Two of the same printing are needed: look at the day on them.',
  'shares-of-another-key': () =>
    'These shares are of another master key than the one HALTIJA_KEEPER_DIR was made with. The key may have been changed since they were printed.',
  'no-index-key': () => 'The ring holds no index key. Restore the newest ring snapshot.',
  'no-epoch': () => 'The key ring has no epoch. Start the service once (haltija start).',
  'cannot-read': ({ setting }) =>
    `What ${setting} names cannot be read. Check the path, and that this user may read it.`,
  EADDRINUSE: (details) =>
    `${portSetting(details)}: the port${details['port'] === undefined ? '' : ` ${details['port']}`} is in use by another program. Stop that one, or set ${portSetting(details)} to a free port.`,
  EACCES: (details) =>
    `${portSetting(details)}: this user may not listen on the port${details['port'] === undefined ? '' : ` ${details['port']}`}. Set a port from 1024 up.`,
  EADDRNOTAVAIL: ({ setting }) =>
    `${setting}: this machine has no such address. Write one of its own, such as 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: ({ setting }) =>
    `${setting}: no such host. Write an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
  'demo-on-real-data': ({ folder }) =>
    `${folder} holds a register that is not the demo's. The demo fills its register with invented people: give it another HALTIJA_DATA_DIR (and no HALTIJA_DATABASE_URL), or leave it out.`,
  'drill-by-hand': () =>
    'The drill copies a register that lies in folders of this machine; with HALTIJA_DATABASE_URL or a bucket, restore a backup into another database instead (haltija restore --rehearse).',
  'not-the-demo': ({ folder }) =>
    `${folder} is not a folder of the demo, so nothing was removed. Set HALTIJA_DATA_DIR to the demo's folder, or leave it out.`,
  'no-backup-place': () =>
    'No place for backups is set. Write HALTIJA_BACKUP_DIR (a folder on another disk) or HALTIJA_BACKUP_URL (s3://bucket/prefix), and HALTIJA_BACKUP_RECIPIENTS; see docs/operate/backups.md.',
  'not-a-public-key': ({ setting }) =>
    `${setting} holds what is no public key of age. It begins with age1; age-keygen prints it.`,
  'backup-running': () =>
    'A backup is being made already, by the service or another command. One at a time: wait for it to end.',
  'lock-busy': () => 'Another process writes the late set, and has not ended in time. Try again in a while.',
  'reset-by-hand': ({ setting }) =>
    `What the demo keeps in ${setting} is not removed from here. Empty it by hand, leave the setting out, and do the same again.`,
};

function portSetting({ setting }: Details): string {
  return setting === 'smtp port' ? 'HALTIJA_SMTP_PORT' : String(setting);
}

const quarantined: Readonly<Record<string, string>> = {
  restoring:
    'A restore was begun and is not finished. Say the same haltija restore again; it goes on where it was.',
  'behind-witness':
    'The database is older than what was seen of it before, so erased people may be in it. haltija restore status says what is missing; haltija restore --replay brings it up to date.',
  'units-unreadable':
    'A restore found units with neither a key nor a tombstone. haltija restore status names them; find a newer late set, or haltija restore accept-loss --because "…".',
};

const byCode: Readonly<Partial<Record<Refusal['code'], (details: Details) => string>>> = {
  'storage-unavailable': ({ database, blobs, backup }) =>
    backup !== undefined
      ? backup === 'of-another-register'
        ? 'The place of the backups holds those of another register. Write another folder or prefix.'
        : backup === 'database-behind-backups'
          ? 'The access log at the place of the backups is longer than that of this database: an older database was put back. Restore it as docs/operate/restore.md says, or give this one a place of its own.'
          : `The place of the backups cannot be used (${backup}). haltija doctor looks closer.`
      : blobs !== undefined
        ? `The place of the blobs cannot be used (${blobs}). haltija doctor looks closer.`
        : `The database does not answer${database === undefined ? '' : ` (${database})`}. With HALTIJA_DATABASE_URL, check that the server runs and the address is right; haltija doctor looks closer.`,
  quarantined: ({ reason }) => `The register is quarantined. ${quarantined[String(reason)] ?? ''}`,
  'storage-full': ({ blobs, backup }) =>
    backup !== undefined
      ? `The place of the backups is full (${backup}). Make room, or keep them for fewer days (HALTIJA_BACKUP_KEEP_DAYS); what was written of this one is removed.`
      : `The ${blobs === 'bucket-full' ? 'bucket' : 'disk'} is full. Make room, then do the same again.`,
  'log-unavailable': () =>
    'The access log cannot be written, so nothing was opened. haltija doctor looks for the cause.',
  'declaration-missing': () =>
    'No declaration is published. Start the service once (haltija start); it publishes the file of HALTIJA_REGISTER.',
  'settings-invalid': ({ setting, fix }) =>
    `${setting} cannot be used.${fix === undefined ? '' : ` Write ${fix}.`}`,
  'connection-not-declared': ({ setting, way, host }) =>
    setting === undefined
      ? 'The declaration does not name that machine, so nothing goes there. haltija doctor says what to declare.'
      : `${setting} leads to ${host}, which the declaration does not name (way: ${way}). Declare it under the processor that keeps it, or under controller.systems where it is your own; haltija doctor writes it out. Then haltija register publish FILE, or at the first start put it into the file of HALTIJA_REGISTER.`,
  'recipient-agreement-ended': ({ setting, host }) =>
    `${setting === undefined ? 'It' : `${setting} leads to ${host}, which`} belongs to a processor whose agreement is not in force today. Renew it in the declaration, then haltija register publish FILE.`,
  'recipient-country-not-allowed': ({ setting, host }) =>
    `${setting === undefined ? 'It' : `${setting} leads to ${host}, which`} stands in a country that the declaration does not allow. Use a machine in the EEA, or declare the transfer ground.`,
  'import-not-declared': () =>
    'The declaration has no source of the kind old-mail that brings messages, so no old mail is brought in. Add one and publish it; the notice then tells people:\n  sources: { old-mail: { kind: old-mail, name: …, explanation: …, categories: [messages, name, emailAddress] } }',
  'category-not-allowed-on-channel': ({ category, channel }) =>
    `The declaration lets ${channel} keep no ${category} by itself.`,
  'not-found': ({ version, what }) =>
    version === undefined
      ? what === 'mailbox'
        ? 'The declaration has no mailbox of that key. The keys stand under mailboxes in it.'
        : what === 'erasure'
          ? 'That unit was not erased: it is held, or there never was one.'
          : 'There is no such thing.'
      : `There is no version ${version}. Leave --version out for the newest.`,
  'body-too-large': ({ most }) =>
    `That is too large. The most is ${Math.floor(Number(most) / 1024 / 1024)} MiB.`,
  'notice-unreadable': ({ reason }) =>
    reason === 'time' || reason === 'memory'
      ? 'The file takes too much to read. Save the text of the notice as plain text and try that.'
      : 'The file cannot be read. It should be a PDF or plain text.',
  'notice-protected': () => 'The PDF is locked with a password. Save it without one.',
  'notice-no-text': () =>
    'There is no text in the file: it may be a scan. Save the text of the notice as plain text.',
  'notice-too-long': ({ most, of }) => `That is too long for a privacy notice. The most is ${most} ${of}.`,
  'notice-language-unknown': () =>
    'The language of the notice is not clear. Say which it is with --language sv, fi or en.',
  'invalid-input': ({ field, write }) =>
    `${field} cannot be used.${write === undefined ? '' : ` Write ${write}.`}`,
};

export function explainRefusal(refusal: Refusal): string {
  const { code, details } = refusal;
  const reason = details['reason'];
  if (code === 'restore-refused' && typeof reason === 'string' && Object.hasOwn(explainRestore, reason))
    return explainRestore[reason as RestoreReason](details);
  const explain =
    (typeof reason === 'string' && Object.hasOwn(byReason, reason) ? byReason[reason] : undefined) ??
    byCode[code];
  if (explain) return explain(details);
  const told = Object.entries(details).map(([key, value]) => `${key}: ${value}`);
  return `Refused: ${code}${told.length > 0 ? ` (${told.join(', ')})` : ''}. haltija doctor looks for the cause.`;
}
