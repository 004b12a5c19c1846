import type { LogAction } from '../../safeguards/access-log/log-entry.ts';
import type { ReceiptKind } from '../../safeguards/access-log/tree/write-receipt.ts';

/** What a receipt says in a language of its own. */
export interface ReceiptWords {
  readonly titles: Readonly<Record<Exclude<ReceiptKind, 'sample'>, string>>;
  /** What it is and what it is not, in paragraphs. `proves`: what the file shows; `missing`: what it cannot show. */
  readonly about: Readonly<Record<Exclude<ReceiptKind, 'sample'>, string>>;
  readonly readers: string;
  readonly proves: string;
  readonly missing: string;
  readonly file: string;
  readonly sections: { readonly what: string; readonly lines: string; readonly check: string };
  readonly controller: string;
  readonly madeAt: string;
  readonly lines: string;
  readonly newest: (shown: number, all: number) => string;
  readonly pruned: string;
  readonly logSize: string;
  readonly logRoot: string;
  readonly key: string;
  readonly head: {
    readonly at: string;
    readonly what: string;
    readonly task: string;
    readonly purposes: string;
    readonly data: string;
    readonly reader: string;
    readonly units: string;
  };
  readonly system: string;
  readonly self: string;
  readonly inspector: string;
  readonly nobody: string;
  readonly refused: string;
  readonly staffData: string;
  readonly ownAccount: string;
  readonly none: string;
  readonly actions: Readonly<Record<LogAction, string>>;
}
