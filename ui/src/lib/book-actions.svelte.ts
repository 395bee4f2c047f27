/** What can be done with the books as files, from the palette, the native menu and the settings. */
import * as settings from './api/settings';
import * as api from './api/shelf';
import type { BooksFormat, WrittenFile } from './bindings/wire';
import { books } from './books.svelte';
import { bytes } from './format';
import { t } from './i18n.svelte';
import { router } from './route.svelte';
import { shelf } from './shelf.svelte';
import { toasts } from './toasts.svelte';

export const FORMATS: BooksFormat[] = ['csv', 'json', 'hledger', 'beancount'];

async function tell(task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

/** Other books lie on the desk: their overview first. */
async function begin(): Promise<void> {
  router.home();
  await books.refresh();
}

const kind = () => t('books.kind');

export const openOther = () =>
  tell(async () => {
    if (await api.openBooks({ title: t('books.openTitle'), kind: kind() })) await begin();
  });

export const openRecent = (id: string) =>
  tell(async () => {
    await api.openRecentBooks(id);
    await begin();
  });

export const makeNew = () =>
  tell(async () => {
    const words = { title: t('books.newTitle'), kind: kind(), name: t('books.same.newName') };
    if (await api.newBooks(words)) await begin();
  });

export const moveAway = () =>
  tell(async () => {
    const moved = await api.moveBooks({ title: t('books.moveTitle'), kind: kind() });
    if (!moved) return;
    toasts.say(t('books.moved', { kept: moved.kept }));
    await books.refresh();
  });

export const backUpNow = () =>
  tell(async () => {
    const made = await api.backUpNow();
    toasts.say(t('backup.made', { entries: made.entries ?? 0 }));
    await shelf.refresh();
  });

export const saveBackup = () =>
  tell(async () => {
    const day = new Date().toISOString().slice(0, 10);
    const name = `${shelf.state?.name ?? t('books.same.newName')} ${day}`;
    const made = await api.saveBackup({ title: t('backup.saveTitle'), kind: kind(), name });
    if (made) written(t('backup.saved', { name: made.name, size: bytes(made.bytes) }));
  });

export const exportAs = (format: BooksFormat) =>
  tell(async () => {
    const words = { title: t('export.title'), kind: t(`export.same.${format}`) };
    const file: WrittenFile | null = await api.exportBooks(format, words);
    if (file) written(t('export.done', { name: file.name, size: bytes(file.bytes) }));
  });

export const show = (what: settings.Shown) => tell(() => settings.showInFolder(what));

function written(text: string): void {
  toasts.say(text, { label: t('export.show'), run: () => void show('written') });
}

type BookAction = { id: string; label: string; key?: string; run: () => void };

/** The actions on the books that have an effect right now. */
export function bookActions(): BookAction[] {
  if (!books.overview) return [];
  const all: BookAction[] = [
    { id: 'books.open', label: t('books.openAction'), key: 'Mod+o', run: openOther },
    { id: 'books.new', label: t('books.newAction'), run: makeNew },
  ];
  for (const recent of shelf.state?.recent ?? []) {
    if (!recent.there) continue;
    const label = t('books.openOf', { name: recent.name });
    all.push({ id: `books.recent.${recent.id}`, label, run: () => void openRecent(recent.id) });
  }
  if (books.overview.sample) return all;
  all.push(
    { id: 'books.move', label: t('books.moveAction'), run: moveAway },
    { id: 'books.backup', label: t('backup.now'), run: backUpNow },
    { id: 'books.save', label: t('backup.save'), run: saveBackup },
  );
  for (const format of FORMATS) {
    const label = t('export.action', { format: t(`export.same.${format}`) });
    all.push({ id: `books.export.${format}`, label, run: () => void exportAs(format) });
  }
  return all;
}
