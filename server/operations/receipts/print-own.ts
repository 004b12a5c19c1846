import type { Block, Section } from '../../base/printable.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { renderStaffNotice } from '../../safeguards/declaration/notice/staff-notice.ts';
import type { Held } from './own-receipt.ts';
import { ownWords } from './own-words.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] });

/** What is held of a member of staff, and the notice for staff, to stand before the lines. */
export function printOwn(
  held: Held,
  language: Language,
  published: PublishedDeclaration,
): readonly Section[] {
  const own = ownWords[language];
  const { timeZone } = published.declaration.register;
  const format = new Intl.DateTimeFormat(`${language}-FI`, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  });
  const at = (moment: string | null) => (moment === null ? own.none : format.format(new Date(moment)));
  const { account, tasks, undertakings, sessions, tokens, attempts, settings, named, sheets } = held;
  const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): Block[] =>
    rows.length === 0 ? [] : [{ kind: 'table', caption, head, rows }];
  const notice = renderStaffNotice(published, language);
  return [
    {
      id: 'held',
      title: own.held,
      blocks: [
        {
          kind: 'facts',
          facts: [
            [own.userName, account.userName],
            [own.displayName, account.displayName],
            [own.extension, account.extension ?? own.none],
            [own.createdAt, at(account.createdAt)],
            [own.language, account.language],
            [own.attempts, attempts ? String(attempts.attempts) : '0'],
            [own.nameLine, settings.own?.nameLine || own.none],
          ].map(([term, value]) => ({ term: term!, value: [value!] })),
        },
        ...table(
          own.tasks,
          [own.task, own.given, own.by, own.until, own.takenBack],
          tasks.map((task) => [
            task.name?.[language] ?? task.task,
            at(task.grantedAt),
            task.grantedBy ?? own.none,
            task.until,
            at(task.revokedAt),
          ]),
        ),
        ...table(
          own.undertakings,
          [own.version, own.accepted, own.language],
          undertakings.map((each) => [String(each.version), at(each.acceptedAt), each.language]),
        ),
        ...table(
          own.sessions,
          [own.begun, own.lastSeen, own.until],
          sessions.map((each) => [at(each.createdAt), at(each.lastSeenAt), at(each.expiresAt)]),
        ),
        ...table(
          own.tokens,
          [own.name, own.begun, own.until, own.takenBack],
          tokens.map((each) => [each.name, at(each.madeAt), each.until, at(each.revokedAt)]),
        ),
        ...table(
          own.sheets,
          [own.call, own.project, own.scores, own.remark, own.by],
          sheets.map((each) => [
            at(each.callAt),
            each.project,
            each.scores.map(({ name, score }) => `${name[language]}: ${score ?? own.none}`).join('; '),
            each.remark ?? own.none,
            each.scoredBy ?? own.none,
          ]),
        ),
        ...table(
          own.elsewhere,
          [own.where, own.times],
          Object.entries(named).map(([key, count]) => [own.named[key] ?? key, String(count)]),
        ),
      ],
    },
    {
      id: 'notice',
      title: notice.title,
      blocks: notice.sections.flatMap(({ title, paragraphs }, index): Block[] => [
        { kind: 'heading', id: `notice-${index}`, text: title },
        ...paragraphs.map(paragraph),
      ]),
    },
  ];
}
