/** The books as files: which lie open, new and other ones, their backups, exports. */
import { call, onEvent } from '../api';
import type {
  BackupCard,
  BackupReason,
  BooksCheck,
  BooksFormat,
  BooksState,
  MovedBooks,
  RestoredBooks,
  WrittenFile,
} from '../bindings/wire';

/** The words of a dialog of the system. */
type Words = { title: string; kind: string };

export const booksState = () => call<BooksState>('books_state');
/** False when the choice was given up; so with the others. */
export const openBooks = (words: Words) => call<boolean>('open_books', words);
export const openRecentBooks = (id: string) => call<void>('open_recent_books', { id });
export const forgetRecentBooks = (id: string) => call<void>('forget_recent_books', { id });
export const newBooks = (words: Words & { name: string }) => call<boolean>('new_books', words);
export const moveBooks = (words: Words) => call<MovedBooks | null>('move_books', words);
export const checkBooks = () => call<BooksCheck>('check_books');

export const backUpNow = () => call<BackupCard>('back_up_now');
export const saveBackup = (words: Words & { name: string }) =>
  call<WrittenFile | null>('save_backup', words);
export const backups = () => call<BackupCard[]>('backups');
export const chooseBackup = (words: Words) => call<BackupCard | null>('choose_backup', words);
/** Reads all of a backup, and says what is in it or what is wrong with it. */
export const tryBackup = (id: string, reason: BackupReason) =>
  call<BackupCard>('try_backup', { id, reason });
export const restoreBackup = (id: string) => call<RestoredBooks>('restore_backup', { id });

export const exportBooks = (format: BooksFormat, words: Words) =>
  call<WrittenFile | null>('export_books', { format, ...words });

/** Tells when a backup was made, or could not be. */
export const onBackups = (changed: () => void) => onEvent('backups://changed', changed);
