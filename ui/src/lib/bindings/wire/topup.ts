// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** Whether credits can be bought. */
export type TopUpCondition = "open" | "subscribed" | "needs_subscription" | "not_sold";

/** What can be bought for a wallet. */
export type TopUpForm = {
  /** The wallet. */
  wallet: string,
  /** The provider's name for a reader. */
  provider_title: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** What the provider calls credits that are bought, if it has another word for them. */
  word: string | null,
  /** Whether they can be bought now, without a bundle. */
  condition: TopUpCondition,
  /** The page that says so. */
  source: string | null,
  /** The plan that runs. */
  plan: string | null,
  /** The currency of the last purchase, else the provider's. */
  currency: string | null,
  /** What the wallet holds now. */
  left: string,
  /** Credits used a day at the present pace; none before a week of use. */
  pace: string | null,
  /** How long the wallet lasts as it is. */
  lasts: Lasts,
  /** The bundles. */
  bundles: Array<TopUpOffer>,
  /** Earlier purchases, the latest first. */
  earlier: Array<TopUpRow>, };

/** How long credits last at the present pace. */
export type Lasts = {
  /** The day on which they run out; none if they do not, or if that is unknown. */
  until: string | null,
  /** They outlast two years. */
  beyond: boolean, };

/** A purchase, and what it would lead to. */
export type TopUpOffer = {
  /** The bundle; none for an amount. */
  bundle: string | null,
  /** Its name for a reader. */
  title: string | null,
  /** Credits. */
  credits: string,
  /** What it costs, if known. */
  price: MoneyText | null,
  /** What one credit costs, with up to six decimals, if the price is known. */
  per_credit: MoneyText | null,
  /** Whether it can be bought. */
  condition: TopUpCondition,
  /** When it would happen. */
  at: string,
  /** What the wallet would hold now with it. */
  left_after: string,
  /** How long that would last. */
  lasts: Lasts,
  /** When these credits lapse; none is never. */
  expires: string | null, };

/** A purchase as it is being filled in. Texts are as typed. */
export type TopUpDraft = {
  /** The wallet. */
  wallet: string,
  /** The bundle … */
  bundle: string | null,
  /** … or the credits. */
  credits: string | null,
  /** What was paid: a number. */
  paid: string | null,
  /** In which currency. */
  currency: string | null,
  /** When, as typed, in the wallet's zone; now if none. */
  at: string | null,
  /** When they end, as typed; the provider's rule if none. */
  expires: string | null,
  /** The number of the receipt. */
  receipt: string | null,
  /** A note. */
  note: string | null, };

/** An earlier purchase. */
export type TopUpRow = {
  /** The id of its entry. */
  id: string,
  /** When it happened. */
  at: string,
  /** Its credits. */
  credits: string,
  /** The bundle. */
  bundle: string | null,
  /** What was paid, if known. */
  paid: MoneyText | null,
  /** The number of the receipt. */
  receipt: string | null, };

/** A purchase as it stands in the books. */
export type Receipt = {
  /** The id of its entry. */
  id: string,
  /** The batch, to be undone, where it was just booked. */
  batch: string | null,
  /** The name of the books. */
  books: string,
  /** The wallet. */
  wallet: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** The provider's name for a reader. */
  provider_title: string,
  /** What the provider calls credits that are bought, if it has another word for them. */
  word: string | null,
  /** The bundle. */
  bundle: string | null,
  /** Its credits. */
  credits: string,
  /** What was paid, if known. */
  paid: MoneyText | null,
  /** What one credit cost. */
  per_credit: MoneyText | null,
  /** When it happened. */
  at: string,
  /** When it was entered. */
  recorded_at: string,
  /** When the credits lapse; none is never. */
  expires: string | null,
  /** The number of the receipt. */
  receipt: string | null,
  /** The note. */
  note: string | null,
  /** The name of the file that goes with it. */
  attachment: string | null,
  /** It was voided and no longer counts. */
  voided: boolean, };
