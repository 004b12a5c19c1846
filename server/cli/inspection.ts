import { type Command, InvalidArgumentError } from 'commander';
import { type Id, isId } from '../base/new-id.ts';
import { isCalendarDay } from '../safeguards/access/calendar-day.ts';
import { type InspectionScope, inspectionScopes } from '../safeguards/access/inspection-scopes.ts';
import { readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';
import { useHouse } from './use-storage.ts';

interface Terms {
  name: string;
  organisation: string;
  from: string;
  to: string;
  scope: readonly InspectionScope[];
}

export function addInspection(program: Command): void {
  const inspection = program
    .command('inspection')
    .helpCommand(false)
    .description('let an auditor in for some days, to read and to draw samples');
  inspection
    .command('open')
    .description('print a one-time link for the auditor')
    .requiredOption('--name <name>', 'who inspects', readName)
    .requiredOption('--organisation <name>', 'for whom', readName)
    .requiredOption('--from <day>', "the first day, such as 2026-12-01, in the register's time zone", readDay)
    .requiredOption('--to <day>', 'the last day: 30 at most', readDay)
    .option('--scope <parts>', inspectionScopes.join(','), readScopes, inspectionScopes)
    .action(async ({ scope, ...terms }: Terms) => {
      const settings = readServiceSettings();
      await useHouse(settings, async ({ staff }) => {
        const { id, token } = await staff.inspections.open('command', { ...terms, scopes: scope });
        print(`${settings.publicUrl}/console/inspection#${token}`);
        say(`Inspection ${id}. The link opens once: hand it to the auditor by a way of your own.`);
      });
    });
  inspection
    .command('list')
    .description('inspections, newest first')
    .action(async () => {
      await useHouse(readServiceSettings(), async ({ staff }) => {
        for (const each of await staff.inspections.list('command')) {
          const [from, to] = [each.begins_at, each.ends_at].map((at) => at.toISOString().slice(0, 16));
          const state = each.isOpen ? (each.link_waits ? 'link not used yet' : 'open') : 'over';
          const who = each.auditor ? `${each.auditor.name}, ${each.auditor.organisation}` : 'erased';
          print(`${each.id}  ${from} – ${to}  ${state}  ${each.scopes.join(',')}  ${who}`);
        }
      });
    });
  inspection
    .command('end')
    .description('end one at once')
    .argument('<id>', 'the inspection', readInspectionId)
    .action(async (id: Id<'inspection'>) => {
      await useHouse(readServiceSettings(), async ({ staff }) => {
        await staff.inspections.end('command', id);
        print('Ended.');
      });
    });
}

function readName(text: string): string {
  const name = text.trim();
  if (name.length < 1 || name.length > 120 || name.includes('\u0000'))
    throw new InvalidArgumentError('Write a name of at most 120 letters.');
  return name;
}

function readDay(text: string): string {
  if (!isCalendarDay(text)) throw new InvalidArgumentError('Write a day such as 2026-12-01.');
  return text;
}

function readScopes(text: string): readonly InspectionScope[] {
  const parts = text.split(',').map((part) => part.trim());
  const unknown = parts.find((part) => !(inspectionScopes as readonly string[]).includes(part));
  if (unknown !== undefined) throw new InvalidArgumentError(`Write some of: ${inspectionScopes.join(',')}.`);
  return parts as InspectionScope[];
}

function readInspectionId(text: string): Id<'inspection'> {
  if (!isId(text)) throw new InvalidArgumentError('Write the id of an inspection, as in the list.');
  return text as Id as Id<'inspection'>;
}
