import { checkReferences } from './check-references.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { sourceProblems } from './problem-words-of-recipients.ts';

/** Where else data come from: each source brings declared categories, by a way that is there. */
export function checkSources(declaration: Loose): Finding[] {
  const channels = loose(declaration['channels']);
  return entries(declaration['sources']).flatMap(([key, source]): Finding[] => {
    const path = ['sources', key];
    const findings = checkReferences(
      source['categories'],
      [...path, 'categories'],
      declaration['categories'],
      'categories',
    );
    const channel = source['kind'] === 'old-mail' ? 'email' : 'chat';
    const needsChannel = source['kind'] === 'old-mail' || source['kind'] === 'host-page';
    if (needsChannel && declaration['channels'] !== undefined && channels[channel] === undefined) {
      findings.push({ path: [...path, 'kind'], ...sourceProblems.withoutChannel(channel) });
    }
    return findings;
  });
}

/** Old mail is stored as mail that comes now: what e-mail does not save by itself, no older one brings either. */
export function checkOldMail(declaration: Loose): Finding[] {
  const { email } = loose(declaration['channels']);
  if (email === undefined) return [];
  const categories = loose(declaration['categories']);
  const collected = items(loose(email)['collects']).map(([, rule]) => rule);
  const saved = new Set(
    collected
      .filter(
        ({ category, when }) =>
          // a code that stands in an old mail is masked, and kept where e-mail may collect codes
          when === 'automatic' || loose(categories[String(category)])['kind'] === 'identity-code',
      )
      .map(({ category }) => category),
  );
  return entries(declaration['sources'])
    .filter(([, { kind }]) => kind === 'old-mail')
    .flatMap(([key, source]): Finding[] => {
      const path = ['sources', key, 'categories'];
      const brought = texts(source['categories']);
      const findings = brought
        .filter(([, category]) => Object.hasOwn(categories, category) && !saved.has(category))
        .map(([index]): Finding => ({ path: [...path, index], ...sourceProblems.notSavedFromMail() }));
      const messages = entries(categories).some(([category]) => category === 'messages');
      if (messages && !brought.some(([, category]) => category === 'messages')) {
        findings.push({ path, ...sourceProblems.oldMailWithoutMessages() });
      }
      return findings;
    });
}
