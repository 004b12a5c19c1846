import { describe, expect, it } from 'vitest';
import { changeEffects } from '../comparing/declaration-change.ts';
import type { Words } from '../declaration.ts';
import { effectWords } from '../comparing/effect-words.ts';
import type { Told } from './finding.ts';
import { identificationProblems } from './problem-words-of-identification.ts';
import { processorProblems, recipientProblems, sourceProblems } from './problem-words-of-recipients.ts';
import { keptProblems, periodProblems, taskProblems } from './problem-words-of-terms.ts';
import { ruleProblems } from './problem-words-of-rules.ts';
import { fileProblems, keyProblems, shape } from './problem-words-of-shape.ts';
import { wordWarning } from './warning-words.ts';
import type { DeclarationWarning } from './find-warnings.ts';
import { asWritten } from '../wording.ts';
import { write } from '../write-words.ts';

type Given<Catalogue extends object> = {
  readonly [Name in keyof Catalogue]: Catalogue[Name] extends (...given: infer Args) => Told ? Args : never;
};

/** Every problem of a catalogue with details of its own: one that is new does not compile until it is here. */
function tell<Catalogue extends object>(catalogue: Catalogue, given: Given<Catalogue>): [string, Told][] {
  return Object.entries(given).map(([name, args]) => {
    const word = (catalogue as Record<string, (...each: unknown[]) => Told>)[name]!;
    return [name, word(...(args as unknown[]))];
  });
}

const told: [string, Told][] = [
  ...tell(keyProblems, {
    notAKey: [],
    reserved: [],
    unknown: [{ near: undefined, comma: true, known: ['name'] }],
    twice: [],
    notThere: ['purposes', undefined, []],
  }),
  ...tell(fileProblems, {
    tooLarge: [256],
    noRegister: [],
    tooDeep: [],
    alias: [],
    anchor: [],
    tag: [],
    keyTwice: [],
    tab: [],
    notYaml: ['BAD_INDENT', 'Bad indentation'],
    placeholder: ["the controller's name", write.controllerName],
  }),
  ...tell(ruleProblems, {
    businessId: [],
    mainCountry: [],
    purposeWithoutCategory: [],
    purposeNeverCollectedFor: [['phone']],
    interestMissing: [],
    balancingMissing: [],
    balancingWithoutBasis: [],
    interestWithoutBasis: [],
    categoryNotCollected: [],
    notesAboutPerson: [],
    identityCodePurpose: [],
    identityCodeAutomatic: [],
    noChannel: [['email', 'phone']],
    secondRule: [],
    recordsWhat: [],
    notHeldFor: [['service']],
    askedForAnyway: [],
    addressTaken: [],
    reasonsMissing: ['open-person'],
  }),
  ...tell(taskProblems, {
    needs: ['open-contact', 'purposes'],
    noCategories: [],
    servesNothing: [['service']],
    identityCodeSeen: [],
    nothingToReveal: [],
    nothingToMatch: [],
  }),
  ...tell(periodProblems, {
    missing: ['contact', ['closing', 'arrival']],
    second: ['contact'],
    moment: ['contact', ['closing', 'arrival']],
    capTooShort: [3],
    recordingTooLong: [],
    capWithoutGround: [],
    extensionWithoutCap: [],
  }),
  ...tell(keptProblems, {
    periodWithoutPurpose: [['service', 'rights']],
    purposeNotInUnit: [['service']],
    categoryNotKept: ['contact'],
    collectedNotKept: ['contact'],
    usedNotKept: ['contact', ['quality']],
    neverCollected: [],
  }),
  ...tell(processorProblems, { endsBeforeItBegins: [], noGroupCompanies: [] }),
  ...tell(recipientProblems, {
    categoryServesNothing: [],
    countryOutside: [],
    noTransferGround: [],
    isProcessor: [],
    authorityByConsent: [],
  }),
  ...tell(identificationProblems, {
    callBackAsksNothing: [],
    notToIdentify: [],
    doesNotSuffice: [],
    onlyRegister: [],
    whoKeepsIt: [],
    notGiven: [['address']],
  }),
  ...tell(sourceProblems, { withoutChannel: ['email'], notSavedFromMail: [], oldMailWithoutMessages: [] }),
];

const warnings: Readonly<{ [Kind in DeclarationWarning['kind']]: DeclarationWarning & { kind: Kind } }> = {
  'act-without-task': { kind: 'act-without-task', act: 'open-tray' },
  'contact-address-without-mailbox': { kind: 'contact-address-without-mailbox', address: 'a@b.example' },
  'queue-without-task': { kind: 'queue-without-task', queue: 'q' },
  'queue-without-mailbox': { kind: 'queue-without-mailbox', queue: 'q' },
  'mailbox-without-channel': { kind: 'mailbox-without-channel', mailbox: 'm' },
  'channel-without-mailbox': { kind: 'channel-without-mailbox' },
  'mailbox-language-not-published': {
    kind: 'mailbox-language-not-published',
    mailbox: 'm',
    language: 'sv',
  },
  'purpose-without-task': { kind: 'purpose-without-task', purpose: 'p' },
  'category-purpose-not-collected': {
    kind: 'category-purpose-not-collected',
    category: 'c',
    purpose: 'p',
  },
  'category-purpose-not-kept': {
    kind: 'category-purpose-not-kept',
    category: 'c',
    purpose: 'p',
    period: 'u',
  },
  'recipient-ended': { kind: 'recipient-ended', recipient: 'x', validUntil: '2026-01-31' },
  'source-not-built': { kind: 'source-not-built', source: 's', sourceKind: 'host-page' },
  'backups-not-told': { kind: 'backups-not-told' },
  'category-without-task': { kind: 'category-without-task', category: 'c' },
  'task-purpose-without-category': { kind: 'task-purpose-without-category', task: 't', purpose: 'p' },
  'agreement-ended': { kind: 'agreement-ended', processor: 'x', validUntil: '2026-01-31' },
  'agreement-not-begun': { kind: 'agreement-not-begun', processor: 'x', date: '2026-01-31' },
  'period-without-unit': { kind: 'period-without-unit', period: 'p', unit: 'mail' },
  'measures-of-one-kind': { kind: 'measures-of-one-kind', missing: 'attested' },
};

const sentences: [string, Words][] = [
  ...told.map(([name, { problem }]): [string, Words] => [name, problem]),
  ...Object.entries(warnings).flatMap(([kind, warning]): [string, Words][] => [
    [kind, wordWarning(warning).says],
    [`${kind}, what to do`, wordWarning(warning).hint],
  ]),
  ...changeEffects.map((effect): [string, Words] => [effect, effectWords[effect]]),
  ...Object.entries(shape).flatMap(([name, words]): [string, Words][] =>
    typeof words === 'function' ? [] : [[name, words]],
  ),
];

const english = /\b(?:the|this|that|is|are|with|and|or|which|must|one of|has|no)\b/i;

describe('what is said about a declaration', () => {
  it.each(sentences)('%s stands in three languages, each its own', (_name, words) => {
    expect(new Set([words.sv, words.fi, words.en]).size).toBe(3);
    for (const text of Object.values(words)) {
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/undefined|\[object|\bNaN\b/);
    }
    expect(words.sv).not.toMatch(english);
    expect(words.fi).not.toMatch(english);
  });

  it.each(told)('%s says what to write, with no English left in it', (_name, { write: wanted }) => {
    if (new Set(Object.values(wanted)).size === 1) return; // YAML alone
    expect(wanted.sv).not.toMatch(english);
    expect(wanted.fi).not.toMatch(english);
  });

  it('counts in each language', () => {
    expect(periodProblems.capTooShort(1).problem).toEqual({
      sv: 'den längsta tiden är inte längre än förvaringstiden på en månad',
      fi: 'enimmäisaika ei ole pidempi kuin yhden kuukauden säilytysaika',
      en: 'the cap is not past the period of 1 month',
    });
    expect(periodProblems.capTooShort(3).problem.fi).toContain('3 kuukauden');
  });

  it('keeps what is YAML as it is', () => {
    expect(ruleProblems.interestMissing().write).toEqual(asWritten('interest: { sv: …, fi: …, en: … }'));
    for (const text of Object.values(write.words)) expect(text).toContain('{ sv: …, fi: …, en: … }');
  });

  it('tells a fault of the YAML that it has no words for without the reader’s English', () => {
    const { problem } = fileProblems.notYaml('IMPOSSIBLE', 'Something odd');
    expect(problem).toEqual({
      sv: 'detta är inte YAML',
      fi: 'tämä ei ole YAMLia',
      en: 'this is not YAML: Something odd',
    });
  });
});
