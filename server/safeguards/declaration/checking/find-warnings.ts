import { Temporal } from 'temporal-polyfill';
import { storedUnits } from './check-periods.ts';
import { acts } from '../declaration.ts';
import type { Act, CollectionRule, Declaration, Language, Period, SourceKind } from '../declaration.ts';
import { heldFor, periodOfCategory } from '../held-for.ts';
import { tasksHolding } from '../may-hold.ts';

export type DeclarationWarning =
  | { readonly kind: 'act-without-task'; readonly act: Act }
  | { readonly kind: 'contact-address-without-mailbox'; readonly address: string }
  | { readonly kind: 'queue-without-task'; readonly queue: string }
  /** Contacts come there only when somebody moves them. */
  | { readonly kind: 'queue-without-mailbox'; readonly queue: string }
  | { readonly kind: 'mailbox-without-channel'; readonly mailbox: string }
  | { readonly kind: 'channel-without-mailbox' }
  | {
      readonly kind: 'mailbox-language-not-published';
      readonly mailbox: string;
      readonly language: Language;
    }
  /** Collected for it, and no task works for it. */
  | { readonly kind: 'purpose-without-task'; readonly purpose: string }
  | {
      readonly kind: 'category-purpose-not-collected';
      readonly category: string;
      readonly purpose: string;
    }
  /** Held for it, and its period is not. */
  | {
      readonly kind: 'category-purpose-not-kept';
      readonly category: string;
      readonly purpose: string;
      readonly period: string;
    }
  | { readonly kind: 'category-without-task'; readonly category: string }
  | { readonly kind: 'task-purpose-without-category'; readonly task: string; readonly purpose: string }
  | { readonly kind: 'recipient-ended'; readonly recipient: string; readonly validUntil: string }
  /** The software stores nothing from such a source yet. */
  | { readonly kind: 'source-not-built'; readonly source: string; readonly sourceKind: SourceKind }
  | { readonly kind: 'backups-not-told' }
  /** The last day, ISO, has passed. */
  | { readonly kind: 'agreement-ended'; readonly processor: string; readonly validUntil: string }
  | { readonly kind: 'agreement-not-begun'; readonly processor: string; readonly date: string }
  | { readonly kind: 'period-without-unit'; readonly period: string; readonly unit: Period['unit'] }
  | { readonly kind: 'measures-of-one-kind'; readonly missing: 'enforced' | 'attested' };

/** What is allowed and probably not meant: shown before publishing, never a refusal. */
export function findWarnings(declaration: Declaration, now: Date): DeclarationWarning[] {
  return [
    ...findUnheldActs(declaration),
    ...findUnreached(declaration),
    ...findUnused(declaration),
    ...findAgreements(declaration, now),
    ...findIdlePeriods(declaration),
    ...findOneKindOfMeasures(declaration),
    ...findSources(declaration),
    ...(declaration.backups === undefined ? [{ kind: 'backups-not-told' } as const] : []),
  ];
}

/** Of a register that records no calls nobody needs them. */
const recordingActs: ReadonlySet<Act> = new Set<Act>([
  'play-recording',
  'extend-recording',
  'hold-recording',
]);

function findUnheldActs(declaration: Declaration): DeclarationWarning[] {
  const isRecorded = (declaration.channels.phone?.records?.length ?? 0) > 0;
  return (
    acts
      .filter((act) => isRecorded || !recordingActs.has(act))
      // That nobody takes recordings out is a choice, and a good one.
      .filter((act) => act !== 'download-recording')
      .filter((act) => tasksHolding(declaration, act).length === 0)
      .map((act) => ({ kind: 'act-without-task', act }))
  );
}

/** Addresses, mailboxes and queues that do not lead to each other. */
function findUnreached(declaration: Declaration): DeclarationWarning[] {
  const { contactAddress } = declaration.controller;
  const mailboxes = Object.entries(declaration.mailboxes);
  const warnings: DeclarationWarning[] = [];
  if (!mailboxes.some(([, { address }]) => address.toLowerCase() === contactAddress.toLowerCase())) {
    warnings.push({ kind: 'contact-address-without-mailbox', address: contactAddress });
  }
  for (const queue of Object.keys(declaration.queues)) {
    const served = Object.values(declaration.tasks).some((task) => task.queues.includes(queue));
    if (!served) warnings.push({ kind: 'queue-without-task', queue });
    if (!mailboxes.some(([, mailbox]) => mailbox.queue === queue)) {
      warnings.push({ kind: 'queue-without-mailbox', queue });
    }
  }
  for (const [mailbox, { language }] of mailboxes) {
    if (declaration.channels.email === undefined) {
      warnings.push({ kind: 'mailbox-without-channel', mailbox });
    }
    if (!declaration.register.languages.includes(language)) {
      warnings.push({ kind: 'mailbox-language-not-published', mailbox, language });
    }
  }
  if (declaration.channels.email !== undefined && mailboxes.length === 0) {
    warnings.push({ kind: 'channel-without-mailbox' });
  }
  return warnings;
}

/** Purposes and categories that are declared in one place and lead to nothing in another. */
function findUnused(declaration: Declaration): DeclarationWarning[] {
  const warnings: DeclarationWarning[] = [];
  const rules = Object.values(declaration.channels).flatMap(({ collects }) => collects);
  const tasks = Object.entries(declaration.tasks);
  const collectedFor = new Set(rules.flatMap(purposesOf));
  for (const purpose of Object.keys(declaration.purposes)) {
    const used = tasks.some(([, task]) => task.purposes.includes(purpose));
    if (collectedFor.has(purpose) && !used) warnings.push({ kind: 'purpose-without-task', purpose });
  }
  for (const [category, { purposes }] of Object.entries(declaration.categories)) {
    const own = new Set(rules.filter((rule) => rule.category === category).flatMap(purposesOf));
    for (const purpose of purposes) {
      if (collectedFor.has(purpose) && !own.has(purpose)) {
        warnings.push({ kind: 'category-purpose-not-collected', category, purpose });
      }
    }
    const held = heldFor(declaration, category);
    const period = periodOfCategory(declaration, category)?.rule ?? '';
    for (const purpose of purposes) {
      if (!held.includes(purpose)) {
        warnings.push({ kind: 'category-purpose-not-kept', category, purpose, period });
      }
    }
    const handled = tasks.some(
      ([, task]) => task.categories.includes(category) || task.collects?.includes(category),
    );
    if (!handled) warnings.push({ kind: 'category-without-task', category });
  }
  for (const [task, { purposes, categories, collects = [] }] of tasks) {
    const served = new Set(
      [...categories, ...collects].flatMap((category) => declaration.categories[category]?.purposes ?? []),
    );
    for (const purpose of purposes) {
      if (!served.has(purpose)) warnings.push({ kind: 'task-purpose-without-category', task, purpose });
    }
  }
  return warnings;
}

function purposesOf(rule: CollectionRule): string[] {
  return [...rule.purposes, ...(rule.askedFor ?? [])];
}

/** The gate gives nothing outside the days of an agreement, so the declaration itself can be published. */
function findAgreements(declaration: Declaration, now: Date): DeclarationWarning[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(declaration.register.timeZone)
    .toPlainDate()
    .toString();
  const ended = Object.entries(declaration.recipients ?? {}).flatMap(
    ([recipient, { validUntil }]): DeclarationWarning[] =>
      validUntil === undefined || validUntil >= today
        ? []
        : [{ kind: 'recipient-ended', recipient, validUntil }],
  );
  const agreements = Object.entries(declaration.processors ?? {}).flatMap(
    ([processor, { agreement, validUntil }]): DeclarationWarning[] => {
      if (validUntil < today) return [{ kind: 'agreement-ended', processor, validUntil }];
      if (agreement.date > today) {
        return [{ kind: 'agreement-not-begun', processor, date: agreement.date }];
      }
      return [];
    },
  );
  return [...agreements, ...ended];
}

function findSources({ sources = {} }: Declaration): DeclarationWarning[] {
  return Object.entries(sources)
    .filter(([, { kind }]) => kind !== 'old-mail')
    .map(([source, { kind }]) => ({ kind: 'source-not-built', source, sourceKind: kind }));
}

function findIdlePeriods(declaration: Declaration): DeclarationWarning[] {
  const stored = storedUnits({ ...declaration });
  return Object.entries(declaration.periods)
    .filter(([, { unit }]) => !stored.includes(unit))
    .map(([period, { unit }]) => ({ kind: 'period-without-unit', period, unit }));
}

/** Some protection the software gives and some it cannot (GDPR Art. 32): a list of one kind alone is seldom whole. */
function findOneKindOfMeasures(declaration: Declaration): DeclarationWarning[] {
  return (['enforced', 'attested'] as const)
    .filter((kind) => !declaration.measures.some((measure) => measure.kind === kind))
    .map((missing) => ({ kind: 'measures-of-one-kind', missing }));
}
