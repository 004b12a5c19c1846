import type { Language } from '../declaration.ts';
import { wordsOf } from './clue.ts';
import { detectLanguage, languageOfSentence } from './detect-language.ts';
import { type DraftDeclaration, draftDeclaration } from './draft-declaration.ts';
import { findSilence, type Silence } from './find-silence.ts';
import type { PeriodUnit, Topic } from './language-clues.ts';
import { noFacts, type NoticeFacts } from './notice-facts.ts';
import { readSentence, type SentenceRead, topicsOf } from './read-sentence.ts';
import type { ReverseKind } from './reverse-rule.ts';
import { reverseRules, type ReverseRuleKey } from './reverse-rules.ts';
import { splitSentences } from './split-sentences.ts';
import { weighSentence } from './weigh-sentence.ts';

export interface NoticeSentence {
  /** Of the pasted text, in UTF-16 units; the sentences follow each other without a gap. */
  readonly start: number;
  readonly end: number;
  /** As written, its white space made single. */
  readonly text: string;
  readonly language: Language;
  /** The gravest of what it is about; `heading` where it is none; `not-understood` where no rule fits it. */
  readonly kind: ReverseKind | 'heading' | 'not-understood';
  readonly rules: readonly ReverseRuleKey[];
  /** What in the draft came from it, as `controller.businessId`. */
  readonly drafted: readonly string[];
}

export interface NoticeReading {
  readonly language: Language;
  readonly sentences: readonly NoticeSentence[];
  readonly totals: Readonly<Record<NoticeSentence['kind'], number>>;
  readonly silent: readonly Silence[];
  readonly draft: DraftDeclaration;
}

/** Counted by the gravest: what is half enforced and half vouched for is vouched for. */
const gravity: readonly ReverseKind[] = ['contradicted', 'attested', 'not-yet', 'enforced', 'told'];

/**
 * Reads an organisation's present notice against what this software does, by rules and words only. Pure: nothing is
 * kept, sent or logged. Any text is read; undefined when it is in none of our languages and none is given.
 */
export function readNotice(text: string, given?: Language): NoticeReading | undefined {
  const language = given ?? detectLanguage(text);
  if (language === undefined) return undefined;
  const facts = noFacts();
  const reads = readInPlace(text, language, facts);
  weighWhole(reads, facts);

  const told = new Set(reads.flatMap(({ read }) => (read ? [...read.rules] : [])));
  const draft = draftDeclaration(facts, language, told);
  const sentences = reads.map(({ start, end, language: own, read }, index): NoticeSentence => {
    const rules = read ? orderRules(read.rules) : [];
    return {
      start,
      end,
      text: text.slice(start, end).replaceAll(/\s+/g, ' ').trim(),
      language: own,
      kind: read ? kindOf(rules) : 'heading',
      rules,
      drafted: draft.from.filter(({ sentence }) => sentence === index).map(({ path }) => path),
    };
  });
  return { language, sentences, totals: countKinds(sentences), silent: findSilence(told, facts), draft };
}

const mostWords = 300;

interface Read {
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  /** None of a heading. */
  readonly read: SentenceRead | undefined;
}

function readInPlace(text: string, language: Language, facts: NoticeFacts): Read[] {
  let section: ReadonlySet<Topic> = new Set();
  let list: ReadonlySet<Topic> | undefined;
  let lastUnit: PeriodUnit | undefined;
  return splitSentences(text).map(({ start, end, shape }, index): Read => {
    const own = text.slice(start, end);
    // A sentence of more words is a text without stops; what it is about shows in these.
    const words = wordsOf(own).slice(0, mostWords);
    const spoken = languageOfSentence(words, language);
    const opens = /:\s*$/u.test(own);
    const topicsHere = shape === 'heading' || opens ? topicsOf(words, spoken) : new Set<Topic>();
    // A list without marks: short lines after words that end in a colon.
    const isBareItem = shape === 'heading' && list !== undefined && topicsHere.size === 0 && !opens;
    if ((shape === 'heading' && !isBareItem) || words.length === 0) {
      // A heading that tells no topic of ours stands under the one before: "Telefonnummer" under "Uppgifter".
      if (topicsHere.size > 0) section = topicsHere;
      list = opens ? section : undefined;
      lastUnit = undefined;
      if (!(opens && words.length > 5) && !saysSomething(own, section, topicsHere))
        return { start, end, language: spoken, read: undefined };
    }
    const read = readSentence(own.trim(), words, spoken);
    const isItem = shape === 'item' || isBareItem;
    if (!isItem && !opens) list = undefined;
    // The words before a list say what its items are.
    if (opens && topicsHere.size > 0) list = topicsHere;
    const topics = isItem && list ? list : section;
    const label = /^([^:\n]{2,40}):\s/u.exec(own.trim())?.[1];
    const labelled = label === undefined ? undefined : topicsOf(wordsOf(label), spoken);
    weighSentence(read, { index, topics: labelled?.size ? labelled : topics, isItem, lastUnit }, facts);
    settle(read);
    lastUnit = read.units.at(0)?.unit ?? lastUnit;
    // Words before a list that say nothing themselves.
    if (opens && read.rules.size === 0) return { start, end, language: spoken, read: undefined };
    return { start, end, language: spoken, read };
  });
}

/** A line without a stop that yet tells a fact: an address under "Controller", the name under "Name of the register". */
function saysSomething(text: string, section: ReadonlySet<Topic>, own: ReadonlySet<Topic>): boolean {
  if (/\d{7}-\d|@|\d{5} \p{Lu}/u.test(text)) return true;
  if (own.size > 0) return false;
  if (section.has('register-name') && /regist|rekister/iu.test(text)) return true;
  return section.has('controller') && /\p{L}\s(?:Oy|Oyj|Ab|Abp|Ltd|ry|rf)\s*$/u.test(text.trim());
}

/** Where two rules claim a sentence and only one can be right. */
function settle({ rules }: SentenceRead): void {
  const without = (winner: ReverseRuleKey, losers: readonly ReverseRuleKey[]) => {
    if (rules.has(winner)) for (const loser of losers) rules.delete(loser);
  };
  without('right-objection', ['marketing']);
  without('sells', ['no-sale', 'shares-freely']);
  without('shares-freely', ['no-other-use', 'processors']);
  without('no-sale', ['no-other-use']);
  without('keeps-forever', ['needed-only', 'period']);
  without('charges', ['free-of-charge', 'right-access']);
  without('answers-late', ['answer-time']);
  without('extends-too-long', ['answer-time']);
  without('automated-decisions', ['no-automation']);
  without('no-automation', ['no-other-use']);
  without('waives-rights', ['floor']);
  without('shared-accounts', ['user-names']);
  without('wrong-business-id', ['controller']);
  without('other-source', ['source']);
  without('authority', ['authorities']);
  without('recording-period', ['recording', 'period']);
  // A sentence that also does something is no mere explanation.
  if (rules.size > 1) rules.delete('definition');
}

/** What shows only over the whole notice. */
function weighWhole(reads: readonly Read[], facts: NoticeFacts): void {
  const rulesAt = (sentence: number) => reads[sentence]?.read?.rules;
  const grounded = facts.transferGround !== undefined || hasGroundWords(reads);
  if (facts.outsideEea?.value === true && !grounded) {
    for (const { read } of reads) {
      if (!read?.rules.delete('transfer-ground')) continue;
      read.rules.add('transfer-without-ground');
    }
  }
  for (const period of facts.periods) {
    const other = facts.periods.find(
      (each) => each.unit === period.unit && each.months !== undefined && each.months !== period.months,
    );
    if (period.months === undefined || !other) continue;
    rulesAt(period.sentence)?.add('two-periods');
    rulesAt(other.sentence)?.add('two-periods');
  }
}

const groundWords =
  /(?:adekvat|skyddsnivå|bindande företagsbest|riittävyyspäätö|sitovat säännöt|adequacy|adequate level|binding corporate)/iu;

function hasGroundWords(reads: readonly Read[]): boolean {
  return reads.some(({ read }) => read !== undefined && groundWords.test(read.text));
}

const order = Object.keys(reverseRules) as ReverseRuleKey[];

/** What weighs most first: it is what the reader should see. */
function orderRules(rules: ReadonlySet<ReverseRuleKey>): ReverseRuleKey[] {
  const weight = (rule: ReverseRuleKey) => gravity.indexOf(reverseRules[rule].kind);
  return order.filter((rule) => rules.has(rule)).toSorted((a, b) => weight(a) - weight(b));
}

function kindOf(rules: readonly ReverseRuleKey[]): NoticeSentence['kind'] {
  const [gravest] = rules;
  return gravest === undefined ? 'not-understood' : reverseRules[gravest].kind;
}

function countKinds(sentences: readonly NoticeSentence[]): NoticeReading['totals'] {
  const totals = {
    enforced: 0,
    'not-yet': 0,
    attested: 0,
    contradicted: 0,
    told: 0,
    heading: 0,
    'not-understood': 0,
  };
  for (const { kind } of sentences) totals[kind] += 1;
  return totals;
}
