import type { teamRoutes } from '../../../contract/console/team.ts';
import { findUnknownVariable } from '../../../contract/render-canned.ts';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import { holidayCountries, listHolidays } from '../../register/team/holidays.ts';
import { standardAcknowledgement } from '../../register/team/acknowledgement-text.ts';
import type { Handlers } from './bind-routes.ts';

const done = { done: true } as const;

/** What a team sets for itself, and what each of its members does. */
export function createTeamHandlers(house: House): Pick<Handlers, keyof typeof teamRoutes> {
  const { team } = house;
  const current = () => house.declarations.current().declaration;

  return {
    async team() {
      const declaration = current();
      return {
        tags: team.entries('tag').map(({ key, body, version }) => ({ ...body, id: key, version })),
        views: team
          .entries('view')
          .map(({ key, body, version }) => ({ ...body, icon: body.icon as 'inbox', id: key, version })),
        queues: Object.entries(declaration.queues).map(([queue, { name }]) => {
          const { settings, version } = team.queueSettings(queue);
          return {
            queue,
            name,
            settings: {
              ...settings,
              hours: mapEach(settings.hours, (openings) => [...openings]),
              holidays: [...settings.holidays],
              days: settings.days.map(({ day, open }) => ({ day, open: [...open] })),
              targets: settings.targets,
            },
            version,
          };
        }),
        timeZone: declaration.register.timeZone,
        countries: [...holidayCountries],
        away: await team.away(),
      };
    },

    async saveTag({ params, body: { version, ...tag } }, { actor }) {
      return { version: await team.save(actor, 'tag', params.id, tag, version) };
    },
    async removeTag({ params }, { actor }) {
      await team.remove(actor, 'tag', params.id);
      return done;
    },

    async cannedReplies({ query: { queue, language } }) {
      return {
        replies: team
          .entries('canned')
          .filter(
            ({ body }) => queue === undefined || body.queues.length === 0 || body.queues.includes(queue),
          )
          .filter(({ body }) => language === undefined || (body.text[language] ?? '') !== '')
          .map(({ key, body, version }) => ({ ...body, queues: [...body.queues], id: key, version })),
      };
    },
    async saveCanned({ params, body: { version, ...canned } }, { actor }) {
      for (const [language, text] of Object.entries(canned.text)) {
        const unknown = findUnknownVariable(text ?? '');
        if (unknown)
          throw new Refusal('unknown-variable', {
            field: `text.${language}`,
            start: unknown.start,
            end: unknown.end,
          });
      }
      return { version: await team.save(actor, 'canned', params.id, canned, version) };
    },
    async removeCanned({ params }, { actor }) {
      await team.remove(actor, 'canned', params.id);
      return done;
    },

    async signatures() {
      const kept = team.entries('signature');
      const told = team.entries('acknowledgement');
      return {
        signatures: Object.entries(current().mailboxes).map(([mailbox, { name, address, language }]) => {
          const entry = kept.find(({ key }) => key === mailbox);
          const { body, version = 0 } = told.find(({ key }) => key === mailbox) ?? {};
          return {
            mailbox,
            name,
            address,
            language,
            text: { ...entry?.body },
            version: entry?.version ?? 0,
            acknowledgement: {
              on: body?.on ?? false,
              text: { ...body?.text },
              version,
              standard: standardAcknowledgement,
            },
          };
        }),
      };
    },
    async saveSignature({ params, body }, { actor }) {
      return { version: await team.save(actor, 'signature', params.mailbox, body.text, body.version) };
    },

    async saveAcknowledgement({ params, body: { version, ...body } }, { actor }) {
      return { version: await team.save(actor, 'acknowledgement', params.mailbox, body, version) };
    },

    async saveQueue({ params, body }, { actor }) {
      return { version: await team.save(actor, 'queue', params.queue, body.settings, body.version) };
    },
    async holidays({ query }) {
      if (!(holidayCountries as readonly string[]).includes(query.country))
        throw new Refusal('invalid-input', { field: 'country' });
      return { holidays: await listHolidays(query.country, query.year, query.language) };
    },

    async saveTeamView({ params, body: { version, ...view } }, { actor }) {
      return { version: await team.save(actor, 'view', params.id, view, version) };
    },
    async removeTeamView({ params }, { actor }) {
      await team.remove(actor, 'view', params.id);
      return done;
    },

    async own(_call, { actor }) {
      const { onDuty, languages, settings, views } = await team.own.read(actor);
      return {
        onDuty,
        languages: [...languages],
        settings: { ...settings, viewOrder: [...settings.viewOrder] },
        views: views.map((view) => ({ ...view, icon: view.icon as 'inbox' })),
      };
    },
    async changeOwn({ body }, { actor }) {
      await team.own.change(actor, withoutAbsent(body));
      return done;
    },
    async setDuty({ body }, { actor }) {
      await team.own.setDuty(actor, body.onDuty);
      return done;
    },
    async saveOwnView({ params, body }, { actor }) {
      await team.own.saveView(actor, { ...body, id: params.id });
      return done;
    },
    async removeOwnView({ params }, { actor }) {
      await team.own.removeView(actor, params.id);
      return done;
    },
  };
}

function mapEach<Key extends string, From, To>(
  from: Readonly<Record<Key, From>>,
  make: (value: From) => To,
): Record<Key, To> {
  return Object.fromEntries(Object.entries<From>(from).map(([key, value]) => [key, make(value)])) as Record<
    Key,
    To
  >;
}

/** The fields that were sent: what is left out stays as it is. */
function withoutAbsent<T extends object>(body: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
