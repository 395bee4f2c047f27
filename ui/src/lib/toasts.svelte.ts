/** Short messages that go by themselves; one with an action stays longer, an error until closed. */
import { type BursarError, toBursarError } from './errors';

export type Toast = {
  id: number;
  text: string;
  hint: string | null;
  bad: boolean;
  action: { label: string; run: () => void } | null;
  /** Its action takes back what was entered last. */
  leadsBack: boolean;
};

class Toasts {
  all = $state.raw<Toast[]>([]);
  #last = 0;

  say(text: string, action: Toast['action'] = null): void {
    // The way back leads from what was entered last alone.
    if (action) this.all = this.all.filter((toast) => !toast.leadsBack);
    this.#add({ text, hint: null, bad: false, action, leadsBack: action !== null }, action ? 12_000 : 5_000);
  }

  /** Points to something elsewhere; the way back from what was entered last stays beside it. */
  point(text: string, action: NonNullable<Toast['action']>): number {
    return this.#add({ text, hint: null, bad: false, action, leadsBack: false }, 12_000);
  }

  fail(thrown: unknown): void {
    const error: BursarError = toBursarError(thrown);
    this.#add({ text: error.message, hint: error.hint, bad: true, action: null, leadsBack: false }, null);
  }

  close(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>, stays: number | null): number {
    const id = ++this.#last;
    this.all = [...this.all.slice(-2), { id, ...toast }];
    if (stays !== null) setTimeout(() => this.close(id), stays);
    return id;
  }
}

export const toasts = new Toasts();
