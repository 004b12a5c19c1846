import type { Language, Words } from '../declaration.ts';

/** What the controller must decide stands in angle brackets: no declaration with one left can be published. */
export const decide = (what: string) =>
  /[,:#{}[\]"']/.test(what) ? JSON.stringify(`<${what}>`) : `<${what}>`;

/** Quoted, so that no text of a notice can be anything but a text. */
export const quoted = (text: string) =>
  JSON.stringify(text.replaceAll(/\p{C}/gu, ' ').slice(0, 1_000).trim());

export const inThree = ({ sv, fi, en }: Words) =>
  `{ sv: ${quoted(sv)}, fi: ${quoted(fi)}, en: ${quoted(en)} }`;

/** A text that the notice has in one language: the other two are to be written. */
export function inOne(text: string, language: Language): string {
  const ask = {
    sv: decide('texten på svenska'),
    fi: decide('teksti suomeksi'),
    en: decide('the text in English'),
  };
  return `{ ${Object.entries({ ...ask, [language]: quoted(text) })
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;
}

export const askInThree = (sv: string, fi: string, en: string) =>
  `{ sv: ${decide(sv)}, fi: ${decide(fi)}, en: ${decide(en)} }`;

export const listOf = (keys: readonly string[]) => `[${keys.join(', ')}]`;

export interface YamlLines {
  /** A line under the groups that are open; `sentence` is where the notice says it, counted from 0. */
  put(key: string, value: string, sentence?: number, path?: string): void;
  open(key: string): void;
  close(): void;
  remark(text: string): void;
  blank(): void;
  text(): string;
  /** Which value came from which sentence. */
  readonly from: { readonly path: string; readonly sentence: number }[];
}

export function createYamlLines(): YamlLines {
  const lines: string[] = [];
  const stack: string[] = [];
  const from: { path: string; sentence: number }[] = [];
  const indent = () => '  '.repeat(stack.length);
  return {
    from,
    put(key, value, sentence, path) {
      const source = sentence === undefined ? '' : ` # sentence ${sentence + 1}`;
      lines.push(`${indent()}${key}${value === '' ? '' : ` ${value}`}${source}`);
      if (sentence !== undefined)
        from.push({ path: path ?? [...stack, key.replace(/:$/, '')].join('.'), sentence });
    },
    open(key) {
      lines.push(`${indent()}${key}:`);
      stack.push(key);
    },
    close() {
      stack.pop();
    },
    remark(text) {
      // A line break or a control sign in a remark would end it.
      lines.push(`${indent()}# ${text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()}`);
    },
    blank() {
      lines.push('');
    },
    text: () => `${lines.join('\n')}\n`,
  };
}
