import { lazy, Suspense } from 'react';
import type { Contact } from '../api/queries.ts';

const Dialog = lazy(() => import('./merging-dialog.tsx').then((found) => ({ default: found.MergingDialog })));

/** Merge, split or move a contact; loaded when it is first asked for. Mount it where `opened` is held. */
export function Merging(props: {
  readonly contact: Contact;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  if (!props.opened) return null;
  return (
    <Suspense fallback={null}>
      <Dialog contact={props.contact} onClose={props.onClose} />
    </Suspense>
  );
}
