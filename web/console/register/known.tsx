import { useWords } from '../../words/use-words.ts';

/** A closed code of the declaration in words. */
export function Known({ prefix, code }: { readonly prefix: string; readonly code: string }) {
  const { t, known } = useWords();
  const key = known(`${prefix}.${code}`);
  return key ? t(key) : code;
}
