import { setImmediate } from 'node:timers/promises';
import { parse } from 'yaml';
import { isBusinessId } from '../../../base/business-id.ts';
import { type Language, languages, type PublishedDeclaration } from '../../declaration/declaration.ts';
import type { Notice } from '../../declaration/notice/notice.ts';
import { renderNotice } from '../../declaration/notice/render-notice.ts';
import { parseDeclaration } from '../../declaration/parse-declaration.ts';
import { codeProbe, askingProbe, found, type Probe, type ProbeContext } from './probe.ts';

// What is read here is what is stored, not what the process has in memory: altered behind its back it shows.
const newestSource =
  'SELECT version, published_at, source FROM declaration.version ORDER BY version DESC LIMIT 1';
const newestSources =
  'SELECT version, published_at, source FROM declaration.version ORDER BY version DESC LIMIT 10';

interface SourceRow {
  readonly version: number;
  readonly published_at: Date;
  readonly source: string;
}

const here = 'code: server/safeguards/promises/probes/declaration-probes.ts';

/** P1: the business ID that is stored has the right check digit, and each notice names the controller. */
const controllerNamed = codeProbe('P1.controller-named', [newestSource, here], async (context) => {
  const row = await readNewest(context);
  const { controller } = context.inForce.declaration;
  const wrong = isBusinessId(storedBusinessId(row.source)) ? [] : ['business-id'];
  for (const language of languages) {
    const text = sectionText(renderNotice(context.inForce, language), 'controller');
    const facts = [controller.name, controller.businessId, controller.contactAddress];
    if (!facts.every((fact) => text.includes(spaced(fact)))) wrong.push(`notice ${language}`);
  }
  return found(wrong.length, 1 + languages.length, wrong);
});

function storedBusinessId(source: string): string {
  try {
    const stored = parse(source) as { controller?: { businessId?: unknown } } | null;
    return String(stored?.controller?.businessId ?? '');
  } catch {
    return '';
  }
}

/** P2: every version has the digest it was published with, and follows the one before in number and time. */
const versionsUnaltered = askingProbe(
  'P2.versions-unaltered',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg('version ' || version ORDER BY version) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT version, digest <> sha256(convert_to(source, 'UTF8'))
           OR version <> coalesce(lag(version) OVER (ORDER BY version), 0) + 1
           OR coalesce(published_at <= lag(published_at) OVER (ORDER BY version), false) AS wrong
         FROM declaration.version) each`,
);

/** P17: the newest ten versions as they are stored can be read as a notice in each language. */
const noticesReadable = codeProbe('P17.notices-readable', [newestSources, here], async ({ db }) => {
  const rows = await db.query<SourceRow>(newestSources);
  const wrong: string[] = [];
  for (const row of rows) {
    // Reading one takes some ten milliseconds: others have their turn between two.
    await setImmediate();
    const published = readStored(row);
    for (const language of languages)
      if (!isReadable(published, language)) wrong.push(`version ${row.version} ${language}`);
  }
  return found(wrong.length, rows.length * languages.length, wrong);
});

function isReadable(published: PublishedDeclaration | undefined, language: Language): boolean {
  try {
    return published !== undefined && renderNotice(published, language).sections.length > 0;
  } catch {
    return false;
  }
}

/** P25: each notice in force says where to complain. */
const complaintNamed = codeProbe('P25.complaint-named', [newestSource, here], async (context) => {
  const published = readStored(await readNewest(context));
  const wrong = languages.filter((language) => {
    if (!published) return true;
    const { authority, controller } = published.declaration;
    const text = sectionText(renderNotice(published, language), 'complaint');
    const site = authority.website.replace(/^https:\/\//, '').replace(/\/$/, '');
    return ![authority.name[language], site, controller.contactAddress].every((fact) =>
      text.includes(spaced(fact)),
    );
  });
  return found(
    wrong.length,
    languages.length,
    wrong.map((language) => `notice ${language}`),
  );
});

/** P28: the version in force, as it is stored, passes the checks that today's program makes before it publishes one. */
const passesChecks = codeProbe('P28.passes-todays-checks', [newestSource, here], async (context) => {
  const row = await readNewest(context);
  return readStored(row) ? found(0, 1, []) : found(1, 1, [`version ${row.version}`]);
});

async function readNewest({ db }: ProbeContext): Promise<SourceRow> {
  return (await db.query<SourceRow>(newestSource))[0]!;
}

function readStored(row: SourceRow): PublishedDeclaration | undefined {
  try {
    return {
      version: row.version,
      publishedAt: row.published_at,
      declaration: parseDeclaration(row.source),
    };
  } catch {
    return undefined;
  }
}

/** A section in one line: links by their text, no-break spaces as plain ones. */
function sectionText(notice: Notice, id: string): string {
  const section = notice.sections.find((each) => each.id === id);
  const texts: string[] = [];
  // Words stand under a handful of keys; an address may stand in a link alone.
  JSON.stringify(section?.blocks ?? [], (key, value: unknown) => {
    if (typeof value === 'string' && key !== 'kind' && key !== 'id') texts.push(value);
    return value;
  });
  return spaced(texts.join(' '));
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

export const declarationProbes: readonly Probe[] = [
  controllerNamed,
  versionsUnaltered,
  noticesReadable,
  complaintNamed,
  passesChecks,
];
