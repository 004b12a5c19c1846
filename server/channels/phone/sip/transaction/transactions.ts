import { randomBytes } from 'node:crypto';
import type { SipRequest, SipResponse } from '../message/sip-message.ts';
import type { Flow } from '../transport/flow.ts';
import { type ClientTransaction, createClientTransaction, type Outcome } from './client-transaction.ts';
import { createServerTransaction, type ServerTransaction } from './server-transaction.ts';
import type { Timers } from './timers.ts';

export interface Transactions {
  /** A request: the same again is answered as before; a new one, and an ACK of a 200, is handed up. */
  takeRequest(request: SipRequest, flow: Flow): void;
  takeResponse(response: SipResponse, flow: Flow): void;
  /** The INVITE that a CANCEL means. */
  cancelledBy(request: SipRequest, flow: Flow): ServerTransaction | undefined;
  /**
   * Sends a request of ours.
   *
   * @param write makes it with the Via it is given
   * @param acknowledge makes the ACK that a final answer to an INVITE is owed
   */
  send(
    method: string,
    flow: Flow,
    write: (via: string) => Uint8Array,
    acknowledge?: (response: SipResponse, via: string, newVia: string) => Uint8Array,
  ): Promise<Outcome>;
  size(): number;
  close(): void;
}

export interface TransactionUser {
  onRequest(transaction: ServerTransaction): void;
  /** An ACK that belongs to no refusal of ours: to a 200, or to nothing. */
  onAck(request: SipRequest, flow: Flow): void;
  onNoAck(transaction: ServerTransaction): void;
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** @param most of each peer at once; above it a request is dropped, to be sent again */
export function createTransactions(timers: Timers, most: number, user: TransactionUser): Transactions {
  const servers = new Map<string, ServerTransaction>();
  const clients = new Map<string, ClientTransaction>();
  const perPeer = new Map<string, number>();
  const count = (peer: string, by: number): void => void perPeer.set(peer, (perPeer.get(peer) ?? 0) + by);

  /** Two peers may choose the same branch. */
  function keyOf(request: SipRequest, flow: Flow, method = request.method): string {
    const [via] = request.via;
    const asked = method === 'ACK' ? 'INVITE' : method;
    return [flow.peer.name, flow.transport, via!.host, via!.port ?? '', via!.branch, asked].join(' ');
  }

  function begin(request: SipRequest, flow: Flow): ServerTransaction {
    const key = keyOf(request, flow);
    const transaction = createServerTransaction(request, flow, hex(8), timers, {
      onEnd() {
        if (servers.delete(key)) count(flow.peer.name, -1);
      },
      onNoAck: () => user.onNoAck(transaction),
    });
    servers.set(key, transaction);
    count(flow.peer.name, 1);
    return transaction;
  }

  return {
    takeRequest(request, flow) {
      const known = servers.get(keyOf(request, flow));
      if (request.method === 'ACK') {
        // That of a refusal has the branch of its INVITE; that of a 200 has one of its own, or should.
        if (known && !known.isAccepted()) known.acknowledged();
        else user.onAck(request, flow);
        return;
      }
      if (known) return known.again();
      if ((perPeer.get(flow.peer.name) ?? 0) >= most) return;
      user.onRequest(begin(request, flow));
    },
    takeResponse(response, flow) {
      const [via] = response.via;
      clients.get(`${flow.peer.name} ${via!.branch} ${response.cseq.method}`)?.take(response);
    },
    cancelledBy: (request, flow) => servers.get(keyOf(request, flow, 'INVITE')),
    send(method, flow, write, acknowledge) {
      const { host, port } = flow.local;
      const newVia = (): string =>
        `SIP/2.0/${flow.transport.toUpperCase()} ${host.includes(':') ? `[${host}]` : host}:${port};branch=z9hG4bK${hex(12)};rport`;
      const via = newVia();
      const branch = /branch=([^;]+)/.exec(via)![1]!;
      const key = `${flow.peer.name} ${branch} ${method}`;
      return new Promise((resolve) => {
        const transaction = createClientTransaction(method, write(via), flow, timers, {
          onFinal: resolve,
          onOwedAck(response) {
            if (acknowledge) flow.send(acknowledge(response, via, newVia()));
          },
          onEnd: () => void clients.delete(key),
        });
        clients.set(key, transaction);
      });
    },
    size: () => servers.size + clients.size,
    close() {
      for (const transaction of [...servers.values(), ...clients.values()]) transaction.close();
      servers.clear();
      clients.clear();
    },
  };
}
