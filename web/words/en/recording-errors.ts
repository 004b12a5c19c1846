/** Why a recording, or what keeps it, does not let something be done. */
export const recordingErrors = {
  'error.recording-not-kept': 'This call has no recording that can be listened to.',
  'error.recording-held': 'The recording is held by law: it may be used for that matter only.',
  'error.recording-past-cap': 'A recording cannot be kept that long after the call.',
  'error.matter-closed': 'The complaint, project or hold has ended already.',
  'error.own-call': 'You were on this call yourself: a colleague scores it.',
} as const;
