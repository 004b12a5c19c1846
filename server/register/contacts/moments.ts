export function earliest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((best, at) => (at !== null && (best === null || at < best) ? at : best), null);
}

export function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((best, at) => (at !== null && (best === null || at > best) ? at : best), null);
}
