import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { generateCorpus } from './generate-corpus.ts';
import { toLocal } from './helsinki-time.ts';

const now = new Date('2026-11-22T12:00:00Z');
const started = performance.now();
const corpus = generateCorpus({ seed: 1, now });
const took = performance.now() - started;
const letters = corpus.contacts.flatMap((contact) => contact.letters);
const languageOf = new Map(corpus.people.map(({ key, language }) => [key, language]));
const shareOf = (count: number): number => count / corpus.contacts.length;

describe('a corpus', () => {
  test('differs with the seed and is the same, byte for byte, for the same seed and moment', () => {
    expect(generateCorpus({ seed: 2, now, contacts: 40 })).not.toEqual(
      generateCorpus({ seed: 1, now, contacts: 40 }),
    );
    expect(generateCorpus({ seed: 1, now })).toEqual(corpus);
  });

  test('is made in less than a second and a half', () => {
    expect(took).toBeLessThan(1500);
  });

  test('has the people, contacts and months asked for', () => {
    expect(corpus.people).toHaveLength(220);
    expect(corpus.contacts).toHaveLength(3100);
    expect(new Set(corpus.contacts.map(({ personKey }) => personKey)).size).toBeGreaterThan(200);
    const oldest = corpus.contacts[0]!.letters[0]!.at.getTime();
    expect((now.getTime() - oldest) / 86_400_000).toBeGreaterThan(13.5 * 30);
    expect((now.getTime() - oldest) / 86_400_000).toBeLessThan(14.1 * 31);
    expect(generateCorpus({ seed: 1, now, people: 12, contacts: 30, months: 2 }).contacts).toHaveLength(30);
  });

  test.each([
    ['sv', 0.35],
    ['fi', 0.5],
    ['en', 0.15],
  ] as const)('speaks %s in about its share', (language, share) => {
    const count = corpus.contacts.filter(({ personKey }) => languageOf.get(personKey) === language).length;
    expect(Math.abs(shareOf(count) - share)).toBeLessThan(0.03);
  });

  test('has something of all that a team does with contacts', () => {
    const works = corpus.contacts.flatMap(({ work }) => work ?? []);
    const kinds = [
      works.some(({ tags }) => tags.length > 0),
      works.some(({ priority }) => priority === 'urgent'),
      works.some(({ snoozedUntil }) => snoozedUntil),
      works.some(({ todo }) => todo),
      works.some(({ bounced }) => bounced === 'no-such-address'),
      works.some(({ watchers }) => watchers.length > 0),
      corpus.contacts.some(({ sender }) => sender === 'denied'),
      corpus.contacts.some(({ notes }) => notes.some(({ mentions }) => mentions)),
    ];
    expect(kinds).toEqual(kinds.map(() => true));
  });

  test('repeats fewer than two of a hundred texts', () => {
    const seen = new Map<string, number>();
    for (const { text } of letters) seen.set(text, (seen.get(text) ?? 0) + 1);
    const repeated = [...seen.values()].filter((times) => times > 1).reduce((sum, times) => sum + times, 0);
    expect(repeated / letters.length).toBeLessThan(0.02);
  });

  test('has codes, files, HTML and privacy matters in the shares of a real inbox', () => {
    const shares = {
      code: shareOf(corpus.contacts.filter(({ statesIdentityCode }) => statesIdentityCode).length),
      files: shareOf(
        corpus.contacts.filter(({ letters }) => letters.some((one) => one.attachments.length > 0)).length,
      ),
      privacy: shareOf(corpus.contacts.filter(({ mailbox }) => mailbox === 'privacy').length),
      html: letters.filter(({ html }) => html !== undefined).length / letters.length,
    };
    expect(shares.code).toBeGreaterThan(0.03);
    expect(shares.code).toBeLessThan(0.055);
    expect(shares.files).toBeGreaterThan(0.1);
    expect(shares.files).toBeLessThan(0.14);
    expect(shares.privacy).toBeGreaterThan(0.02);
    expect(shares.privacy).toBeLessThan(0.04);
    expect(shares.html).toBeGreaterThan(0.04);
    expect(letters.some(({ html }) => html?.includes('<table'))).toBe(true);
    expect(letters.some(({ html }) => html?.includes('<img src="https://'))).toBe(true);
  });
});

describe('a conversation', () => {
  test('runs forward: letters ascend, notes fall within, the close comes after the last letter, nothing is to come', () => {
    for (const { key, letters, notes, closedAt } of corpus.contacts) {
      const moments = letters.map(({ at }) => at.getTime());
      for (const [index, at] of moments.entries()) {
        if (index > 0) expect(at, key).toBeGreaterThan(moments[index - 1]!);
      }
      if (closedAt !== undefined) expect(closedAt.getTime(), key).toBeGreaterThan(moments.at(-1)!);
      for (const { at } of notes) {
        expect(at.getTime(), key).toBeGreaterThanOrEqual(moments[0]!);
        expect(at.getTime(), key).toBeLessThanOrEqual((closedAt ?? now).getTime());
      }
      expect((closedAt?.getTime() ?? moments.at(-1)!) <= now.getTime(), key).toBe(true);
    }
  });

  test('takes turns, one to seven letters, the customer first, no letter empty', () => {
    const lengths = new Set<number>();
    for (const { letters, subject } of corpus.contacts) {
      lengths.add(letters.length);
      expect(letters.map(({ from }) => from)).toEqual(
        letters.map((_, at) => (at % 2 === 0 ? 'customer' : 'staff')),
      );
      expect(letters.every(({ text }) => text.trim().length > 10)).toBe(true);
      expect(subject.trim()).not.toBe('');
    }
    expect([...lengths].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('that is old is closed, and some recent ones are open, waiting or not yet anyone’s', () => {
    const open = corpus.contacts.filter(({ closedAt }) => closedAt === undefined);
    for (const { letters } of open)
      expect(now.getTime() - letters[0]!.at.getTime()).toBeLessThan(45 * 86_400_000);
    expect(open.length).toBeGreaterThan(20);
    expect(open.some(({ waiting }) => waiting)).toBe(true);
    expect(open.some(({ assignedTo }) => assignedTo === undefined)).toBe(true);
    for (const { waiting, letters, closedAt } of corpus.contacts) {
      expect(waiting).toBe(closedAt === undefined && letters.at(-1)!.from === 'staff');
    }
  });

  test('is answered in office hours by those whose work it is', () => {
    const role = new Map(corpus.staff.map((one) => [one.key, one.role]));
    for (const { mailbox, assignedTo, letters, notes } of corpus.contacts) {
      for (const key of [assignedTo, ...notes.map(({ by }) => by)]) {
        if (key === undefined) continue;
        expect(mailbox === 'privacy' ? ['data-protection-officer'] : ['agent', 'team-lead']).toContain(
          role.get(key),
        );
      }
      for (const { from, at } of letters) {
        if (from === 'customer') continue;
        const { weekday, minute } = toLocal(at.getTime());
        expect(weekday > 0 && weekday < 6 && minute >= 8 * 60 && minute < 17 * 60).toBe(true);
      }
    }
  });

  test('arrives like mail does: Mondays over Sundays, mornings over nights, January over July', () => {
    const begun = corpus.contacts.map(({ letters }) => letters[0]!.at);
    const count = (holds: (at: Date) => boolean): number => begun.filter(holds).length;
    expect(count((at) => toLocal(at.getTime()).weekday === 1)).toBeGreaterThan(
      3 * count((at) => toLocal(at.getTime()).weekday === 0),
    );
    expect(count((at) => Math.floor(toLocal(at.getTime()).minute / 60) === 9)).toBeGreaterThan(
      10 * count((at) => Math.floor(toLocal(at.getTime()).minute / 60) === 3),
    );
    expect(count((at) => at.getUTCMonth() === 0)).toBeGreaterThan(
      1.5 * count((at) => at.getUTCMonth() === 6),
    );
  });
});

describe('an attachment', () => {
  const files = letters.flatMap(({ attachments }) => attachments);

  test('is small, and its name tells nothing about anyone', () => {
    const families = corpus.people.map(({ familyName }) => familyName.toLowerCase());
    for (const { name, content } of files) {
      expect(content.length).toBeLessThan(2048);
      expect(families.some((family) => name.toLowerCase().includes(family))).toBe(false);
    }
  });

  test('is a whole PNG, PDF or text', () => {
    for (const { contentType, content } of files) {
      const bytes = Buffer.from(content);
      if (contentType === 'image/png') {
        const data = bytes.indexOf('IDAT');
        const pixels = inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)));
        expect(pixels.length).toBe((96 * 3 + 1) * 64);
        continue;
      }
      if (contentType === 'text/plain') {
        expect(new TextDecoder('utf-8', { fatal: true }).decode(content)).not.toBe('');
        continue;
      }
      const file = bytes.toString('latin1');
      const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
      expect(file.slice(table, table + 5)).toBe('xref\n');
      const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
        Number(offset),
      );
      expect(offsets.map((offset) => /^\d+ 0 obj/.exec(file.slice(offset))?.[0])).toEqual(
        offsets.map((_, at) => `${at + 1} 0 obj`),
      );
      const length = Number(/\/Length (\d+)/.exec(file)?.[1]);
      expect(file.slice(file.indexOf('stream\n') + 7).indexOf('\nendstream')).toBe(length);
    }
  });
});
