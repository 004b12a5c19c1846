import { checkReferences } from './check-references.ts';
import { eeaCountries } from '../eea.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { processorProblems, recipientProblems } from './problem-words-of-recipients.ts';

type Path = (string | number)[];

/** Who may be given data: for what is declared, under an agreement, and in countries that the law and the file allow. */
export function checkProcessors(declaration: Loose): Finding[] {
  const { groupCompanies } = loose(declaration['processing']);
  return entries(declaration['processors']).flatMap(([key, processor]): Finding[] => {
    const path = ['processors', key];
    const findings = checkGiven(declaration, processor, path);
    const { date } = loose(processor['agreement']);
    const { validUntil } = processor;
    if (typeof date === 'string' && typeof validUntil === 'string' && validUntil < date) {
      findings.push({ path: [...path, 'validUntil'], ...processorProblems.endsBeforeItBegins() });
    }
    if (processor['groupCompany'] === true && groupCompanies === false) {
      findings.push({ path: [...path, 'groupCompany'], ...processorProblems.noGroupCompanies() });
    }
    return findings;
  });
}

/** Those who are controllers of their own need no agreement, and all the rest. */
export function checkRecipients(declaration: Loose): Finding[] {
  const processors = loose(declaration['processors']);
  return entries(declaration['recipients']).flatMap(([key, recipient]): Finding[] => {
    const path = ['recipients', key];
    const findings = checkGiven(declaration, recipient, path);
    // a disclosure names whom it went to by this key
    if (Object.hasOwn(processors, key)) {
      findings.push({ path, on: 'key', ...recipientProblems.isProcessor() });
    }
    if (recipient['kind'] === 'authority' && recipient['basis'] === 'consent') {
      findings.push({ path: [...path, 'basis'], ...recipientProblems.authorityByConsent() });
    }
    return findings;
  });
}

function checkGiven(declaration: Loose, given: Loose, path: Path): Finding[] {
  const categories = loose(declaration['categories']);
  const findings = [
    ...checkReferences(given['purposes'], [...path, 'purposes'], declaration['purposes'], 'purposes'),
    ...checkReferences(given['categories'], [...path, 'categories'], categories, 'categories'),
    ...checkCountries(declaration, given, path),
  ];
  const served = new Set(texts(given['purposes']).map(([, purpose]) => purpose));
  for (const [index, category] of texts(given['categories'])) {
    if (!Object.hasOwn(categories, category)) continue;
    const held = texts(loose(categories[category])['purposes']).map(([, purpose]) => purpose);
    if (held.some((purpose) => served.has(purpose))) continue;
    findings.push({
      path: [...path, 'categories', index],
      ...recipientProblems.categoryServesNothing(),
    });
  }
  return findings;
}

function checkCountries(declaration: Loose, given: Loose, path: Path): Finding[] {
  const outside = loose(loose(declaration['processing'])['outsideEea']);
  const abroad = texts(given['countries']).filter(
    ([, country]) => /^[A-Z]{2}$/.test(country) && !eeaCountries.has(country),
  );
  const findings = (outside['allowed'] === true ? [] : abroad).map(([index]): Finding => ({
    path: [...path, 'countries', index],
    ...recipientProblems.countryOutside(),
  }));
  if (abroad.length > 0 && given['transferGround'] === undefined) {
    findings.push({ path: [...path, 'transferGround'], ...recipientProblems.noTransferGround() });
  }
  return findings;
}
