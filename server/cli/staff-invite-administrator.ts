import type { Command } from 'commander';
import { readServiceSettings } from './command-settings.ts';
import { print } from './print.ts';
import { describeLink } from './start.ts';
import { useHouse } from './use-storage.ts';

export function addStaffInviteAdministrator(staff: Command): void {
  staff
    .command('invite-administrator')
    .description('print a new one-time link for the first administrator; the one before stops working')
    .action(async () => {
      const settings = readServiceSettings();
      await useHouse(settings, async (house) => {
        const link = await house.staff.ensureFirstAdministrator({ renew: true });
        if (link !== undefined) return print(describeLink(settings.publicUrl, link));
        print(
          'Somebody administers already: they make links for others in the console, under Staff. No link was made.',
        );
        process.exitCode = 1;
      });
    });
}
