// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';
import type { WorkPlan } from './planner';

/** Under which other terms a past time is played. */
export type OtherTerms = { "change": "plan",
/** The provider. */
provider: string,
/** The plan. */
plan: string,
/** How it is paid. */
billing: string, } | { "change": "order",
/** The order. */
order: OtherOrder, } | { "change": "reading",
/** The question. */
reading: string,
/** The answer. */
option: string, };

/** Orders in which lots might be drawn. */
export type OtherOrder = "ends_first" | "by_kind" | "oldest_first" | "cheapest_first";

/** What came of a past time under some terms. */
export type PastOutcome = {
  /** What was used. */
  used: string,
  /** What plans and packs cost together, as far as it is known. */
  cost: Array<MoneyText>,
  /** All of it is known. */
  cost_known: boolean,
  /** Of it, packs: those that were bought, or the cheapest that cover what was missing. */
  packs: Array<MoneyText>,
  /** When credits first did not suffice. */
  ran_out: string | null,
  /** On how many days they did not. */
  dry_days: number,
  /** How many were missing in all. */
  missing: string,
  /** What lapsed unused. */
  expired: string,
  /** The part of it that was paid for. */
  expired_paid: string,
  /** What that was worth, as far as it is known. */
  expired_worth: Array<MoneyText>,
  /** What was left at the end. */
  left: string, };

/** A past time, as it was and as it would have been. */
export type PastReplay = {
  /** The wallet. */
  wallet: string,
  /** Where it begins: a year ago, or when the wallet began. */
  from: string,
  /** Where it ends: now. */
  to: string,
  /** Usages in it. */
  usages: number,
  /** As it was. */
  was: PastOutcome,
  /** As it would have been. */
  would: PastOutcome,
  /** Usages that the other provider's pages do not price: they are not in it. */
  not_priced: number, };

/** What can be played. */
export type PastChoices = {
  /** The wallet. */
  wallet: string,
  /** Plans whose credits are known. */
  plans: Array<PastPlan>,
  /** Questions of its provider, with their answers and the one that holds. */
  readings: Array<PastReading>,
  /** The order that holds, where it is one of those known here. */
  order: OtherOrder | null, };

/** A plan that a past time can be played under. */
export type PastPlan = {
  /** The provider. */
  provider: string,
  /** Its name for people. */
  provider_title: string,
  /** The plan. */
  plan: string,
  /** Its name. */
  title: string,
  /** How it is paid. */
  billing: string,
  /** It is what the wallet has now. */
  current: boolean, };

/** A question with its answers. */
export type PastReading = {
  /** Its word. */
  id: string,
  /** The question. */
  question: string,
  /** The answers, as (word, words for people). */
  options: Array<[string, string]>,
  /** The answer that holds. */
  chosen: string, };

/** How long a wallet lasts, as a range. */
export type WalletForecast = {
  /** The wallet. */
  wallet: string,
  /** Its zone. */
  zone: string,
  /** When this was asked. */
  at: string,
  /** What is left now. */
  left: string,
  /** Credits a day; none where too little is known. */
  per_day: string | null,
  /** The mean of each weekday, from Monday on. */
  by_weekday: Array<string>,
  /** Whole weeks that it rests on. */
  weeks: number,
  /** The change from week to week in percent, where there is one that cannot be chance. */
  trend: string | null,
  /** P10, P50 and P90 of when it runs out; none is beyond the horizon. */
  runs_out: Array<string | null>,
  /** Up to where was looked. */
  until: string,
  /** When the next refill comes. */
  refill: string | null,
  /** In how many cases of a hundred it runs out before that. */
  before_refill: number | null,
  /** P10, P50 and P90 of what of the present lots lapses unused. */
  unused: Array<string>,
  /** What the middle of that is worth, as far as it is known. */
  unused_worth: Array<MoneyText>,
  /** All of that worth is known. */
  unused_worth_known: boolean,
  /** Courses that were played. */
  courses: number, };

/** A plan of work that is kept by name. */
export type KeptPlan = {
  /** Its number; none for one that is new. */
  id: number | null,
  /** Its name. */
  name: string,
  /** Notes about it. */
  notes: string,
  /** When it was kept last; empty for one that is new. */
  kept_at: string,
  /** The plan. */
  plan: WorkPlan, };
