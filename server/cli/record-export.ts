import { systemClock } from '../base/clock.ts';
import type { Settings } from '../base/settings.ts';
import type { StorageHouse } from '../compose-storage.ts';
import { createAccessLog } from '../safeguards/access-log/append-entries.ts';
import type { LogDetails } from '../safeguards/access-log/log-entry.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import type { Declaration } from '../safeguards/declaration/declaration.ts';
import { createTerminalLog } from './command-settings.ts';

/** What a command takes out of the log is a line of it, durable before anything leaves. @returns the declaration in force */
export async function recordExport(
  { db, logDb }: Pick<StorageHouse, 'db' | 'logDb'>,
  settings: Settings,
  details: LogDetails,
): Promise<Declaration> {
  const declarations = createDeclarations({ db, clock: systemClock });
  await declarations.refresh();
  const { version, declaration } = declarations.current();
  const accessLog = createAccessLog({ logDb, clock: systemClock, log: createTerminalLog(settings) });
  await accessLog.record({
    action: 'export',
    actorKind: 'system',
    actor: 'export',
    act: 'export',
    task: 'export',
    purposes: [],
    categories: [],
    units: [],
    subjects: [],
    reason: null,
    refusal: null,
    declarationVersion: version,
    details,
  });
  await accessLog.close();
  return declaration;
}
