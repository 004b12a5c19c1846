/** What is planted and looked for, by category. */
export const categories = [
  'name',
  'address',
  'phone',
  'email',
  'identity-code',
  'message',
  'file',
  'note',
  'recording',
  'question',
  'staff',
  'access',
  'key',
] as const;
export type Category = (typeof categories)[number];

export const categoryNames: Readonly<Record<Category, string>> = {
  name: 'names',
  address: 'postal addresses',
  phone: 'telephone numbers',
  email: 'e-mail addresses',
  'identity-code': 'identity codes',
  message: 'messages and subjects',
  file: 'files and their names',
  note: 'notes, drafts, tasks to do',
  recording: 'what was said on calls',
  question: 'what was searched for',
  staff: 'names of staff',
  access: 'passwords and sessions',
  key: 'keys',
};

/** What a thief gets away with, and what of it may be readable: that much docs/threat-model.md says, and no more. */
export const thieves = {
  dump: { haul: 'a dump of the database: every table, the catalogues, the statistics', reads: 'nothing' },
  server: { haul: 'what the database server tells its administrator, while work goes on', reads: 'nothing' },
  disk: {
    haul: 'the disk: data folder, write-ahead log, blobs, the server’s own log',
    reads: 'nothing',
  },
  temporary: { haul: 'temporary files, environments and command lines', reads: 'nothing' },
  log: { haul: 'the service’s own log, at its most talkative', reads: 'nothing' },
  'database-memory': { haul: 'the memory of the database server', reads: 'nothing' },
  core: { haul: 'a core dump of the service, or of the database server', reads: 'nothing' },
  backup: { haul: 'the backups, as they stand at their place', reads: 'nothing' },
  'backup-opened': { haul: 'the backups together with the private key that opens them', reads: 'nothing' },
  'old-copy': {
    haul: 'what was erased, in a copy of the disk from before, with the keys of today, once the epoch has ended',
    reads: 'nothing',
  },
  'disk-and-locked-keys': {
    haul: 'the disk together with the keeper’s folder, where a key service locks it',
    reads: 'nothing',
  },
  'disk-and-keys': {
    haul: 'the disk together with the keeper’s folder, and the certificate for the key service where there is one',
    reads: 'everything',
  },
  memory: { haul: 'the memory of the running service', reads: 'everything' },
} as const satisfies Readonly<Record<string, { haul: string; reads: 'nothing' | 'everything' }>>;
export type Thief = keyof typeof thieves;
export const thiefNames = Object.keys(thieves) as Thief[];

/** The lines of the table in docs/threat-model.md; a test holds them against it. */
export function thiefTable(): string[] {
  return thiefNames.map((thief) => `| \`${thief}\` | ${thieves[thief].haul} | ${thieves[thief].reads} |`);
}

/** What one thief could read. Values themselves are in no report. */
export interface Theft {
  readonly thief: Thief;
  /** The memory once more, so long after. */
  readonly afterSeconds?: number;
  /** Undefined: it was gone through. Else why it could not be. */
  readonly notTaken: string | undefined;
  readonly bytes: number;
  /** Found of planted, for each category that was planted. */
  readonly found: Partial<Record<Category, { readonly found: number; readonly planted: number }>>;
  /** The first places where something was found: category, place, in what dress. */
  readonly places: readonly { category: Category; where: string; form: string }[];
}

export type Verdict = 'as-stated' | 'more-than-stated' | 'not-taken';

export function judge(theft: Theft): Verdict {
  if (theft.notTaken !== undefined) return 'not-taken';
  const any = Object.values(theft.found).some(({ found }) => found > 0);
  return any && thieves[theft.thief].reads === 'nothing' ? 'more-than-stated' : 'as-stated';
}
