export const recordingViews = ['ending', 'extended', 'held', 'mine', 'all'] as const;
export type RecordingView = (typeof recordingViews)[number];

/** What is held by law is for whose task it is. */
export const isOfHolds = (view: RecordingView): boolean => view === 'held' || view === 'mine';

/** The view that the address names, if there is one of that name. */
export function readRecordingView(search: Record<string, unknown>): { view?: RecordingView } {
  const view = recordingViews.find((each) => each === search['view']);
  return view ? { view } : {};
}
