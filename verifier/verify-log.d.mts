export interface Found {
  readonly kind: 'export' | 'proof' | 'receipt';
  readonly ok: boolean;
  readonly bad: number;
  readonly problems: readonly {
    readonly problem: string;
    readonly place: number | null;
    readonly entry: string | null;
    readonly other: number | null;
  }[];
  readonly size: number;
  readonly keyGiven: boolean;
  /** Of a receipt: what it is of, its lines, how many of them stand in it whole. */
  readonly of?: 'person' | 'contact' | 'staff' | 'sample';
  readonly lines?: number;
  readonly whole?: number;
  /** Of an export: who has signed beside the log, each with the largest size. */
  readonly witnesses?: readonly {
    readonly name: string;
    readonly size: number;
    readonly at: string;
    readonly checked: boolean;
  }[];
  readonly shown?: readonly { readonly place: number; readonly shown: unknown }[];
}
export interface Given {
  readonly key?: string;
  readonly checkpoints?: readonly string[];
  /** Keys of witnesses, of type 4 (C2SP tlog-cosignature). */
  readonly witnesses?: readonly string[];
}
export function checkFile(path: string, given?: Given): Promise<Found>;
export function readNotes(path: string): string[];
