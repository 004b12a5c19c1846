import { lazy, Suspense } from 'react';
import type { Contact } from '../api/queries.ts';

const Dialog = lazy(() =>
  import('./complaint-dialog.tsx').then((found) => ({ default: found.ComplaintDialog })),
);

/** A complaint of a contact; loaded when it is first asked for. Mount it where `opened` is held. */
export function Complaining(props: {
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
