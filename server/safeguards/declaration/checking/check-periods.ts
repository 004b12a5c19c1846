import { checkReferences } from './check-references.ts';
import type { Period } from '../declaration.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { periodProblems } from './problem-words-of-terms.ts';

/** The moments a unit has: a period can run from no other. */
const moments: Readonly<Record<Period['unit'], readonly Period['from'][]>> = {
  person: ['last-contact'],
  contact: ['closing', 'arrival'],
  recording: ['call'],
  request: ['closing', 'arrival'],
  incident: ['closing'],
  mail: ['arrival'],
  staff: ['leaving'],
  'access-log': ['record'],
};

/** No recording of a call is kept longer, on whatever ground but a hold by law. */
const mostMonthsOfRecording = 12;

/** Every kind of unit that is stored has exactly one period, and a cap lies past its period. */
export function checkPeriods(declaration: Loose): Finding[] {
  const periods = entries(declaration['periods']);
  const findings = periods.flatMap(([key, period]) =>
    checkPeriod(key, period, { periods, purposes: declaration['purposes'] }),
  );
  if (declaration['periods'] === undefined) return findings;
  for (const unit of storedUnits(declaration)) {
    if (periods.some(([, period]) => period['unit'] === unit)) continue;
    findings.push({
      path: ['periods', unit],
      ...periodProblems.missing(unit, moments[unit]),
    });
  }
  return findings;
}

/** The kinds of unit that a register with these channels, categories and tasks comes to hold. */
export function storedUnits(declaration: Loose): Period['unit'][] {
  const channels = loose(declaration['channels']);
  const categories = loose(declaration['categories']);
  const recorded = entries(channels).some(([, channel]) =>
    items(channel['collects']).some(
      ([, rule]) => loose(categories[String(rule['category'])])['kind'] === 'recording',
    ),
  );
  const reported = entries(loose(declaration['tasks'])).some(([, task]) =>
    texts(task['acts']).some(([, act]) => act === 'report-incident'),
  );
  return [
    'person',
    'contact',
    'request',
    'staff',
    'access-log',
    ...(reported ? (['incident'] as const) : []),
    ...(recorded ? (['recording'] as const) : []),
    ...(channels['email'] === undefined ? [] : (['mail'] as const)),
  ];
}

function checkPeriod(
  key: string,
  period: Loose,
  { periods, purposes }: { readonly periods: [string, Loose][]; readonly purposes: unknown },
): Finding[] {
  const findings: Finding[] = [];
  const path = ['periods', key];
  const { unit, from, months, capMonths, extensions } = period;
  findings.push(...checkReferences(period['purposes'], [...path, 'purposes'], purposes, 'purposes'));
  const first = periods.find(([, other]) => other['unit'] === unit);
  if (unit !== undefined && first && first[0] !== key) {
    findings.push({
      path: [...path, 'unit'],
      ...periodProblems.second(first[0]),
    });
  }
  const allowed =
    typeof unit === 'string' && Object.hasOwn(moments, unit) ? moments[unit as Period['unit']] : undefined;
  if (allowed && typeof from === 'string' && !allowed.some((moment) => moment === from)) {
    findings.push({
      path: [...path, 'from'],
      ...periodProblems.moment(String(unit), allowed),
    });
  }
  if (typeof capMonths === 'number' && typeof months === 'number' && capMonths <= months) {
    findings.push({
      path: [...path, 'capMonths'],
      ...periodProblems.capTooShort(months),
    });
  }
  // The database has no room for a later date (migration 0030).
  for (const field of ['months', 'capMonths'] as const)
    if (unit === 'recording' && typeof period[field] === 'number' && period[field] > mostMonthsOfRecording)
      findings.push({ path: [...path, field], ...periodProblems.recordingTooLong() });
  const grounds = Object.keys(loose(extensions)).length;
  if (capMonths !== undefined && grounds === 0) {
    findings.push({
      path: [...path, 'extensions'],
      ...periodProblems.capWithoutGround(),
    });
  }
  if (capMonths === undefined && grounds > 0) {
    findings.push({
      path: [...path, 'capMonths'],
      ...periodProblems.extensionWithoutCap(),
    });
  }
  return findings;
}
