import type { FastifyReply } from 'fastify';
import type { Id } from '../../base/new-id.ts';
import type { Printable } from '../../base/printable.ts';
import type { House } from '../../compose.ts';
import {
  noteNotified,
  openSentPaper,
  previewAuthorityPaper,
} from '../../register/contacts/incidents/notify-authority.ts';
import type { Handlers } from './bind-routes.ts';
import type { Mutable } from '../mutable.ts';

/** What the authority is told. */
export function createIncidentPaperHandlers(
  house: House,
): Pick<Handlers, 'authorityPaper' | 'authorityPaperFile' | 'noteNotified' | 'sentNotice'> {
  const deps = house.contacts;

  async function sendPdf(reply: FastifyReply, paper: Printable): Promise<FastifyReply> {
    const pdf = await house.papers.print(paper);
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="notification-${paper.language}.pdf"`)
      .header('cache-control', 'no-store')
      .serializer((payload: unknown) => payload as string)
      .send(pdf);
  }

  return {
    async authorityPaper({ params, query }, { actor }) {
      return present(await previewAuthorityPaper(deps, actor, params.incidentId as Id<'incident'>, query));
    },
    async authorityPaperFile({ params, query, reply }, { actor }) {
      const id = params.incidentId as Id<'incident'>;
      return sendPdf(reply, await previewAuthorityPaper(deps, actor, id, query));
    },
    noteNotified: ({ params, body }, { actor }) =>
      noteNotified(deps, actor, params.incidentId as Id<'incident'>, {
        ...body,
        noticeId: body.noticeId as Id<'notice'>,
        lateReason: body.lateReason,
        sentAt: new Date(body.sentAt),
      }),
    async sentNotice({ params, query, reply }, { actor }) {
      const paper = await openSentPaper(
        deps,
        actor,
        params.incidentId as Id<'incident'>,
        params.noticeId as Id<'notice'>,
      );
      if (query.format === 'pdf') return sendPdf(reply, paper);
      return reply.type('application/json').send(JSON.stringify(present(paper)));
    },
  };
}

function present({ title, lines, sections }: Printable) {
  return { title, lines: [...lines], sections: structuredClone(sections) as Mutable<typeof sections> };
}
