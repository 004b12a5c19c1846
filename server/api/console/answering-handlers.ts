import type { House } from '../../compose.ts';
import { findUnfilled } from '../../../contract/render-canned.ts';
import { Refusal } from '../../base/errors.ts';
import { answerContact, type AnsweringDeps } from '../../register/contacts/answer-contact.ts';
import { cancelMessage } from '../../register/contacts/cancel-message.ts';
import { detachFile } from '../../register/contacts/draft-files.ts';
import { createDrafts, type DraftToSave } from '../../register/contacts/drafts.ts';
import { mayReadContact } from '../../register/contacts/may-read-contact.ts';
import { noticeLine } from '../../safeguards/declaration/notice/short-forms.ts';
import { replyFrame } from '../../register/contacts/reply-signature.ts';
import { queueOf } from '../../register/contacts/queue-of.ts';
import { recallMessage } from '../../register/contacts/recall-message.ts';
import { sendNow } from '../../register/contacts/release-message.ts';
import { resendMessage } from '../../register/contacts/resend-message.ts';
import { writeFirst } from '../../register/contacts/write-first.ts';
import { writeNote } from '../../register/contacts/write-note.ts';
import type { Handlers } from './bind-routes.ts';
import type { IncidentHandlers } from './incident-handlers.ts';
import type { answeringRoutes } from '../../../contract/console/answering.ts';

type AnsweringHandlers = Omit<Pick<Handlers, keyof typeof answeringRoutes>, keyof IncidentHandlers>;

const done = { done: true } as const;

export function createAnsweringHandlers(house: House): AnsweringHandlers {
  const deps: AnsweringDeps = { ...house.contacts, signatureFor: house.team.signatureFor };
  const { access } = deps;
  const drafts = createDrafts(deps);

  return {
    reply({ params, body }, { actor }) {
      mustBeFilled({ text: body.text, subject: body.subject ?? '' });
      return answerContact(deps, actor, params.contactId, {
        ...body,
        sendAt: body.sendAt === undefined ? undefined : new Date(body.sendAt),
      });
    },
    writeNote: ({ params, body }, { actor }) => writeNote(deps, actor, params.contactId, body),
    writeFirst({ body }, { actor }) {
      if (body.send) mustBeFilled(body);
      return writeFirst(deps, actor, body);
    },
    async writingMailboxes(_call, { actor }) {
      const queues = await access.queuesFor(actor, 'answer-contact');
      const { mailboxes } = deps.current().declaration;
      return {
        mailboxes: Object.entries(mailboxes)
          .filter(([, each]) => queues.includes(each.queue))
          .map(([mailbox, { address, name, language }]) => ({ mailbox, address, name, language })),
      };
    },
    async replySignature({ params, query }, { actor }) {
      const frame = await replyFrame(deps, actor, params.contactId, query.language);
      const { language, signature } = frame;
      return {
        language,
        signature,
        noticeLine: noticeLine(
          house.declarations.current(),
          language,
          `${house.settings.publicUrl}/${language}/notice`,
        ),
        variables: {
          'mailbox.name': frame.mailboxName,
          'queue.name': frame.queueName,
          'register.name': frame.registerName,
          'notice.link': `${house.settings.publicUrl}/${language}/notice`,
        },
      };
    },

    saveDraft: ({ params, body }, { actor }) => {
      const { text, to, cc, subject, quote, language, mentions } = body;
      const place = { draftId: params.draftId, version: body.version };
      const draft: DraftToSave =
        body.kind === 'reply'
          ? { ...place, kind: 'reply', body: { to, cc, subject, text, quote, language } }
          : { ...place, kind: 'note', body: { text, mentions } };
      return drafts.save(actor, params.contactId, draft);
    },
    async discardDraft({ params }, { actor }) {
      await drafts.discard(actor, params.contactId, params.draftId);
      return done;
    },
    async detachFile({ params }, { actor }) {
      await detachFile(deps, actor, params.contactId, params.draftId, params.fileId);
      return done;
    },
    async draftMarks({ params }, { actor }) {
      const marks = await drafts.marks(actor, params.contactId);
      return { drafts: marks.map((mark) => ({ ...mark, savedAt: mark.savedAt.toISOString() })) };
    },
    async mentionable({ params }, { actor }) {
      await mayReadContact(deps, actor, params.contactId);
      const queue = await queueOf(deps, params.contactId);
      const colleagues = await house.staff.directory.colleagues();
      const reach = await Promise.all(
        colleagues.map(async ({ staffId }) => {
          const colleague = { kind: 'staff', staffId, sessionId: '' } as const;
          const queues = await access.queuesFor(colleague, 'open-contact');
          return queue !== undefined && queues.includes(queue) ? [staffId] : [];
        }),
      );
      return { staffIds: reach.flat() };
    },

    cancelMessage: ({ params }, { actor }) => cancelMessage(deps, actor, params.contactId, params.messageId),
    sendNow: ({ params }, { actor }) => sendNow(deps, actor, params.contactId, params.messageId),
    resendMessage: ({ params, body }, { actor }) =>
      resendMessage(deps, actor, params.contactId, params.messageId, body),
    recallMessage: ({ params, body }, { actor }) =>
      recallMessage(deps, actor, params.contactId, params.messageId, body),
  };
}

/** A variable that nobody filled in means nothing to the customer. */
function mustBeFilled(fields: { readonly text: string; readonly subject: string }): void {
  for (const field of ['subject', 'text'] as const) {
    const [first] = findUnfilled(fields[field]);
    // Its name is of a closed list.
    if (first !== undefined) throw new Refusal('variable-not-filled', { field, variable: first.name });
  }
}
