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
