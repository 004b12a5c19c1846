/** What a canned reply may leave to be filled in: a closed list, by names that say what they are in every language. */
export const cannedVariables = [
  'customer.name',
  'agent.name',
  'contact.number',
  'contact.subject',
  'mailbox.name',
  'queue.name',
  'register.name',
  'notice.link',
] as const;
export type CannedVariable = (typeof cannedVariables)[number];
export type CannedValues = Readonly<Partial<Record<CannedVariable, string | null | undefined>>>;

export interface VariablePlace {
  readonly name: string;
  readonly known: boolean;
  /** UTF-16 units from the beginning of the text, the braces included. */
  readonly start: number;
  readonly end: number;
}

export interface RenderedCanned {
  readonly text: string;
  /** What had no value: it stands in the text as it was written, and the text must not be sent so. */
  readonly missing: readonly {
    readonly name: CannedVariable;
    readonly start: number;
    readonly end: number;
  }[];
}

// Anything short in braces that begins like a name: what was meant as a variable and is none must be found too.
const place = /\{([^{}\n]{1,60})\}/g;
const known: ReadonlySet<string> = new Set(cannedVariables);
const looksMeant = /^\s*[\p{L}][\p{L}\p{N} ._-]*$/u;

/** Every `{…}` of a text that is, or looks to be meant as, a variable. */
export function findVariables(text: string): VariablePlace[] {
  return [...text.matchAll(place)]
    .filter(([, inside]) => looksMeant.test(inside!))
    .map((hit) => ({
      name: hit[1]!,
      known: known.has(hit[1]!),
      start: hit.index,
      end: hit.index + hit[0].length,
    }));
}

/** The first variable there is no such thing as; undefined when all are known. For saving. */
export function findUnknownVariable(text: string): VariablePlace | undefined {
  return findVariables(text).find((each) => !each.known);
}

/**
 * The text with its variables filled in. Pure; the same in the browser and the server. A value is put in as it is
 * and never read for variables again, so that what a customer calls themselves fills in nothing.
 */
export function renderCanned(text: string, values: CannedValues): RenderedCanned {
  let rendered = '';
  let from = 0;
  const missing: { name: CannedVariable; start: number; end: number }[] = [];
  for (const found of findVariables(text)) {
    if (!found.known) continue;
    const name = found.name as CannedVariable;
    const value = values[name]?.trim() ?? '';
    rendered += text.slice(from, found.start);
    if (value === '') missing.push({ name, start: rendered.length, end: rendered.length + name.length + 2 });
    rendered += value === '' ? `{${name}}` : value;
    from = found.end;
  }
  return { text: rendered + text.slice(from), missing };
}

/** Known variables that nobody filled in: a text with any is not sent. */
export function findUnfilled(text: string): VariablePlace[] {
  return findVariables(text).filter((each) => each.known);
}
