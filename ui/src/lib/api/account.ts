/** The account of a wallet: statements and locks, figures explained, its subscription and calendar. */
import { call } from '../api';
import type {
  Booked,
  CalendarParts,
  CalendarWritten,
  Figure,
  FigureExplained,
  PlanEnd,
  PlanOrder,
  PlanPreview,
  StatementDraft,
  StatementOrder,
  SubscriptionView,
  WalletChange,
  WalletTerms,
} from '../bindings/wire';

export const statementDraft = (order: StatementOrder) =>
  call<StatementDraft>('statement_draft', { order });
export const bookStatement = (order: StatementOrder) => call<Booked>('book_statement', { order });
/** Locks the books up to an instant, or unlocks them where none is given. */
export const lockBooks = (wallet: string, until: string | null) =>
  call<Booked>('lock_books', { wallet, until });

export const figure = (wallet: string, figure: Figure) =>
  call<FigureExplained>('figure', { wallet, figure });

export const walletTerms = (wallet: string) => call<WalletTerms>('wallet_terms', { wallet });
export const changeWallet = (wallet: string, change: WalletChange) =>
  call<Booked>('change_wallet', { wallet, change });

export const subscription = (wallet: string) => call<SubscriptionView>('subscription', { wallet });
export const planPreview = (order: PlanOrder) => call<PlanPreview>('plan_preview', { order });
export const changePlan = (order: PlanOrder) => call<Booked>('change_plan', { order });
export const endPreview = (wallet: string, end: PlanEnd) =>
  call<PlanPreview>('end_preview', { wallet, end });
export const endPlan = (wallet: string, end: PlanEnd) => call<Booked>('end_plan', { wallet, end });
export const resumePlan = (wallet: string) => call<Booked>('resume_plan', { wallet });

/** The words of a calendar file, with `{wallet}` and `{amount}` left in them. */
export type CalendarWords = {
  title: string;
  refill: string;
  payment: string;
  paymentUnknown: string;
  lapse: string;
  end: string;
};

/** Lets the user choose a place for the file; null when the choice was given up. */
export const saveCalendar = (wallet: string, parts: CalendarParts, words: CalendarWords) =>
  call<CalendarWritten | null>('save_calendar', { wallet, parts, words });
