import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../server/base/clock.ts';
import { beginImport } from '../../server/operations/import/begin-import.ts';
import { type PlacedMail, readMailsOf } from '../../server/operations/import/find-mail-files.ts';
import type { ImportCounts, ImportLine } from '../../server/operations/import/import-classes.ts';
import { changeRegister, type Register } from '../promises/change-register.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface ImportHouse extends TestHouse {
  /** A folder for mail files, gone with the house. */
  readonly files: string;
  bring(
    path: string,
    options?: { mailbox?: string; dryRun?: boolean; signal?: AbortSignal },
  ): Promise<Brought>;
  bringFrom(
    source: AsyncIterable<PlacedMail>,
    options?: { dryRun?: boolean; signal?: AbortSignal },
  ): Promise<Brought>;
}

export interface Brought {
  readonly counts: ImportCounts;
  readonly lines: ImportLine[];
}

const said = (text: string) => ({ sv: text, fi: text, en: text });
/** The system used before, with all that its mail brings. */
const oldMail = {
  name: said('Vanha posti'),
  kind: 'old-mail' as const,
  explanation: said('Viestit siirretään tiedostoina.'),
  categories: ['messages', 'name', 'emailAddress', 'files', 'contactMetadata', 'identityCode'],
};

/** A register that says that old mail is brought in, unless `change` says otherwise. */
export const withImports = (change: (register: Register) => void = () => undefined): string =>
  changeRegister((register) => {
    register.sources = { 'old-mail': oldMail };
    change(register);
  });

export async function openImportHouse(
  options: { change?: (register: Register) => void; clock?: Clock; declared?: boolean } = {},
): Promise<ImportHouse> {
  const files = await mkdtemp(join(tmpdir(), 'haltija-old-mail-'));
  const registerFile = join(files, '..', `${files.split('/').at(-1)}.yaml`);
  await writeFile(
    registerFile,
    options.declared === false ? changeRegister(() => undefined) : withImports(options.change),
  );
  const the = await startHouse({
    settings: { HALTIJA_REGISTER: registerFile },
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const deps = { contacts: the.house.contacts, mail: the.house.mail.importing, log: the.house.log };
  const bringFrom: ImportHouse['bringFrom'] = async (source, given = {}) => bring(source, given);
  async function bring(
    source: AsyncIterable<PlacedMail>,
    given: { mailbox?: string; dryRun?: boolean; signal?: AbortSignal },
  ): Promise<Brought> {
    const lines: ImportLine[] = [];
    const run = await beginImport(deps, undefined, {
      mailbox: given.mailbox ?? 'service-sv',
      dryRun: given.dryRun ?? false,
      signal: given.signal ?? new AbortController().signal,
      onLine: (line) => lines.push(line),
    });
    const counts = await run.bring(source);
    return { counts: { ...counts }, lines: lines.toSorted((a, b) => a.file - b.file || a.number - b.number) };
  }
  return {
    ...the,
    files,
    bringFrom,
    bring: (path, given = {}) =>
      bring(readMailsOf(path, { sizeLimit: the.house.settings.mailSizeLimit }), given),
    async stop() {
      await the.stop();
      await rm(files, { recursive: true, force: true });
      await rm(registerFile, { force: true });
    },
  };
}
