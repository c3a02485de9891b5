/** Short messages at the window's foot that tell what happened, go by themselves and offer Undo. */

export interface Toast {
  id: number;
  text: string;
  /** A failure has more to read and stays longer. */
  failed: boolean;
  action?: { label: string; run: () => void };
}

/** Milliseconds before a toast goes. */
const lifetime = { done: 6000, failed: 10_000 };
/** More would cover what one works with. */
const most = 3;

let shown = $state.raw<Toast[]>([]);
let lastID = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = {
  get shown(): Toast[] {
    return shown;
  },

  show(text: string, options: Partial<Pick<Toast, 'failed' | 'action'>> = {}) {
    const toast = { id: ++lastID, text, failed: false, ...options };
    for (const old of shown.slice(0, Math.max(0, shown.length + 1 - most))) toasts.dismiss(old.id);
    shown = [...shown, toast];
    startTimer(toast);
  },

  /** Tells of the last operation. What could be undone before cannot be undone past this one. */
  showLast(text: string, action: Toast['action']) {
    for (const old of shown) if (old.action) toasts.dismiss(old.id);
    toasts.show(text, { action });
  },

  dismiss(id: number) {
    clearTimeout(timers.get(id));
    timers.delete(id);
    shown = shown.filter((toast) => toast.id !== id);
  },

  /** Nothing goes away under the pointer or while it has the focus. */
  pause() {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  },
  resume() {
    for (const toast of shown) if (!timers.has(toast.id)) startTimer(toast);
  },
};

function startTimer(toast: Toast) {
  const time = toast.failed ? lifetime.failed : lifetime.done;
  timers.set(
    toast.id,
    setTimeout(() => toasts.dismiss(toast.id), time),
  );
}
