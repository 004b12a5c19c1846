const two = (number: number) => String(number).padStart(2, '0');

/** A place in a recording, or its length, as clocks of players say it: 3:07, 1:02:03. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `?at=` of a link to a moment: whole seconds, up to the longest day. @returns undefined for anything else */
export function readAt(at: unknown): number | undefined {
  const seconds = typeof at === 'number' ? at : /^\d{1,5}$/.test(String(at)) ? Number(at) : Number.NaN;
  return Number.isInteger(seconds) && seconds >= 0 && seconds < 86_400 ? seconds : undefined;
}
