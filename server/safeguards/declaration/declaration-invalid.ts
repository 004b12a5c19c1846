import { Refusal } from '../../base/errors.ts';

/** One thing to mend in a declaration: where it stands, what is there, what is wrong, what to write instead. */
export interface DeclarationProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** As `categories.phone.kind`; empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly problem: string;
  readonly write: string;
}

/** A declaration that cannot be used: every problem at once, in the order of the file. */
export class DeclarationInvalid extends Refusal {
  readonly problems: readonly DeclarationProblem[];

  constructor(problems: readonly DeclarationProblem[]) {
    const first = problems[0];
    super('declaration-invalid', {
      problems: problems.length,
      ...(first ? { line: first.line, path: first.path, problem: first.problem, write: first.write } : {}),
    });
    this.name = 'DeclarationInvalid';
    this.problems = problems;
  }
}

/** The problems as lines for a terminal: `12:5 categories.phone.kind: … (found …). Write …`. */
export function formatProblems(problems: readonly DeclarationProblem[]): string {
  return problems
    .map(
      ({ line, column, path, found, problem, write }) =>
        `${line}:${column} ${path === '' ? '' : `${path}: `}${problem}${found === '' ? '' : ` (found ${found})`}. Write ${write}.`,
    )
    .join('\n');
}
