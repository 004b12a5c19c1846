import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Declaration } from '../declaration.ts';
import { findWarnings } from './find-warnings.ts';
import type { DeclarationWarning } from './find-warnings.ts';
import { parseDeclaration } from '../parse-declaration.ts';
import { formatWarning } from './warning-words.ts';

type Open<T> = T extends object ? { -readonly [Key in keyof T]: Open<T[Key]> } : T;
type Register = Open<Declaration>;

const file = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const today = new Date('2026-11-22T10:00:00Z');

/** Of the example with something changed, which can still be published. */
function warningsOf(change: (register: Register) => void, at = today): DeclarationWarning[] {
  const register = parse(file) as Register;
  change(register);
  return findWarnings(parseDeclaration(stringify(register)), at);
}

describe('worth a look, and no reason to refuse', () => {
  it('nothing, in the example', () => {
    expect(warningsOf(() => undefined)).toEqual([]);
  });

  it('an act that no task holds', () => {
    const warnings = warningsOf(({ tasks }) => {
      tasks['audit-access']!.acts = ['read-access-log'];
    });
    expect(warnings).toEqual([{ kind: 'act-without-task', act: 'export-access-log' }]);
    expect(formatWarning(warnings[0]!, 'en')).toBe(
      'no task holds the act export-access-log, so nobody can do it; add it to the acts of a task if it is wanted',
    );
  });

  it('a queue without a task, and one that no mailbox leads to', () => {
    const added = warningsOf(({ queues }) => {
      queues['sales'] = { name: { sv: 'Försäljning', fi: 'Myynti', en: 'Sales' } };
    });
    expect(added).toEqual([
      { kind: 'queue-without-task', queue: 'sales' },
      { kind: 'queue-without-mailbox', queue: 'sales' },
    ]);
    expect(
      warningsOf(({ mailboxes }) => {
        mailboxes['privacy']!.queue = 'service';
      }),
    ).toEqual([{ kind: 'queue-without-mailbox', queue: 'privacy' }]);
  });

  it('mailboxes without their channel, and the channel without a mailbox', () => {
    const kinds = warningsOf(({ channels }) => {
      delete channels.email;
    }).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'mailbox-without-channel')).toHaveLength(4);
    expect(
      warningsOf((register) => {
        register.mailboxes = {};
      }).map(({ kind }) => kind),
    ).toEqual([
      'contact-address-without-mailbox',
      'queue-without-mailbox',
      'queue-without-mailbox',
      'channel-without-mailbox',
    ]);
  });

  it('a mailbox that answers in a language the notice is not published in', () => {
    const warnings = warningsOf(({ register }) => {
      register.languages = ['fi', 'en'];
    });
    expect(warnings).toEqual([
      { kind: 'mailbox-language-not-published', mailbox: 'service-sv', language: 'sv' },
    ]);
    expect(formatWarning(warnings[0]!, 'fi')).toContain('vastataan ruotsiksi');
  });

  it('data collected for a purpose that no task has', () => {
    expect(
      warningsOf(({ tasks }) => {
        const task = tasks['handle-data-protection']!;
        task.purposes = task.purposes.filter((purpose) => purpose !== 'rights');
      }),
    ).toEqual([{ kind: 'purpose-without-task', purpose: 'rights' }]);
  });

  it('a purpose of a category that its own rules never collect it for', () => {
    expect(
      warningsOf(({ channels }) => {
        const rule = channels.phone!.collects.find(({ category }) => category === 'recordings')!;
        rule.purposes = ['service'];
      }),
    ).toEqual([{ kind: 'category-purpose-not-collected', category: 'recordings', purpose: 'quality' }]);
  });

  it('a category that no task may see or write', () => {
    expect(
      warningsOf(({ tasks }) => {
        const task = tasks['handle-data-protection']!;
        task.categories = task.categories.filter((category) => category !== 'ipAddress');
      }),
    ).toEqual([{ kind: 'category-without-task', category: 'ipAddress' }]);
  });

  it('a purpose of a task that none of its categories serves', () => {
    expect(
      warningsOf(({ tasks }) => {
        tasks['reveal-identity-codes']!.purposes = ['identification', 'security'];
      }),
    ).toEqual([
      { kind: 'task-purpose-without-category', task: 'reveal-identity-codes', purpose: 'security' },
    ]);
  });

  it('an agreement that has ended or not begun on the day, in the register’s own time zone', () => {
    const until = (register: Register) => {
      register.processors!['work-reports']!.validUntil = '2026-11-21';
    };
    const ended = { kind: 'agreement-ended', processor: 'work-reports', validUntil: '2026-11-21' };
    // 21 November in Helsinki ends at 22 o'clock UTC
    expect(warningsOf(until, new Date('2026-11-21T21:59:59Z'))).toEqual([]);
    expect(warningsOf(until, new Date('2026-11-21T22:00:00Z'))).toEqual([ended]);
    expect(warningsOf(() => undefined, new Date('2026-01-14T12:00:00Z'))).toEqual([
      { kind: 'agreement-not-begun', processor: 'work-reports', date: '2026-01-15' },
      { kind: 'agreement-not-begun', processor: 'telephone-exchange', date: '2026-01-15' },
      { kind: 'agreement-not-begun', processor: 'customer-register', date: '2026-01-15' },
    ]);
    const [warning] = warningsOf(until);
    expect(formatWarning(warning!, 'sv')).toContain('gällde till och med 21.11.2026');
  });

  it('a period for what never comes about', () => {
    expect(
      warningsOf(({ tasks }) => {
        for (const task of Object.values(tasks))
          task.acts = task.acts.filter((act) => act !== 'report-incident');
      }),
    ).toEqual([
      { kind: 'act-without-task', act: 'report-incident' },
      { kind: 'period-without-unit', period: 'incident', unit: 'incident' },
    ]);
  });

  it('measures of one kind alone', () => {
    expect(
      warningsOf((register) => {
        register.measures = register.measures.filter(({ kind }) => kind === 'enforced');
      }),
    ).toEqual([{ kind: 'measures-of-one-kind', missing: 'attested' }]);
  });

  it('a purpose that a category is held for and its period is not', () => {
    const warnings = warningsOf(({ periods }) => {
      periods['contact']!.purposes = ['service', 'security', 'rights'];
    });
    expect(warnings).toEqual(
      ['messages', 'notes', 'contactMetadata'].map((category) => ({
        kind: 'category-purpose-not-kept',
        category,
        purpose: 'quality',
        period: 'contact',
      })),
    );
    expect(formatWarning(warnings[0]!, 'en')).toContain('so it is never used for it');
  });

  it('a source of which nothing is taken in yet, a recipient whose time is over, backups that are not told of', () => {
    const say = () => ({ sv: 'a', fi: 'b', en: 'c' });
    expect(
      warningsOf((register) => {
        register.sources = {
          page: { name: say(), kind: 'host-page', explanation: say(), categories: ['name'] },
          old: { name: say(), kind: 'old-mail', explanation: say(), categories: ['messages'] },
        };
        register.recipients = {
          insurer: {
            name: say(),
            kind: 'other',
            why: say(),
            basis: 'legal-obligation',
            purposes: ['service'],
            categories: [],
            countries: ['FI'],
            validUntil: '2026-11-21',
          },
        };
        delete register.backups;
      }),
    ).toEqual([
      { kind: 'recipient-ended', recipient: 'insurer', validUntil: '2026-11-21' },
      { kind: 'source-not-built', source: 'page', sourceKind: 'host-page' },
      { kind: 'backups-not-told' },
    ]);
  });
});
