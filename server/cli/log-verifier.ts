import type { Command } from 'commander';
import { readVerifierPage } from '../safeguards/access-log/tree/verifier-page.ts';

export function addLogVerifier(log: Command): void {
  log
    .command('verifier')
    .description('print the verifier as a page: save it, take it along, open it without a network')
    .action(async () => void process.stdout.write(await readVerifierPage()));
}
