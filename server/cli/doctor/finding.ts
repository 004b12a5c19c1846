/** One thing the doctor looked at. */
export interface Finding {
  /** A setting, or a word for what was looked at. */
  readonly about: string;
  readonly result: 'ok' | 'warning' | 'problem';
  readonly says: string;
  /** What to do. */
  readonly write?: string;
}

export function ok(about: string, says: string): Finding {
  return { about, result: 'ok', says };
}

export function warning(about: string, says: string, write: string): Finding {
  return { about, result: 'warning', says, write };
}

export function problem(about: string, says: string, write?: string): Finding {
  return write === undefined ? { about, result: 'problem', says } : { about, result: 'problem', says, write };
}
