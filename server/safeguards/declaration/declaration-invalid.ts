import { Refusal } from '../../base/errors.ts';
import type { Language, Words } from './declaration.ts';

/** One thing to mend in a declaration: where it stands, what is there, what is wrong, what to write instead. */
export interface DeclarationProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** As `categories.phone.kind`; empty for the file as a whole. */
  readonly path: string;
  /** As it stands in the file; null where nothing does; empty for what is too long to be shown. */
  readonly found: string | null;
  readonly problem: Words;
  readonly write: Words;
}

/**
 * A declaration that cannot be used: every problem at once, in the order of the file. Its details are for logs, and
 * in English; whoever shows the problems takes them from `problems`.
 */
export class DeclarationInvalid extends Refusal {
  readonly problems: readonly DeclarationProblem[];

  constructor(problems: readonly DeclarationProblem[]) {
    const first = problems[0];
    super('declaration-invalid', {
      problems: problems.length,
      ...(first
        ? { line: first.line, path: first.path, problem: first.problem.en, write: first.write.en }
        : {}),
    });
    this.name = 'DeclarationInvalid';
    this.problems = problems;
  }
}

/** The problems as lines for a terminal: `12:5 categories.phone.kind: … (found …). Write ….` */
export function formatProblems(problems: readonly DeclarationProblem[], language: Language = 'en'): string {
  return problems
    .map(({ line, column, path, found, problem, write }) => {
      const place = `${line}:${column} ${path === '' ? '' : `${path}: `}`;
      return `${place}${problem[language]}${found === '' ? '' : ` (${sayFound[language](found)})`}. ${sayWrite[language]} ${write[language]}.`;
    })
    .join('\n');
}

const sayFound: Readonly<Record<Language, (found: string | null) => string>> = {
  sv: (found) => `här står ${found ?? 'inget'}`,
  fi: (found) => (found === null ? 'tässä ei ole mitään' : `tässä on ${found}`),
  en: (found) => `found ${found ?? 'nothing'}`,
};

/** With a colon what follows need not be bent. */
const sayWrite: Readonly<Record<Language, string>> = { sv: 'Skriv:', fi: 'Kirjoita:', en: 'Write' };
