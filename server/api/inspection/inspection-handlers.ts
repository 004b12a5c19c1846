import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { House } from '../../compose.ts';
import { scopeOf } from '../../operations/receipts/samples.ts';
import type { SampleRow } from '../../operations/receipts/sample.ts';
import type { LogAction, LogDetails } from '../../safeguards/access-log/log-entry.ts';
import type { Inspector } from '../../safeguards/access/inspections.ts';
import { promiseWords } from '../../safeguards/promises/promise-words.ts';
import { presentErasures } from '../present-erasures.ts';
import { presentLogPage } from '../present-log-page.ts';
import { presentRecord } from '../present-record.ts';
import {
  clearInspectionCookie,
  codeOf,
  type InspectionHandlers,
  isSecureHouse,
  setInspectionCookie,
} from './inspection-call.ts';

/** What an auditor is given. Each of these is a line of the log before anything leaves. */
export function createInspectionHandlers(house: House): InspectionHandlers {
  const { logTree, logReader, promises, declarations } = house;
  const { inspections } = house.staff;
  const { samples } = house.receipts;
  const secure = isSecureHouse(house);

  /** @param name the route's */
  const note = (who: Inspector, name: string, action: LogAction, details: LogDetails = {}) =>
    inspections.note(who, action, { route: codeOf(name), ...details });

  /** The scope that a sample needs is refused like a route of it. */
  async function mustReach(who: Inspector, population: SampleRow['population']): Promise<void> {
    if (!who.scopes.includes(scopeOf[population])) await inspections.refuse(who, 'sample');
  }

  return {
    async useInspectionLink({ body, reply }) {
      const { session, until } = await inspections.redeem(body.token);
      setInspectionCookie(reply, session, until, secure);
      return { done: true };
    },

    async leaveInspection({ reply }, who) {
      await inspections.signOut(who);
      clearInspectionCookie(reply, secure);
      return { done: true };
    },

    async inspection(_call, who) {
      const { checkpoint } = await logTree.state();
      const { declaration, version } = declarations.current();
      return {
        inspectionId: who.inspectionId,
        scopes: [...who.scopes],
        beginsAt: who.beginsAt.toISOString(),
        endsAt: who.endsAt.toISOString(),
        controller: declaration.controller.name,
        version,
        verifierKey: logTree.verifierKey,
        checkpoint: checkpoint?.note ?? null,
        size: checkpoint?.size ?? 0,
      };
    },

    async inspectLog({ query: { cursor, limit } }, who) {
      await note(who, 'inspectLog', 'list');
      const page = await logReader.list({ limit, ...(cursor === undefined ? {} : { cursor }) });
      return presentLogPage(page);
    },

    async inspectWholeLog({ reply }, who) {
      await note(who, 'inspectWholeLog', 'export', { format: 'tree' });
      return asFile(reply, 'access-log.haltija-log').send(Readable.from(logTree.export()));
    },

    async inspectPromises({ query: { language } }, who) {
      await note(who, 'inspectPromises', 'list');
      const view = await promises.read(language);
      const words = promiseWords(language).promises;
      return {
        checkedAt: view.checkedAt?.toISOString() ?? null,
        promises: view.promises.map(({ spec, status }) => ({
          promise: spec.number,
          title: words[spec.number]!.title,
          status,
        })),
      };
    },

    async inspectPromisesBundle({ query: { language }, reply }, who) {
      await note(who, 'inspectPromisesBundle', 'export');
      const { name, zip } = await promises.bundle(language);
      return asFile(reply, `${name}.zip`).send(zip);
    },

    async inspectDeclaration({ reply }, who) {
      await note(who, 'inspectDeclaration', 'view');
      const { version } = declarations.current();
      return asFile(reply, `declaration-${version}.yaml`).send(await declarations.source(version));
    },

    async inspectRecord({ query: { language } }, who) {
      await note(who, 'inspectRecord', 'view');
      return presentRecord(declarations.current(), language);
    },

    async inspectErasures({ query }, who) {
      await note(who, 'inspectErasures', 'list');
      return presentErasures(house, query);
    },

    async listSamples(_call, who) {
      return { samples: (await samples.list(who)).map(presentSample) };
    },

    async commitSample({ body }, who) {
      await mustReach(who, body.population);
      return presentSample(await samples.commit(who, body.population, spanOf(body)));
    },

    async drawSample({ params, body }, who) {
      const id = params.sampleId as Id<'sample'>;
      await mustReach(who, (await samples.find(who, id)).population);
      return samples.draw(who, id, body);
    },

    async sampleFile({ params, reply }, who) {
      const id = params.sampleId as Id<'sample'>;
      await mustReach(who, (await samples.find(who, id)).population);
      const text = await samples.write(who, id);
      return asFile(reply, `sample-${id}.haltija-receipt`).send(Readable.from(text));
    },
  };

  function spanOf({ from, to }: { from: string; to: string }) {
    const { timeZone } = declarations.current().declaration.register;
    const startOf = (day: Temporal.PlainDate) =>
      new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds);
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    if (Temporal.PlainDate.compare(first, last) > 0) throw new Refusal('invalid-input', { field: 'to' });
    return { from: startOf(first), to: startOf(last.add({ days: 1 })) };
  }
}

function presentSample(row: SampleRow) {
  return {
    sampleId: row.id,
    population: row.population,
    size: row.size,
    commitment: row.commitment,
    committedAt: row.committed_at.toISOString(),
    seed: row.seed,
    drawn: row.drawn,
    drawnAt: row.drawn_at?.toISOString() ?? null,
  };
}

function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${name}"`)
    .serializer((payload: unknown) => payload as string);
}
