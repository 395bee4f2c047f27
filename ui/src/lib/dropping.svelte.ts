/** Files that are dragged over the window and dropped on it: logs, books, providers' files. */
import { switchBooks } from './actions.svelte';
import * as api from './api/import';
import { books } from './books.svelte';
import { t } from './i18n.svelte';
import { importing } from './importing.svelte';
import { router } from './route.svelte';
import { toasts } from './toasts.svelte';
import type { DroppedKind, Dropping, PickedFile } from './types';

class Dropped {
  /** What hovers over the window. */
  over = $state.raw<{ kind: DroppedKind; files: number } | null>(null);

  /** Hears the drops for as long as the window is open. */
  async follow(): Promise<void> {
    try {
      await api.onDrop((dropping) => void this.#hear(dropping));
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  async #hear(dropping: Dropping): Promise<void> {
    this.over = dropping.state === 'over' ? dropping : null;
    if (dropping.state !== 'dropped') return;
    try {
      await this.#take(dropping.kind, dropping.file);
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  get #hasWallets(): boolean {
    return (books.overview?.wallets.length ?? 0) > 0;
  }

  async #take(kind: DroppedKind, file: PickedFile): Promise<void> {
    if (kind === 'books') {
      await switchBooks(() => api.openDroppedBooks(file.id));
    } else if (kind === 'provider') {
      const name = await api.addDroppedProvider(file.id);
      toasts.say(t('import.drop.provided', { name }));
      await books.refresh();
      // Before the first wallet, the provider is there to have one.
      router.go(this.#hasWallets ? { view: 'rates', provider: name } : { view: 'add', provider: name });
    } else if (this.#hasWallets) {
      router.go({ view: 'import', wallet: router.wallet });
      await importing.open(file);
    } else {
      toasts.say(t('import.drop.noWallet'));
    }
  }
}

export const dropped = new Dropped();
