import { isComparable, sufficesToIdentify } from '../suffices-to-identify.ts';
import { checkReference, checkReferences } from './check-references.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { identificationProblems } from './problem-words-of-identification.ts';

/** How people are identified: by what suffices, of what is held to identify, and asked only of who may be given it. */
export function checkIdentification(declaration: Loose): Finding[] {
  const categories = loose(declaration['categories']);
  const processors = loose(declaration['processors']);
  const purposes = loose(declaration['purposes']);
  const identifies = (key: string) => loose(purposes[key])['identifies'] === true;
  return entries(loose(declaration['identification'])['ways']).flatMap(([key, way]): Finding[] => {
    const path = ['identification', 'ways', key];
    const { kind, asks, processor } = way;
    if (kind === 'call-back')
      return ['asks', 'processor']
        .filter((field) => way[field] !== undefined)
        .map((field): Finding => ({
          path: [...path, field],
          on: 'key',
          ...identificationProblems.callBackAsksNothing(),
        }));
    const findings = checkReferences(asks, [...path, 'asks'], categories, 'categories');
    const asked = texts(asks).filter(([, category]) => Object.hasOwn(categories, category));
    for (const [index, category] of asked) {
      const declared = loose(categories[category]);
      const isFit =
        isComparable(declared['kind']) && texts(declared['purposes']).some(([, p]) => identifies(p));
      if (!isFit)
        findings.push({ path: [...path, 'asks', index], ...identificationProblems.notToIdentify() });
    }
    if (
      findings.length === 0 &&
      !sufficesToIdentify(asked.map(([, each]) => loose(categories[each])['kind']))
    )
      findings.push({ path: [...path, 'asks'], ...identificationProblems.doesNotSuffice() });
    if (kind !== 'customer-register')
      return processor === undefined
        ? findings
        : [
            ...findings,
            { path: [...path, 'processor'], on: 'key', ...identificationProblems.onlyRegister() },
          ];
    if (typeof processor !== 'string')
      return [...findings, { path: [...path, 'processor'], ...identificationProblems.whoKeepsIt() }];
    findings.push(
      ...checkReference(processor, [...path, 'processor'], Object.keys(processors), 'processors'),
    );
    if (!Object.hasOwn(processors, processor)) return findings;
    const given = loose(processors[processor]);
    const may = texts(given['categories']).map(([, category]) => category);
    const isGiven =
      asked.every(([, category]) => may.includes(category)) &&
      texts(given['purposes']).some(([, purpose]) => identifies(purpose));
    if (!isGiven)
      findings.push({
        path: [...path, 'processor'],
        ...identificationProblems.notGiven(asked.map(([, each]) => each)),
      });
    return findings;
  });
}
