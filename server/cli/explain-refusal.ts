import { Refusal } from '../base/errors.ts';

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
  'not-the-demo': ({ folder }) =>
    `${folder} is not a folder of the demo, so nothing was removed. Set HALTIJA_DATA_DIR to the demo's folder, or leave it out.`,
  'reset-by-hand': () =>
    'The demo of HALTIJA_DATABASE_URL is not removed from here. Drop that database and make it anew.',
};

function portSetting({ setting }: Details): string {
  return setting === 'smtp port' ? 'HALTIJA_SMTP_PORT' : String(setting);
}

const byCode: Readonly<Partial<Record<Refusal['code'], (details: Details) => string>>> = {
  'storage-unavailable': ({ database }) =>
    `The database does not answer${database === undefined ? '' : ` (${database})`}. With HALTIJA_DATABASE_URL, check that the server runs and the address is right; haltija doctor looks closer.`,
  'storage-full': () => 'The disk is full. Make room, then do the same again.',
  'log-unavailable': () =>
    'The access log cannot be written, so nothing was opened. haltija doctor looks for the cause.',
  'declaration-missing': () =>
    'No declaration is published. Start the service once (haltija start); it publishes the file of HALTIJA_REGISTER.',
  'settings-invalid': ({ setting, fix }) =>
    `${setting} cannot be used.${fix === undefined ? '' : ` Write ${fix}.`}`,
  'import-not-declared': () =>
    'The declaration does not say that old mail is brought in, so none is. Add  imports: [email]  to it and publish it: the notice then tells people.',
  'category-not-allowed-on-channel': ({ category, channel }) =>
    `The declaration lets ${channel} keep no ${category} by itself.`,
  'not-found': ({ version, what }) =>
    version === undefined
      ? what === 'mailbox'
        ? 'The declaration has no mailbox of that key. The keys stand under mailboxes in it.'
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
  const explain =
    (typeof reason === 'string' && Object.hasOwn(byReason, reason) ? byReason[reason] : undefined) ??
    byCode[code];
  if (explain) return explain(details);
  const told = Object.entries(details).map(([key, value]) => `${key}: ${value}`);
  return `Refused: ${code}${told.length > 0 ? ` (${told.join(', ')})` : ''}. haltija doctor looks for the cause.`;
}
