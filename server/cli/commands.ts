import type { Command } from 'commander';

type Add = (to: Command) => void;

/** A command, or one that has others below it. Its code is loaded when it is asked for: most starts ask for one of them. */
export interface CommandRoom {
  readonly name: string;
  /** Of one that has others below it. */
  readonly description?: string;
  load(): Promise<readonly Add[]>;
}

export interface CommandGroup {
  readonly title: string;
  readonly rooms: readonly CommandRoom[];
}

export const commandGroups: readonly CommandGroup[] = [
  {
    title: 'Run:',
    rooms: [
      { name: 'start', load: async () => [(await import('./start.ts')).addStart] },
      { name: 'demo', load: async () => [(await import('./demo.ts')).addDemo] },
      { name: 'doctor', load: async () => [(await import('./doctor.ts')).addDoctor] },
    ],
  },
  {
    title: 'The declared register:',
    rooms: [
      { name: 'notice', load: async () => [(await import('./notice.ts')).addNotice] },
      { name: 'record', load: async () => [(await import('./record.ts')).addRecord] },
      { name: 'promises', load: async () => [(await import('./promises.ts')).addPromises] },
      {
        name: 'register',
        description: 'check, compare and publish a declaration; draft one from a notice',
        load: async () => [
          (await import('./register-check.ts')).addRegisterCheck,
          (await import('./register-diff.ts')).addRegisterDiff,
          (await import('./register-publish.ts')).addRegisterPublish,
          (await import('./register-schema.ts')).addRegisterSchema,
          (await import('./register-from-notice.ts')).addRegisterFromNotice,
        ],
      },
    ],
  },
  {
    title: 'What is held, and who saw it:',
    rooms: [
      {
        name: 'log',
        description: 'verify, prove and export the access log',
        load: async () => [
          (await import('./log-verify.ts')).addLogVerify,
          (await import('./log-prove.ts')).addLogProve,
          (await import('./log-verifier.ts')).addLogVerifier,
          (await import('./log-export.ts')).addLogExport,
        ],
      },
      { name: 'sweep', load: async () => [(await import('./sweep.ts')).addSweep] },
      { name: 'certificate', load: async () => [(await import('./certificate.ts')).addCertificate] },
      { name: 'receipt', load: async () => [(await import('./receipt.ts')).addReceipt] },
      { name: 'inspection', load: async () => [(await import('./inspection.ts')).addInspection] },
      {
        name: 'import',
        description: 'bring in old mail',
        load: async () => [(await import('./import-mail.ts')).addImportMail],
      },
      {
        name: 'staff',
        description: 'let the first administrator in',
        load: async () => [(await import('./staff-invite-administrator.ts')).addStaffInviteAdministrator],
      },
    ],
  },
  {
    title: 'Backups:',
    rooms: [
      { name: 'backup', load: async () => [(await import('./backup.ts')).addBackup] },
      { name: 'restore', load: async () => [(await import('./restore.ts')).addRestore] },
    ],
  },
  { title: 'The keys:', rooms: [{ name: 'key', load: async () => [(await import('./key.ts')).addKey] }] },
  {
    title: 'Try what is promised:',
    rooms: [
      {
        name: 'drill',
        description: 'what would a thief get, and what would a fire take?',
        load: async () => [
          (await import('./drill/add-drill-thief.ts')).addDrillThief,
          (await import('./drill/add-drill-fire.ts')).addDrillFire,
        ],
      },
    ],
  },
  {
    title: 'Measure:',
    rooms: [{ name: 'bench', load: async () => [(await import('./bench.ts')).addBench] }],
  },
];

/** @param asked the one that the command line names; all of them when it names none, or none that we have */
export async function addCommands(program: Command, asked: string | undefined): Promise<void> {
  const known = commandGroups.some(({ rooms }) => rooms.some(({ name }) => name === asked));
  for (const { title, rooms } of commandGroups) {
    program.commandsGroup(title);
    for (const room of rooms) {
      if (known && room.name !== asked) continue;
      const below =
        room.description === undefined
          ? program
          : program.command(room.name).helpCommand(false).description(room.description);
      for (const add of await room.load()) add(below);
    }
  }
}
