import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import './toast.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'calm' | 'danger';
  readonly act?: { readonly label: string; readonly run: () => void };
  /** Until when the act can be done, in milliseconds since 1970: the toast stays as long, and counts down. */
  readonly until?: number;
}

const ToastContext = createContext<((toast: Toast) => void) | null>(null);
const ShownActContext = createContext<Toast['act'] | null>(null);
const shownMs = 7000;

export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext);
  if (!show) throw new Error('no ToastProvider above');
  return show;
}

/** What the message that is shown offers to do; null without one. For a key of its own. */
export const useShownAct = () => use(ShownActContext);

/** One message at a time, below; read out, and gone after a while unless pointed at. */
export function ToastProvider({
  children,
  hint,
}: {
  readonly children: ReactNode;
  /** Beside the button: the key that does the same. */
  readonly hint?: ReactNode;
}) {
  const [toast, setToast] = useState<(Toast & { id: number }) | null>(null);
  const [held, setHeld] = useState(false);
  const count = useRef(0);
  const show = useCallback((next: Toast) => {
    count.current += 1;
    setToast({ ...next, id: count.current });
  }, []);

  const act = toast?.act;
  const shownAct = useMemo(
    () =>
      act
        ? {
            label: act.label,
            run: () => {
              act.run();
              setToast(null);
            },
          }
        : null,
    [act],
  );

  useEffect(() => {
    if (!toast || (held && toast.until === undefined)) return undefined;
    const stays = toast.until === undefined ? shownMs : Math.max(0, toast.until - Date.now());
    const timer = window.setTimeout(() => setToast(null), stays);
    return () => window.clearTimeout(timer);
  }, [toast, held]);

  return (
    <ToastContext value={show}>
      <ShownActContext value={shownAct}>{children}</ShownActContext>
      <div className="toasts" role="status" aria-live="polite">
        {toast && (
          <div
            className="toast"
            data-tone={toast.tone ?? 'calm'}
            key={toast.id}
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
          >
            <span>{toast.text}</span>
            {shownAct && (
              <>
                <button type="button" onClick={shownAct.run}>
                  {shownAct.label}
                  {toast.until !== undefined && <Countdown until={toast.until} />}
                </button>
                {hint}
              </>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}

/** Whole seconds left; not read out each second. */
function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  return <span aria-hidden="true"> {Math.max(0, Math.ceil((until - now) / 1000))}</span>;
}
