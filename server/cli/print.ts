/** The answer of a command: to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Words beside the answer, for the person who asked: to stderr, so that the answer can be piped. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
