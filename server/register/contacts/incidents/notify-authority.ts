import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { Printable } from '../../../base/printable.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { ContactsDeps } from '../contacts.ts';
import { amendIncident } from './amend-incident.ts';
import { isAllKnown, writeAuthorityPaper } from './authority-paper.ts';
import { noticeColumn } from './incident-holding.ts';
import { openIncident } from './incidents.ts';
import { withoutCodes } from './make-incident.ts';
import { countConcerned } from './people-store.ts';
import { insertNotice, readNotices } from './steps-store.ts';

/** The notification as it would be sent now. @throws Refusal as `openIncident` */
export async function previewAuthorityPaper(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  asked: { readonly language: Language; readonly complete: boolean },
): Promise<Printable> {
  const opened = await openIncident(deps, actor, id);
  return writeAuthorityPaper(opened, deps.current(), {
    ...asked,
    at: deps.clock.now(),
    lateReason: null,
    earlier: opened.notices.map(({ sent_at }) => sent_at),
  });
}

/** One of those sent, as it was sent. @throws Refusal 'not-found', and as `openIncident` */
export async function openSentPaper(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  noticeId: Id<'notice'>,
): Promise<Printable> {
  const { notices } = await openIncident(deps, actor, id);
  const found = notices.find((each) => each.id === noticeId);
  if (found === undefined) throw new Refusal('not-found', { what: 'notice' });
  const { document } = found.notice;
  return { ...document, date: new Date(document.date) };
}

/**
 * Notes that the authority was told, and keeps what it was told. We send nothing to an authority: its form asks for a strong
 * sign-in, and who has pressed its button knows when it was taken and under which reference. Several are kept (Art. 33(4)).
 * The same id again changes nothing.
 * @throws Refusal 'incident-incomplete' while it is not decided that it is told, or as a complete one while something is not known; 'invalid-input' for a first one that is late
 *   and gives no reason (Art. 33(1)), or a moment before one was aware or in the future; as `amendIncident`
 */
export async function noteNotified(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  sent: {
    readonly noticeId: Id<'notice'>;
    readonly language: Language;
    readonly sentAt: Date;
    readonly reference: string;
    readonly lateReason: string | undefined;
    readonly complete: boolean;
  },
): Promise<{ version: number }> {
  const { noticeId, language, sentAt, complete } = sent;
  const details = { change: 'authority-told', item: noticeId, language };
  return amendIncident(deps, actor, id, { details }, async ({ tx, row, account, sealer, now }) => {
    if (row.authority !== 'notify') throw new Refusal('incident-incomplete', { missing: 'authority' });
    if (sentAt > now || sentAt < row.aware_at) throw new Refusal('invalid-input', { field: 'sentAt' });
    const earlier = (await readNotices(tx, [id])).filter((each) => each.sent_at < sentAt);
    const late = earlier.length === 0 && sentAt > row.notify_by;
    if (late && !sent.lateReason) throw new Refusal('invalid-input', { field: 'lateReason' });
    const lateReason = late ? withoutCodes(sent.lateReason!) : null;
    const known = { row, account, people: await countConcerned(tx, id) };
    if (complete && !isAllKnown(known)) throw new Refusal('incident-incomplete', { missing: 'facts' });
    const paper = writeAuthorityPaper(known, deps.current(), {
      language,
      at: sentAt,
      lateReason,
      complete,
      earlier: earlier.map((each) => each.sent_at),
    });
    const isNew = await insertNotice(tx, {
      incident_id: id,
      id: noticeId,
      sent_at: sentAt,
      noted_at: now,
      noted_by: actor.staffId,
      language,
      late,
      complete,
      notice_sealed: sealer.seal(noticeColumn, id, noticeId, {
        reference: sent.reference,
        lateReason,
        document: { ...paper, date: paper.date.toISOString() },
      }),
    });
    if (!isNew) return { steps: [] };
    const outcome = late ? 'late' : complete ? 'complete' : 'in-phases';
    return {
      steps: [{ kind: 'notified', outcome, text: [sent.reference, lateReason].filter(Boolean).join('\n\n') }],
    };
  });
}
