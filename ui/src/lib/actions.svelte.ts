/**
 * Everything that can be done from anywhere. The palette lists it, the key table and the native menu
 * point to it, so that none of them can promise what does nothing.
 */
import * as api from './api';
import { bookActions, show } from './book-actions.svelte';
import { books } from './books.svelte';
import { t } from './i18n.svelte';
import type { Key } from './keys';
import { MORE_PLACES, open, PLACES } from './places';
import { prefs } from './prefs.svelte';
import { router } from './route.svelte';
import { nextSize } from './sizes';
import { batchTitle } from './told';
import { toasts } from './toasts.svelte';

export type ActionGroup = 'goTo' | 'wallet' | 'do' | 'window';

export type Action = {
  id: string;
  label: string;
  /** What it belongs to, in the palette's right column. */
  group: ActionGroup;
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
  await switchBooks(api.openSampleBooks);
}

export async function leaveSample(): Promise<void> {
  await switchBooks(api.leaveSampleBooks);
}

/** Lays other books on the desk and begins at their overview. */
export async function switchBooks(change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    router.home();
    await books.refresh();
    return true;
  } catch (thrown) {
    toasts.fail(thrown);
    return false;
  }
}

/** Voids a batch and says so, or says why not; true when it is done. */
export async function undoBatch(batch: string): Promise<boolean> {
  try {
    const undone = await api.undo(batch);
    toasts.say(t('undo.done', { what: batchTitle(undone.title), count: undone.entries }));
    await books.refresh();
    return true;
  } catch (thrown) {
    toasts.fail(thrown);
    return false;
  }
}

/** Says that something was entered, with the way back. */
export function entered(text: string, batch: string): void {
  toasts.say(text, { label: t('action.undo'), run: () => void undoBatch(batch) });
}

/** All actions that have an effect right now. */
export function actions(): Action[] {
  const overview = books.overview;
  const wallets = overview?.wallets ?? [];
  const all: Action[] = [];
  const add = (action: Action) => all.push(action);

  for (const place of overview ? open([...PLACES, ...MORE_PLACES], wallets.length) : []) {
    add({
      id: place.view,
      label: t(place.label),
      group: 'goTo',
      key: place.key,
      run: () => router.go(place.route(router.wallet)),
    });
  }
  wallets.forEach((wallet, index) => {
    const key = walletKey(index);
    add({
      id: `wallet:${wallet.name}`,
      label: wallet.name,
      group: 'wallet',
      ...(key ? { key } : {}),
      run: () => router.go({ view: 'wallet', name: wallet.name }),
    });
  });
  if (overview?.last_batch) {
    const what = batchTitle(overview.last_batch.title);
    add({ id: 'undo', label: t('action.undoWhat', { what }), group: 'do', key: 'Mod+z', run: () => (over.open = 'undo') });
  }
  if (overview?.sample) {
    add({ id: 'sample.leave', label: t('action.sampleLeave'), group: 'do', run: () => void leaveSample() });
  } else if (overview) {
    add({ id: 'sample.open', label: t('action.sampleOpen'), group: 'do', run: () => void openSample() });
  }
  for (const action of bookActions()) add({ ...action, group: 'do' });
  addWindowActions(add);
  return all;
}

function addWindowActions(add: (action: Action) => void): void {
  const hidden = prefs.look.hide_amounts;
  add({
    id: 'amounts',
    label: t(hidden ? 'action.showAmounts' : 'action.hideAmounts'),
    group: 'window',
    key: 'Mod+Shift+p',
    run: () => prefs.set({ hide_amounts: !hidden }),
  });
  const resize = (step: number) => prefs.set({ size: nextSize(prefs.look.size, step) });
  add({ id: 'larger', label: t('action.larger'), group: 'window', key: 'Mod++', run: () => resize(1) });
  add({ id: 'smaller', label: t('action.smaller'), group: 'window', key: 'Mod+-', run: () => resize(-1) });
  add({ id: 'plainSize', label: t('action.plainSize'), group: 'window', key: 'Mod+0', run: () => prefs.set({ size: 100 }) });
  for (const [theme, label] of [
    ['light', 'action.themeLight'],
    ['dark', 'action.themeDark'],
    ['system', 'action.themeSystem'],
  ] as const) {
    if (prefs.look.theme !== theme) {
      add({ id: `theme.${theme}`, label: t(label), group: 'window', run: () => prefs.set({ theme }) });
    }
  }
  add({ id: 'logs', label: t('about.openLogs'), group: 'window', run: () => void show('logs') });
  add({ id: 'keys', label: t('keys.title'), group: 'window', key: '?', run: () => (over.open = 'help') });
}

/** Does the action of this id, as when the native menu asks for it. */
export function run(id: string): void {
  if (id === 'palette') over.open = 'palette';
  else actions().find((action) => action.id === id)?.run();
}

/** The key table: the actions that have a key, and what lists and charts do with theirs. */
export function keyTable(): Key[] {
  const fromActions = actions()
    .filter((action) => action.key !== undefined)
    .map((action): Key => ({
      key: action.key as string,
      label: action.label,
      group: action.group === 'goTo' || action.group === 'wallet' ? 'goTo' : 'do',
      run: action.run,
    }));
  return [
    ...fromActions,
    { key: 'Mod+k', label: t('action.search'), group: 'do', run: () => (over.open = 'palette') },
    { key: 'Backspace', label: t('keys.back'), group: 'goTo', run: () => router.back() },
    { key: 'Mod+f', label: t('keys.find'), group: 'inLists', run: () => findHere() },
    { key: 'Escape', label: t('keys.closeTop'), group: 'do' },
    { key: '\u2191 \u2193', label: t('keys.rowUpDown'), group: 'inLists' },
    { key: 'Enter', label: t('keys.openRow'), group: 'inLists' },
    { key: 'PageUp PageDown', label: t('keys.page'), group: 'inLists' },
    { key: 'Home End', label: t('keys.firstLastRow'), group: 'inLists' },
    { key: '\u2190 \u2192', label: t('keys.column'), group: 'inCharts' },
    { key: 'Home', label: t('keys.firstColumn'), group: 'inCharts' },
    { key: 'End', label: t('keys.lastColumn'), group: 'inCharts' },
  ];
}

/** Puts the cursor into the search field of the view, where it has one. */
function findHere(): void {
  document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
}
