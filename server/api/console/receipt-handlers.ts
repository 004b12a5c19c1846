import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { heldSchema } from '../../../contract/console/receipts.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import type { ReceiptOf } from '../../operations/receipts/draw-receipt.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Inspection } from '../../safeguards/access/inspections.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Handlers } from './bind-routes.ts';

type ReceiptHandlers = Pick<
  Handlers,
  | 'personReceipt'
  | 'contactReceipt'
  | 'held'
  | 'ownReceipt'
  | 'listInspections'
  | 'openInspection'
  | 'renewInspection'
  | 'endInspection'
  | 'inspectionReadings'
>;

const readingsShown = 100;

export function createReceiptHandlers(house: House): ReceiptHandlers {
  const { receipts, staff, logReader, settings } = house;
  const { inspections } = staff;

  async function send(
    actor: StaffActor,
    of: ReceiptOf,
    query: { format: 'file' | 'pdf'; language?: Language | undefined },
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const receipt = await receipts.draw(actor, of, query.language);
    const name = `receipt-${of.id}`;
    return query.format === 'pdf'
      ? asPdf(reply, name).send(await receipts.print(receipt))
      : asFile(reply, name).send(Readable.from(receipt.write()));
  }

  const linkOf = (inspectionId: Id<'inspection'>, token: string) => ({
    inspectionId,
    link: `${settings.publicUrl}/console/inspection#${token}`,
  });

  return {
    personReceipt: ({ params, query, reply }, { actor }) =>
      send(actor, { kind: 'person', id: params.personId as Id<'person'> }, query, reply),
    contactReceipt: ({ params, query, reply }, { actor }) =>
      send(actor, { kind: 'contact', id: params.contactId as Id<'contact'> }, query, reply),

    async held({ query: { language } }, { actor }) {
      const held = await receipts.held(actor);
      const notice = receipts.staffNotice(language);
      return structuredClone({ ...held, notice }) as unknown as z.input<typeof heldSchema>;
    },

    async ownReceipt({ query: { format, language }, reply }, { actor }) {
      const own = await receipts.drawOwn(actor, language);
      return format === 'pdf'
        ? asPdf(reply, 'my-data').send(await receipts.printOwn(own))
        : asFile(reply, 'my-data').send(Readable.from(own.receipt.write()));
    },

    async listInspections(_call, { actor }) {
      return { inspections: (await inspections.list(actor)).map(presentInspection) };
    },

    async openInspection({ body }, { actor }) {
      const { id, token } = await inspections.open(actor, body);
      return linkOf(id, token);
    },

    async renewInspection({ params }, { actor }) {
      const id = params.inspectionId as Id<'inspection'>;
      return linkOf(id, (await inspections.renew(actor, id)).token);
    },

    async endInspection({ params }, { actor }) {
      await inspections.end(actor, params.inspectionId as Id<'inspection'>);
      return { done: true };
    },

    async inspectionReadings({ params }) {
      const { entries, next } = await logReader.list({ actor: params.inspectionId, limit: readingsShown });
      return {
        readings: entries.map(({ at, action, details, refusal }) => ({
          at: at.toISOString(),
          action,
          what: details.route ?? null,
          refusal,
        })),
        more: next !== undefined,
      };
    },
  };
}

function presentInspection({ id, auditor, scopes, ...row }: Inspection) {
  return {
    inspectionId: id,
    auditor: auditor ?? null,
    scopes: [...scopes],
    openedBy: row.opened_by,
    openedAt: row.opened_at.toISOString(),
    beginsAt: row.begins_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    linkWaits: row.link_waits,
    isOpen: row.isOpen,
  };
}

function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${name}.haltija-receipt"`)
    .serializer((payload: unknown) => payload as string);
}

function asPdf(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}.pdf"`)
    .serializer((payload: unknown) => payload as string);
}
