import type { Act, Language, PublishedDeclaration } from '../declaration.ts';
import { periodFor } from '../period-for.ts';
import { createTools, lengthOf } from './notice-tools.ts';
import { staffNoticeWords } from './staff-notice-words.ts';

/** What those who work here are told (GDPR Art. 13): plain sentences under headings. */
export interface StaffNotice {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
}

const seeing: ReadonlySet<Act> = new Set<Act>([
  'list-staff',
  'manage-staff',
  'grant-tasks',
  'read-access-log',
  'export-access-log',
]);

/**
 * The notice for staff, from the declaration: who, what, why, how long, who sees it, which rights. Staff are data subjects too, and
 * the log of their acts is their data. What is negotiated before such a log is kept (Act 759/2004 s. 21) is the employer's to do.
 */
export function renderStaffNotice(published: PublishedDeclaration, language: Language): StaffNotice {
  const { declaration } = published;
  const { controller, authority, purposes, tasks } = declaration;
  const words = staffNoticeWords[language];
  const tools = createTools(published, language);
  const account = periodFor(declaration, 'staff');
  const log = periodFor(declaration, 'access-log');
  const named = (keys: readonly string[] | undefined) => tools.names(purposes, keys ?? []) || '–';
  const kept = [account, log].flatMap((found) =>
    found
      ? [
          words.long.period(
            tools.say(found.period.name),
            lengthOf(tools.words, found.period),
            tools.say(found.period.ground),
          ),
        ]
      : [],
  );
  const seers = Object.keys(tasks).filter((key) => tasks[key]!.acts.some((act) => seeing.has(act)));
  return {
    title: words.title,
    sections: [
      {
        title: words.who.title,
        paragraphs: [
          words.who.controller(controller.name, controller.businessId, controller.contactAddress),
          ...(controller.officer
            ? [words.who.officer(tools.say(controller.officer.name), controller.officer.contactAddress)]
            : []),
        ],
      },
      { title: words.what.title, paragraphs: [...words.what.items, words.what.source] },
      {
        title: words.why.title,
        paragraphs: [
          words.why.account(named(account?.period.purposes)),
          words.why.log(named(log?.period.purposes)),
          words.why.noFigures,
        ],
      },
      { title: words.long.title, paragraphs: [...kept, words.long.own] },
      {
        title: words.seen.title,
        paragraphs: [
          words.seen.tasks(tools.names(tasks, seers) || '–'),
          words.seen.persons,
          words.seen.outside,
        ],
      },
      {
        title: words.rights.title,
        paragraphs: [
          ...words.rights.texts,
          words.rights.ask(controller.officer?.contactAddress ?? controller.contactAddress),
          words.rights.complain(tools.say(authority.name), authority.website),
        ],
      },
    ],
  };
}
