import { Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';
import { callbackify } from 'node:util';

/**
 * Whether a connection to that host may be opened now; asked before each.
 * @throws Refusal, when it may not
 */
export type MayConnect = (host: string, port: number) => Promise<void>;

/** A connection serves no longer: a host that may no longer be reached is left within this time. */
const longestKept = 60_000;
const mostConnections = 32;

/** Opens connections for HTTP by way of the question: no request goes around it. */
export function createAskingAgent(secure: boolean, mayConnect: MayConnect): PlainAgent {
  const agent = new (secure ? Agent : PlainAgent)({ keepAlive: true, maxSockets: mostConnections });
  const open = agent.createConnection.bind(agent);
  const keepAlive = agent.keepSocketAlive.bind(agent) as (socket: Duplex) => boolean;
  const old = new WeakSet<Duplex>();

  function grow(socket: Duplex): void {
    setTimeout(() => {
      old.add(socket);
      if (Object.values(agent.freeSockets).some((free) => free?.some((each) => each === socket)))
        socket.destroy();
    }, longestKept).unref();
  }

  const openAsked = callbackify(async (options: Parameters<typeof open>[0]) => {
    await mayConnect(options.host ?? '', Number(options.port));
    const socket = open(options)!;
    grow(socket);
    return socket;
  });
  agent.createConnection = (options, done) => {
    openAsked(options, done!);
    return undefined;
  };
  agent.keepSocketAlive = (socket) => !old.has(socket) && keepAlive(socket);
  return agent;
}
