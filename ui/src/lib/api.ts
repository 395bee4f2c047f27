/**
 * The only file that knows Tauri: how a command is called, the events, and a function for each
 * use-case that every view shares. Those of one area are in `api/`.
 *
 * A file never passes through here. Rust asks for it, keeps its path and hands out a name.
 */
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import { underway } from './arriving';
import type {
  ChartSize,
  ChartView,
  ImportProgress,
  NewWallet,
  Overview,
  Period,
  ProviderCard,
  Undone,
  WalletView,
} from './bindings/wire';
import { toBursarError } from './errors';
import { lockQuestions } from './lock.svelte';

/**
 * Calls a command of the program; what goes wrong comes as a `BursarError`. What would change the
 * books behind a lock is asked about first, and called again if the reader agrees.
 */
export async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  const answered = underway();
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    answered();
    const error = toBursarError(thrown);
    if (error.code !== 'locked' || args.behindLock) throw error;
    if (!(await lockQuestions.ask(error))) throw error;
    return call(command, { ...args, behindLock: true });
  } finally {
    answered();
  }
}

/** A channel through which a long command tells how far it is. */
export function progressTo(onProgress: (progress: ImportProgress) => void): Channel<ImportProgress> {
  const channel = new Channel<ImportProgress>();
  channel.onmessage = onProgress;
  return channel;
}

export const overview = () => call<Overview>('overview');
export const wallet = (name: string) => call<WalletView>('wallet', { name });
export const usageChart = (wallet: string | null, size: ChartSize) =>
  call<ChartView>('usage_chart', { wallet, size });
export const balanceChart = (wallet: string, period: Period, size: ChartSize) =>
  call<ChartView>('balance_chart', { wallet, period, size });

export const catalogList = () => call<ProviderCard[]>('catalog_list');
export const addWallet = (wallet: NewWallet) => call<void>('add_wallet', { wallet });
export const openSampleBooks = () => call<void>('open_sample_books');
export const leaveSampleBooks = () => call<void>('leave_sample_books');

export const undo = (batch: string) => call<Undone>('undo', { batch });

/** Tells when the books were changed, by this window or by another program. */
export async function onBooksChanged(changed: () => void): Promise<void> {
  await listen('books://changed', changed);
}

/** Tells of any other event of the program. */
export async function onEvent<T>(name: string, heard: (payload: T) => void): Promise<void> {
  await listen<T>(name, (event) => heard(event.payload));
}

/** Tells what was chosen in the tray: `spend`, `topup`, or `wallet:` and its name. */
export async function onTrayChosen(chosen: (what: string) => void): Promise<void> {
  await listen<string>('tray://chosen', (event) => chosen(event.payload));
}
