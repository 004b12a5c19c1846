import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import './toast.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'calm' | 'danger';
  readonly act?: { readonly label: string; readonly run: () => void };
  /** Until when the act can be done, in milliseconds since 1970: the toast stays as long, and counts down. */
  readonly until?: number;
}

const ToastContext = createContext<((toast: Toast) => void) | null>(null);
const shownMs = 7000;

export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext);
  if (!show) throw new Error('no ToastProvider above');
  return show;
}

/** One message at a time, below; read out, and gone after a while unless pointed at. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<(Toast & { id: number }) | null>(null);
  const [held, setHeld] = useState(false);
  const count = useRef(0);
  const show = useCallback((next: Toast) => {
    count.current += 1;
    setToast({ ...next, id: count.current });
  }, []);

  useEffect(() => {
    if (!toast || (held && toast.until === undefined)) return undefined;
    const stays = toast.until === undefined ? shownMs : Math.max(0, toast.until - Date.now());
    const timer = window.setTimeout(() => setToast(null), stays);
    return () => window.clearTimeout(timer);
  }, [toast, held]);

  return (
    <ToastContext value={show}>
      {children}
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
            {toast.act && (
              <button
                type="button"
                onClick={() => {
                  toast.act?.run();
                  setToast(null);
                }}
              >
                {toast.act.label}
                {toast.until !== undefined && <Countdown until={toast.until} />}
              </button>
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
