import type { Way } from '../declaration/declaration.ts';
import type { Owner } from './refuse-connection.ts';

declare const given: unique symbol;

/** The leave to open one connection: whoever opens it takes host and port from here (`placeOf`). Only the gate gives one. */
export interface Leave {
  readonly way: Way;
  readonly host: string;
  readonly port: number;
  readonly owner: Owner;
  readonly [given]: true;
}
