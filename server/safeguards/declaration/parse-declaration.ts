import { isAlias, isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import { checkContradictions } from './checking/check-contradictions.ts';
import { checkDeclaration } from './checking/check-declaration.ts';
import { declarationSchema } from './declaration-schema.ts';
import { languages } from './declaration.ts';
import type { Declaration, Words } from './declaration.ts';
import { DeclarationInvalid } from './declaration-invalid.ts';
import type { DeclarationProblem } from './declaration-invalid.ts';
import { explainIssue, writeAt } from './checking/explain-issue.ts';
import type { Finding, Told } from './checking/finding.ts';
import { fileProblems, keyProblems } from './checking/problem-words-of-shape.ts';

/** Bytes. The example register takes 26 kB; a file ten times that is a mistake or an attack. */
export const largestDeclaration = 262_144;
/** A broken file can have thousands of problems; nobody mends more than this many at a time. */
const mostProblems = 200;
const deepest = 12;

type Path = readonly (string | number)[];

/**
 * Reads a declaration from YAML.
 * @param published it is in force or was: read as it was published, though more is asked of a draft today
 * @throws DeclarationInvalid with every problem, each with its line, what was found and what to write.
 */
export function parseDeclaration(source: string, { published = false } = {}): Declaration {
  if (Buffer.byteLength(source) > largestDeclaration) {
    throw invalidAt(1, 1, fileProblems.tooLarge(largestDeclaration / 1024));
  }
  const lineCounter = new LineCounter();
  const document = read(source, lineCounter);
  const place = (offset: number) => lineCounter.linePos(offset);

  const unreadable = [...document.errors, ...document.warnings].map((error): DeclarationProblem => {
    const { line, col } = place(error.pos[0]);
    return { line, column: col, path: '', found: '', ...explainYaml(error.code, error.message) };
  });
  unreadable.push(...refuseTricks(document, place));
  if (unreadable.length > 0) throw new DeclarationInvalid(unreadable.slice(0, mostProblems));

  const raw: unknown = document.toJS({ maxAliasCount: 0 });
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw invalidAt(1, 1, fileProblems.noRegister());
  }

  const placeholders = findPlaceholders(document);
  const left = new Set(placeholders.map(({ path }) => path.join('.')));
  const parsed = declarationSchema.safeParse(raw);
  const findings: Finding[] = [
    ...placeholders,
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, raw))),
    ...checkDeclaration(raw),
    ...(published ? [] : checkContradictions(raw)),
  ];
  const problems: DeclarationProblem[] = [];
  const told = new Set<string>();
  for (const finding of findings) {
    const path = finding.path.join('.');
    // one problem a place: a value that is missing or misspelt need not be told twice
    if (told.has(path) || (left.has(path) && !placeholders.includes(finding))) continue;
    told.add(path);
    const { offset, found } = locate(document, finding);
    const { line, col } = place(offset);
    problems.push({ line, column: col, path, found, problem: finding.problem, write: finding.write });
  }
  if (problems.length > 0 || !parsed.success) {
    problems.sort((a, b) => a.line - b.line || a.column - b.column);
    throw new DeclarationInvalid(problems.slice(0, mostProblems));
  }
  return freeze(parsed.data);
}

function read(source: string, lineCounter: LineCounter): Document.Parsed {
  try {
    const settings = { stringKeys: true, uniqueKeys: true, prettyErrors: false, logLevel: 'silent' } as const;
    return parseDocument(source, { lineCounter, ...settings });
  } catch (error) {
    // ten thousand opening brackets exhaust the reader's stack
    if (!(error instanceof RangeError)) throw error;
    throw invalidAt(1, 1, fileProblems.tooDeep());
  }
}

function invalidAt(line: number, column: number, told: Told): DeclarationInvalid {
  return new DeclarationInvalid([{ line, column, path: '', found: '', ...told }]);
}

/** Anchors and aliases can blow a small file up into a huge one; tags name types; neither has a use here. */
function refuseTricks(
  document: Document.Parsed,
  place: (offset: number) => { line: number; col: number },
): DeclarationProblem[] {
  const problems: DeclarationProblem[] = [];
  const refuse = (node: Node, found: string, told: Told) => {
    const { line, col } = place(node.range?.[0] ?? 0);
    problems.push({ line, column: col, path: '', found, ...told });
  };
  visit(document, {
    Pair(_key, pair) {
      if (isScalar(pair.key) && String(pair.key.value) in Object.prototype) {
        refuse(pair.key, String(pair.key.value), keyProblems.reserved());
      }
    },
    Node(_key, node, ancestors) {
      if (isAlias(node)) refuse(node, `*${node.source}`, fileProblems.alias());
      else if (node.anchor !== undefined) refuse(node, `&${node.anchor}`, fileProblems.anchor());
      if (node.tag !== undefined && node.tag.startsWith('!')) refuse(node, node.tag, fileProblems.tag());
      if (ancestors.length > deepest * 2) {
        refuse(node, '', fileProblems.tooDeep());
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return problems;
}

/** What the blank form leaves to be filled in stands in angle brackets. */
function findPlaceholders(document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const asked = /^<(.+)>$/s.exec(node.value.trim());
      if (!asked) return;
      const path = pathTo(key, ancestors);
      findings.push({ path, ...fileProblems.placeholder(asked[1]!, writeForPlaceholder(path)) });
    },
  });
  return findings;
}

/** The form asks for a text in its own language; for all else in English, which is told in the others by the shape. */
function writeForPlaceholder(path: Path): Words | undefined {
  return languages.some((language) => language === path.at(-1)) ? undefined : writeAt(path);
}

function pathTo(key: unknown, ancestors: readonly unknown[]): (string | number)[] {
  const path: (string | number)[] = [];
  ancestors.forEach((ancestor, index) => {
    if (isPair(ancestor) && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    else if (
      index > 0 &&
      typeof ancestor === 'object' &&
      ancestor !== null &&
      'items' in ancestor &&
      !isMap(ancestor)
    ) {
      const next = ancestors[index + 1];
      const items = ancestor.items as unknown[];
      path.push(next === undefined ? Number(key) : items.indexOf(next));
    }
  });
  return path;
}

/** Where a path stands in the text. What is missing is shown at the nearest thing above it. */
function locate(document: Document.Parsed, { path, on }: Finding): { offset: number; found: string | null } {
  for (let length = path.length; length >= 0; length -= 1) {
    const whole = length === path.length;
    const at = path.slice(0, length);
    const key = length > 0 ? findKey(document, at) : undefined;
    if (whole && on === 'key' && key) return { offset: key.range![0], found: String(path.at(-1)) };
    const node = (length === 0 ? document.contents : document.getIn(at, true)) as Node | undefined;
    if (!node?.range) continue;
    if (whole && isScalar(node)) return { offset: node.range[0], found: shown(node.value) };
    return { offset: (key ?? node).range![0], found: whole ? '' : null };
  }
  return { offset: 0, found: null };
}

function findKey(document: Document.Parsed, path: Path): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isScalar(pair?.key) && pair.key.range ? pair.key : undefined;
}

function shown(value: unknown): string | null {
  if (value === null) return null;
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function explainYaml(code: string, message: string): Told {
  if (code === 'DUPLICATE_KEY') return fileProblems.keyTwice();
  if (code === 'TAB_AS_INDENT') return fileProblems.tab();
  if (code === 'TAG_RESOLVE_FAILED') return fileProblems.tag();
  return fileProblems.notYaml(code, message.split('\n')[0]!);
}

/** The declaration is shared by the whole process: nobody may change it after it was checked. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
