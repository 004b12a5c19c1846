import { isBusinessId } from '../../base/business-id.ts';
import { checkPeriods } from './check-periods.ts';
import { checkProcessors } from './check-processors.ts';
import { checkReference, checkReferences } from './check-references.ts';
import { checkTasks } from './check-tasks.ts';
import { eeaCountries } from './eea.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';

type Path = (string | number)[];

/**
 * What the shape cannot say: that what is named exists, that everything held has a purpose and a
 * period, and that nothing goes below the law. Takes the raw file, however misshapen.
 */
export function checkDeclaration(raw: unknown): Finding[] {
  const declaration = loose(raw);
  return [
    ...checkController(declaration),
    ...checkPurposes(declaration),
    ...checkCategories(declaration),
    ...checkChannels(declaration),
    ...checkMailboxes(declaration),
    ...checkImports(declaration),
    ...checkTasks(declaration),
    ...checkPeriods(declaration),
    ...checkProcessors(declaration),
  ];
}

function checkController(declaration: Loose): Finding[] {
  const findings: Finding[] = [];
  const { businessId } = loose(declaration['controller']);
  if (typeof businessId === 'string' && !isBusinessId(businessId)) {
    findings.push({
      path: ['controller', 'businessId'],
      problem: 'this is not a Finnish business ID: its form or its check digit is wrong',
      write: 'the seven digits, a dash and the check digit, as in the Business Information System (ytj.fi)',
    });
  }
  const { mainCountry } = loose(declaration['processing']);
  if (typeof mainCountry === 'string' && /^[A-Z]{2}$/.test(mainCountry) && !eeaCountries.has(mainCountry)) {
    findings.push({
      path: ['processing', 'mainCountry'],
      problem: 'this is not a country of the EU or the EEA',
      write: 'the country of the EU or the EEA where the data mainly are, as  FI',
    });
  }
  return findings;
}

function checkPurposes(declaration: Loose): Finding[] {
  const used = new Set(
    entries(declaration['categories']).flatMap(([, category]) =>
      texts(category['purposes']).map(([, key]) => key),
    ),
  );
  return entries(declaration['purposes']).flatMap(([key, purpose]): Finding[] => {
    const findings: Finding[] = [];
    const path = ['purposes', key];
    if (!used.has(key)) {
      findings.push({
        path,
        on: 'key',
        problem: 'no category is held for this purpose',
        write: 'it among the purposes of a category, or take it out',
      });
    }
    if (purpose['basis'] === 'legitimate-interest' && purpose['interest'] === undefined) {
      findings.push({
        path: [...path, 'interest'],
        problem: 'the interest is missing: it must be told to people (GDPR Art. 13(1)(d))',
        write: 'interest: { sv: …, fi: …, en: … }',
      });
    }
    if (purpose['basis'] !== 'legitimate-interest' && purpose['interest'] !== undefined) {
      findings.push({
        path: [...path, 'interest'],
        on: 'key',
        problem: 'only the basis legitimate-interest has an interest',
        write: 'basis: legitimate-interest, or take the interest out',
      });
    }
    return findings;
  });
}

function checkCategories(declaration: Loose): Finding[] {
  const purposes = loose(declaration['purposes']);
  const collected = new Set(
    entries(declaration['channels']).flatMap(([, channel]) =>
      items(channel['collects']).map(([, rule]) => rule['category']),
    ),
  );
  return entries(declaration['categories']).flatMap(([key, category]): Finding[] => {
    const path = ['categories', key];
    const findings = checkReferences(category['purposes'], [...path, 'purposes'], purposes, 'purposes');
    if (!collected.has(key)) {
      findings.push({
        path,
        on: 'key',
        problem: 'no channel collects this category',
        write: 'it among what a channel collects, or take it out',
      });
    }
    if (key === 'personNotes' && (category['kind'] !== 'text' || category['origin'] !== 'staff')) {
      findings.push({
        path,
        on: 'key',
        problem: 'notes about a person are text that comes from staff, and people are told so',
        write: 'kind: text  and  origin: staff',
      });
    }
    if (category['kind'] === 'identity-code')
      findings.push(...checkIdentityCode(category['purposes'], [...path, 'purposes'], purposes));
    return findings;
  });
}

/** Data Protection Act 1050/2018 s. 29: the identity code only where unambiguous identification matters. */
function checkIdentityCode(list: unknown, path: Path, purposes: Loose): Finding[] {
  return texts(list)
    .filter(([, key]) => Object.hasOwn(purposes, key) && loose(purposes[key])['identifies'] !== true)
    .map(([index]) => ({
      path: [...path, index],
      problem: 'an identity code may serve identification only (Data Protection Act 1050/2018 s. 29)',
      write: 'a purpose that is marked  identifies: true',
    }));
}

function checkChannels(declaration: Loose): Finding[] {
  const channels = entries(declaration['channels']);
  const categories = loose(declaration['categories']);
  if (declaration['channels'] !== undefined && channels.length === 0) {
    return [
      { path: ['channels'], problem: 'no channel is declared', write: 'one or more of: email, phone, chat' },
    ];
  }
  return channels.flatMap(([channelKey, channel]) => {
    const seen = new Set<unknown>();
    const findings = items(channel['collects']).flatMap(([index, rule]): Finding[] => {
      const path = ['channels', channelKey, 'collects', index];
      const key = rule['category'];
      const twice = seen.has(key);
      seen.add(key);
      if (twice) {
        return [
          {
            path: [...path, 'category'],
            problem: 'this channel has a rule for this category already',
            write: 'one rule a category',
          },
        ];
      }
      if (typeof key !== 'string' || !Object.hasOwn(categories, key)) {
        return checkReference(key, [...path, 'category'], Object.keys(categories), 'categories');
      }
      return checkRule(declaration, rule, path, loose(categories[key]));
    });
    const records = items(channel['collects']).some(
      ([, rule]) => loose(categories[String(rule['category'])])['kind'] === 'recording',
    );
    if (records && channel['records'] === undefined) {
      findings.push({
        path: ['channels', channelKey, 'records'],
        problem: 'this channel collects recordings and does not say of which calls',
        write: 'records: [incoming, outgoing]',
      });
    }
    return findings;
  });
}

function checkRule(declaration: Loose, rule: Loose, path: Path, category: Loose): Finding[] {
  const purposes = loose(declaration['purposes']);
  const own = texts(category['purposes']).map(([, key]) => key);
  const findings = ['purposes', 'askedFor'].flatMap((field) => [
    ...checkReferences(rule[field], [...path, field], purposes, 'purposes'),
    ...texts(rule[field])
      .filter(([, key]) => Object.hasOwn(purposes, key) && !own.includes(key))
      .map(([index]): Finding => ({
        path: [...path, field, index],
        problem: 'the category is not held for this purpose',
        write:
          own.length > 0
            ? `of the category's own purposes: ${own.join(', ')}`
            : "one of the category's own purposes",
      })),
  ]);
  if (category['kind'] === 'identity-code' && rule['when'] === 'automatic') {
    findings.push({
      path: [...path, 'when'],
      problem: 'an identity code is never stored by itself (Data Protection Act 1050/2018 s. 29)',
      write: 'on-request-with-reason',
    });
  }
  if (rule['askedFor'] !== undefined && rule['when'] !== 'automatic') {
    findings.push({
      path: [...path, 'askedFor'],
      on: 'key',
      problem: 'what is on request is asked for in any case',
      write: 'when: automatic, or take askedFor out',
    });
  }
  return findings;
}

function checkImports(declaration: Loose): Finding[] {
  const channels = loose(declaration['channels']);
  return texts(declaration['imports'])
    .filter(([, channel]) => channels[channel] === undefined)
    .map(([index]) => ({
      path: ['imports', index],
      problem: 'old messages of a channel that is not declared cannot be brought in',
      write: 'a channel that is declared, or leave imports out',
    }));
}

function checkMailboxes(declaration: Loose): Finding[] {
  const queues = Object.keys(loose(declaration['queues']));
  const seen = new Set<string>();
  return entries(declaration['mailboxes']).flatMap(([key, mailbox]): Finding[] => {
    const findings = checkReference(mailbox['queue'], ['mailboxes', key, 'queue'], queues, 'queues');
    const address = String(mailbox['address']).toLowerCase();
    if (mailbox['address'] !== undefined && seen.has(address)) {
      findings.push({
        path: ['mailboxes', key, 'address'],
        problem: 'another mailbox has this address',
        write: 'one mailbox an address',
      });
    }
    seen.add(address);
    return findings;
  });
}
