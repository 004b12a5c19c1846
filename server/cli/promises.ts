import { readFile, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../base/clock.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import { type Language, languages } from '../safeguards/declaration/declaration.ts';
import { createPdfPrinter } from '../base/pdf/create-pdf-printer.ts';
import {
  type Bundle,
  type BundleDeps,
  formatBundle,
  makeBundle,
  verifyBundle,
} from '../safeguards/promises/bundle.ts';
import { printBundle } from '../safeguards/promises/bundle-files.ts';
import { fingerprintOf } from '../safeguards/promises/sign-statement.ts';
import { formatFigure, promiseWords } from '../safeguards/promises/promise-words.ts';
import { type PromisesView, readPromises } from '../safeguards/promises/read-promises.ts';
import { readServiceSettings, readSettingsForReading } from './command-settings.ts';
import { print, say } from './print.ts';
import { useHouse, useStorage } from './use-storage.ts';

interface Options {
  readonly run?: true;
  readonly json?: true;
  readonly bundle?: string;
  readonly pdf?: string;
  readonly lang: Language;
}

export function addPromises(program: Command): void {
  const promises = program
    .command('promises')
    .helpCommand(false)
    .description('the 28 promises of the notice, and what was found when they were checked')
    .option('--run', 'check them now; the service does it by itself every hour')
    .option('--json', 'answer as JSON')
    .option('--bundle <file>', 'write a signed bundle for an auditor')
    .option('--pdf <file>', 'write it as a PDF too, with signature, key and data beside it')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(languages).default('en'))
    .action(async (options: Options) => {
      if (options.run)
        await useHouse(readServiceSettings(), (house) => house.promises.run({ evenIfFresh: true }));
      const settings = options.run ? readServiceSettings() : readSettingsForReading();
      const broken = await useStorage(settings, async ({ db, keeper }) => {
        const declarations = createDeclarations({ db, clock: systemClock });
        await declarations.refresh();
        const reading = { db, clock: systemClock, current: () => declarations.current() };
        if (options.bundle !== undefined || options.pdf !== undefined) {
          const bundle = await makeBundle({ ...reading, keeper });
          if (options.bundle !== undefined) await save(options.bundle, formatBundle(bundle));
          if (options.pdf !== undefined)
            await savePrinted(options.pdf, bundle, { ...reading, keeper }, options.lang);
          say(`Fingerprint of the key: ${fingerprintOf(bundle.signature.key)}`);
        }
        const view = await readPromises(reading, options.lang);
        if (options.json) print(JSON.stringify(summaryOf(view, options.lang)));
        else describe(view, options.lang);
        return view.promises.some(({ status }) => status === 'broken');
      });
      if (broken) process.exitCode = 1;
    });
  promises
    .command('verify')
    .description('is a bundle as it was signed? Needs nothing but the file')
    .argument('<file>', 'the bundle')
    .option('--key <fingerprint>', 'the fingerprint that the controller gave', readFingerprint)
    .action(async (file: string, { key }: { key?: string }) => {
      const verdict = verifyBundle(await readFile(file, 'utf8'), key);
      if (verdict.fingerprint) print(`key ${verdict.fingerprint}`);
      print(verdict.ok ? 'The bundle is as it was signed.' : problems[verdict.problem!]);
      if (verdict.ok && key === undefined)
        say('Compare the key with the one the controller gave you, or name it with --key.');
      if (!verdict.ok) process.exitCode = 1;
    });
}

const problems = {
  'not-a-bundle': 'This is not a bundle of promises.',
  'signature-wrong': 'The bundle is NOT as it was signed.',
  'question-differs': 'A question in the bundle is not the one whose digest stands beside it.',
  'other-key': 'The bundle is signed, but with ANOTHER key than the one named.',
} as const;

/** For what is checked against the controller's key. */
export function readFingerprint(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new InvalidArgumentError('Write the 64 hexadecimal digits of the key’s fingerprint.');
  return text;
}

async function save(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes, { mode: 0o600 });
  say(`${file}: written.`);
}

async function savePrinted(
  file: string,
  bundle: Bundle,
  deps: BundleDeps,
  language: Language,
): Promise<void> {
  const printer = createPdfPrinter();
  try {
    const { pdf, ...beside } = await printBundle({ ...deps, print: printer.print }, bundle, language);
    await save(file, pdf);
    for (const [ending, bytes] of Object.entries(beside)) await save(`${file}.${ending}`, bytes);
  } finally {
    await printer.close();
  }
}

function summaryOf({ checkedAt, promises, attested }: PromisesView, language: Language) {
  const words = promiseWords(language);
  return {
    checkedAt: checkedAt?.toISOString() ?? null,
    promises: promises.map(({ spec, status, probes }) => ({
      promise: spec.number,
      title: words.promises[spec.number]!.title,
      kind: spec.kind,
      status,
      notBuilt: spec.gap ? (words.promises[spec.number]!.gap ?? null) : null,
      probes: probes.map(({ probe, newest, digest }) => ({
        probe: probe.key,
        counts: words.probes[probe.key]!.counts,
        state: newest?.state ?? null,
        at: newest?.at.toISOString() ?? null,
        numerator: newest?.numerator ?? null,
        denominator: newest?.denominator ?? null,
        sample: newest?.sample ?? [],
        code: newest?.code ?? null,
        asks: probe.asks,
        asksSha256: digest,
      })),
    })),
    attested: attested.map(({ name, state, newest }) => ({
      measure: name[language],
      state,
      nextReviewOn: newest?.next_review_on ?? null,
    })),
  };
}

const statusWords: Readonly<Record<PromisesView['promises'][number]['status'], string>> = {
  kept: 'kept',
  'in-part': 'in part',
  broken: 'BROKEN',
  unknown: 'unknown',
  attested: 'attested',
  overdue: 'overdue',
  'not-attested': 'not attested',
  'not-yet': 'not built',
  'not-in-use': 'not in use',
};

function describe({ checkedAt, promises }: PromisesView, language: Language): void {
  const words = promiseWords(language);
  print(
    checkedAt ? `Checked ${checkedAt.toISOString()}` : 'Not checked yet: haltija promises --run does it now.',
  );
  for (const { spec, status, probes } of promises) {
    const { title, gap } = words.promises[spec.number]!;
    print(`${`P${spec.number}`.padEnd(4)} ${statusWords[status].padEnd(12)} ${title}`);
    for (const { probe, newest } of probes) {
      const { counts, mend } = words.probes[probe.key]!;
      if (!newest) continue;
      const figure =
        newest.state === 'unknown'
          ? `no answer (${newest.code})`
          : formatFigure(language, newest.numerator, newest.denominator);
      print(`                  ${counts}: ${figure}`);
      if (newest.state !== 'broken') continue;
      if (newest.sample.length > 0) print(`                  ${newest.sample.join(', ')}`);
      print(`                  ${mend}`);
    }
    if (spec.gap && gap) print(`                  ${gap}`);
  }
}
