/** Everything that can be done from anywhere: the palette lists it, the key table points to it. */
import * as api from './api';
import { books } from './books.svelte';
import type { Key } from './keys';
import { router } from './route.svelte';
import { theme } from './theme.svelte';
import { toasts } from './toasts.svelte';
import { counted } from './format';

export type Action = {
  id: string;
  label: string;
  /** What it belongs to, in the palette's right column. */
  kind: string;
  key?: string;
  run: () => void;
};

/** Which sheet lies over the window. */
class Over {
  open = $state<'palette' | 'help' | 'undo' | null>(null);
}

export const over = new Over();

/** The letters of the first wallets; the Overview has 1. */
const WALLET_KEYS = ['2', '3', '4', '5', '6', '7', '8', '9'];

export function walletKey(index: number): string | undefined {
  return WALLET_KEYS[index];
}

export async function openSample(): Promise<void> {
  await change(api.openSampleBooks);
}

export async function leaveSample(): Promise<void> {
  await change(api.leaveSampleBooks);
}

/** Voids a batch and says so, or says why not; true when it is done. */
export async function undoBatch(batch: string): Promise<boolean> {
  try {
    const undone = await api.undo(batch);
    toasts.say(`Undone: ${undone.title}. ${counted(undone.entries, 'entry', 'entries')} no longer count.`);
    await books.refresh();
    return true;
  } catch (thrown) {
    toasts.fail(thrown);
    return false;
  }
}

async function change(switchBooks: () => Promise<void>): Promise<void> {
  try {
    await switchBooks();
    router.home();
    await books.refresh();
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

/** All actions that have an effect right now. */
export function actions(): Action[] {
  const overview = books.overview;
  const wallets = overview?.wallets ?? [];
  const some = wallets.length > 0;
  const all: Action[] = [];
  const add = (action: Action) => all.push(action);

  if (some) {
    add({ id: 'overview', label: 'Overview', kind: 'Go to', key: '1', run: () => router.go({ view: 'overview' }) });
  }
  wallets.forEach((wallet, index) => {
    const key = walletKey(index);
    add({
      id: `wallet:${wallet.name}`,
      label: wallet.name,
      kind: 'Wallet',
      ...(key ? { key } : {}),
      run: () => router.go({ view: 'wallet', name: wallet.name }),
    });
  });
  if (some) {
    add({ id: 'import', label: 'Import a usage log', kind: 'Do', key: 'i', run: () => router.go({ view: 'import', wallet: here() }) });
    add({ id: 'add', label: 'Add a wallet', kind: 'Do', key: 'a', run: () => router.go({ view: 'add' }) });
  }
  if (overview?.last_batch) {
    add({ id: 'undo', label: `Undo ${overview.last_batch.title}`, kind: 'Do', key: 'Mod+z', run: () => (over.open = 'undo') });
  }
  if (overview?.sample) {
    add({ id: 'leave', label: 'Leave the sample books', kind: 'Do', run: () => void leaveSample() });
  } else if (overview) {
    add({ id: 'sample', label: 'Open the sample books', kind: 'Do', run: () => void openSample() });
  }
  for (const [choice, label] of [
    ['light', 'Light theme'],
    ['dark', 'Dark theme'],
    ['system', 'Theme of the system'],
  ] as const) {
    if (theme.now !== choice) {
      add({ id: `theme:${choice}`, label, kind: 'Window', run: () => theme.set(choice) });
    }
  }
  add({ id: 'help', label: 'Keys', kind: 'Window', key: '?', run: () => (over.open = 'help') });
  return all;
}

/** The key table: the actions that have a key, and what lists and charts do with theirs. */
export function keyTable(): Key[] {
  const fromActions = actions()
    .filter((action) => action.key !== undefined)
    .map((action): Key => ({
      key: action.key as string,
      label: action.label,
      group: action.kind === 'Go to' || action.kind === 'Wallet' ? 'Go to' : 'Do',
      run: action.run,
    }));
  return [
    ...fromActions,
    { key: 'Mod+k', label: 'Search or do anything', group: 'Do', run: () => (over.open = 'palette') },
    { key: 'Backspace', label: 'Back', group: 'Go to', run: () => router.back() },
    { key: 'Escape', label: 'Close what lies on top', group: 'Do' },
    { key: '\u2191 \u2193', label: 'Row up or down', group: 'In lists' },
    { key: 'Enter', label: 'Open or close the row', group: 'In lists' },
    { key: 'PageUp', label: 'Newer entries', group: 'In lists' },
    { key: 'PageDown', label: 'Older entries', group: 'In lists' },
    { key: '\u2190 \u2192', label: 'Column before or after', group: 'In charts' },
    { key: 'Home', label: 'First column', group: 'In charts' },
    { key: 'End', label: 'Last column', group: 'In charts' },
  ];
}

/** The wallet that is on view, if one is. */
function here(): string | null {
  return router.at.view === 'wallet' ? router.at.name : null;
}
