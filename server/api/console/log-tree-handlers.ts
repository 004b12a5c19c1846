import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../safeguards/access-log/log-entry.ts';
import type { Handlers } from './bind-routes.ts';

type LogTreeHandlers = Pick<
  Handlers,
  'logTree' | 'logCheckpoint' | 'logTile' | 'logLines' | 'proveLogEntry' | 'exportLogTree'
>;

/** The access log as a tree: for whoever checks it, with our verifier or with others' tools. */
export function createLogTreeHandlers(house: House): LogTreeHandlers {
  const { logTree } = house;
  const { access, vault } = house.contacts;

  /** Lines leave the house: that is a line itself, and durable before they do. */
  async function noteExport(actor: StaffActor, details: LogDetails): Promise<void> {
    const grant = await access.authorize(actor, { act: 'export-access-log', units: [], categories: [] });
    await vault.open(
      grant,
      'export',
      () => Promise.resolve(),
      () => undefined,
      details,
    );
  }

  return {
    async logTree() {
      const { checkpoint, prunedUntil, anchored } = await logTree.state();
      return {
        verifierKey: logTree.verifierKey,
        checkpoint: checkpoint && { ...checkpoint, at: checkpoint.at.toISOString() },
        prunedUntil,
        anchored: anchored && { ...anchored, at: anchored.at.toISOString() },
        anchors: logTree.anchors,
      };
    },

    async logCheckpoint({ reply }) {
      const { checkpoint } = await logTree.state();
      if (!checkpoint) throw new Refusal('not-found');
      return asText(reply).send(checkpoint.note);
    },

    async logTile({ params, reply }) {
      const tile = await logTree.tile(params['*']);
      // Lines have a route of their own, which notes that they leave; `entries%2F000` would come by here.
      if (!tile?.bytes || tile.address.level === 'entries') throw new Refusal('not-found');
      return reply.type('application/octet-stream').send(tile.bytes);
    },

    async logLines({ params, reply }, { actor }) {
      const path = `entries/${params['*']}`;
      const tile = await logTree.tile(path);
      if (!tile?.bytes) throw new Refusal('not-found');
      await noteExport(actor, { format: 'tree', page: tile.address.index });
      return reply.type('application/octet-stream').send(tile.bytes);
    },

    async proveLogEntry({ params, reply }, { actor }) {
      const proof = await logTree.prove(params.entryId);
      await noteExport(actor, { format: 'proof', entry: params.entryId });
      return asText(reply)
        .header('content-disposition', `attachment; filename="${params.entryId}.tlog-proof"`)
        .send(proof);
    },

    async exportLogTree({ reply }, { actor }) {
      await noteExport(actor, { format: 'tree' });
      return asText(reply)
        .header('content-disposition', 'attachment; filename="access-log.haltija-log"')
        .send(Readable.from(logTree.export()));
    },
  };
}

function asText(reply: FastifyReply): FastifyReply {
  return reply.type('text/plain; charset=utf-8').serializer((payload: unknown) => payload as string);
}
