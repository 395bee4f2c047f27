// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** What usage can be divided by and chosen by. */
export type UsageBy = "model" | "feature" | "action" | "member" | "project" | "client" | "provider" | "wallet" | "kind" | "weekday" | "hour" | "status";

/** Only usage with one of these values; an empty text is usage without one. */
export type UsageOnly = {
  /** Of what. */
  by: UsageBy,
  /** The values. */
  values: Array<string>, };

/** Which days are asked about, on each wallet's own calendar. */
export type UsageSpan = { "span": "days",
/** How many, at least 1. */
days: number, } | { "span": "month",
/** The month; the running one if none. */
month: string | null, } | { "span": "all" } | { "span": "free",
/** The first day. */
from: string,
/** The last day. */
to: string, };

/** Which usage is asked about. */
export type UsageAsked = {
  /** When it happened. */
  span: UsageSpan,
  /** Each of these holds. */
  only: Array<UsageOnly>, };

/** What is measured. */
export type UsageMeasure = { "measure": "credits" } | { "measure": "money",
/** ISO 4217. */
currency: string, } | { "measure": "count" } | { "measure": "quantity" } | { "measure": "failed" };

/** How long the columns of a chart are. */
export type UsageStep = "day" | "week" | "month";

/** A chart of usage. */
export type UsageDrawing = { "draw": "stacked",
/** The parts of each column. */
by: UsageBy,
/** What is measured. */
measure: UsageMeasure,
/** How long a column is. */
step: UsageStep, } | { "draw": "cumulative",
/** What is measured. */
measure: UsageMeasure, } | { "draw": "calendar",
/** What is measured. */
measure: UsageMeasure, } | { "draw": "week",
/** What is measured. */
measure: UsageMeasure, } | { "draw": "shares",
/** A bar each. */
by: UsageBy,
/** What is measured. */
measure: UsageMeasure, } | { "draw": "breakage",
/** The currency in which it is told; none for credits. */
currency: string | null, } | { "draw": "ladder",
/** The wallet. */
wallet: string, };

/** Measures of some usage. */
export type UsageFigures = {
  /** Usages. */
  count: number,
  /** Units, as far as they are known. */
  quantity: number,
  /** Credits, net of refunds. */
  credits: string,
  /** What the lots that paid cost, by currency. */
  cost: Array<MoneyText>,
  /** Of the credits, those whose cost nobody said, or that no lot covers. */
  cost_unknown: string,
  /** Of the usages, those that no rate matches: their credits are in no sum. */
  unpriced: number,
  /** Usages that failed, whatever their status is asked to be. */
  failed: number,
  /** Of those that succeeded or failed, how many in a thousand failed; none if there are none. */
  failed_per_mille: number | null,
  /** Usages that are pending. */
  pending: number, };

/** A part of usage, now and in the time before. */
export type UsagePart = {
  /** The value that it has in common; empty for usage without one. */
  value: string,
  /** Its measures. */
  now: UsageFigures,
  /** Those of the time before; none where there is nothing to compare with. */
  before: UsageFigures | null,
  /** The CSS variable of its colour in every chart. */
  colour: string, };

/** Something whose credits went up or down most. */
export type UsageMover = {
  /** Of what it is a value. */
  by: UsageBy,
  /** The value. */
  value: string,
  /** Credits in the time before. */
  before: string,
  /** Credits now. */
  now: string,
  /** The difference. */
  change: string, };

/** The answer. */
export type UsageAnswer = {
  /** The first day. */
  from: string,
  /** The last day. */
  to: string,
  /** Today, on the first wallet's calendar. */
  today: string,
  /** The day of the first usage of all, and of the last; none where there is none. */
  first: string | null,
  /** As `first`. */
  last: string | null,
  /** The zones on whose calendars the days lie; one in most books. */
  zones: Array<string>,
  /** Everything that was asked for. */
  total: UsageFigures,
  /** The same in as many days before; none where the books had not begun. */
  before: UsageFigures | null,
  /** The first and last day of the time before. */
  before_from: string,
  /** As `before_from`. */
  before_to: string,
  /** The parts, the largest first; weekdays and hours in their order. */
  parts: Array<UsagePart>,
  /** How many smaller parts are left out. */
  more_parts: number,
  /** What the left-out parts are together. */
  rest: UsageFigures,
  /** What went up or down most. */
  movers: Array<UsageMover>,
  /** The currencies that any usage cost. */
  currencies: Array<string>, };

/** A failed or stuck generation for which credits are gone. */
export type ClaimRow = {
  /** Its entry. */
  id: string,
  /** The wallet. */
  wallet: string,
  /** When it happened. */
  at: string,
  /** The same on the wallet's clock, with the difference to UTC: `2026-11-20 14:06:00 +01:00`. */
  local: string,
  /** It failed and was charged, or it is pending for too long. */
  why: ClaimReason,
  /** The action. */
  action: string,
  /** The model. */
  model: string | null,
  /** The provider's own id. */
  external_id: string | null,
  /** Who. */
  member: string | null,
  /** Credits that the provider charged or holds, less what came back; none if it told none. */
  credits: string | null, };

/** Why something is claimed. */
export type ClaimReason = "charged" | "pending";

/** What can be claimed from one provider. */
export type ClaimsOf = {
  /** The provider, by the word that commands use for it. */
  provider: string,
  /** Its name for a reader. */
  provider_title: string,
  /** The zones of its wallets. */
  zones: Array<string>,
  /** The claims, the latest first; at most two hundred. */
  rows: Array<ClaimRow>,
  /** All claims, also those that are not listed. */
  count: number,
  /** Credits of all of them, as far as they are known. */
  credits: string,
  /** Usages that failed in the time asked for. */
  failed: number,
  /** Of those, the ones for which the provider told no figure: nobody knows whether it charged. */
  untold: number,
  /** Of those, the ones that the provider gives back by its own rule, and their credits. */
  by_rule: number,
  /** As `by_rule`. */
  by_rule_credits: string,
  /** Refunds that were booked for usages of this time, and their credits. */
  refunds: number,
  /** As `refunds`. */
  refunded: string, };

/** Claims of all providers. */
export type ClaimsView = {
  /** The first day. */
  from: string,
  /** The last day. */
  to: string,
  /** Hours after which something counts as not given back. */
  hours: number,
  /** Providers with failed or pending usage, the most credits first. */
  providers: Array<ClaimsOf>, };
