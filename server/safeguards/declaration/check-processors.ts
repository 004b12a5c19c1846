import { checkReferences } from './check-references.ts';
import { eeaCountries } from './eea.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';

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
        problem: 'this category is held for none of the purposes of this processor',
        write: 'a category held for one of these purposes, or take it out',
      });
    }
    const { date } = loose(processor['agreement']);
    const { validUntil } = processor;
    if (typeof date === 'string' && typeof validUntil === 'string' && validUntil < date) {
      findings.push({
        path: [...path, 'validUntil'],
        problem: 'the agreement ends before it was made',
        write: 'its last day, not before agreement.date',
      });
    }
    const abroad = texts(processor['countries']).filter(
      ([, country]) => /^[A-Z]{2}$/.test(country) && !eeaCountries.has(country),
    );
    for (const [index] of outside['allowed'] === true ? [] : abroad) {
      findings.push({
        path: [...path, 'countries', index],
        problem: 'this country is outside the EU and the EEA, where processing.outsideEea lets no data go',
        write: 'a country of the EU or the EEA',
      });
    }
    if (abroad.length > 0 && processor['transferGround'] === undefined) {
      findings.push({
        path: [...path, 'transferGround'],
        problem: 'data outside the EU and the EEA need a ground (GDPR Art. 44–49)',
        write: 'transferGround: standard-contractual-clauses, or another of the grounds',
      });
    }
    return findings;
  });
}
