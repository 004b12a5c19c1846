import type { Language } from '../declaration.ts';
import { draftPurposes } from './draft-words.ts';
import type { CategoryName, PurposeName } from './language-clues.ts';
import { decide, inThree, listOf, type YamlLines } from './yaml-lines.ts';

export type Held = Exclude<CategoryName, 'other'>;
export type Purposes = ReadonlyMap<Held, readonly PurposeName[]>;

/** Queues, mailboxes and tasks: those of the blank form, with what this notice holds. */
export function draftTeam(
  lines: YamlLines,
  language: Language,
  held: readonly Held[],
  purposes: readonly PurposeName[],
  serving: Purposes,
): void {
  lines.open('queues');
  lines.open('service');
  lines.put('name:', inThree(draftPurposes.service.name));
  lines.close();
  lines.close();
  lines.blank();
  lines.open('mailboxes');
  lines.open('service');
  lines.put('address:', decide('the address customers write to'));
  lines.put('name:', inThree(draftPurposes.service.name));
  lines.put('queue:', 'service');
  lines.put('language:', language);
  lines.close();
  lines.close();
  lines.blank();
  const codes = held.includes('identityCode');
  const daily = purposes.filter((purpose) => purpose === 'service' || purpose === 'identification');
  const sees = (of: readonly PurposeName[]) =>
    held.filter(
      (category) => category !== 'identityCode' && serving.get(category)!.some((each) => of.includes(each)),
    );
  lines.remark(
    'What no task holds, nobody can do. These are the tasks of the blank form: yours may be others.',
  );
  lines.open('tasks');
  const task = (
    key: string,
    name: readonly [string, string, string],
    {
      acts,
      queues = '[service]',
      categories = [],
      of = [],
    }: { acts: string; queues?: string; categories?: readonly string[]; of?: readonly string[] },
  ) => {
    lines.open(key);
    lines.put('name:', inThree({ sv: name[0], fi: name[1], en: name[2] }));
    lines.put('acts:', `[${acts}]`);
    lines.put('queues:', queues);
    lines.put('categories:', listOf(categories));
    if (codes && key === 'answer-customers') lines.put('collects:', '[identityCode]');
    lines.put('purposes:', listOf(of));
    lines.close();
  };
  task('answer-customers', ['Betjäna kunder', 'Asiakkaiden palveleminen', 'Answer customers'], {
    acts: `list-contacts, search-contacts, open-contact, answer-contact, note-contact, assign-contact, close-contact, merge-contacts, report-incident, open-person, collect-field${codes ? ', match-identity-code' : ''}`,
    categories: sees(daily).filter((category) => category !== 'recordings'),
    of: daily,
  });
  task('lead-team', ['Leda arbetet', 'Työn johtaminen', 'Lead the team'], {
    acts: 'open-tray, open-raw-mail, read-incidents, merge-people, read-reports, draw-receipt',
    categories: sees(purposes),
    of: purposes,
  });
  task('administer-staff', ['Administrera personal', 'Henkilöstön hallinta', 'Administer staff'], {
    acts: 'list-staff, manage-staff, grant-tasks, manage-settings, manage-connections, import-mail',
    queues: '[]',
  });
  task('audit-access', ['Granska åtkomsten', 'Tietojen käytön valvonta', 'Audit access'], {
    acts: 'read-access-log, export-access-log, open-inspection, list-staff',
    queues: '[]',
  });
  task('keep-register', ['Upprätthålla registret', 'Rekisterin ylläpito', 'Keep the register'], {
    acts: 'read-register, publish-register',
    queues: '[]',
  });
  lines.close();
  lines.blank();
}
