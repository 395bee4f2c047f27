/** Short messages that go by themselves; one with an action stays longer, an error until closed. */
import { type BursarError, toBursarError } from './errors';

export type Toast = {
  id: number;
  text: string;
  hint: string | null;
  bad: boolean;
  action: { label: string; run: () => void } | null;
};

class Toasts {
  all = $state.raw<Toast[]>([]);
  #last = 0;

  say(text: string, action: Toast['action'] = null): void {
    // The way back leads from what was entered last alone.
    if (action) this.all = this.all.filter((toast) => toast.action === null);
    this.#add({ text, hint: null, bad: false, action }, action ? 12_000 : 5_000);
  }

  fail(thrown: unknown): void {
    const error: BursarError = toBursarError(thrown);
    this.#add({ text: error.message, hint: error.hint, bad: true, action: null }, null);
  }

  close(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>, stays: number | null): void {
    const id = ++this.#last;
    this.all = [...this.all.slice(-2), { id, ...toast }];
    if (stays !== null) setTimeout(() => this.close(id), stays);
  }
}

export const toasts = new Toasts();
