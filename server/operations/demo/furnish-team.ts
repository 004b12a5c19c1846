import { newId } from '../../base/new-id.ts';
import type { EntryBodies, EntryKind } from '../../register/team/team-settings.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { DemoStaff } from './corpus/corpus.ts';
import {
  demoCanned,
  type DemoDoes,
  demoRules,
  demoSignature,
  demoTags,
  demoTargets,
  demoViews,
} from './corpus/team-words.ts';
import type { DemoHouse } from './demo-house.ts';
import { signInMember } from './make-staff.ts';

/**
 * What a team that has worked a while has set: tags, reply templates, signatures, hours and targets of the queue, saved
 * views, rules; and one of them is away. A kind of which anything is there is left as it is: it is the team's.
 */
export async function furnishTeam(house: DemoHouse, members: readonly DemoStaff[]): Promise<void> {
  const { team, staff } = house;
  const kinds = { tag: demoTags, canned: demoCanned, signature: {}, view: demoViews, queue: {} };
  const missing = (Object.keys(kinds) as EntryKind[]).filter((kind) => team.entries(kind).length === 0);
  if (missing.length === 0) return;
  const lead = await signInMember(
    house,
    members.find(({ role }) => role === 'team-lead')!,
  );
  const save = async <Kind extends EntryKind>(kind: Kind, key: string, body: EntryBodies[Kind]) => {
    if (missing.includes(kind)) await team.save(lead, kind, key, body, null);
  };
  for (const tag of Object.values(demoTags)) await save('tag', newId<'tag'>(), { ...tag, archived: false });
  for (const reply of demoCanned) await save('canned', newId(), { ...reply, queues: [] });
  for (const view of demoViews) await save('view', newId(), view);
  const { declaration } = house.contacts.current();
  for (const [mailbox, { queue }] of Object.entries(declaration.mailboxes))
    if (queue === 'service') await save('signature', mailbox, demoSignature);
  const open = [{ from: '08:00', to: '17:00' }];
  const { settings } = team.queueSettings('service');
  await save('queue', 'service', {
    ...settings,
    hours: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] },
    targets: demoTargets,
  });
  await furnishRules(team, lead);
  await staff.sessions.signOut(lead);

  const away = members.findLast(({ role }) => role === 'agent');
  if (away === undefined) return;
  const actor = await signInMember(house, away);
  await team.own.setDuty(actor, false);
  await staff.sessions.signOut(actor);
}

async function furnishRules(team: DemoHouse['team'], lead: StaffActor): Promise<void> {
  if (team.rules.list().length > 0) return;
  const tags = team.entries('tag');
  const replies = team.entries('canned');
  for (const { name, active, on, when, does } of demoRules) {
    const { tag, reply, ...rest }: DemoDoes = does;
    const kept = tags.find(({ body }) => tag !== undefined && body.name.sv === demoTags[tag].name.sv);
    const canned = replies.find(({ body }) => body.shortcut === reply);
    const made = { ...rest, ...(kept && { tags: [kept.key] }), ...(canned && { reply: canned.key }) };
    await team.rules.save(
      lead,
      newId<'rule'>(),
      { name, active, queues: ['service'], on, when, does: made, stop: false },
      null,
    );
  }
}
