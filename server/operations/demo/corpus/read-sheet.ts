/**
 * One kind of matter in one language. Texts hold `[one|or the other]` choices and `{slots}`; the slots
 * are the fields of `Facts`.
 */
export interface Scenario {
  key: string;
  subjects: string[];
  /** What the customer says first. */
  says: string[];
  /** What the customer may add. */
  adds: string[];
  asks: string[];
  /** Staff's first answer. */
  answers: string[];
  /** The customer, to that answer. */
  returns: string[];
  /** Staff, to that return. */
  settles: string[];
  notes: string[];
}

const parts = {
  '~': 'subjects',
  '1': 'says',
  '+': 'adds',
  '?': 'asks',
  '=': 'answers',
  '2': 'returns',
  '!': 'settles',
  '*': 'notes',
} as const;

/**
 * Reads a sheet: `# key` begins a scenario, each following line is a sign and a text: `~` subject,
 * `1` says, `+` adds, `?` asks, `=` answer, `2` return, `!` settles, `*` note. A line that fits nothing
 * or a scenario with a part missing throws: sheets are code, and a hole in one would surface as an
 * empty letter.
 */
export function readSheet(sheet: string): Scenario[] {
  const scenarios: Scenario[] = [];
  for (const line of sheet.split('\n')) {
    if (line === '') continue;
    const sign = line.charAt(0);
    const text = line.slice(2);
    if (sign === '#') {
      scenarios.push({
        key: text,
        subjects: [],
        says: [],
        adds: [],
        asks: [],
        answers: [],
        returns: [],
        settles: [],
        notes: [],
      });
      continue;
    }
    const part = parts[sign as keyof typeof parts];
    const scenario = scenarios[scenarios.length - 1];
    if (part === undefined || scenario === undefined || line.charAt(1) !== ' ') {
      throw new SyntaxError(`a line of a sheet has no meaning: ${line}`);
    }
    scenario[part].push(text);
  }
  for (const scenario of scenarios) {
    for (const part of Object.values(parts)) {
      if (scenario[part].length === 0) throw new SyntaxError(`${scenario.key} has no ${part}`);
    }
  }
  return scenarios;
}
