export const recordingViews = ['ending', 'extended', 'held', 'mine', 'all'] as const;
export type RecordingView = (typeof recordingViews)[number];

/** What is held by law is for whose task it is. */
export const isOfHolds = (view: RecordingView): boolean => view === 'held' || view === 'mine';
