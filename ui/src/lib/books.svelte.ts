/** What the rail, the palette and the Overview share: the books at a glance, and their revision. */
import * as api from './api';
import type { Overview } from './bindings/wire';
import { type BursarError, toBursarError } from './errors';

class Books {
  overview = $state.raw<Overview | null>(null);
  error = $state.raw<BursarError | null>(null);
  /** Grows whenever the books change; views that read it load again. */
  revision = $state(0);

  /** Loads now and again after each change, by whatever program. */
  async follow(): Promise<void> {
    await api.onBooksChanged(() => void this.refresh());
    await this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.overview = await api.overview();
      this.error = null;
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
    this.revision += 1;
  }
}

export const books = new Books();
