/** Lists of entries, one entry and what can be done with it, and the journal. */
import { call } from '../api';
import type {
  BooksThen,
  EntryDone,
  EntryField,
  EntryFilter,
  EntryPage,
  EntryView,
  FieldText,
  JournalPage,
} from '../bindings/wire';

export const entries = (wallet: string | null, filter: EntryFilter, offset: number, limit: number) =>
  call<EntryPage>('entries', { wallet, filter, offset, limit });
/** What usages have in a field, the most frequent first. */
export const entryTexts = (wallet: string | null, field: EntryField) =>
  call<FieldText[]>('entry_texts', { wallet, field });
export const entry = (id: string) => call<EntryView>('entry', { id });
/** No credits are all that is left. */
export const refundEntry = (id: string, credits: string) => call<EntryDone>('refund_entry', { id, credits });
export const settleEntry = (id: string, succeeded: boolean, credits: string) =>
  call<EntryDone>('settle_entry', { id, succeeded, credits });
export const voidEntry = (id: string, reason: string) => call<EntryDone>('void_entry', { id, reason });
export const journalPage = (open: string[], offset: number, limit: number) =>
  call<JournalPage>('journal_page', { open, offset, limit });
export const booksThen = (at: string) => call<BooksThen>('books_then', { at });
