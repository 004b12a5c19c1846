import type { Words } from './declaration.ts';

/** A text in each language, in the order of the declaration's own texts. */
export function wording(sv: string, fi: string, en: string): Words {
  return { sv, fi, en };
}

/** What is written alike in every language: YAML, keys, figures. */
export function asWritten(text: string): Words {
  return { sv: text, fi: text, en: text };
}

/** `one of: sv, fi, en` */
export function oneOf(values: readonly string[]): Words {
  const list = values.join(', ');
  return wording(`något av alternativen ${list}`, `jokin vaihtoehdoista ${list}`, `one of: ${list}`);
}

/** `closing or arrival` */
export function either(values: readonly string[]): Words {
  return wording(values.join(' eller '), values.join(' tai '), values.join(' or '));
}
