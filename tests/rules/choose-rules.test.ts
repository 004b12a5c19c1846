import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  automaticVariables as shown,
  headerValues as named,
  mailKinds as kinds,
  mayGoByItself as mayGo,
} from '../../contract/console/rules.ts';
import { cannedVariables } from '../../contract/render-canned.ts';
import { mayAutoReply } from '../../server/channels/email/may-auto-reply.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { readTechnicalHeaders } from '../../server/channels/email/technical-headers.ts';
import { automaticVariables, mayGoByItself } from '../../server/register/team/rules/automatic-text.ts';
import { chooseRules } from '../../server/register/team/rules/choose-rules.ts';
import { headerValues, mailKinds, type Rule, type When } from '../../server/register/team/rules/rule.ts';
import { reduceText, type RuleInput } from '../../server/register/team/rules/rule-input.ts';
import { priorities, weekdays } from '../../server/register/team/team-settings.ts';

const some = <Value>(values: readonly Value[]) =>
  fc.subarray([...values], { minLength: 1 }) as fc.Arbitrary<Value[]>;
const word = fc.constantFrom('faktura', 'lasku', 'invoice', 'åsa', 'reklamation', 'ge', 'x1');
const time = fc.constantFrom('00:00', '08:00', '12:30', '16:00', '24:00');
const when = fc.record(
  {
    channels: some(['email', 'phone', 'chat'] as const),
    mailboxes: some(['service', 'service-sv', 'other']),
    languages: some(['sv', 'fi', 'en'] as const),
    hours: fc.constantFrom('open' as const, 'closed' as const),
    weekdays: some(weekdays),
    time: fc.record({ from: time, to: time }),
    mail: some(mailKinds),
    headers: fc.record(
      {
        'auto-submitted': some(headerValues['auto-submitted']),
        precedence: some(headerValues.precedence),
        importance: some(headerValues.importance),
        'content-language': some(headerValues['content-language']),
        'list-id': some(['lista.example', 'news.example']),
      },
      { requiredKeys: [] },
    ),
    subject: fc.array(word, { minLength: 1, maxLength: 3 }),
    answeredBefore: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<When>;
const rule: fc.Arbitrary<Rule> = fc.record({
  name: fc.constant('x'),
  active: fc.constant(true),
  queues: some(['service', 'privacy']),
  on: fc.constantFrom('new-contact' as const, 'every-message' as const),
  when,
  does: fc.record(
    { queue: fc.constantFrom('service', 'privacy'), priority: fc.constantFrom(...priorities) },
    { requiredKeys: [] },
  ),
  stop: fc.boolean(),
});
const input = (part: Partial<RuleInput> = {}): RuleInput => ({
  isNew: true,
  channel: 'email',
  mailbox: 'service',
  queue: 'service',
  language: 'sv',
  weekday: 'mon',
  time: '10:00',
  open: new Map([['service', true]]),
  mail: 'ordinary',
  headers: {},
  lists: new Set(),
  words: new Set(),
  answeredBefore: false,
  ...part,
});

/** Somebody, and all of a mail that is theirs. */
const somebody = fc.record({
  name: fc.constantFrom('Åsa Lindqvist', 'Onni Oravainen', 'faktura', 'Bulk', ''),
  address: fc.constantFrom('asa@example.fi', 'lista@news.example', 'faktura@lasku.example', 'x.1@exämple.se'),
  body: fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => `${text}\nfaktura lasku invoice`),
  replyTo: fc.constantFrom('', 'Reply-To: annan@example.fi'),
  ip: fc.constantFrom('', 'X-Originating-IP: [192.0.2.17]'),
});
type Somebody = typeof somebody extends fc.Arbitrary<infer One> ? One : never;

const ours = 'asiakaspalvelu@posti.example';
async function seenOf(who: Somebody, subject: string, headers: readonly string[], rules: readonly Rule[]) {
  const raw = [
    `From: =?utf-8?B?${Buffer.from(who.name).toString('base64')}?= <${who.address}>`,
    `To: ${ours}`,
    `Message-ID: <${Buffer.from(who.address).toString('hex')}@example.fi>`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    ...[...headers, who.replyTo, who.ip].filter(Boolean),
    '',
    Buffer.from(who.body).toString('base64'),
    '',
  ].join('\r\n');
  const mail = await parseMail(Buffer.from(raw));
  const verdict = mayAutoReply(mail, who.address, (address) => address === ours);
  return reduceText(rules, {
    subject: mail.subject,
    technical: readTechnicalHeaders(mail),
    automatic: !verdict.allowed && ['automatic', 'bounce'].includes(verdict.reason),
  });
}

describe('P15', () => {
  test('whoever wrote it, whatever they wrote: the rules see the same, and do the same', async () => {
    const subject = fc.constantFrom('Faktura 2026', 'Re: lasku', 'Geburtstag', 'invoices, please', 'x');
    const header = fc.constantFrom(
      'List-Id: Lista <lista.example>',
      'Precedence: bulk',
      'Auto-Submitted: auto-generated',
      'X-Priority: 1 (Highest)',
      'Content-Language: sv-FI, en',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(rule, { maxLength: 8 }),
        somebody,
        somebody,
        subject,
        fc.uniqueArray(header),
        async (rules, one, other, about, headers) => {
          const seen = await seenOf(one, about, headers, rules);
          expect(await seenOf(other, about, headers, rules)).toEqual(seen);
          // Not a word of the mail is there, but the rules' own.
          const own = new Set(
            rules.flatMap((each) => [
              ...(each.when.subject ?? []),
              ...(each.when.headers?.['list-id'] ?? []),
            ]),
          );
          for (const text of [...seen.words, ...seen.lists]) expect(own.has(text)).toBe(true);
          const all = chooseRules(rules, input(seen));
          expect(chooseRules(rules, input(await seenOf(other, about, headers, rules)))).toEqual(all);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('what rules are given has these keys and no others', () => {
    expect(Object.keys(input()).toSorted()).toEqual(
      [
        'isNew',
        'channel',
        'mailbox',
        'queue',
        'language',
        'weekday',
        'time',
        'open',
        'mail',
        'headers',
        'lists',
        'words',
        'answeredBefore',
      ].toSorted(),
    );
    const seen = reduceText([], {
      subject: 'Åsa',
      technical: { fromList: true, listId: 'asa.example' },
      automatic: false,
    });
    expect(seen).toEqual({ mail: 'list', headers: {}, lists: new Set(), words: new Set() });
  });
});

const of = (part: Partial<Rule>): Rule => ({
  name: 'x',
  active: true,
  queues: ['service'],
  on: 'new-contact',
  when: {},
  does: {},
  stop: false,
  ...part,
});
const isMet = (asked: When, part: Partial<RuleInput>) =>
  chooseRules([of({ when: asked })], input(part)).length === 1;

describe('when a rule acts', () => {
  test('in order, in the queue the earlier ones chose, until one stops', () => {
    const first = of({ does: { queue: 'privacy' } });
    const second = of({ name: 'second' });
    const third = of({ name: 'third', queues: ['privacy'], stop: true });
    const last = of({ name: 'last', queues: ['privacy'] });
    expect(chooseRules([first, second, third, last], input())).toEqual([first, third]);
  });

  test('of new contacts only, unless it is of every message', () => {
    expect(chooseRules([of({})], input({ isNew: false }))).toEqual([]);
    expect(chooseRules([of({ on: 'every-message' })], input({ isNew: false }))).toHaveLength(1);
    expect(chooseRules([of({ on: 'every-message' })], input())).toHaveLength(1);
  });

  test('a queue without hours is neither open nor closed', () => {
    for (const hours of ['open', 'closed'] as const)
      expect(isMet({ hours }, { open: new Map() })).toBe(false);
    expect(isMet({ hours: 'closed' }, { open: new Map([['service', false]]) })).toBe(true);
  });

  test.each([
    ['08:00', '16:00', '08:00', true],
    ['08:00', '16:00', '16:00', false],
    ['16:00', '08:00', '23:59', true],
    ['16:00', '08:00', '07:59', true],
    ['16:00', '08:00', '12:00', false],
    ['16:00', '24:00', '23:59', true],
  ])('between %s and %s at %s: %s', (from, to, now, met) => {
    expect(isMet({ time: { from, to } }, { time: now })).toBe(met);
  });

  test.each([
    ['faktura', 'SV: FAKTURA 2026', true],
    ['faktur', 'Fakturering', true],
    ['faktura', 'reklamfaktura', false],
    ['inte kom', 'Brevet kom inte fram', false],
    ['kom inte', 'Brevet kom inte fram', true],
    ['kom inte', 'Brevet KOM–inte!', true],
    ['lasku', 'la\u00adsku puuttuu', true],
    ['ärende', 'A\u0308rende', true],
  ])('“%s” in “%s”: %s', (phrase, subject, found) => {
    const { words } = reduceText([of({ when: { subject: [phrase] } })], {
      subject,
      technical: { fromList: false },
      automatic: false,
    });
    expect(words.has(phrase)).toBe(found);
  });
});

test('the headers are read to their closed values, whatever else stands in them', async () => {
  const read = async (...headers: string[]) =>
    readTechnicalHeaders(
      await parseMail(Buffer.from(['From: a@example.fi', 'Subject: x', ...headers, '', 'x'].join('\r\n'))),
    );
  expect(await read()).toEqual({ fromList: false });
  expect(await read('X-Priority: 2', 'Content-Language: DE', 'Precedence: first-class')).toEqual({
    fromList: false,
    importance: 'high',
    'content-language': 'other',
  });
  expect(await read('Importance: Low', 'X-Priority: 1', 'List-Id: "Åsa" <News.Example>')).toEqual({
    fromList: true,
    importance: 'low',
    listId: 'news.example',
  });
  expect(await read('Importance: constructor', 'Content-Language: __proto__')).toEqual({ fromList: false });
});

test('the console and the house name the same', () => {
  expect(named).toEqual(headerValues);
  expect(kinds).toEqual(mailKinds);
  expect(shown).toEqual(automaticVariables);
  for (const name of cannedVariables)
    expect(mayGo({ text: { sv: `Hej {${name}}` } }), name).toBe(
      mayGoByItself({ text: { sv: `Hej {${name}}` } }),
    );
});
