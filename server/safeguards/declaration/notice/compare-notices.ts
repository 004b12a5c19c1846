import { diffArrays } from 'diff';
import type { Language } from '../declaration.ts';
import { compareWords, likeness } from './compare-words.ts';
import type { Piece } from './compare-words.ts';
import type { Inline, Notice, NoticeBlock, NoticeSection } from './notice.ts';

/** A sentence, fact, entry or cell that differs; `about` says which: a heading, a term, the row and column of a table. */
export interface LineChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly about: string;
  readonly pieces: readonly Piece[];
}

export interface SectionChange {
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly lines: readonly LineChange[];
}

export interface NoticeComparison {
  readonly changed: readonly SectionChange[];
  /** Titles of the sections that say the same. */
  readonly same: readonly string[];
}

/** Two versions of the notice in one language, section by section and sentence by sentence. */
export function compareNotices(before: Notice, after: Notice): NoticeComparison {
  const { language } = after;
  const gone = before.sections.filter(({ id }) => !after.sections.some((section) => section.id === id));
  const sections = after.sections.map((section): SectionChange => {
    const old = before.sections.find(({ id }) => id === section.id);
    const lines = compareLines(old ? linesOf(old, language) : [], linesOf(section, language));
    // A title that alone has changed is a line as well.
    const renamed = old && old.title !== section.title ? [changed('', old.title, section.title)] : [];
    return {
      id: section.id,
      title: section.title,
      change: old ? 'changed' : 'added',
      lines: [...renamed, ...lines],
    };
  });
  return {
    changed: [
      ...sections.filter(({ lines }) => lines.length > 0),
      ...gone.map((section): SectionChange => ({
        id: section.id,
        title: section.title,
        change: 'removed',
        lines: compareLines(linesOf(section, language), []),
      })),
    ],
    same: sections.filter(({ lines }) => lines.length === 0).map(({ title }) => title),
  };
}

/** `key` tells facts and cells apart, which have a name; sentences have none and are known by their text alone. */
interface Line {
  readonly key: string | undefined;
  readonly about: string;
  readonly text: string;
}

function compareLines(before: readonly Line[], after: readonly Line[]): LineChange[] {
  const old = new Map(before.flatMap((line) => (line.key === undefined ? [] : [[line.key, line]])));
  const now = new Map(after.flatMap((line) => (line.key === undefined ? [] : [[line.key, line]])));
  const named: LineChange[] = [
    ...[...now].flatMap(([key, line]) => {
      const was = old.get(key);
      if (!was) return [whole('added', line)];
      return was.text === line.text ? [] : [changed(line.about, was.text, line.text)];
    }),
    ...[...old].flatMap(([key, line]) => (now.has(key) ? [] : [whole('removed', line)])),
  ];
  const sentences = (lines: readonly Line[]) => lines.filter(({ key }) => key === undefined);
  return [...compareSentences(sentences(before), sentences(after)), ...named];
}

/** Anybody may ask for a comparison: it ends where it would cost much and tell little. */
const mostEdits = 1000;

function compareSentences(before: Line[], after: Line[]): LineChange[] {
  const options = { comparator: (a: Line, b: Line) => a.text === b.text, maxEditLength: mostEdits };
  const hunks = diffArrays(before, after, options);
  // Two texts with nothing in common: the old one is gone, the new one is new.
  if (!hunks) return [...wholes('removed', before), ...wholes('added', after)];
  const changes: LineChange[] = [];
  for (let index = 0; index < hunks.length; index += 1) {
    const { removed, added, value } = hunks[index]!;
    const next = hunks[index + 1];
    if (removed && next?.added) {
      changes.push(...pair(value, next.value));
      index += 1;
    } else if (removed || added) {
      changes.push(...wholes(removed ? 'removed' : 'added', value));
    }
  }
  return changes;
}

/** Below this share of common words two sentences are two sentences, not one that was changed. */
const alike = 0.5;
/** What has become of a sentence stands near it. */
const near = 12;

function pair(removed: readonly Line[], added: readonly Line[]): LineChange[] {
  const left = [...removed];
  const changes = added.map((line) => {
    const at = left.slice(0, near).findIndex((old) => likeness(old.text, line.text) >= alike);
    if (at < 0) return whole('added', line);
    const [old] = left.splice(at, 1);
    return changed(line.about, old!.text, line.text);
  });
  return [...wholes('removed', left), ...changes];
}

function whole(change: 'added' | 'removed', { about, text }: Line): LineChange {
  return { change, about, pieces: [{ kind: change, text }] };
}

function wholes(change: 'added' | 'removed', lines: readonly Line[]): LineChange[] {
  return lines.map((line) => whole(change, line));
}

function changed(about: string, before: string, after: string): LineChange {
  return { change: 'changed', about, pieces: compareWords(before, after) };
}

function linesOf({ blocks }: NoticeSection, language: Language): Line[] {
  let heading = '';
  const seen = new Map<string, number>();
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') heading = block.text;
    return linesOfBlock(block, heading, language).map((line) => {
      if (line.key === undefined) return line;
      // Two rows may have one name: the second is the second in both versions.
      const count = (seen.get(line.key) ?? 0) + 1;
      seen.set(line.key, count);
      return { ...line, key: `${line.key}\n${count}` };
    });
  });
}

function linesOfBlock(block: NoticeBlock, heading: string, language: Language): Line[] {
  switch (block.kind) {
    case 'heading':
      return [{ key: undefined, about: '', text: block.text }];
    case 'paragraph':
      return sentencesOf(textOf(block.text), language).map((text) => ({
        key: undefined,
        about: heading,
        text,
      }));
    case 'list':
      return block.items.map((item) => ({ key: undefined, about: heading, text: textOf(item) }));
    case 'facts':
      return block.facts.map(({ term, value }) => ({ key: term, about: term, text: textOf(value) }));
    case 'table':
      return block.rows.flatMap(([first = '', ...cells]) =>
        cells.map((text, index) => {
          const head = block.head[index + 1] ?? '';
          return { key: `${block.caption}\n${first}\n${index}`, about: `${first} – ${head}`, text };
        }),
      );
  }
}

function textOf(parts: readonly Inline[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

function sentencesOf(text: string, language: Language): string[] {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
  return [...segments].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
}
