import { Refusal } from '../../base/errors.ts';
import { acts } from '../../safeguards/declaration/declaration.ts';
import type { House } from '../../compose.ts';
import { type Handlers, isSecure } from './bind-routes.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

type SessionHandlers = Pick<
  Handlers,
  | 'signIn'
  | 'signOut'
  | 'openLink'
  | 'useLink'
  | 'me'
  | 'changeProfile'
  | 'changePassword'
  | 'undertaking'
  | 'acceptUndertaking'
>;

const done = { done: true } as const;

export function createSessionHandlers(house: House): SessionHandlers {
  const { staff, declarations } = house;
  const { access } = house.contacts;
  const secure = isSecure(house);

  return {
    async signIn({ body, reply }) {
      const { token, expiresAt } = await staff.signIn(body.userName, body.password);
      setSessionCookie(reply, token, expiresAt, secure);
      return done;
    },

    async signOut({ reply }, { actor }) {
      await staff.sessions.signOut(actor);
      clearSessionCookie(reply, secure);
      return done;
    },

    async openLink({ body }) {
      const shown = await staff.links.show(body.token);
      return shown.purpose === 'invitation'
        ? {
            purpose: shown.purpose,
            userName: shown.userName,
            displayName: shown.displayName,
            language: shown.language,
          }
        : { purpose: shown.purpose, userName: null, displayName: null, language: null };
    },

    async useLink({ body, reply }) {
      const { purpose } = await staff.links.show(body.token);
      let profile: { userName: string; displayName: string; language: typeof body.language } | undefined;
      if (purpose === 'first-administrator') {
        if (body.userName === undefined) throw new Refusal('invalid-input', { field: 'userName' });
        if (body.displayName === undefined) throw new Refusal('invalid-input', { field: 'displayName' });
        profile = { userName: body.userName, displayName: body.displayName, language: body.language };
      }
      await staff.links.redeem(body.token, { password: body.password, ...(profile ? { profile } : {}) });
      clearSessionCookie(reply, secure);
      return done;
    },

    async me(_call, { actor }) {
      const published = declarations.current();
      const { declaration } = published;
      const [settings, held, accepted, rights] = await Promise.all([
        staff.ownSettings.read(actor),
        access.actsOf(actor),
        staff.undertaking.hasAccepted(actor.staffId),
        staff.directory.tasksOf(actor.staffId),
      ]);
      const queues = new Set((await Promise.all(acts.map((act) => access.queuesFor(actor, act)))).flat());
      const named = <T>(entries: Readonly<Record<string, T>>) => Object.entries(entries);
      return {
        staffId: actor.staffId,
        userName: settings.userName,
        displayName: settings.displayName,
        language: settings.language,
        theme: settings.theme,
        acts: held,
        tasks: rights.flatMap(({ task, until }) => {
          const declared = declaration.tasks[task];
          return declared ? [{ task, name: declared.name, until }] : [];
        }),
        queues: named(declaration.queues)
          .filter(([queue]) => queues.has(queue))
          .map(([queue, { name }]) => ({ queue, name })),
        undertaking: { version: declaration.undertaking.version, accepted },
        register: {
          name: declaration.register.name,
          version: published.version,
          publishedAt: published.publishedAt.toISOString(),
        },
        reasons: Object.entries(declaration.reasons).map(([reason, name]) => ({ reason, name })),
        categories: named(declaration.categories).map(([category, { name }]) => ({ category, name })),
        purposes: named(declaration.purposes).map(([purpose, { name }]) => ({ purpose, name })),
        taskNames: named(declaration.tasks).map(([task, { name }]) => ({ task, name })),
        periods: Object.entries(declaration.periods).map(([rule, { name, months, ground }]) => ({
          rule,
          name,
          months,
          ground,
        })),
      };
    },

    async changeProfile({ body }, { actor }) {
      await staff.ownSettings.change(actor, body);
      return done;
    },

    async changePassword({ body }, { actor }) {
      await staff.changePassword(actor, { old: body.current, new: body.next });
      return done;
    },

    async undertaking(_call, { actor }) {
      const { version, text } = staff.undertaking.inForce();
      return { version, text, accepted: await staff.undertaking.hasAccepted(actor.staffId) };
    },

    async acceptUndertaking({ body }, { actor, session }) {
      await staff.undertaking.accept(actor, body.version, session.language);
      return done;
    },
  };
}
