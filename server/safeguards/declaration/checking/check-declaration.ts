import { isBusinessId } from '../../../base/business-id.ts';
import { checkConnections } from './check-connections.ts';
import { checkIdentification } from './check-identification.ts';
import { checkPeriods } from './check-periods.ts';
import { collectedCategories } from './check-kept.ts';
import { checkProcessors, checkRecipients } from './check-processors.ts';
import { checkReference, checkReferences } from './check-references.ts';
import { checkSources } from './check-sources.ts';
import { checkTasks } from './check-tasks.ts';
import { channelKeys } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { ruleProblems } from './problem-words-of-rules.ts';

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
    ...checkTasks(declaration),
    ...checkPeriods(declaration),
    ...checkProcessors(declaration),
    ...checkRecipients(declaration),
    ...checkSources(declaration),
    ...checkConnections(declaration),
    ...checkIdentification(declaration),
  ];
}

function checkController(declaration: Loose): Finding[] {
  const findings: Finding[] = [];
  const { businessId } = loose(declaration['controller']);
  if (typeof businessId === 'string' && !isBusinessId(businessId)) {
    findings.push({
      path: ['controller', 'businessId'],
      ...ruleProblems.businessId(),
    });
  }
  const { mainCountry } = loose(declaration['processing']);
  if (typeof mainCountry === 'string' && /^[A-Z]{2}$/.test(mainCountry) && !eeaCountries.has(mainCountry)) {
    findings.push({
      path: ['processing', 'mainCountry'],
      ...ruleProblems.mainCountry(),
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
        ...ruleProblems.purposeWithoutCategory(),
      });
    }
    const weighed = purpose['basis'] === 'legitimate-interest';
    for (const [field, missing, needless] of [
      ['interest', ruleProblems.interestMissing, ruleProblems.interestWithoutBasis],
      ['balancing', ruleProblems.balancingMissing, ruleProblems.balancingWithoutBasis],
    ] as const) {
      if (weighed && purpose[field] === undefined) findings.push({ path: [...path, field], ...missing() });
      if (!weighed && purpose[field] !== undefined)
        findings.push({ path: [...path, field], on: 'key', ...needless() });
    }
    return findings;
  });
}

function checkCategories(declaration: Loose): Finding[] {
  const purposes = loose(declaration['purposes']);
  const collected = collectedCategories(declaration);
  return entries(declaration['categories']).flatMap(([key, category]): Finding[] => {
    const path = ['categories', key];
    const findings = checkReferences(category['purposes'], [...path, 'purposes'], purposes, 'purposes');
    if (!collected.has(key)) {
      findings.push({
        path,
        on: 'key',
        ...ruleProblems.categoryNotCollected(),
      });
    }
    if (key === 'personNotes' && (category['kind'] !== 'text' || category['origin'] !== 'staff')) {
      findings.push({
        path,
        on: 'key',
        ...ruleProblems.notesAboutPerson(),
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
      ...ruleProblems.identityCodePurpose(),
    }));
}

function checkChannels(declaration: Loose): Finding[] {
  const channels = entries(declaration['channels']);
  const categories = loose(declaration['categories']);
  if (declaration['channels'] !== undefined && channels.length === 0) {
    return [{ path: ['channels'], ...ruleProblems.noChannel(channelKeys) }];
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
            ...ruleProblems.secondRule(),
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
        ...ruleProblems.recordsWhat(),
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
        ...ruleProblems.notHeldFor(own),
      })),
  ]);
  if (category['kind'] === 'identity-code' && rule['when'] === 'automatic') {
    findings.push({
      path: [...path, 'when'],
      ...ruleProblems.identityCodeAutomatic(),
    });
  }
  if (rule['askedFor'] !== undefined && rule['when'] !== 'automatic') {
    findings.push({
      path: [...path, 'askedFor'],
      on: 'key',
      ...ruleProblems.askedForAnyway(),
    });
  }
  return findings;
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
        ...ruleProblems.addressTaken(),
      });
    }
    seen.add(address);
    return findings;
  });
}
