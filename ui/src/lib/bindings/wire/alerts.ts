// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** What an alert watches. */
export type AlertKind = "cycle_used" | "balance_at_or_below" | "lapses_within" | "runs_out_before_refill" | "member_limit" | "uncovered";

/** A rule. */
export type AlertRule = {
  /** Its id; empty for a new one. */
  id: string,
  /** Whether it is looked at. */
  on: boolean,
  /** The wallet that it is about; none is each of them. */
  wallet: string | null,
  /** What it watches. */
  kind: AlertKind,
  /** Its line: percent, credits or days, as typed; none where the kind has no line. */
  line: string | null, };

/** What an alert found. */
export type AlertFigures = {
  /** What it watches. */
  kind: AlertKind,
  /** The wallet, by its name; empty where a member's limit holds in all of them. */
  wallet: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** The line that was crossed: percent, credits or days. */
  line: string | null,
  /** The member whose limit it is. */
  member: string | null,
  /** Credits that are left, that lapse, that a member used, or that no lot covers. */
  credits: string,
  /** How much of a cycle or a limit is used, in whole percent. */
  percent: number | null,
  /** When the credits lapse, run out, or the cycle ends. */
  due: string | null,
  /** When the next refill comes, where that matters. */
  refill: string | null,
  /** What the credits that lapse cost, if known. */
  worth: MoneyText | null, };

/** An alert that fired. */
export type Alert = {
  /** Its number. */
  id: number,
  /** Its rule. */
  rule: string,
  /** When it fired. */
  at: string,
  /** Whether the reader saw it. */
  seen: boolean,
  /** Until when it is put off. */
  snoozed_until: string | null,
  /** When the value came back over its line; none while it has not. */
  over_at: string | null,
  /** What it watches. */
  kind: AlertKind,
  /** The wallet, by its name; empty where a member's limit holds in all of them. */
  wallet: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** The line that was crossed: percent, credits or days. */
  line: string | null,
  /** The member whose limit it is. */
  member: string | null,
  /** Credits that are left, that lapse, that a member used, or that no lot covers. */
  credits: string,
  /** How much of a cycle or a limit is used, in whole percent. */
  percent: number | null,
  /** When the credits lapse, run out, or the cycle ends. */
  due: string | null,
  /** When the next refill comes, where that matters. */
  refill: string | null,
  /** What the credits that lapse cost, if known. */
  worth: MoneyText | null, };

/** Alerts that fired, the latest first. */
export type AlertPage = {
  /** The alerts. */
  rows: Array<Alert>,
  /** Where the next page begins; none after the last. */
  next: number | null, };
