import { checkReferences } from './check-references.ts';
import { eeaCountries } from './eea.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { processorProblems } from './problem-words-of-terms.ts';

/** Who may be given data: for what is declared, under an agreement, and in countries that the law and the file allow. */
export function checkProcessors(declaration: Loose): Finding[] {
  const purposes = loose(declaration['purposes']);
  const categories = loose(declaration['categories']);
  const outside = loose(loose(declaration['processing'])['outsideEea']);
  return entries(declaration['processors']).flatMap(([key, processor]): Finding[] => {
    const path = ['processors', key];
    const findings = [
      ...checkReferences(processor['purposes'], [...path, 'purposes'], purposes, 'purposes'),
      ...checkReferences(processor['categories'], [...path, 'categories'], categories, 'categories'),
    ];
    const served = new Set(texts(processor['purposes']).map(([, purpose]) => purpose));
    for (const [index, category] of texts(processor['categories'])) {
      if (!Object.hasOwn(categories, category)) continue;
      const held = texts(loose(categories[category])['purposes']).map(([, purpose]) => purpose);
      if (held.some((purpose) => served.has(purpose))) continue;
      findings.push({
        path: [...path, 'categories', index],
        ...processorProblems.categoryServesNothing(),
      });
    }
    const { date } = loose(processor['agreement']);
    const { validUntil } = processor;
    if (typeof date === 'string' && typeof validUntil === 'string' && validUntil < date) {
      findings.push({
        path: [...path, 'validUntil'],
        ...processorProblems.endsBeforeItBegins(),
      });
    }
    const abroad = texts(processor['countries']).filter(
      ([, country]) => /^[A-Z]{2}$/.test(country) && !eeaCountries.has(country),
    );
    for (const [index] of outside['allowed'] === true ? [] : abroad) {
      findings.push({
        path: [...path, 'countries', index],
        ...processorProblems.countryOutside(),
      });
    }
    if (abroad.length > 0 && processor['transferGround'] === undefined) {
      findings.push({
        path: [...path, 'transferGround'],
        ...processorProblems.noTransferGround(),
      });
    }
    return findings;
  });
}
