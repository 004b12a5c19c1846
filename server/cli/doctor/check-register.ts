import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemClock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { createDeclarations } from '../../safeguards/declaration/create-declarations.ts';
import { DeclarationInvalid } from '../../safeguards/declaration/declaration-invalid.ts';
import { findWarnings } from '../../safeguards/declaration/checking/find-warnings.ts';
import { parseDeclaration } from '../../safeguards/declaration/parse-declaration.ts';
import { wordWarning } from '../../safeguards/declaration/checking/warning-words.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { withDatabase } from './with-database.ts';

const about = 'HALTIJA_REGISTER';

/** The file of the declaration, and whether it is what is in force. */
export async function checkRegister(settings: Settings): Promise<Finding[]> {
  const file = settings.registerFile;
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    return [
      problem(
        about,
        `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`,
        'Write the path of the declaration, such as register/kivra-customer-service.yaml',
      ),
    ];
  }
  try {
    const declaration = parseDeclaration(source);
    const warnings = findWarnings(declaration, systemClock.now()).map((each) => {
      const { says, hint } = wordWarning(each);
      return warning(about, says.en, hint.en);
    });
    return [
      ok(about, `${file} can be published`),
      ...warnings,
      ...(await comparePublished(settings, source).catch(() => [])),
    ];
  } catch (error) {
    if (!(error instanceof DeclarationInvalid)) throw error;
    return error.problems.map(({ line, column, path, problem: what, write }) =>
      problem(
        about,
        `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${what.en}`,
        `Write ${write.en}`,
      ),
    );
  }
}

// A database that cannot be asked is told of under its own name.
async function comparePublished(settings: Settings, source: string): Promise<Finding[]> {
  const newest = await withDatabase(settings, async (db) => {
    const [version] = await createDeclarations({ db, clock: systemClock }).versions();
    return { version };
  });
  if (newest === undefined) return [];
  const { version } = newest;
  if (version === undefined) return [ok(about, 'becomes version 1 at the first start')];
  if (version.digest === createHash('sha256').update(source).digest('hex'))
    return [ok(about, `is version ${version.version}, in force`)];
  return [
    warning(
      about,
      `differs from version ${version.version}, which is in force`,
      'haltija register diff FILE says how; haltija register publish FILE puts it in force',
    ),
  ];
}
