/** A key, or a text in a list, as it stands in the text. Places in lists are numbers. */
export interface Entry {
  readonly path: readonly (string | number)[];
  readonly from: number;
}

/** Where the cursor stands: what it is in, and the word before it. */
export interface Here {
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value' | 'either';
  readonly from: number;
  readonly flow: boolean;
}

interface Frame {
  readonly column: number;
  step: string | number;
  readonly list: boolean;
}

interface Flow {
  readonly list: boolean;
  step: string | number;
  /** Where the word at hand begins; none where there is none. */
  word: number | null;
  awaitsValue: boolean;
}

const keyLine = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'[\]{},:][^:#]*?))\s*:(?=\s|$)/;

/**
 * What stands in a YAML text that may be half written: its keys, and what the end of the text is in. It goes by
 * indentation and brackets alone, so that a fault elsewhere hides nothing. `here` is null in comments and in long texts.
 */
export function readOutline(text: string): {
  readonly entries: readonly Entry[];
  readonly here: Here | null;
} {
  const entries: Entry[] = [];
  const frames: Frame[] = [];
  let flows: Flow[] = [];
  let blockText: number | null = null;
  let here: Here | null = null;
  let start = 0;

  const blockPath = () => frames.map(({ step }) => step);
  const flowPath = (depth = flows.length) => [
    ...blockPath(),
    ...flows.slice(0, depth).map(({ step }) => step),
  ];

  /** @returns whether the line ends inside a comment or a quote, where nothing is completed */
  function readFlow(line: string, begin: number): boolean {
    let quote = '';
    for (let at = begin; at < line.length; at++) {
      const sign = line[at]!;
      const flow = flows.at(-1);
      if (quote) {
        if (sign === '\\' && quote === '"') at++;
        else if (sign === quote) quote = '';
        continue;
      }
      if (sign === '#' && (at === 0 || /\s/.test(line[at - 1]!))) return true;
      if (!flow) continue;
      if (sign === '[' || sign === '{') {
        flows.push({ list: sign === '[', step: sign === '[' ? 0 : '', word: null, awaitsValue: false });
      } else if (sign === ']' || sign === '}') {
        endWord(flow, line, at);
        flows.pop();
        const outer = flows.at(-1);
        if (outer) outer.word = null;
      } else if (sign === ',') {
        endWord(flow, line, at);
        flow.awaitsValue = false;
        flow.word = null;
        flow.step = flow.list ? (flow.step as number) + 1 : '';
      } else if (sign === ':' && !flow.list && /[\s,[{}]|^$/.test(line[at + 1] ?? '')) {
        if (flow.word !== null && !flow.awaitsValue) {
          flow.step = unquote(line.slice(flow.word - start, at));
          entries.push({ path: flowPath(), from: flow.word });
        }
        flow.awaitsValue = true;
        flow.word = null;
      } else if (!/\s/.test(sign)) {
        flow.word ??= start + at;
        if (sign === '"' || sign === "'") if (flow.word === start + at) quote = sign;
      }
    }
    return quote !== '';
  }

  function endWord(flow: Flow, line: string, at: number): void {
    if (flow.list && flow.word !== null && flow.word >= start) {
      entries.push({
        path: [...flowPath(flows.length - 1), unquote(line.slice(flow.word - start, at))],
        from: flow.word,
      });
    }
  }

  for (const line of text.split('\n')) {
    const end = start + line.length;
    here = null;
    const indent = /^ */.exec(line)![0].length;
    const rest = line.slice(indent);
    if (flows.length > 0) {
      if (!readFlow(line, 0)) here = hereInFlow(end);
    } else if (blockText !== null && indent > blockText) {
      // a line of a long text
    } else {
      if (rest !== '') blockText = null;
      if (!rest.startsWith('#')) here = readBlock(line, indent, end);
    }
    start = end + 1;
  }
  return { entries, here };

  function hereInFlow(end: number): Here | null {
    const flow = flows.at(-1);
    if (!flow) return null;
    const from = flow.word ?? end;
    if (from < start) return null;
    if (flow.list) return { path: flowPath(), at: 'value', from, flow: true };
    return flow.awaitsValue
      ? { path: flowPath(), at: 'value', from, flow: true }
      : { path: flowPath(flows.length - 1), at: 'key', from, flow: true };
  }

  function readBlock(line: string, indent: number, end: number): Here | null {
    let column = indent;
    for (let dash = /^-( +|$)/.exec(line.slice(column)); dash; dash = /^-( +|$)/.exec(line.slice(column))) {
      leave(column + 1);
      const last = frames.at(-1);
      if (last?.list && last.column === column) last.step = (last.step as number) + 1;
      else frames.push({ column, step: 0, list: true });
      column += dash[0].length;
    }
    const rest = line.slice(column);
    const key = keyLine.exec(rest);
    if (key) {
      leave(column);
      frames.push({ column, step: key[1] ?? key[2] ?? key[3]!, list: false });
      entries.push({ path: blockPath(), from: start + column });
      const value = column + key[0].length;
      return readValue(line, value + /^\s*/.exec(line.slice(value))![0].length, end);
    }
    if (/^[[{]/.test(rest)) return readValue(line, column, end);
    if (!/^[\w-]*$/.test(rest)) return null;
    const outer = frames.filter((frame) => frame.column < column);
    const path = outer.map(({ step }) => step);
    const from = start + column;
    if (outer.at(-1)?.list && rest !== '') entries.push({ path: [...path.slice(0, -1), rest], from });
    return { path, at: 'either', from, flow: false };
  }

  function leave(column: number): void {
    while (frames.length > 0 && frames.at(-1)!.column >= column) frames.pop();
  }

  function readValue(line: string, column: number, end: number): Here | null {
    const value = line.slice(column);
    if (/^[|>][-+\d]*\s*(#.*)?$/.test(value)) {
      blockText = frames.at(-1)?.column ?? 0;
      return null;
    }
    if (/^[[{]/.test(value)) {
      flows = [
        { list: value.startsWith('['), step: value.startsWith('[') ? 0 : '', word: null, awaitsValue: false },
      ];
      const closed = readFlow(line, column + 1);
      return closed ? null : hereInFlow(end);
    }
    if (!/^[\w-]*$/.test(value)) return null;
    // Right behind the colon a value needs its space first.
    return line[column - 1] === ' '
      ? { path: blockPath(), at: 'value', from: start + column, flow: false }
      : null;
  }
}

function unquote(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
