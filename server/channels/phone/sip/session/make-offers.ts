import type { StreamDecision } from '../decision.ts';
import type { SipResponse } from '../message/sip-message.ts';
import type { Outcome } from '../transaction/client-transaction.ts';
import type { Flow, TroubleCode } from '../transport/flow.ts';
import type { Dialog } from './dialog.ts';
import { type Interval, intervalOfAnswer, readLeast } from './session-interval.ts';

export interface Offers {
  /** Other streams, or the pause or end of one. The last wish counts. */
  change(streams: readonly StreamDecision[]): void;
  /** Proves that we are here, and asks whether they are. */
  refresh(): void;
  /** Whether an INVITE or UPDATE of ours waits for its answer. */
  isOpen(): boolean;
  /** What had to wait may go now. */
  next(): void;
  close(): void;
}

interface OfferWorld {
  readonly dialog: Dialog;
  readonly allowsUpdate: boolean;
  readonly least: number;
  send(
    method: string,
    flow: Flow,
    write: (via: string) => Uint8Array,
    acknowledge?: (response: SipResponse, via: string, newVia: string) => Uint8Array,
  ): Promise<Outcome>;
  /** Our SDP. @param isNew whether something in it is other than before */
  describe(streams: readonly StreamDecision[] | undefined, isNew: boolean): string;
  /** Whether a request of theirs is open, so that ours would collide. */
  isBusy(): boolean;
  /** Whether sound is to come, so that its silence would tell that the peer is gone. */
  isHeard(): boolean;
  interval(): Interval | undefined;
  /** @param streams what was asked; undefined for a refresh */
  onAnswered(response: SipResponse, streams: readonly StreamDecision[] | undefined): void;
  onRefreshed(interval: Interval): void;
  onUnknown(): void;
  onSilence(): void;
  onTrouble(code: TroubleCode): void;
}

/** Our own INVITEs and UPDATEs inside a session, one at a time. */
export function makeOffers(world: OfferWorld): Offers {
  const { dialog } = world;
  let isOpen = false;
  let isClosed = false;
  let wished: readonly StreamDecision[] | undefined;
  let isRefreshDue = false;
  let byUpdate = world.allowsUpdate;
  /** Until it goes off nothing is asked. */
  let pause: NodeJS.Timeout | undefined;

  function next(): void {
    if (isClosed || isOpen || pause !== undefined || world.isBusy() || (!wished && !isRefreshDue)) return;
    const streams = wished;
    wished = undefined;
    isRefreshDue = false;
    if (dialog.wayOut().isOpen()) return void make(streams);
    // A peer may close its connection and keep its call. It cannot be asked, which is no proof that it is gone: silence of
    // its sound is, and that is told to us. Where none is to come nothing would ever tell: then its interval ends it.
    const interval = world.interval();
    if (interval && world.isHeard()) world.onRefreshed(interval);
    world.onTrouble('connection-gone');
  }

  async function make(streams: readonly StreamDecision[] | undefined): Promise<void> {
    isOpen = true;
    dialog.localNumber += 1;
    const number = dialog.localNumber;
    const method = streams || !byUpdate ? 'INVITE' : 'UPDATE';
    const way = dialog.wayOut();
    const interval = world.interval();
    const headers: [string, string][] = [
      ['supported', 'siprec, timer'],
      ...(interval
        ? [
            ['session-expires', `${interval.seconds};refresher=uac`] as [string, string],
            ['min-se', String(world.least)] as [string, string],
          ]
        : []),
    ];
    const body =
      method === 'INVITE'
        ? { type: 'application/sdp', text: world.describe(streams, streams !== undefined) }
        : undefined;
    const outcome = await world.send(
      method,
      way,
      (via) => dialog.write(method, via, number, headers, body),
      // That of a refusal belongs to its INVITE, that of a 200 goes its own way (RFC 3261, 17.1.1.3 and 13.2.2.4).
      (response, via, newVia) => dialog.write('ACK', response.status < 300 ? newVia : via, number, []),
    );
    isOpen = false;
    if (isClosed) return;
    settle(outcome, streams, interval);
    next();
  }

  function settle(
    { status, response }: Outcome,
    streams: readonly StreamDecision[] | undefined,
    interval: Interval | undefined,
  ): void {
    if (response && status < 300) {
      dialog.retarget(response);
      if (interval) world.onRefreshed(intervalOfAnswer(response, interval, world.least));
      // An UPDATE of ours has no offer, and its answer tells nothing.
      if (streams ?? response.body.length > 0) world.onAnswered(response, streams);
      return;
    }
    if (status === 481) return world.onUnknown();
    if (status === 408) return world.onSilence();
    if (!streams && byUpdate && [405, 420, 501].includes(status)) {
      byUpdate = false;
      isRefreshDue = true;
      return;
    }
    if (status === 422 && response && interval) {
      world.onRefreshed({ seconds: Math.max(readLeast(response), interval.seconds), isOurs: true });
      return again(streams, 0);
    }
    // They asked at the same moment: who did not begin the call waits the shorter time (14.1).
    if (status === 491) return again(streams, Math.random() * 2000);
    world.onTrouble('refresh-refused');
    // What was asked is refused; a refresh is tried again until the interval is over.
    if (!streams && interval) again(undefined, (interval.seconds * 1000) / 8);
  }

  function again(streams: readonly StreamDecision[] | undefined, milliseconds: number): void {
    // A wish that came meanwhile is the newer one.
    if (streams) wished ??= streams;
    else isRefreshDue = true;
    pause = setTimeout(() => {
      pause = undefined;
      next();
    }, milliseconds);
  }

  return {
    change(streams) {
      wished = streams;
      next();
    },
    refresh() {
      isRefreshDue = true;
      next();
    },
    isOpen: () => isOpen,
    next,
    close() {
      isClosed = true;
      clearTimeout(pause);
    },
  };
}
