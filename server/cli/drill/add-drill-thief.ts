import { type Command, InvalidArgumentError } from 'commander';
import {
  categoryNames,
  type Category,
  judge,
  type Theft,
  type Thief,
  thiefNames,
  thieves,
} from '../../operations/drill/thieves.ts';
import { Refusal } from '../../base/errors.ts';
import { type KeyServiceSetting, writeKeyServiceSettings } from '../../base/key-service-settings.ts';
import { exampleRegister, readServiceSettings } from '../command-settings.ts';
import { print, say } from '../print.ts';

interface Options {
  readonly json?: true;
  readonly without: readonly Thief[];
  readonly settle: number;
  readonly register: string;
  readonly keyService?: true;
}

export function addDrillThief(drill: Command): void {
  drill
    .command('thief')
    .description(
      'start a register of invented people, rob it while it runs (a dump, the disk, its logs, its\nmemory, a core …), and tell what each thief could read of what was planted; touches no other register',
    )
    .option('--json', 'answer as JSON')
    .option(
      '--without <thief>',
      `leave one out, may be said again: ${thiefNames.join(', ')}`,
      readThief,
      [] as readonly Thief[],
    )
    .option(
      '--settle <seconds>',
      'read the memory again so long after, when keys are forgotten; 0: do not',
      readSeconds,
      70,
    )
    .option('--register <file>', "the declaration it runs by; needs the example's tasks", exampleRegister)
    .option(
      '--key-service',
      'lock its keys by the key service of the settings, and rob its folder without; what it makes there it destroys',
    )
    .action(async ({ json, without, settle, register, keyService }: Options) => {
      const [{ startScratch }, { drillThief }] = await Promise.all([
        import('./start-scratch.ts'),
        import('../../operations/drill/drill-thief.ts'),
      ]);
      say('Starting a register of invented people, in a temporary folder.');
      const asked = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => asked.abort());
      const { scratch, remove } = await startScratch(register, {
        asked: asked.signal,
        ...(keyService ? { keyService: writeKeyServiceSettings(readKeyService()) } : {}),
      });
      const drilling = drillThief(scratch, { without, settleSeconds: settle, tell: say });
      // When it is stopped, what it was at fails: nobody waits for that any more.
      drilling.catch(() => undefined);
      const thefts = await Promise.race([drilling, whenStopped(asked.signal)]).finally(remove);
      const judged = thefts.map((theft) => ({ ...theft, verdict: judge(theft) }));
      const ok = judged.every(({ verdict }) => verdict === 'as-stated');
      if (json) print(JSON.stringify({ ok, without, thefts: judged }, null, 2));
      else for (const line of describe(judged, without)) print(line);
      if (!ok) process.exitCode = 1;
    });
}

function readKeyService(): KeyServiceSetting {
  const { keyService } = readServiceSettings();
  if (keyService !== undefined) return keyService;
  throw new Refusal('invalid-input', { field: '--key-service', write: 'HALTIJA_KEY_SERVICE_URL first' });
}

function whenStopped(signal: AbortSignal): Promise<never> {
  const stopped = new Refusal('internal', { reason: 'drill-stopped' });
  return new Promise((_, reject) => {
    if (signal.aborted) reject(stopped);
    signal.addEventListener('abort', () => reject(stopped));
  });
}

function readThief(text: string, before: readonly Thief[]): readonly Thief[] {
  const thief = thiefNames.find((each) => each === text);
  if (thief === undefined) throw new InvalidArgumentError(`Write one of ${thiefNames.join(', ')}.`);
  return [...before, thief];
}

function readSeconds(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 3600)
    throw new InvalidArgumentError('Write a whole number of seconds, at most 3600.');
  return number;
}

function describe(
  thefts: readonly (Theft & { verdict: ReturnType<typeof judge> })[],
  without: readonly Thief[],
): string[] {
  const lines: string[] = [];
  for (const theft of thefts) {
    const { haul } = thieves[theft.thief];
    const after = theft.afterSeconds === undefined ? '' : `, ${theft.afterSeconds} seconds later`;
    lines.push(
      `${verdictWords[theft.verdict]} ${theft.thief.padEnd(20)} ${haul}${after}`,
      `${' '.repeat(25)}${findings(theft)}`,
    );
    if (theft.verdict === 'more-than-stated')
      for (const { category, where, form } of theft.places)
        lines.push(`${' '.repeat(25)}→ ${categoryNames[category]} in ${where} (${form})`);
  }
  if (without.length > 0) lines.push(`Left out: ${without.join(', ')}.`);
  const wrong = thefts.filter(({ verdict }) => verdict === 'more-than-stated').length;
  const missing = thefts.filter(({ verdict }) => verdict === 'not-taken').length;
  lines.push(
    '',
    wrong > 0
      ? `${wrong === 1 ? 'One thief' : `${wrong} thieves`} could read more than docs/threat-model.md says.`
      : missing > 0
        ? 'Not all could be tried. What cannot be tried here is left out by --without, and said so.'
        : 'No thief could read more than docs/threat-model.md says.',
  );
  return lines;
}

const verdictWords = { 'as-stated': 'ok      ', 'more-than-stated': 'MORE    ', 'not-taken': 'not run ' };

function findings({ found, bytes, notTaken }: Theft): string {
  if (notTaken !== undefined) return `not taken: ${notTaken}`;
  const read = Object.entries(found).filter(([, { found }]) => found > 0);
  const amount = bytes > 2_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.ceil(bytes / 1000)} kB`;
  const looked = Object.values(found).reduce((sum, { planted }) => sum + planted, 0);
  if (read.length === 0) return `${amount}: nothing of ${looked} planted`;
  const parts = read.map(
    ([category, { found, planted }]) => `${categoryNames[category as Category]} ${found} of ${planted}`,
  );
  return `${amount}: ${parts.join(', ')}`;
}
