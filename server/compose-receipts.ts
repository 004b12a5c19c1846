import type { Clock } from './base/clock.ts';
import type { LogTree } from './compose-log.ts';
import type { PapersHouse } from './compose-papers.ts';
import type { PromisesHouse } from './compose-promises.ts';
import type { StaffHouse } from './compose-staff.ts';
import {
  type DrawnBy,
  drawReceipt,
  type Receipt,
  type ReceiptOf,
} from './operations/receipts/draw-receipt.ts';
import { drawOwnReceipt, readOwn } from './operations/receipts/own-receipt.ts';
import { printOwn } from './operations/receipts/print-own.ts';
import { printReceipt } from './operations/receipts/print-receipt.ts';
import type { Team } from './register/team/create-team.ts';
import { createSamples } from './operations/receipts/samples.ts';
import type { Access, StaffActor } from './safeguards/access/authorize.ts';
import type { Language, PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { renderStaffNotice } from './safeguards/declaration/notice/staff-notice.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import type { Vault } from './safeguards/vault/vault.ts';
import type { Database } from './storage/database.ts';

export type ReceiptsHouse = ReturnType<typeof createReceiptsHouse>;

/** Receipts: for a person, of a contact, for a member of staff; and samples for an auditor. */
export function createReceiptsHouse(given: {
  db: Database;
  vault: Vault;
  access: Access;
  clock: Clock;
  keeper: Keeper;
  logTree: LogTree;
  staff: StaffHouse;
  team: Pick<Team, 'entries'>;
  papers: PapersHouse;
  promises: PromisesHouse;
  current(): PublishedDeclaration;
}) {
  const { current } = given;
  const { print } = given.papers;
  const deps = {
    ...given,
    receipts: given.logTree.receipts,
    inspections: given.staff.inspections,
    certify: given.promises.erasures.certify,
  };
  return {
    draw: (by: DrawnBy, of: ReceiptOf, language?: Language) => drawReceipt(deps, by, of, language),
    print: async (receipt: Receipt) => print(await printReceipt(receipt, current())),
    held: (actor: StaffActor) => readOwn(deps, actor),
    drawOwn: (actor: StaffActor, language: Language) => drawOwnReceipt(deps, actor, language),
    printOwn: async (own: Awaited<ReturnType<typeof drawOwnReceipt>>) =>
      print(await printReceipt(own.receipt, current(), printOwn(own.held, own.receipt.language, current()))),
    staffNotice: (language: Language) => renderStaffNotice(current(), language),
    samples: createSamples(deps),
  };
}
