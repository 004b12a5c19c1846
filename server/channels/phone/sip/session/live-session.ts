import { newId } from '../../../../base/new-id.ts';
import { type Decision, refusals, type StreamDecision } from '../decision.ts';
import type { Metadata } from '../message/metadata.ts';
import type { MediaLine, SessionDescription } from '../message/sdp.ts';
import { type SipRequest, type SipResponse, tokensOf } from '../message/sip-message.ts';
import { fits, writeSdp } from '../message/write-sdp.ts';
import type { EndReason, RecordingSession } from '../recording-session.ts';
import type { Outcome } from '../transaction/client-transaction.ts';
import type { ServerTransaction } from '../transaction/server-transaction.ts';
import type { Answer } from '../transaction/write-answer.ts';
import type { Flow, TroubleCode } from '../transport/flow.ts';
import { checkExtensions, type Refused } from './check-invite.ts';
import { describeSession } from './describe-session.ts';
import { methods, openDialog, ownContact } from './dialog.ts';
import { checkStreams } from './check-streams.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { proposeMedia } from './propose-media.ts';
import { type Content, readContent } from './read-content.ts';
import { agreeInterval, type IntervalSettings, intervalHeaders, watchInterval } from './session-interval.ts';
import { makeOffers } from './make-offers.ts';

/** What a session needs of the house around it. */
export interface SessionWorld {
  readonly interval: IntervalSettings;
  ask(question: 'offered' | 'changed', session: RecordingSession): Promise<Decision>;
  tell(session: RecordingSession): void;
  ended(session: RecordingSession, reason: EndReason): void;
  trouble(peer: string, code: TroubleCode): void;
  send(
    method: string,
    flow: Flow,
    write: (via: string) => Uint8Array,
    acknowledge?: (response: SipResponse, via: string, newVia: string) => Uint8Array,
  ): Promise<Outcome>;
  /** It may be forgotten. */
  gone(): void;
}

export interface LiveSession {
  readonly id: string;
  readonly peer: string;
  /** Whether its first answer waits for a decision or for its ACK. */
  isHalfOpen(): boolean;
  /** Takes the first INVITE, whose form is checked. */
  begin(): void;
  take(transaction: ServerTransaction): void;
  takeAck(request: SipRequest): void;
  /** The INVITE with this transaction is cancelled. */
  cancel(invite: ServerTransaction): void;
  noAck(): void;
  change(streams: readonly StreamDecision[]): void;
  end(reason: EndReason): void;
  /** Without a word to anybody: the service stops. */
  close(): void;
}

/** One recording session from its INVITE to its end. */
export function openSession(first: ServerTransaction, content: Content, world: SessionWorld): LiveSession {
  const id = newId();
  const { peer } = first.flow;
  const dialog = openDialog(first.request, first.flow, first.tag);
  const allowsUpdate = tokensOf(first.request, 'allow').has('update');
  const originId = String(Date.now());
  let version = 0;
  let metadata: Metadata | undefined = content.metadata;
  let media: readonly MediaLine[] = content.sdp?.media ?? proposeMedia(content.metadata);
  let decided: readonly StreamDecision[] = [];
  let state: 'offered' | 'answered' | 'confirmed' | 'ended' = 'offered';
  /** Their INVITE or UPDATE that waits for a decision. */
  let pending: ServerTransaction | undefined;
  /** Their INVITE whose 200 waits for its ACK. */
  let unacknowledged: { readonly transaction: ServerTransaction; readonly isOurOffer: boolean } | undefined;

  const describe = (lines: readonly MediaLine[] = media): RecordingSession =>
    describeSession(id, peer, dialog.callId, lines, metadata);

  const offers = makeOffers({
    dialog,
    allowsUpdate,
    least: world.interval.least,
    send: world.send,
    describe: (next, isNew) => {
      if (isNew) version += 1;
      return writeSdp({ id: originId, version }, media, next ?? decided, 'offer');
    },
    isBusy: () => pending !== undefined || unacknowledged !== undefined,
    isHeard: () =>
      decided.some((each, at) => each.take && each.active && media[at]!.direction.startsWith('send')),
    interval: () => watch.current(),
    onAnswered(response, streams) {
      takeAnswer(response);
      if (streams) decided = streams;
      if (state !== 'ended') world.tell(describe());
    },
    onRefreshed: (interval) => watch.start(interval),
    onUnknown: () => finish('unknown-to-peer', false),
    onSilence: () => finish('expired', true),
    onTrouble: (code) => world.trouble(peer.name, code),
  });
  const watch = watchInterval(
    () => offers.refresh(),
    () => finish('expired', true),
  );

  function takeAnswer(message: SipResponse | SipRequest): void {
    try {
      const said = readContent(message, peer);
      metadata = mergeMetadata(metadata, said.metadata);
      if (said.sdp && said.sdp.media.length === media.length) media = keepLabels(said.sdp, media);
    } catch {
      world.trouble(peer.name, 'answer-unreadable');
    }
  }

  function finish(reason: EndReason, sayBye: boolean): void {
    if (state === 'ended') return;
    const wasAnswered = state !== 'offered';
    state = 'ended';
    watch.stop();
    offers.close();
    pending?.answer({ status: 487 });
    pending = undefined;
    unacknowledged?.transaction.acknowledged();
    world.ended(describe(), reason);
    if (!sayBye || !wasAnswered) return world.gone();
    dialog.localNumber += 1;
    const number = dialog.localNumber;
    const way = dialog.wayOut();
    // Whatever is answered, it is over; without an answer it is said again for 32 s.
    void world.send('BYE', way, (via) => dialog.write('BYE', via, number, [])).then(() => world.gone());
  }

  function refuse(transaction: ServerTransaction, refused: Refused): void {
    transaction.answer(refused.answer);
    world.trouble(peer.name, refused.trouble);
  }

  /** Asks, and answers with what was decided. @param lines what is offered; undefined: we offer in the 200 */
  async function decide(
    transaction: ServerTransaction,
    question: 'offered' | 'changed',
    lines: readonly MediaLine[] | undefined,
  ): Promise<void> {
    pending = transaction;
    const proposed = lines ?? media;
    const decision = await world.ask(question, describe(proposed)).catch(() => undefined);
    // Cancelled, or over, while it was decided.
    if (pending !== transaction) return;
    pending = undefined;
    const isFirst = question === 'offered';
    const wrong = decision?.kind === 'accept' && !fits(proposed, decision.streams);
    if (!decision || wrong) {
      transaction.answer({ status: isFirst && !wrong ? 503 : 500, headers: [['retry-after', '5']] });
      world.trouble(peer.name, wrong ? 'decision-wrong' : 'decision-late');
      if (isFirst) return finish('cancelled', false);
      world.tell(describe());
      return offers.next();
    }
    if (decision.kind === 'refuse') {
      transaction.answer({ status: refusals[decision.why] });
      if (isFirst) {
        state = 'ended';
        watch.stop();
        world.gone();
      }
      return offers.next();
    }
    media = proposed;
    decided = decision.streams;
    version += 1;
    accept(
      transaction,
      writeSdp({ id: originId, version }, media, decided, lines ? 'answer' : 'offer'),
      !lines,
    );
    offers.next();
  }

  function accept(transaction: ServerTransaction, sdp: string | undefined, isOurOffer: boolean): void {
    const { request, flow } = transaction;
    const interval = agreeInterval(request, world.interval);
    if (state === 'offered') state = 'answered';
    if (request.method === 'INVITE') unacknowledged = { transaction, isOurOffer };
    transaction.answer({
      status: 200,
      headers: [
        ['contact', ownContact(flow)],
        ['allow', methods],
        ['supported', 'siprec, timer'],
        ...(interval ? intervalHeaders(interval) : []),
      ],
      ...(sdp === undefined ? {} : { body: { type: 'application/sdp', text: sdp } }),
    });
    if (interval) watch.start(interval);
  }

  function takeOffer(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (pending) return transaction.answer({ status: 500, headers: [['retry-after', '2']] });
    // Who asks anew has had our answer: its ACK was lost, or overtaken.
    if (unacknowledged && !unacknowledged.isOurOffer) acknowledge(unacknowledged.transaction);
    if (offers.isOpen() || unacknowledged) return transaction.answer({ status: 491 });
    if (!agreeInterval(request, world.interval)) return refuse(transaction, intervalTooSmall(world.interval));
    const said = readBody(transaction);
    if (!said) return;
    const known = metadata;
    metadata = mergeMetadata(metadata, said.metadata);
    const trouble = said.sdp && checkStreams(describe(said.sdp.media), peer);
    if (trouble) {
      metadata = known;
      return refuse(transaction, trouble);
    }
    dialog.retarget(request);
    const isSame = said.sdp !== undefined && JSON.stringify(said.sdp.media) === JSON.stringify(media);
    if (said.sdp && !isSame) return void decide(transaction, 'changed', said.sdp.media);
    if (said.metadata) world.tell(describe());
    // An INVITE without an offer asks for ours; an UPDATE without one only refreshes.
    const isOurOffer = request.method === 'INVITE' && !isSame;
    const as = isSame ? 'answer' : 'offer';
    const own = isSame || isOurOffer ? writeSdp({ id: originId, version }, media, decided, as) : undefined;
    accept(transaction, own, isOurOffer);
    offers.next();
  }

  function acknowledge(transaction: ServerTransaction): void {
    unacknowledged = undefined;
    transaction.acknowledged();
    if (state === 'answered') state = 'confirmed';
  }

  function readBody(transaction: ServerTransaction): Content | undefined {
    try {
      return readContent(transaction.request, peer);
    } catch {
      refuse(transaction, { answer: { status: 400 }, trouble: 'body-unreadable' });
      return undefined;
    }
  }

  return {
    id,
    peer: peer.name,
    isHalfOpen: () => state === 'offered' || state === 'answered',
    begin: () => void decide(first, 'offered', content.sdp ? media : undefined),
    take(transaction) {
      const { request } = transaction;
      // Over, and only kept until our BYE is answered.
      if (state === 'ended') return transaction.answer({ status: request.method === 'BYE' ? 200 : 481 });
      if (request.cseq.number <= dialog.remoteNumber) return transaction.answer({ status: 500 });
      dialog.remoteNumber = request.cseq.number;
      dialog.flow = transaction.flow;
      const extension = checkExtensions(request);
      if (extension) return refuse(transaction, extension);
      if (request.method === 'BYE') {
        transaction.answer({ status: 200 });
        return finish('ended-by-peer', false);
      }
      if (request.method === 'INVITE' || request.method === 'UPDATE') return takeOffer(transaction);
      transaction.answer(
        request.method === 'OPTIONS'
          ? ableTo(transaction.flow)
          : { status: 405, headers: [['allow', methods]] },
      );
    },
    takeAck(request) {
      const waiting = unacknowledged;
      if (!waiting || request.cseq.number !== waiting.transaction.request.cseq.number) return;
      acknowledge(waiting.transaction);
      if (waiting.isOurOffer && state === 'confirmed') {
        takeAnswer(request);
        world.tell(describe());
      }
      offers.next();
    },
    cancel(invite) {
      if (pending !== invite) return;
      if (invite === first) return finish('cancelled', false);
      pending = undefined;
      invite.answer({ status: 487 });
      world.tell(describe());
      offers.next();
    },
    noAck: () => finish('not-acknowledged', true),
    change(streams) {
      if (state === 'ended' || state === 'offered') return;
      if (!fits(media, streams)) return world.trouble(peer.name, 'decision-wrong');
      offers.change(streams);
    },
    end: (reason) => finish(reason, true),
    close() {
      watch.stop();
      offers.close();
      state = 'ended';
    },
  };
}

/** What we can, as OPTIONS asks. */
export function ableTo(flow: Flow): Answer {
  return {
    status: 200,
    headers: [
      ['contact', ownContact(flow)],
      ['allow', methods],
      ['accept', 'application/sdp, application/rs-metadata+xml, application/rs-metadata, multipart/mixed'],
      ['supported', 'siprec, timer'],
    ],
  };
}

export const intervalTooSmall = ({ least }: IntervalSettings): Refused => ({
  answer: { status: 422, headers: [['min-se', String(least)]] },
  trouble: 'interval-too-small',
});

/** An answer need not repeat labels; the line's place tells which it is. */
function keepLabels({ media }: SessionDescription, before: readonly MediaLine[]): MediaLine[] {
  return media.map((line, index) => ({ ...line, label: line.label ?? before[index]?.label }));
}
