import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';

type StaffHandlers = Pick<
  Handlers,
  | 'colleagues'
  | 'listStaff'
  | 'inviteStaff'
  | 'newStaffLink'
  | 'setExtension'
  | 'closeStaff'
  | 'grantTask'
  | 'revokeTask'
>;

const done = { done: true } as const;

export function createStaffHandlers(house: House): StaffHandlers {
  const { staff } = house;
  // The token stands behind the #: browsers keep that part to themselves, so it reaches no log on the way.
  const invited = (made: { staffId: string; token: string; expiresAt: Date }) => ({
    staffId: made.staffId,
    link: `${house.settings.publicUrl}/console/link#${made.token}`,
    expiresAt: made.expiresAt.toISOString(),
  });

  const { db, live } = house.contacts;
  // So that an open page shows at once what its reader may now do.
  const tellStaffChanged = () =>
    db.transaction((tx) => live.announce(tx, { kind: 'staff-changed', contactId: null, queue: null }));

  return {
    async colleagues() {
      const colleagues = await staff.directory.names();
      return { colleagues };
    },

    async listStaff(_call, { actor }) {
      const { tasks } = house.declarations.current().declaration;
      const listed = await staff.directory.list(actor);
      return {
        staff: listed.map((member) => ({
          staffId: member.staffId,
          userName: member.userName,
          displayName: member.displayName,
          extension: member.extension,
          state:
            member.state === 'closed'
              ? ('closed' as const)
              : member.joined
                ? ('active' as const)
                : ('invited' as const),
          undertakingAccepted: member.undertakingAccepted,
          tasks: member.tasks.map((task) => ({ ...task, grantedAt: task.grantedAt.toISOString() })),
        })),
        tasks: Object.entries(tasks).map(([task, { name, acts, categories }]) => ({
          task,
          name,
          acts: [...acts],
          categories: [...categories],
        })),
      };
    },

    inviteStaff: async ({ body }, { actor }) => invited(await staff.making.invite(actor, body)),
    newStaffLink: async ({ params }, { actor }) =>
      invited(await staff.making.renewInvitation(actor, params.staffId)),
    async setExtension({ params, body }, { actor }) {
      await staff.extensions.set(actor, params.staffId, body.extension);
      await tellStaffChanged();
      return done;
    },
    async closeStaff({ params }, { actor }) {
      await staff.closing.close(actor, params.staffId);
      await tellStaffChanged();
      return done;
    },
    async grantTask({ params, body }, { actor }) {
      const granted = await staff.taskGrants.grant(actor, { staffId: params.staffId, ...body });
      await tellStaffChanged();
      return granted;
    },
    async revokeTask({ params }, { actor }) {
      await staff.taskGrants.revoke(actor, params.grantId);
      await tellStaffChanged();
      return done;
    },
  };
}
