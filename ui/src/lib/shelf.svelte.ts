/** The books as a file, as the rail and the settings show them, kept fresh. */
import * as api from './api/shelf';
import type { BooksState } from './bindings/wire';
import { t } from './i18n.svelte';
import { wordsLocale } from './reader.svelte';

const MINUTE = 60_000;

class Shelf {
  state = $state.raw<BooksState | null>(null);
  /** Moves on each minute, so that “2 hours ago” stays true. */
  now = $state(Date.now());

  /** Asks now, whenever a backup is made, and lets time pass. */
  follow(): void {
    setInterval(() => (this.now = Date.now()), MINUTE);
    void api.onBackups(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    try {
      this.state = await api.booksState();
    } catch {
      // Books that cannot be opened are told of where they are shown.
      this.state = null;
    }
    this.now = Date.now();
  }
}

export const shelf = new Shelf();

/** `just now`, `5 minutes ago`, `2 hours ago`, `yesterday`. */
export function ago(instant: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(instant)) / MINUTE);
  if (minutes < 1) return t('backup.justNow');
  const words = new Intl.RelativeTimeFormat(wordsLocale(), { numeric: 'auto' });
  if (minutes < 60) return words.format(-minutes, 'minute');
  if (minutes < 24 * 60) return words.format(-Math.floor(minutes / 60), 'hour');
  return words.format(-Math.floor(minutes / (24 * 60)), 'day');
}
