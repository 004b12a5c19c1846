import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
  pickedCompletion,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import schema from '../../../../register/declaration.schema.json' with { type: 'json' };
import { explanation } from './explanation.ts';
import { readOutline } from './read-outline.ts';

/** What we use of a JSON Schema. */
interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly string[];
  readonly $ref?: string;
  /** The part of the declaration whose keys are meant. */
  readonly 'x-key-of'?: string;
}

type Path = readonly (string | number)[];

const whole = schema as unknown as Shape;
const words = schema.$defs.words as unknown as Shape;

function shapeAt(path: Path): Shape | undefined {
  let shape: Shape | undefined = whole;
  for (const step of path) {
    const within: Shape | boolean | undefined =
      typeof step === 'number'
        ? shape.items
        : Object.hasOwn(shape.properties ?? {}, step)
          ? shape.properties![step]
          : shape.additionalProperties;
    if (typeof within !== 'object') return undefined;
    shape = within.$ref ? { ...words, ...within } : within;
  }
  return shape;
}

/** What the software does with the field whose key stands there. */
export function explainKey(text: string, from: number): string | undefined {
  const entry = readOutline(text).entries.find((each) => each.from === from);
  return entry && shapeAt(entry.path)?.description;
}

/** Keys, choices and the keys of other parts, as the text has them where the cursor is. */
export function completeDeclaration(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  const { here } = readOutline(text.slice(0, context.pos));
  if (!here) return null;
  const typed = text.slice(here.from, context.pos);
  if (typed === '' && !context.explicit && here.at === 'either') return null;
  const shape = shapeAt(here.path);
  if (!shape) return null;
  const { entries } = readOutline(text);
  /** What stands beside the cursor's own word; of a list the other items. */
  const beside = (path: Path) =>
    new Set(
      entries
        .filter((each) => each.from !== here.from && isWithin(each.path, path))
        .map(({ path: steps }) => String(steps.at(-1))),
    );
  const options =
    shape.properties && here.at !== 'value'
      ? keysOf(shape, beside(here.path), here.flow)
      : here.at === 'key'
        ? []
        : valuesOf(
            shape,
            typeof here.path.at(-1) === 'number' ? beside(here.path.slice(0, -1)) : new Set(),
            entries,
          );
  // What is written whole wants no help, and Enter its new line.
  const left = options.filter(({ label }) => context.explicit || label !== typed);
  return left.length === 0 ? null : { from: here.from, options: left };
}

function keysOf(shape: Shape, present: ReadonlySet<string>, flow: boolean): Completion[] {
  return Object.keys(shape.properties!).flatMap((key, place) => {
    if (present.has(key)) return [];
    const field = shapeOf(shape.properties![key]!);
    return {
      label: key,
      type: 'property',
      // As the schema has them, which is the order of the example.
      boost: 90 - place,
      ...(field.description !== undefined && { info: () => explanation(field.description!) }),
      apply: (view, completion, from, to) => insertKey(view, completion, from, to, field, flow),
    } satisfies Completion;
  });
}

function valuesOf(
  shape: Shape,
  present: ReadonlySet<string>,
  entries: readonly { path: Path }[],
): Completion[] {
  const part = shape['x-key-of'];
  const values =
    shape.type === 'boolean'
      ? ['true', 'false']
      : part === undefined
        ? (shape.enum ?? [])
        : entries.filter(({ path }) => isWithin(path, [part])).map(({ path }) => String(path[1]));
  return values
    .filter((value) => !present.has(value))
    .map((value, place) => ({
      label: value,
      type: part === undefined ? 'enum' : 'variable',
      boost: Math.max(90 - place, -99),
      ...(shape.description !== undefined && { info: () => explanation(shape.description!) }),
    }));
}

function isWithin(path: Path, outer: Path): boolean {
  return path.length === outer.length + 1 && outer.every((step, place) => step === path[place]);
}

function shapeOf(shape: Shape): Shape {
  return shape.$ref ? { ...words, ...shape } : shape;
}

/** The key, and the cursor where its value begins: behind it, in a list, or below. */
function insertKey(
  view: EditorView,
  completion: Completion,
  from: number,
  to: number,
  field: Shape,
  flow: boolean,
): void {
  const { doc } = view.state;
  const line = doc.lineAt(from);
  // One that has its colon already is given another name only.
  const hasColon = /^\s*:/.test(doc.sliceString(to, line.to));
  const below = `\n${' '.repeat(from - line.from + 2)}`;
  const isList = field.type === 'array';
  const behind = hasColon
    ? ''
    : field.type === 'object' && !flow
      ? `:${below}`
      : isList && field.items?.type === 'object' && !flow
        ? `:${below}- `
        : isList
          ? ': []'
          : ': ';
  view.dispatch({
    ...insertCompletionText(view.state, completion.label + behind, from, to),
    annotations: pickedCompletion.of(completion),
  });
  if (behind === ': []') view.dispatch({ selection: { anchor: view.state.selection.main.head - 1 } });
}
