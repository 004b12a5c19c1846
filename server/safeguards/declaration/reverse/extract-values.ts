import { wordsOf } from './clue.ts';

/** A length of time as the notice states it. */
export interface Span {
  /** Which word of the sentence its unit is. */
  readonly at: number;
  /** Whole months, where it can be said in months. */
  readonly months?: number;
  readonly days?: number;
}

const numberWords = readNumbers(
  '1 en ett yksi yhden yhdessä a an one, 2 två kaksi kahden kahdella two, 3 tre kolme kolmen three, ' +
    '4 fyra neljä neljän four, 5 fem viisi viiden five, 6 sex kuusi kuuden six, 7 sju seitsemän seven, ' +
    '8 åtta kahdeksan eight, 9 nio yhdeksän nine, 10 tio kymmenen ten, 11 elva eleven, ' +
    '12 tolv kaksitoista kahdentoista twelve, 14 fjorton neljätoista neljäntoista fourteen, ' +
    '18 arton kahdeksantoista eighteen, 24 tjugofyra twenty-four, ' +
    '30 trettio kolmekymmentä kolmenkymmenen thirty, 36 trettiosex thirty-six, ' +
    '60 sextio kuusikymmentä sixty, 90 nittio yhdeksänkymmentä ninety',
);

function readNumbers(list: string): ReadonlyMap<string, number> {
  return new Map(
    list.split(', ').flatMap((entry) => {
      const [number, ...words] = entry.split(' ');
      return words.map((word): [string, number] => [word, Number(number)]);
    }),
  );
}

const units: readonly { readonly is: RegExp; readonly of: (count: number) => Omit<Span, 'at'> }[] = [
  {
    is: /^(?:månad|månader|månaders|månaden|mån|kuukausi|kuukautta|kuukauden|kuukaudessa|kuukaudella|kk|kk:n|month|months|month's|months')$/u,
    of: (count) => ({ months: count }),
  },
  {
    is: /^(?:år|års|året|vuosi|vuotta|vuoden|vuodella|year|years|year's|years')$/u,
    of: (count) => ({ months: count * 12 }),
  },
  {
    is: /^(?:vecka|veckor|veckors|viikko|viikkoa|viikon|viikossa|week|weeks|week's|weeks')$/u,
    of: (count) => ({ days: count * 7 }),
  },
  {
    is: /^(?:dag|dagar|dagars|dygn|arbetsdagar|päivä|päivää|päivän|päivässä|arkipäivää|työpäivää|vuorokautta|vuorokauden|day|days|day's|days')$/u,
    of: (count) => (count % 30 === 0 ? { months: count / 30, days: count } : { days: count }),
  },
];
/** A year that is meant as a length, where Finnish says it without a number: "vuoden ajan". */
const bareLength = new Set(['ajan', 'kuluttua', 'kuluessa', 'kuluttuessa', 'verran', 'sisällä']);

/** The lengths of time in a sentence, in their order. */
export function findSpans(words: readonly string[]): Span[] {
  const spans: Span[] = [];
  words.forEach((word, index) => {
    const joined = /^(\d{1,4})-?(\p{L}{1,12})$/u.exec(word);
    const unit = units.find(({ is }) => is.test(joined?.[2] ?? word));
    if (!unit) return;
    const count = joined ? Number(joined[1]) : countBefore(words, index);
    if (count !== undefined && count > 0 && count <= 1_200) spans.push({ at: index, ...unit.of(count) });
    else if (/^(?:vuoden|kuukauden|viikon)$/u.test(word) && bareLength.has(words[index + 1] ?? ''))
      spans.push({ at: index, ...unit.of(1) });
  });
  return spans;
}

function countBefore(words: readonly string[], index: number): number | undefined {
  const one = words[index - 1];
  if (one === undefined) return undefined;
  // "a further two months", "two more months", "two additional months"
  const at = /^(?:further|more|additional|calendar|hela|fulla|täyttä|kalender)$/u.test(one)
    ? index - 2
    : index - 1;
  const word = words[at];
  if (word === undefined) return undefined;
  if (/^\d{1,4}$/u.test(word)) return Number(word);
  return numberWords.get(word);
}

const emailPattern = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const sitePattern = /(?:https?:\/\/|www\.)[\p{L}\p{N}.-]{1,200}/gu;
const businessIdPattern = /(?<![\d-])\d{7}-\d(?![\d-])/g;

export function findEmails(text: string): string[] {
  return [...text.matchAll(emailPattern)].map(([found]) => found.replace(/\.$/, '').toLowerCase());
}

export function findSites(text: string): string[] {
  return [...text.matchAll(sitePattern)].map(
    ([found]) =>
      `https://${found
        .replace(/^https?:\/\//, '')
        .replace(/[.]+$/, '')
        .toLowerCase()}`,
  );
}

export function findBusinessIds(text: string): string[] {
  // A machine's dash or the writer's: the same ID.
  return [...text.replaceAll(/[‐‑–]/g, '-').matchAll(businessIdPattern)].map(([found]) => found);
}

const monthNames = [
  'januari|tammikuuta|january',
  'februari|helmikuuta|february',
  'mars|maaliskuuta|march',
  'april|huhtikuuta',
  'maj|toukokuuta|may',
  'juni|kesäkuuta|june',
  'juli|heinäkuuta|july',
  'augusti|elokuuta|august',
  'september|syyskuuta',
  'oktober|lokakuuta|october',
  'november|marraskuuta',
  'december|joulukuuta',
].map((names) => names.split('|'));

/** Dates as ISO, in their order; what is no day of the calendar is left out. */
export function findDates(text: string): string[] {
  const found: { readonly at: number; readonly iso: string }[] = [];
  const add = (at: number, year: number, month: number, day: number) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1990 && year <= 2100)
      found.push({ at, iso: date.toISOString().slice(0, 10) });
  };
  for (const match of text.matchAll(/(?<!\d)(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4})(?!\d)/g))
    add(match.index, Number(match[3]), Number(match[2]), Number(match[1]));
  for (const match of text.matchAll(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g))
    add(match.index, Number(match[1]), Number(match[2]), Number(match[3]));
  const words = wordsOf(text);
  words.forEach((word, index) => {
    const month = monthNames.findIndex((names) => names.includes(word));
    if (month < 0) return;
    const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(words[index - 1] ?? '')?.[1]);
    const year = Number(words[index + 1]);
    if (day && year) add(text.length, year, month + 1, day);
    const american = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(words[index + 1] ?? '')?.[1]);
    const later = Number(words[index + 2]);
    if (!day && american && later) add(text.length, later, month + 1, american);
  });
  return found.toSorted((a, b) => a.at - b.at).map(({ iso }) => iso);
}

export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
}

/** A street, five digits and a town, as "Karlavägen 9 C, 02150 Esbo". */
export function findAddress(text: string): Address | undefined {
  const match =
    /(?:^|[:,(\n]\s{0,4}|\s)((?:\p{Lu}[\p{L}.'-]{1,40} ){0,2}\p{Lu}[\p{L}.'-]{2,40} \d{1,4}(?: ?[A-Za-z](?: ?\d{1,3})?)?(?![\p{L}\d])),?\s{1,4}(?:FI-)?(\d{5}) (\p{Lu}[\p{L}-]{1,30})/u.exec(
      text,
    );
  if (!match) return undefined;
  // "EsboKontaktperson": two lines that ran together.
  const city = /^\p{Lu}[\p{Ll}-]{1,30}/u.exec(match[3]!)?.[0] ?? match[3]!;
  return { street: match[1]!.trim(), postalCode: match[2]!, city };
}

const companyForms =
  'Oyj Abp|Oy Ab|Oyj|Abp|Oy|Ab|AB|Ltd|Limited|Osk|osk|ry|r\\.y\\.|rf|r\\.f\\.|Tmi|Ky|Kb|säätiö|stiftelse|sr';
const companyWord = "[\\p{Lu}\\d][\\p{L}\\p{N}&'.-]{0,40}";
const companyPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(${companyWord} (?:(?:${companyWord}|i|of|av|vid) ){0,4}?(?:${companyForms}))(?![\\p{L}\\p{N}])`,
  'gu',
);
/** What may stand before a name without a colon. */
const leading =
  /^(?:rekisterinpitäjä\p{L}{0,4}|personuppgiftsansvarig\p{L}{0,3}|controller|the|namn|nimi|name|vi|me|we) /iu;

/** Names that end in a form of company or association. */
export function findCompanies(text: string): string[] {
  return [...text.matchAll(companyPattern)].map(([, name]) => name!.replace(leading, '').trim());
}
