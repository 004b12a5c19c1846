import type { informingRoutes } from '../../../contract/console/informing.ts';
import {
  listUntoldPeople,
  pauseInforming,
  readInforming,
  settlesAfterMilliseconds,
  startInforming,
  tellOtherwise,
} from '../../register/contacts/informing/inform-people.ts';
import { renderInformLetter } from '../../safeguards/declaration/notice/inform-letter.ts';
import { readGroundRemoval } from '../../safeguards/retention/remove-groundless.ts';
import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';
import { presentRound } from './present-round.ts';

/** Telling people what a version changes for what is held of them, and removing what it leaves without ground. */
export function createInformingHandlers(house: House): Pick<Handlers, keyof typeof informingRoutes> {
  const deps = house.contacts;

  return {
    async informing() {
      const { version, affected, round, letters } = await readInforming(deps);
      return {
        version,
        affected,
        round: presentRound(round),
        letters,
        settlesAfterDays: settlesAfterMilliseconds / 86_400_000,
        canSend: house.mail.accounts.list.length > 0,
      };
    },

    async informingLetter({ query }) {
      const published = deps.current();
      const before = await deps.version(Math.max(1, published.version - 1));
      return renderInformLetter(published, before, query.language, house.settings.publicUrl);
    },

    async startInforming({ body }, { actor }) {
      await startInforming(deps, actor, body.version);
      return { done: true };
    },
    async pauseInforming({ body }, { actor }) {
      await pauseInforming(deps, actor, body.version, body.paused);
      return { done: true };
    },

    async listUntold({ query: { after, limit } }, { actor }) {
      const found = await listUntoldPeople(deps, actor, { after, limit: limit + 1 });
      const people = found.slice(0, limit).map(({ person_id, why }) => ({ personId: person_id, why }));
      return { people, next: found.length > limit ? people.at(-1)!.personId : null };
    },

    async tellPerson({ params, body }, { actor }) {
      await tellOtherwise(deps, actor, params.personId, body);
      return { done: true };
    },

    async groundRemoval() {
      const { version } = deps.current();
      const row = await readGroundRemoval(deps.db, version);
      return {
        version,
        foreseen: row?.foreseen ?? 0,
        removed: row?.removed ?? 0,
        heldBack: row?.held_back ?? 0,
        finishedAt: row?.finished_at?.toISOString() ?? null,
      };
    },
  };
}
