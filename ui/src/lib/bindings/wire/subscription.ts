// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText, KindAmount } from './common';
import type { Refill } from './overview';

/** A wallet's subscription. */
export type SubscriptionView = {
  /** The plan that runs, if one runs. */
  running: RunningPlan | null,
  /** The next refills, payments and lapses, by time; at most eighteen. */
  coming: Array<Coming>,
  /** What was paid for plans so far, a figure for each currency. */
  paid: Array<MoneyText>,
  /** Payments so far. */
  payments: number,
  /** Whether the price of each of them is known. If not, `paid` is only a part. */
  paid_known: boolean,
  /** What was paid for top-ups so far, a figure for each currency. */
  topups: Array<MoneyText>,
  /** Top-ups whose price is unknown. */
  topups_unknown: number,
  /** The plans so far, the latest first. */
  history: Array<PlanSpan>, };

/** The plan that runs. */
export type RunningPlan = {
  /** Its id at the provider, if its file names it. */
  plan: string | null,
  /** Its name, and how it is billed: `Pro, monthly`. */
  title: string,
  /** Credits of a refill. */
  credits: string,
  /** How often they come: a unit (`month`) and how many of it. */
  every: [string, number],
  /** What one payment is, if known. */
  price: MoneyText | null,
  /** Since when. */
  since: string,
  /** The next payment; none if it is cancelled. */
  renews: string | null,
  /** It was cancelled and ends here. */
  ends: string | null,
  /** What becomes of the credits that are left when it ends. */
  at_end: EndOfPlan,
  /** Credits of it that are left now and that its end would take. */
  at_end_lost: string,
  /** Top-ups are frozen when no subscription runs. */
  freezes_topups: boolean, };

/** What the end of a plan does to the credits that it left. */
export type EndOfPlan = "keep" | "end_with_cycle" | "end_now";

/** What comes. */
export type ComingSort = "lapse" | "refill" | "payment" | "end";

/** Something that comes. */
export type Coming = {
  /** What. */
  sort: ComingSort,
  /** When. */
  at: string,
  /** How many credits, of a refill or a lapse. */
  credits: string | null,
  /** How much money, of a payment whose price is known. */
  price: MoneyText | null, };

/** A plan, for as long as it ran. */
export type PlanSpan = {
  /** Its name, and how it is billed. */
  title: string,
  /** From when on. */
  from: string,
  /** Up to when; none if it runs. */
  to: string | null,
  /** Credits of a refill. */
  credits: string,
  /** What one payment was, if known. */
  price: MoneyText | null,
  /** Payments so far. */
  payments: number, };

/** When a plan changes. */
export type PlanChangeWhen = "now" | "at_renewal";

/** A plan to take, or to change to. Texts are as in its fields. */
export type PlanOrder = {
  /** The wallet. */
  wallet: string,
  /** The plan's id, possibly with its billing: `pro yearly`. */
  plan: string,
  /** When. */
  when: PlanChangeWhen,
  /** The instant, where it is not the renewal; now if empty. */
  at: string | null,
  /** Credits of a refill, where the provider does not publish them. */
  credits: string | null,
  /** What one payment is: `20.00 EUR`. */
  price: string | null, };

/** An end of a subscription. */
export type PlanEnd = "cancel" | "lapse";

/** What a change of the subscription would do. */
export type PlanPreview = {
  /** From when on it counts. */
  at: string,
  /** What can be spent right before. */
  before: string,
  /** What can be spent right after. */
  after: string,
  /** Credits that it takes at once, by kind. */
  lost: Array<KindAmount>,
  /** What these cost, a figure for each currency. */
  lost_worth: Array<MoneyText>,
  /** Credits that come with it at once. */
  gained: string,
  /** Credits that can no longer be spent from then on, though they are kept. */
  frozen: string,
  /** The first payment, if its price is known. */
  price: MoneyText | null,
  /** The next refill after it, if one comes. */
  next_refill: Refill | null, };

/** What a calendar file holds. */
export type CalendarParts = {
  /** Credit refills. */
  refills: boolean,
  /** Payments. */
  payments: boolean,
  /** Lapses. */
  lapses: boolean, };

/** A calendar file that was written. */
export type CalendarWritten = {
  /** The name of the file. */
  name: string,
  /** Events in it. */
  events: number, };
