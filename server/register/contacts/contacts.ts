import type { Clock } from '../../base/clock.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database } from '../../storage/database.ts';
import type { LiveEvents } from '../../storage/live-events.ts';
import type { Team } from '../team/create-team.ts';

/** What the acts on contacts need; each takes the part it uses. */
export interface ContactsDeps {
  readonly db: Database;
  /** Keeps its plans; for searching only. */
  readonly searchDb: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly blindIndex: BlindIndex;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly live: LiveEvents;
  /** When an answer is due, whose turn it is, and what acts by itself on what arrives. */
  readonly team: Pick<
    Team,
    | 'answerDueAt'
    | 'doneDueAt'
    | 'pickAssignee'
    | 'businessMinutes'
    | 'rules'
    | 'opensAt'
    | 'openAt'
    | 'cannedReply'
    | 'away'
    | 'entries'
  >;
  current(): PublishedDeclaration;
  /** An earlier version, for what is held under it. */
  version(version: number): Promise<PublishedDeclaration>;
}
