// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { ActivityRow } from './activity';
import type { Alert } from './alerts';
import type { Kind, MoneyText, KindAmount } from './common';

/** Everything at a glance. */
export type Overview = {
  /** The instant that all of it holds for. */
  at: string,
  /** The name of the books, for the rail: their file's name without its ending. */
  books: string,
  /** These are the sample books. */
  sample: boolean,
  /** The wallets, in the order in which they were added. Empty at the first start. */
  wallets: Array<WalletCard>,
  /** The names of those that were put away. */
  archived: Array<string>,
  /** Totals over all wallets. */
  totals: Totals,
  /** Alerts that hold now and are not put off, the latest first, with the figures of now. */
  alerts: Array<Alert>,
  /**
   * Open lots that still hold credits and have an end, over all wallets, in the order in which
   * to use them so that the least is lost: first those that will lapse unused at the present
   * pace, the first to end first, what costs more before what costs less; at most six.
   */
  lapsing: Array<LapsingLot>,
  /**
   * The latest entries over all wallets by the time they happened, the newest first; at most
   * eight.
   */
  latest: Array<ActivityRow>,
  /** The last batch that stands and could be undone. */
  last_batch: Batch | null, };

/** Totals over all wallets, in money. Amounts of several currencies are never added. */
export type Totals = {
  /** What the credits that are left cost. */
  left: Array<MoneyText>,
  /** Lots with credits left whose cost is unknown, and which are in no figure. */
  unknown: number,
  /**
   * What the open lots will lose unused at the present pace within thirty days; where the pace
   * is unknown, if nothing is used.
   */
  lapsing: Array<MoneyText>,
  /** Lots among these whose cost is unknown. */
  lapsing_unknown: number, };

/** A wallet at a glance. */
export type WalletCard = {
  /** Its name, unique in the books. */
  name: string,
  /** The id of its provider. */
  provider: string,
  /** The provider's name for a reader. */
  provider_title: string,
  /** The running plan's name for a reader, if one runs. */
  plan: string | null,
  /** Its IANA zone. */
  zone: string,
  /** Credits that can be used now. */
  available: string,
  /** Credits reserved by pending usages. */
  held: string,
  /** Credits used that no lot covers. */
  uncovered: string,
  /** Credits that have expired unused so far. */
  expired: string,
  /** What is available by kind, in draw order, kinds with nothing left out. */
  by_kind: Array<KindAmount>,
  /**
   * Credits with which the lots that are open now began: the whole of the bar, of which
   * `available` and `held` are parts.
   */
  granted_open: string,
  /** Usages that no rate matches, so that their price is unknown. */
  unpriced: number,
  /** What lapses next if nothing is used. */
  next_expiry: Lapse | null,
  /** The next refill. */
  next_refill: Refill | null,
  /** Credits used in the last thirty days, net of refunds. */
  used_30_days: string,
  /** What follows if it is used as it was lately. */
  outlook: Outlook,
  /** The subscription's cycle that runs, if one runs. */
  cycle: Cycle | null,
  /** What the credits that are left cost, a figure for each currency. */
  worth: Array<MoneyText>,
  /** Whether the cost of all of these is known. If not, `worth` is only a part. */
  worth_known: boolean,
  /** When the last usage happened. */
  last_usage: string | null, };

/** What follows if a wallet is used as it was lately. */
export type Outlook = {
  /** Credits a day, the mean of a week; none if too little is known. */
  per_day: string | null,
  /** The whole days that it rests on, at most 28. */
  days: number,
  /** When credits are wanted and none is left; none if that is unknown or beyond `until`. */
  runs_out: string | null,
  /** How far this looks ahead. */
  until: string,
  /** Whether it runs out before its next refill. False where a refill within a day mends it. */
  before_refill: boolean,
  /**
   * Of the credits in open lots, those that lapse unused up to `until`; where the pace is
   * unknown, if nothing is used.
   */
  unused: string,
  /** What these cost, a figure for each currency; empty when unknown or nothing. */
  unused_worth: Array<MoneyText>,
  /** Whether the cost of each of these is known. */
  unused_worth_known: boolean, };

/** How far a subscription's cycle is used. */
export type Cycle = {
  /** Its credits. */
  credits: string,
  /** Of these used or held. */
  used: string,
  /** The same in whole percent, rounded down. */
  percent: number,
  /** When it ends. */
  ends: string, };

/** Credits that end unused at one instant if nothing is done. */
export type Lapse = {
  /** When. */
  at: string,
  /** How many. */
  credits: string,
  /** The same by kind, in draw order. */
  by_kind: Array<KindAmount>,
  /** What they cost, a figure for each currency; empty when unknown or nothing. */
  worth: Array<MoneyText>,
  /** Whether the cost of each of these credits is known. If not, `worth` is only a part. */
  worth_known: boolean, };

/** Credits that come in. */
export type Refill = {
  /** When. */
  at: string,
  /** How many. */
  credits: string, };

/** A lot that will end, in a list over all wallets. */
export type LapsingLot = {
  /** Its wallet. */
  wallet: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** The lot's id. */
  lot: string,
  /** Its kind. */
  kind: Kind,
  /** When it began. */
  starts: string,
  /** When it ends. */
  expires: string,
  /** Credits left in it. */
  left: string,
  /** What these cost, if known. */
  worth: MoneyText | null,
  /** Of these, what lapses unused at the present pace; where that is unknown, if nothing is used. */
  unused: string,
  /** What these cost, if known. */
  unused_worth: MoneyText | null, };

/** A batch of entries that can be undone as one. */
export type Batch = {
  /** Its id. */
  id: string,
  /** What it was, as words that follow "Undo": `import of 214 rows from photoroom-usage.csv`. */
  title: string,
  /** When it was entered. */
  recorded_at: string, };
