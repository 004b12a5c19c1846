/** Markup that is safe to send: made only by `html` and `trusted`. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | undefined | null | false | readonly Part[];

const made = new WeakSet<object>();

/** Every value put into the template is escaped, for text and quoted attributes alike; `Html` goes in as it is. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return seal(strings.reduce((markup, string, index) => markup + show(parts[index - 1]) + string));
}

/** For markup of our own that stands in a file beside the code. Never for anything from outside. */
export function trusted(markup: string): Html {
  return seal(markup);
}

function seal(markup: string): Html {
  const sealed = Object.freeze({ markup });
  made.add(sealed);
  return sealed;
}

function show(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if (Array.isArray(part)) return part.map((each: Part) => show(each)).join('');
  // an object of the same shape from parsed input is no markup
  return made.has(part) ? (part as Html).markup : escape(String(part));
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
