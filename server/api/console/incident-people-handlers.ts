import type { Id } from '../../base/new-id.ts';
import type { House } from '../../compose.ts';
import {
  changeConcerned,
  findConcerned,
  listConcernedPeople,
  type Search,
  tellConcerned,
} from '../../register/contacts/incidents/concerned-people.ts';
import { openIncident } from '../../register/contacts/incidents/incidents.ts';
import { suggestLetter } from '../../register/contacts/incidents/letter-template.ts';
import {
  pauseLetters,
  readLetters,
  startLetters,
  writeLetter,
} from '../../register/contacts/incidents/letters-of-incident.ts';
import { settlesAfterMilliseconds } from '../../register/contacts/informing/inform-people.ts';
import type { Call, Handlers } from './bind-routes.ts';
import { presentRound } from './present-round.ts';
import type { incidentPeopleRoutes } from '../../../contract/console/incident-people.ts';

type ConcernedHandlers = Pick<Handlers, keyof typeof incidentPeopleRoutes>;
type WireSearch = Call<typeof incidentPeopleRoutes.findConcerned>['body']['search'];

const moment = (at: string | undefined) => (at === undefined ? undefined : new Date(at));

function readSearch(wire: WireSearch): Search {
  if (wire.by === 'log')
    return {
      by: 'log',
      from: new Date(wire.from),
      to: new Date(wire.to),
      actor: wire.staffId,
      token: wire.tokenId,
    };
  return {
    by: 'store',
    from: moment(wire.from),
    to: moment(wire.to),
    queue: wire.queue,
    mailbox: wire.mailbox,
    contact: wire.contactId,
    person: wire.personId,
  };
}

/** Whom an incident concerns, and telling them. */
export function createConcernedHandlers(house: House): ConcernedHandlers {
  const deps = house.contacts;

  return {
    findConcerned: ({ params, body }, { actor }) =>
      findConcerned(deps, actor, params.incidentId as Id<'incident'>, readSearch(body.search), body.keep),
    async listConcerned({ params, query }, { actor }) {
      const { state, untold, after, limit } = query;
      const found = await listConcernedPeople(deps, actor, params.incidentId as Id<'incident'>, {
        state,
        untold,
        after,
        limit: limit + 1,
      });
      const people = found.slice(0, limit).map((row) => ({
        personId: row.person_id,
        state: row.state,
        foundBy: row.found_by,
        records: row.records,
        categories: [...row.categories],
        toldAt: row.told_at?.toISOString() ?? null,
        toldWay: row.told_way,
        letter: row.letter,
      }));
      return { people, next: found.length > limit ? people.at(-1)!.personId : null };
    },
    changeConcerned: ({ params, body }, { actor }) =>
      changeConcerned(deps, actor, params.incidentId as Id<'incident'>, body),
    async tellConcerned({ params, body }, { actor }) {
      const { incidentId, personId } = params;
      await tellConcerned(deps, actor, incidentId as Id<'incident'>, personId as Id<'person'>, body.way);
      return { done: true };
    },
    async incidentLetters({ params }, { actor }) {
      const id = params.incidentId as Id<'incident'>;
      const { account } = await openIncident(deps, actor, id);
      const { round, letters } = await readLetters(deps, actor, id);
      const { declaration } = deps.current();
      const given = {
        note: account.note,
        consequences: account.consequences ?? '',
        measures: account.measures.map(({ text }) => text),
      };
      return {
        round: presentRound(round),
        letters,
        settlesAfterDays: settlesAfterMilliseconds / 86_400_000,
        canSend: house.mail.accounts.list.length > 0,
        texts: declaration.register.languages.map((language) => {
          const written = account.letters?.[language];
          return {
            language,
            written: written !== undefined,
            ...(written ?? suggestLetter(declaration, given, language)),
          };
        }),
      };
    },
    writeIncidentLetter: ({ params, body }, { actor }) =>
      writeLetter(deps, actor, params.incidentId as Id<'incident'>, body),
    async startIncidentLetters({ params, body }, { actor }) {
      await startLetters(deps, actor, params.incidentId as Id<'incident'>, body.version);
      return { done: true };
    },
    async pauseIncidentLetters({ params, body }, { actor }) {
      await pauseLetters(deps, actor, params.incidentId as Id<'incident'>, body.paused);
      return { done: true };
    },
  };
}
