/** Imports: files, looks at their rows, and the imports that were made. */
import { call, onEvent, progressTo } from '../api';
import type {
  ImportFate,
  ImportHistory,
  ImportMapping,
  ImportPreview,
  ImportProgress,
  ImportResult,
  ImportRow,
  ImportTicks,
  Undone,
} from '../bindings/wire';
import { dialogWords } from '../dialog-words';
import type { Dropping, PickedFile } from '../types';

/** Lets the user choose a file; null when the choice was given up. */
export const pickFile = () =>
  call<PickedFile | null>('pick_import_file', { words: dialogWords('dialog.log', 'dialog.logs', true) });
/** Takes text from the clipboard as a file. */
export const paste = (text: string) => call<PickedFile>('paste_import', { text });
export const preview = (file: number, wallet: string, mapping: ImportMapping | null) =>
  call<ImportPreview>('import_preview', { file, wallet, mapping });
/** Counts what an import would do, and keeps what becomes of each row at hand. */
export const look = (
  file: number,
  wallet: string,
  mapping: ImportMapping,
  onProgress: (progress: ImportProgress) => void,
) =>
  call<ImportResult>('import_look', { file, wallet, mapping, onProgress: progressTo(onProgress) });
/** Rows of the last look at a file, of one fate or of all. */
export const rows = (file: number, fate: ImportFate | null, from: number, limit: number) =>
  call<ImportRow[]>('import_rows', { file, fate, from, limit });
export const tick = (file: number, ticks: ImportTicks) =>
  call<ImportResult>('import_tick', { file, ticks });
/** Adds the ticked rows of the last look at a file. */
export const run = (
  file: number,
  forEver: boolean,
  onProgress: (progress: ImportProgress) => void,
) => call<ImportResult>('import_run', { file, forEver, onProgress: progressTo(onProgress) });
/** Asks the running import or look to end; it then rejects with the code `cancelled`. */
export const cancel = () => call<void>('import_cancel');
export const history = (cursor: string | null, limit: number) =>
  call<ImportHistory>('import_history', { cursor, limit });
export const revert = (batch: string) => call<Undone>('revert_import', { batch });

/** Opens books that were dropped on the window. */
export const openDroppedBooks = (file: number) => call<void>('open_dropped_books', { file });
/** Adds the provider whose file was dropped on the window; gives back its name. */
export const addDroppedProvider = (file: number) =>
  call<string>('add_dropped_provider', { file });
/** Tells what is dragged over the window, and dropped on it. */
export const onDrop = (heard: (dropping: Dropping) => void) => onEvent('desk://drop', heard);
