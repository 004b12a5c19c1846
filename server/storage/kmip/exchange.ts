import { connect, type TLSSocket } from 'node:tls';
import { isIP } from '../../base/ip-address.ts';
import { headLength, mostBytes, TtlvInvalid, wholeLength } from './ttlv.ts';

export interface KmipPlace {
  readonly host: string;
  readonly port: number;
  /** PEM: ours, and of the authority that signed the service's. */
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  /** Milliseconds that connecting, and each answer, may take. */
  readonly patience: number;
}

/** No answer came. `problem` is a code of ours or the system's. */
export class NoAnswer extends Error {
  readonly problem: string;

  constructor(problem: string) {
    super(problem);
    this.name = 'NoAnswer';
    this.problem = problem;
  }
}

export interface Exchange {
  /** One request, one answer. @throws NoAnswer, TtlvInvalid */
  ask(request: Uint8Array): Promise<Buffer>;
  end(): void;
}

/** Opens a connection by mutual TLS, 1.2 or newer; nothing is sent before the service has proved its name. @throws NoAnswer */
export async function openExchange(place: KmipPlace): Promise<Exchange> {
  const { host, port, cert, key, ca, patience } = place;
  let failed: NoAnswer | undefined;
  const { promise: secured, resolve, reject } = Promise.withResolvers<void>();
  let socket: TLSSocket;
  try {
    socket = connect({
      host,
      port,
      cert,
      key,
      ca,
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
  } catch (error) {
    // A file that is no PEM.
    throw new NoAnswer(codeOf(error));
  }
  const fail = (problem: string) => {
    failed ??= new NoAnswer(problem);
    socket.destroy();
    reject(failed);
    wake();
  };
  let wake = () => {};
  let held: Buffer = Buffer.alloc(0);
  socket.once('secureConnect', resolve);
  socket.on('error', (error) => fail(codeOf(error)));
  socket.on('close', () => fail('connection-closed'));
  socket.on('data', (piece) => {
    held = Buffer.concat([held, piece]);
    if (held.length > mostBytes) fail('too-large');
    wake();
  });
  const within = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => fail('not-answering'), patience);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };
  await within(secured);

  async function readOne(): Promise<Buffer> {
    for (;;) {
      if (failed) throw failed;
      const need = held.length < headLength ? Infinity : wholeLength(held);
      // What nobody asked for is no answer to this.
      if (held.length > need) throw new TtlvInvalid('wrong-length');
      if (held.length === need) {
        const whole = held;
        held = Buffer.alloc(0);
        return whole;
      }
      await new Promise<void>((go) => (wake = go));
    }
  }

  return {
    async ask(request) {
      if (held.length > 0) throw new TtlvInvalid('wrong-length');
      if (failed) throw failed;
      socket.write(request);
      return within(readOne());
    },
    end: () => void socket.destroy(),
  };
}

const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException).code ?? 'unknown');
