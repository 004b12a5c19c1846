import { isPort } from './name-address.ts';
import { readParameters, splitOutside } from './split-values.ts';
import { UnreadableSip } from './unreadable-sip.ts';

export interface Via {
  /** In small letters: udp, tcp, tls. */
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly branch: string;
  /** Whether the answer is asked to go to the port it came from (RFC 3581). */
  readonly wantsPort: boolean;
  readonly text: string;
}

const first = /^SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z]+)\s+(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?:\s*:\s*(\d{1,5}))?$/;

/** @throws {UnreadableSip} header-malformed; a branch of the time before RFC 3261 is malformed too, since nothing can be told apart by it */
export function readVia(text: string): Via {
  const [start = '', ...rest] = splitOutside(text, ';');
  const [, transport, host, port] = first.exec(start) ?? [];
  const parameters = readParameters(rest);
  const branch = parameters.get('branch') ?? '';
  if (
    transport === undefined ||
    host === undefined ||
    (port !== undefined && !isPort(Number(port))) ||
    !/^z9hG4bK[^\s"]+$/i.test(branch)
  )
    throw new UnreadableSip('header-malformed');
  return {
    transport: transport.toLowerCase(),
    host: host.toLowerCase(),
    port: port === undefined ? undefined : Number(port),
    branch,
    wantsPort: parameters.has('rport'),
    text,
  };
}

/** As it goes back: with the address it really came from (RFC 3261, 18.2.1; RFC 3581). */
export function markReceived(via: Via, from: { readonly address: string; readonly port: number }): string {
  const [start = '', ...rest] = splitOutside(via.text, ';');
  const kept = rest.filter((piece) => !/^(?:rport|received)\s*(?:=|$)/i.test(piece));
  const port = via.wantsPort ? [`rport=${from.port}`] : [];
  return [start, ...kept, `received=${from.address}`, ...port].join(';');
}
