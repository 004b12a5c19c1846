/** Varför en inspelning, eller det som bevarar den, inte låter något göras. */
export const recordingErrors = {
  'error.recording-not-kept': 'Samtalet har ingen inspelning som går att lyssna på.',
  'error.recording-held': 'Inspelningen är spärrad med stöd av lag och får bara användas i det ärendet.',
  'error.recording-past-cap': 'En inspelning får inte bevaras så länge efter samtalet.',
  'error.matter-closed': 'Reklamationen, projektet eller spärren har redan avslutats.',
  'error.own-call': 'Du deltog själv i samtalet. En kollega bedömer det.',
} as const;
