import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { criteriaOf } from '../../register/recordings/criteria.ts';
import { type OwnSheet, ownSheets } from '../../register/recordings/own-sheets.ts';
import { ownSettingsColumn, ownViewColumn } from '../../register/team/team-columns.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { extensionColumn, profileColumn, tokenNameColumn } from '../../safeguards/access/staff-columns.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { renderStaffNotice } from '../../safeguards/declaration/notice/staff-notice.ts';
import { periodFor } from '../../safeguards/declaration/period-for.ts';
import { prepareReceipt, type Receipt, type ReceiptDeps, readerKey } from './draw-receipt.ts';
import { countNamed, readHeld } from './own-store.ts';
import { readerCode } from './show-line.ts';

export type Held = Awaited<ReturnType<typeof readOwn>>;

/**
 * All that is held of a member of staff, for themselves alone (GDPR Art. 15): there is no way to ask for another's here. Who
 * gave or took back a task is told as a code; what they did is theirs.
 * @throws Refusal 'sign-in-needed' when the account was closed meanwhile
 */
export async function readOwn(deps: ReceiptDeps, actor: StaffActor) {
  if (actor.token) throw new Refusal('token-not-here');
  const { vault, access, db, current } = deps;
  const { staffId } = actor;
  const key = readerKey(deps.keeper);
  const codeOf = (other: Id<'staff'> | null) =>
    other === null ? null : other === staffId ? 'self' : readerCode(key, staffId, other);
  const { declaration } = current();
  const sheets = await ownSheets(deps, actor);
  const load = () => Promise.all([readHeld(db, staffId), countNamed(db, staffId)]);
  return vault.open(access.ownGrant(actor), 'view', load, (opener, [held, named]) => {
    const { member, grants, undertakings, sessions, tokens, attempts, own, views } = held;
    if (member === undefined || !opener.holds(staffId)) throw new Refusal('sign-in-needed');
    const profile = opener.open(profileColumn, profileColumn.at(staffId, staffId, member.profile_sealed));
    return {
      account: {
        staffId,
        ...profile,
        extension:
          member.extension_sealed &&
          opener.open(extensionColumn, extensionColumn.at(staffId, staffId, member.extension_sealed)),
        hasPassword: member.has_password,
        language: member.language,
        theme: member.theme,
        createdAt: member.created_at.toISOString(),
      },
      tasks: grants.map((grant) => ({
        task: grant.task,
        name: declaration.tasks[grant.task]?.name ?? null,
        grantedBy: codeOf(grant.granted_by),
        grantedAt: grant.granted_at.toISOString(),
        until: grant.until,
        revokedAt: grant.revoked_at?.toISOString() ?? null,
        revokedBy: codeOf(grant.revoked_by),
      })),
      undertakings: undertakings.map(({ version, language, accepted_at }) => ({
        version,
        language,
        acceptedAt: accepted_at.toISOString(),
      })),
      sessions: sessions.map(({ created_at, last_seen_at, expires_at }) => ({
        createdAt: created_at.toISOString(),
        lastSeenAt: last_seen_at.toISOString(),
        expiresAt: expires_at.toISOString(),
      })),
      tokens: tokens.map((token) => ({
        name: opener.open(tokenNameColumn, tokenNameColumn.at(staffId, token.id, token.name_sealed)),
        tasks: token.tasks,
        mayWrite: token.may_write,
        madeAt: token.made_at.toISOString(),
        until: token.until,
        lastUsedOn: token.last_used_on,
        revokedAt: token.revoked_at?.toISOString() ?? null,
      })),
      attempts: attempts
        ? {
            attempts: attempts.attempts,
            lastAt: attempts.last_at.toISOString(),
            lockedUntil: attempts.locked_until?.toISOString() ?? null,
          }
        : null,
      settings: {
        onDuty: own?.on_duty ?? null,
        languages: own?.languages ?? [],
        own: own?.settings_sealed
          ? opener.open(ownSettingsColumn, ownSettingsColumn.at(staffId, staffId, own.settings_sealed))
          : null,
        views: views.map(({ id, view_sealed }) =>
          opener.open(ownViewColumn, ownViewColumn.at(staffId, id, view_sealed)),
        ),
      },
      sheets: sheets.map((sheet) => showSheet(deps, sheet, codeOf)),
      named,
      periods: (['staff', 'access-log'] as const).flatMap((unit) => {
        const found = periodFor(declaration, unit);
        return found
          ? [
              {
                rule: found.rule,
                name: found.period.name,
                months: found.period.months,
                ground: found.period.ground,
              },
            ]
          : [];
      }),
    };
  });
}

/** What was thought of the service in a call of theirs; by whom as a code. */
function showSheet(
  { team }: ReceiptDeps,
  { callAt, project, scores, remark, scorerId, scoredAt }: OwnSheet,
  codeOf: (other: Id<'staff'>) => string | null,
) {
  return {
    callAt: callAt.toISOString(),
    project,
    scores: criteriaOf(team).flatMap(({ key, name }) =>
      scores[key] === undefined ? [] : [{ name, score: scores[key] }],
    ),
    remark,
    scoredBy: codeOf(scorerId),
    scoredAt: scoredAt.toISOString(),
  };
}

/** The same with the notice, and all lines of the log by them and about their account, each with its proof. @throws as `readOwn` */
export async function drawOwnReceipt(
  deps: ReceiptDeps,
  actor: StaffActor,
  language: Language,
): Promise<{ receipt: Receipt; held: Held }> {
  const held = await readOwn(deps, actor);
  const { staffId } = actor;
  await deps.db.transaction((tx) =>
    deps.vault.change(tx, deps.access.ownGrant(actor), 'export', { details: { format: 'receipt' } }),
  );
  const receipt = await prepareReceipt(
    deps,
    { kind: 'staff', units: [staffId], subjects: [], staff: staffId },
    {
      id: staffId,
      key: readerKey(deps.keeper),
      units: new Set([staffId]),
      subjects: new Set(),
      isStaff: true,
    },
    language,
    { about: held, notice: renderStaffNotice(deps.current(), language) },
  );
  return { receipt, held };
}
