import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Decoder, openDecoder, type SoundFormat } from '../codecs/decoders.ts';
import { RecordWriter, writeBegin } from '../keep/sound-records.ts';
import { ticksPerMillisecond } from '../kept-sound.ts';
import { countDropped } from './count-dropped.ts';
import { IncomingStream } from './incoming-stream.ts';
import type { StreamSpec } from './stream-spec.ts';
import type { CallFigures } from './worker-messages.ts';

/** Room in the kernel for a stream: seconds of it, so that a thread that is held up loses nothing. */
const socketRoom = 256 * 1024;
/** Sound waits so long for what was overtaken on its way. */
const patience = 120 * ticksPerMillisecond;

export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super('port taken');
    this.port = port;
  }
}

/** One call being received: a socket for each stream, and one for its RTCP. */
export interface ReceivedCall {
  readonly streams: readonly IncomingStream[];
  /** Milliseconds since anything came, while something should. */
  silentFor(): number;
  /** Sound that has waited long enough; undefined when there is none. */
  takeSound(): Uint8Array<ArrayBuffer> | undefined;
  change(streams: readonly StreamSpec[]): Promise<void>;
  stop(): Promise<{ figures: CallFigures; last: Uint8Array<ArrayBuffer> | undefined }>;
  readonly ports: readonly number[];
}

/** @throws PortTaken; the system's error for a host that is none of this machine */
export async function receiveCall(call: {
  host: string;
  ports: readonly number[];
  streams: readonly StreamSpec[];
  elapsed: number;
}): Promise<ReceivedCall> {
  const begun = performance.now() - call.elapsed;
  const now = () => Math.round((performance.now() - begun) * ticksPerMillisecond);
  const writer = new RecordWriter();
  const decoders = call.streams.map(() => new Map<SoundFormat, Decoder>());
  await Promise.all(call.streams.map((spec, at) => openMissing(decoders[at]!, spec)));
  const streams = call.streams.map(
    (spec, at) =>
      new IncomingStream(
        spec,
        decoders[at]!,
        (tick, encoding, bytes) => writer.add(spec.side, tick, encoding, bytes),
        call.elapsed * ticksPerMillisecond,
      ),
  );
  const sockets: Socket[] = [];
  const close = () => Promise.all(sockets.map(closeSocket));
  try {
    for (const [at, port] of call.ports.entries()) {
      const stream = streams[at]!;
      const sound = await bind(call.host, port);
      sockets.push(sound);
      sound.on('message', (packet, from) =>
        stream.receive(packet, withoutMapping(from.address), from.port, now()),
      );
      const control = await bind(call.host, port + 1);
      sockets.push(control);
      control.on('message', () => stream.countControl());
    }
  } catch (error) {
    await close();
    throw error;
  }
  let begin: Uint8Array | undefined =
    call.elapsed > 0
      ? undefined
      : writeBegin(
          call.streams.map(({ side }) => side),
          call.streams.some(isWide),
        );
  const started = now();

  function takeAll(): Uint8Array<ArrayBuffer> | undefined {
    const sound = writer.takeAll();
    if (!begin) return sound;
    const first = Uint8Array.from(Buffer.concat([begin, sound ?? Buffer.alloc(0)]));
    begin = undefined;
    return first;
  }

  return {
    streams,
    ports: call.ports,
    silentFor() {
      const heard = streams.filter((stream) => !stream.isPaused).map(({ lastHeard }) => lastHeard);
      return heard.length === 0 ? 0 : (now() - Math.max(started, ...heard)) / ticksPerMillisecond;
    },
    takeSound() {
      const before = now() - patience;
      for (const stream of streams) stream.drain(before);
      return takeAll();
    },
    async change(specs) {
      await Promise.all(specs.map((spec, at) => openMissing(decoders[at]!, spec)));
      for (const [at, spec] of specs.entries()) streams[at]!.change(spec, decoders[at]!, now());
    },
    async stop() {
      const length = now();
      const dropped = await countDropped(call.ports);
      await close();
      const figures = streams.map((stream) => stream.finish(length));
      for (const each of decoders) for (const decoder of each.values()) decoder.close();
      return {
        figures: { milliseconds: Math.round(length / ticksPerMillisecond), streams: figures, dropped },
        last: takeAll(),
      };
    },
  };
}

const isWide = ({ formats }: StreamSpec) =>
  Object.values(formats).some((format) => format === 'G722' || format === 'opus');

async function openMissing(known: Map<SoundFormat, Decoder>, { formats }: StreamSpec): Promise<void> {
  for (const format of new Set(Object.values(formats))) {
    if (known.has(format)) continue;
    const decoder = await openDecoder(format);
    if (decoder) known.set(format, decoder);
  }
}

const withoutMapping = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address);

async function bind(host: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: socketRoom });
  try {
    socket.bind({ address: host, port, exclusive: true });
    await once(socket, 'listening');
  } catch (error) {
    await closeSocket(socket);
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTaken(port);
    throw error;
  }
  // What a peer's firewall answers to nobody's question stops no call.
  socket.on('error', () => undefined);
  return socket;
}

function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
