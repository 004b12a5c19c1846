/** What an inspection may be of. */
export const inspectionScopes = ['log', 'promises', 'declaration', 'record', 'erasures'] as const;
export type InspectionScope = (typeof inspectionScopes)[number];
