/** By what a report may begin; apart from the contract, so that the first screen does not carry its shapes. */
export const reportSources = [
  'log',
  'promise',
  'restore',
  'colleague',
  'processor',
  'person',
  'other',
] as const;
export type ReportSource = (typeof reportSources)[number];

/** What the address says a report is made of, if anything. */
export function readReportSource(search: Record<string, unknown>): { report?: ReportSource } {
  const report = reportSources.find((each) => each === search['report']);
  return report ? { report } : {};
}
