import type { Page } from 'playwright-core';
import type { FurnishedHouse, Role } from './furnish-house.ts';

export interface Screen {
  readonly name: string;
  /** Nobody: a page before signing in, or of the portal. */
  readonly as?: Role;
  readonly path: string | ((the: FurnishedHouse) => string);
  /** There when the screen is. */
  readonly shows: string;
  readonly act?: (page: Page, the: FurnishedHouse) => Promise<void>;
}
