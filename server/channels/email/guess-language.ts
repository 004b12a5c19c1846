import type { Language } from '../../safeguards/declaration/declaration.ts';

// The commonest short words of each language, those shared by two left out.
const commonWords: Readonly<Record<Language, readonly string[]>> = {
  sv: [
    'och',
    'att',
    'det',
    'jag',
    'som',
    'inte',
    'är',
    'på',
    'en',
    'har',
    'till',
    'för',
    'med',
    'min',
    'kan',
    'ni',
    'hej',
    'om',
    'av',
    'men',
    'mig',
    'mitt',
    'från',
    'hälsningar',
    'tack',
  ],
  fi: [
    'ja',
    'on',
    'ei',
    'se',
    'että',
    'en',
    'mutta',
    'kun',
    'olen',
    'minun',
    'hei',
    'voitteko',
    'kiitos',
    'tämä',
    'ole',
    'niin',
    'jos',
    'mitä',
    'myös',
    'terveisin',
    'mikä',
    'oli',
    'nyt',
    'miten',
    'saa',
  ],
  en: [
    'the',
    'and',
    'to',
    'is',
    'i',
    'my',
    'you',
    'that',
    'it',
    'of',
    'have',
    'not',
    'for',
    'with',
    'this',
    'can',
    'your',
    'hello',
    'please',
    'thanks',
    'a',
    'was',
    'be',
    'regards',
    'but',
  ],
};

/** The language of a customer's text by its commonest words; undefined when it does not tell. */
export function guessLanguage(text: string): Language | undefined {
  const words =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = (Object.keys(commonWords) as Language[]).map((language) => {
    const common = new Set(commonWords[language]);
    return { language, hits: words.filter((word) => common.has(word)).length };
  });
  const [best, second] = counts.toSorted((a, b) => b.hits - a.hits);
  return best && second && best.hits >= 2 && best.hits > second.hits * 1.3 ? best.language : undefined;
}
