import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { addMonths, dayOf } from '../../safeguards/access/calendar-day.ts';
import type { StaffListed } from '../../safeguards/access/staff-directory.ts';
import type { DemoStaff } from './corpus/corpus.ts';
import type { DemoHouse } from './demo-house.ts';

/** One for all eight: a demo's password is there to be typed by whoever tries it. */
export const demoPassword = 'eleven herons cross the bay';

/** The declared tasks of each role. The first administrator has `administer-staff` from nobody. */
export const tasksOf: Readonly<Record<DemoStaff['role'], readonly string[]>> = {
  agent: ['answer-customers'],
  'team-lead': ['lead-team'],
  'data-protection-officer': ['handle-data-protection', 'reveal-identity-codes'],
  administrator: ['administer-staff', 'keep-register'],
  auditor: ['audit-access'],
};

const taskMonths = 12;

/**
 * Makes the demo's staff through the real room, or completes what an earlier start began: the
 * administrator by the first link, the others invited by her, everyone with the tasks of the role and
 * the undertaking accepted. Nobody grants a task to themself, so the team lead is her deputy for as long as
 * it takes to give her `keep-register`, and the log tells it so.
 * @throws Refusal 'sign-in-failed' when somebody else administers this register, or the password was changed
 */
export async function makeStaff(house: DemoHouse, members: readonly DemoStaff[]): Promise<void> {
  const { staff } = house;
  const administrator = members.find((member) => member.role === 'administrator')!;
  const deputy = members.find((member) => member.role === 'team-lead')!;
  const others = members.filter((member) => member !== administrator);

  const admin = await enterAdministrator(house, administrator);
  await accept(house, admin, administrator);
  const listed = byUserName(await staff.directory.list(admin));
  await Promise.all(others.map((member) => join(house, admin, member, listed.get(member.userName))));
  for (const member of others) {
    const { staffId, tasks } = await find(house, admin, member);
    for (const task of tasksOf[member.role]) {
      if (!tasks.some((held) => held.task === task)) await grant(house, admin, staffId, task);
    }
  }
  await giveToAdministrator(house, admin, administrator, deputy);
  await staff.sessions.signOut(admin);
}

/** Signs a member of the demo's staff in, as they would themselves. */
export async function signInMember(house: DemoHouse, member: DemoStaff): Promise<StaffActor> {
  const { staffId, sessionId } = await house.staff.signIn(member.userName, demoPassword);
  return { kind: 'staff', staffId, sessionId };
}

async function enterAdministrator(house: DemoHouse, administrator: DemoStaff): Promise<StaffActor> {
  const { staff } = house;
  const link = await staff.ensureFirstAdministrator({ renew: true });
  if (link !== undefined) {
    const { userName, name, language } = administrator;
    await staff.links.redeem(link.token, {
      password: demoPassword,
      profile: { userName, displayName: name, language },
    });
  }
  return signInMember(house, administrator);
}

async function join(
  house: DemoHouse,
  admin: StaffActor,
  member: DemoStaff,
  there: StaffListed | undefined,
): Promise<void> {
  const { making, links, sessions } = house.staff;
  if (there?.joined !== true) {
    const { userName, name, language } = member;
    const { token } = there
      ? await making.renewInvitation(admin, there.staffId)
      : await making.invite(admin, { userName, displayName: name, language });
    await links.redeem(token, { password: demoPassword });
  }
  if (there?.undertakingAccepted === true) return;
  const actor = await signInMember(house, member);
  await accept(house, actor, member);
  await sessions.signOut(actor);
}

async function giveToAdministrator(
  house: DemoHouse,
  admin: StaffActor,
  administrator: DemoStaff,
  deputy: DemoStaff,
): Promise<void> {
  const held = (await find(house, admin, administrator)).tasks.map((each) => each.task);
  const missing = tasksOf.administrator.filter((task) => !held.includes(task));
  const { staffId } = await find(house, admin, deputy);
  if (missing.length > 0) {
    await grant(house, admin, staffId, 'administer-staff', 0);
    const actor = await signInMember(house, deputy);
    for (const task of missing) await grant(house, actor, admin.staffId, task);
    await house.staff.sessions.signOut(actor);
  }
  for (const { grantId, task } of (await find(house, admin, deputy)).tasks) {
    if (task === 'administer-staff') await house.staff.taskGrants.revoke(admin, grantId);
  }
}

async function grant(
  house: DemoHouse,
  by: StaffActor,
  staffId: Id<'staff'>,
  task: string,
  months = taskMonths,
): Promise<void> {
  const { timeZone } = house.contacts.current().declaration.register;
  const until = addMonths(dayOf(house.clock.now(), timeZone), months);
  await house.staff.taskGrants.grant(by, { staffId, task, until });
}

async function accept(house: DemoHouse, actor: StaffActor, member: DemoStaff): Promise<void> {
  const { undertaking } = house.staff;
  await undertaking.accept(actor, undertaking.inForce().version, member.language);
}

async function find(house: DemoHouse, admin: StaffActor, member: DemoStaff): Promise<StaffListed> {
  const found = byUserName(await house.staff.directory.list(admin)).get(member.userName);
  // Closed, or never made because another register is administered here.
  if (found?.state !== 'active') throw new Refusal('not-found', { what: 'demo-staff' });
  return found;
}

function byUserName(listed: readonly StaffListed[]): Map<string, StaffListed> {
  return new Map(listed.map((each) => [each.userName, each]));
}
