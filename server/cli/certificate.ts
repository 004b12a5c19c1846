import { readFile, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { Refusal } from '../base/errors.ts';
import { type Id, isId } from '../base/new-id.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import { createErasures, verifyCertificate } from '../safeguards/promises/certificate.ts';
import { fingerprintOf } from '../safeguards/promises/sign-statement.ts';
import { readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';
import { readFingerprint } from './promises.ts';
import { useStorage } from './use-storage.ts';

export function addCertificate(program: Command): void {
  const certificate = program
    .command('certificate')
    .usage('[options] UNIT...')
    .helpCommand(false)
    .description('a signed certificate that units were erased: a contact, a person, all of one person')
    .argument('<units...>', 'their ids, as in the address of their page', readUnits)
    .option('--out <file>', 'write it to a file')
    .action(certify);
  certificate
    .command('verify')
    .description('is a certificate as it was signed? Needs nothing but the file')
    .argument('<file>', 'the certificate')
    .option('--key <fingerprint>', 'the fingerprint that the controller gave', readFingerprint)
    .action(verify);
}

async function certify(units: readonly Id[], { out }: { out?: string }): Promise<void> {
  await useStorage(readServiceSettings(), async ({ db, keeper }) => {
    const declarations = createDeclarations({ db, clock: systemClock });
    await declarations.refresh();
    const current = () => declarations.current();
    const signed = await createErasures({ db, keeper, clock: systemClock, current }).certify(units);
    const text = JSON.stringify(signed, null, 2);
    if (out === undefined) print(text);
    else await writeFile(out, `${text}\n`, { mode: 0o600 });
    say(`Fingerprint of the key: ${fingerprintOf(signed.signature.key)}`);
  });
}

async function verify(file: string, { key }: { key?: string }): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new Refusal('invalid-input', { field: file, write: `a file that can be read (${code})` });
  }
  const verdict = verifyCertificate(text, key);
  if (verdict.fingerprint) print(`key ${verdict.fingerprint}`);
  if (!verdict.ok) {
    print(problems[verdict.problem]);
    process.exitCode = 1;
    return;
  }
  print('The certificate is as it was signed.');
  for (const unit of verdict.statement['units'] as Record<string, string | null>[])
    print(
      `${unit['kind']} ${unit['unitSha256']!.slice(0, 16)}…: unreadable since ${unit['unreadableSince']}, ` +
        (unit['unrecoverableSince']
          ? `unrecoverable since ${unit['unrecoverableSince']}`
          : `not yet unrecoverable (by ${unit['unrecoverableBy']})`),
    );
  if (key === undefined) say('Compare the key with the one the controller gave you, or name it with --key.');
}

const problems = {
  'not-signed': 'This is not a certificate of erasure.',
  'signature-wrong': 'The certificate is NOT as it was signed.',
  'other-key': 'The certificate is signed, but with ANOTHER key than the one named.',
} as const;

function readUnits(text: string, before: readonly Id[] | undefined): readonly Id[] {
  if (!isId(text))
    throw new InvalidArgumentError('Write the id of a unit: 36 letters, as in the address of its page.');
  return [...(before ?? []), text];
}
