/** Spend and Top up: what would it cost, and what is booked. */
import { call } from '../api';
import type {
  PendingUsage,
  Receipt,
  SettleDraft,
  SpendDraft,
  SpendForm,
  SpendQuote,
  Spent,
  TopUpDraft,
  TopUpForm,
  TopUpOffer,
} from '../bindings/wire';
import { dialogWords } from '../dialog-words';
import type { PickedFile } from '../types';

export const spendForm = (wallet: string) => call<SpendForm>('spend_form', { wallet });
export const spendQuote = (draft: SpendDraft) => call<SpendQuote>('spend_quote', { draft });
export const spend = (draft: SpendDraft) => call<Spent>('spend', { draft });
export const pendingUsages = (wallet: string) => call<PendingUsage[]>('pending_usages', { wallet });
export const settlePending = (draft: SettleDraft) => call<Spent>('settle_pending', { draft });

export const topUpForm = (wallet: string) => call<TopUpForm>('top_up_form', { wallet });
export const topUpQuote = (draft: TopUpDraft) => call<TopUpOffer>('top_up_quote', { draft });
/** `attachment` is a file that was picked before. */
export const topUp = (draft: TopUpDraft, attachment: number | null) =>
  call<Receipt>('top_up', { draft, attachment });
export const receipt = (id: string) => call<Receipt>('receipt', { id });
/** Lets the user choose a file that goes with a receipt; null when the choice was given up. */
export const pickAttachment = () =>
  call<PickedFile | null>('pick_attachment', { words: dialogWords('dialog.receipt', 'dialog.receipts') });
/** Opens the system’s print dialog for what the page shows. */
export const printPage = () => call<void>('print_page');
