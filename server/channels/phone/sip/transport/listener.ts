import type { Transport } from '../peers.ts';

export interface ListenOn {
  readonly transport: Transport;
  /** An address of this machine. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** What peers are told to write to, where it is not `host`: behind address translation, or where `host` is all addresses. */
  readonly advertised?: string;
}

/** For TLS: PEM texts. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
  /** Those that sign the certificates of peers. */
  readonly authorities: string;
}

export interface Listener {
  readonly port: number;
  /** A renewed certificate, for connections from now on. */
  renew?(identity: Identity): void;
  close(): Promise<void>;
}
