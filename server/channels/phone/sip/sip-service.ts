import { parseMessage } from './message/parse-message.ts';
import type { SipRequest } from './message/sip-message.ts';
import type { Peer } from './peers.ts';
import type { Decision, StreamDecision } from './decision.ts';
import type { EndReason, RecordingSession } from './recording-session.ts';
import { checkInvite, type Refused } from './session/check-invite.ts';
import { checkStreams } from './session/check-streams.ts';
import { describeSession } from './session/describe-session.ts';
import { methods } from './session/dialog.ts';
import { ableTo, intervalTooSmall, type LiveSession, openSession } from './session/live-session.ts';
import { type Content, readContent } from './session/read-content.ts';
import { agreeInterval, type IntervalSettings } from './session/session-interval.ts';
import type { ServerTransaction } from './transaction/server-transaction.ts';
import type { Timers } from './transaction/timers.ts';
import { createTransactions } from './transaction/transactions.ts';
import type { Flow, FromPeers, TransportLimits, TroubleCode } from './transport/flow.ts';
import type { Identity, Listener, ListenOn } from './transport/listener.ts';
import { listenStream } from './transport/listen-stream.ts';
import { listenUdp } from './transport/listen-udp.ts';
import { listPeers } from './transport/recognise-peer.ts';

export interface SipLimits extends TransportLimits {
  readonly sessionsPerPeer: number;
  /** Whose first answer waits for a decision or for its ACK. */
  readonly halfOpenPerPeer: number;
  /** Requests and answers of one peer that are remembered at once. */
  readonly transactionsPerPeer: number;
  /** Milliseconds for a decision. */
  readonly decisionMilliseconds: number;
}

export interface SipServiceOptions {
  readonly listen: readonly ListenOn[];
  /** Needed where TLS is listened on. */
  readonly identity?: Identity | undefined;
  readonly peers: readonly Peer[];
  readonly limits: SipLimits;
  readonly timers: Timers;
  readonly interval: IntervalSettings;
}

export interface SipServiceEvents {
  ask(question: 'offered' | 'changed', session: RecordingSession): Promise<Decision>;
  tell(session: RecordingSession): void;
  ended(session: RecordingSession, reason: EndReason): void;
  trouble(peer: string | undefined, code: TroubleCode): void;
  /** Something readable came of a peer: it is there. */
  heard(peer: string): void;
}

export interface SipService {
  /** In the order of `listen`. */
  readonly ports: readonly number[];
  change(sessionId: string, streams: readonly StreamDecision[]): void;
  end(sessionId: string): void;
  renew(identity: Identity): void;
  sessions(): number;
  /** Says BYE to all and waits for their answers, at most `milliseconds`. */
  close(milliseconds: number): Promise<void>;
}

/** The signalling of a recording server: takes calls of declared peers, and asks what to do with them. */
export async function createSipService(
  options: SipServiceOptions,
  events: SipServiceEvents,
): Promise<SipService> {
  const { limits, interval } = options;
  const byId = new Map<string, LiveSession>();
  /** By Call-ID and both tags. */
  const byDialog = new Map<string, LiveSession>();
  /** By the first INVITE: a CANCEL names it, and its like on another way is a loop. */
  const byInvite = new Map<ServerTransaction, LiveSession>();
  let isClosing = false;

  const transactions = createTransactions(options.timers, limits.transactionsPerPeer, {
    onRequest: take,
    onAck: (request, flow) => sessionOf(request, flow, request.to.parameters.get('tag'))?.takeAck(request),
    // An unheard refusal is the end of it anyway.
    onNoAck(transaction) {
      if (transaction.isAccepted())
        sessionOf(transaction.request, transaction.flow, tagOf(transaction))?.noAck();
    },
  });

  const tagOf = (transaction: ServerTransaction): string =>
    transaction.request.to.parameters.get('tag') ?? transaction.tag;
  const dialogKey = (peer: string, callId: string, ours: string, theirs: string): string =>
    [peer, callId, ours, theirs].join(' ');

  function sessionOf(request: SipRequest, flow: Flow, ourTag: string | undefined): LiveSession | undefined {
    const theirs = request.from.parameters.get('tag') ?? '';
    return byDialog.get(dialogKey(flow.peer.name, request.callId, ourTag ?? '', theirs));
  }

  function take(transaction: ServerTransaction): void {
    const { request, flow } = transaction;
    if (request.method === 'CANCEL') return cancel(transaction);
    const ourTag = request.to.parameters.get('tag');
    if (ourTag !== undefined) {
      const session = sessionOf(request, flow, ourTag);
      if (session) session.take(transaction);
      else transaction.answer({ status: 481 });
    } else if (request.method === 'INVITE') invite(transaction);
    else if (request.method === 'OPTIONS') transaction.answer(ableTo(flow));
    else if (request.method === 'BYE' || request.method === 'UPDATE') transaction.answer({ status: 481 });
    else transaction.answer({ status: 405, headers: [['allow', methods]] });
  }

  function cancel(transaction: ServerTransaction): void {
    const meant = transactions.cancelledBy(transaction.request, transaction.flow);
    transaction.answer({ status: meant ? 200 : 481 });
    if (meant && !meant.isAnswered()) sessionOf(meant.request, meant.flow, tagOf(meant))?.cancel(meant);
  }

  function invite(transaction: ServerTransaction): void {
    const { request, flow } = transaction;
    const { peer } = flow;
    const refuse = ({ answer, trouble }: Refused): void => {
      transaction.answer(answer);
      events.trouble(peer.name, trouble);
    };
    const theirs = request.from.parameters.get('tag') ?? '';
    if (theirs === '') return refuse({ answer: { status: 400 }, trouble: 'message-unreadable' });
    const twin = [...byInvite.keys()].some(
      (other) =>
        other.flow.peer === peer &&
        other.request.callId === request.callId &&
        other.request.from.parameters.get('tag') === theirs,
    );
    if (twin) return transaction.answer({ status: 482 });
    const refused = checkInvite(request, peer) ?? checkRoom(peer);
    if (refused) return refuse(refused);
    if (!agreeInterval(request, interval)) return refuse(intervalTooSmall(interval));
    const content = contentOf(transaction, refuse);
    if (!content) return;
    const streams =
      content.sdp &&
      checkStreams(describeSession('', peer, request.callId, content.sdp.media, content.metadata), peer);
    if (streams) return refuse(streams);
    transaction.answer({ status: 100 });
    begin(transaction, content, dialogKey(peer.name, request.callId, transaction.tag, theirs));
  }

  function contentOf(
    transaction: ServerTransaction,
    refuse: (refused: Refused) => void,
  ): Content | undefined {
    try {
      return readContent(transaction.request, transaction.flow.peer);
    } catch (error) {
      const isUnknown = error instanceof Error && error.message === 'part-not-understood';
      const accept = ableTo(transaction.flow).headers!.filter(([name]) => name === 'accept');
      refuse(
        isUnknown
          ? { answer: { status: 415, headers: accept }, trouble: 'content-unknown' }
          : { answer: { status: 400 }, trouble: 'body-unreadable' },
      );
      return undefined;
    }
  }

  function checkRoom(peer: Peer): Refused | undefined {
    const full = (trouble: TroubleCode): Refused => ({
      answer: { status: 503, headers: [['retry-after', '10']] },
      trouble,
    });
    const own = [...byId.values()].filter((session) => session.peer === peer.name);
    if (isClosing || own.length >= limits.sessionsPerPeer) return full('too-many-calls');
    const halfOpen = own.filter((session) => session.isHalfOpen()).length;
    return halfOpen >= limits.halfOpenPerPeer ? full('too-many-half-open') : undefined;
  }

  function begin(transaction: ServerTransaction, content: Content, key: string): void {
    const session = openSession(transaction, content, {
      interval,
      ask: (question, about) => askInTime(question, about),
      tell: events.tell,
      ended: events.ended,
      trouble: events.trouble,
      send: transactions.send,
      gone() {
        byId.delete(session.id);
        byDialog.delete(key);
        byInvite.delete(transaction);
      },
    });
    byId.set(session.id, session);
    byDialog.set(key, session);
    byInvite.set(transaction, session);
    session.begin();
  }

  function askInTime(question: 'offered' | 'changed', session: RecordingSession): Promise<Decision> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('decision-late')), limits.decisionMilliseconds);
      events
        .ask(question, session)
        .then(resolve, reject)
        .finally(() => clearTimeout(late));
    });
  }

  const fromPeers: FromPeers = {
    onTrouble: events.trouble,
    onMessage(flow, bytes) {
      let message;
      try {
        message = parseMessage(bytes);
      } catch {
        return events.trouble(flow.peer.name, 'message-unreadable');
      }
      events.heard(flow.peer.name);
      try {
        if (message.kind === 'response') transactions.takeResponse(message, flow);
        else transactions.takeRequest(message, flow);
      } catch {
        // What one peer says must not end the calls of all: a thread that throws takes them along.
        events.trouble(flow.peer.name, 'message-unreadable');
      }
    },
  };

  const peers = listPeers(options.peers, limits.messagesPerSecond);
  const listeners: Listener[] = [];
  try {
    for (const on of options.listen)
      listeners.push(
        on.transport === 'udp'
          ? await listenUdp(on, peers, fromPeers)
          : await listenStream(on, options.identity, peers, limits, fromPeers),
      );
  } catch (error) {
    await Promise.all(listeners.map((listener) => listener.close()));
    throw error;
  }

  return {
    ports: listeners.map(({ port }) => port),
    change: (sessionId, streams) => byId.get(sessionId)?.change(streams),
    end: (sessionId) => byId.get(sessionId)?.end('ended-by-us'),
    renew(identity) {
      for (const listener of listeners) listener.renew?.(identity);
    },
    sessions: () => byId.size,
    async close(milliseconds) {
      isClosing = true;
      for (const session of byId.values()) session.end('signalling-stopped');
      const end = Date.now() + milliseconds;
      while (byId.size > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const session of byId.values()) session.close();
      transactions.close();
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}
