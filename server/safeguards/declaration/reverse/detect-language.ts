import type { Language } from '../declaration.ts';
import { wordsOf } from './clue.ts';

// The commonest words of notices, those that two of the languages share left out.
const commonWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  sv: new Set(
    'och att det som inte är på av till för med från vi du din dina vår våra eller har kan när om den de vid även under dig oss ska får'.split(
      ' ',
    ),
  ),
  fi: new Set(
    'ja on ei se että kun tai sekä joka jotka jos myös voi voit me sinun tämä tämän ovat mukaan oikeus tietoja tietojen tietosi emme niitä kanssa ole vain hän joita mitä'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the and of to is are we you your our that this not for with or by be it which may will can as from have has if us any when only'.split(
      ' ',
    ),
  ),
};
/** Words of the neighbours: a Danish or German notice is not taken for a Swedish one. */
const foreignWords = new Set('og ikke af er fra und die der das ist nicht les des pour est dans'.split(' '));
const languages = Object.keys(commonWords) as Language[];

export interface LanguageFound {
  readonly language: Language;
  readonly hits: number;
}

export function countLanguages(words: readonly string[]): LanguageFound[] {
  return languages
    .map((language) => ({
      language,
      hits: words.reduce((hits, word) => hits + (commonWords[language].has(word) ? 1 : 0), 0),
    }))
    .toSorted((a, b) => b.hits - a.hits);
}

/** The language of a notice by its commonest words; undefined where it is in none of the three. */
export function detectLanguage(text: string): Language | undefined {
  const words = wordsOf(text.slice(0, 40_000));
  const [best, second] = countLanguages(words);
  if (!best || !second || best.hits < 3) return undefined;
  // In each of the three every tenth word or so is one of these; in German or Danish a few are.
  if (best.hits * 14 < words.length) return undefined;
  if (words.filter((word) => foreignWords.has(word)).length * 3 > best.hits) return undefined;
  return best.hits > second.hits ? best.language : undefined;
}

/** A sentence that is plainly in another language than the notice: it is read in its own. */
export function languageOfSentence(words: readonly string[], notice: Language): Language {
  const [best] = countLanguages(words);
  const own = countLanguages(words).find(({ language }) => language === notice)!;
  return best && best.hits >= 3 && best.hits > own.hits * 2 ? best.language : notice;
}
