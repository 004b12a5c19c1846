import { accountRoutes } from './account-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import { incidentRoutes } from './incident-routes.ts';
import { openRoutes } from './open-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { qualityRoutes } from './quality-routes.ts';
import { recordingRoutes } from './recording-routes.ts';
import type { RouteRule } from './route-rule.ts';
import { staffRoutes } from './staff-routes.ts';
import { teamRoutes } from './team-routes.ts';

/**
 * Every route of the product and who may use it, written down a second time: whoever adds or opens a route
 * says so here too. Versions and ids are such that no request changes what the next one needs.
 */
export const matrix: Readonly<Record<string, RouteRule>> = {
  ...accountRoutes,
  ...contactRoutes,
  ...incidentRoutes,
  ...recordingRoutes,
  ...qualityRoutes,
  ...staffRoutes,
  ...receiptRoutes,
  ...teamRoutes,
  ...openRoutes,
};

/** There only where the web has been built. */
export const builtRoutes: readonly string[] = ['GET /console/assets/*'];
