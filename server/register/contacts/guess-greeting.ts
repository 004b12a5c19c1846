import { normaliseName } from '../../base/normalise-contact.ts';

const greetings =
  /^\s*(?:hejsan|hej|hallå|tjena|bästa|kära?|ärade|god\s+(?:morgon|dag|kväll)|hei|heippa|moikka|moi|terve|hyvä|arvoisa|rakas|hyvää\s+(?:huomenta|päivää|iltaa)|hello|hi|dear|good\s+(?:morning|afternoon|evening))(?=[\s,!])[ \t]*(?<named>[^\n,!.?:;–—]*)/iu;
const titles = new Set(
  'herr herra fru rouva neiti fröken mr mrs ms miss dr tohtori doktor professori professor'.split(' '),
);
/** Capitalised in greetings, and nobody's name. */
const noNames = new Set(
  'kund kunden asiakas asiakkaamme asiakkaani customer all alla kaikki everyone igen taas jälleen again there tack kiitos thanks thank you'.split(
    ' ',
  ),
);

/** The names a text greets somebody by, folded; none when it greets nobody by name, or it is not sure. */
export function findGreeted(text: string): string[] {
  const first = text
    .slice(0, 2000)
    .split('\n')
    .find((line) => line.trim() !== '');
  const named = first === undefined ? undefined : greetings.exec(first.slice(0, 200))?.groups?.['named'];
  if (named === undefined) return [];
  const words = named.trim().split(/\s+/u).filter(Boolean);
  if (words.length === 0 || words.length > 4) return [];
  // A sentence that goes on in lower case is not a name.
  if (!words.every((word) => /^\p{Lu}[\p{L}\p{M}'’-]*$/u.test(word) || titles.has(word.toLowerCase())))
    return [];
  return words
    .flatMap((word) => normaliseName(word))
    .filter((word) => word.length > 1 && !titles.has(word) && !noNames.has(word));
}

/**
 * Whether a text greets somebody other than the person. Quiet on doubt: with no name known, with a short form
 * of a known name, with any word shared.
 */
export function greetsAnother(text: string, known: readonly string[]): boolean {
  const names = known.flatMap((name) => normaliseName(name.replace(/@.*$/, '')));
  if (!names.some((name) => name.length > 1)) return false;
  const greeted = findGreeted(text);
  const alike = (one: string, other: string) =>
    one.length >= 3 &&
    other.length >= 3 &&
    (one.startsWith(other.slice(0, 3)) || other.startsWith(one.slice(0, 3)));
  return (
    greeted.length > 0 && !greeted.some((word) => names.some((name) => word === name || alike(word, name)))
  );
}

const promises =
  /(?:^|[^\p{L}])(?:bifogar|bifogat|bifogade|bifogas|i\s+bilagan|se\s+bilaga|liitteenä|liitteessä|oheisena|ohessa\s+liite|liitän|liitin|attached|attachment|enclosed)(?=$|[^\p{L}])/iu;

/** Whether a text says that a file comes with it. */
export function promisesFile(text: string): boolean {
  return promises.test(text);
}
