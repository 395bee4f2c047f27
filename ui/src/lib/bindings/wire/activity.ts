// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { Kind } from './common';

/** What an entry is. */
export type ActivityKind = "usage" | "hold" | "failed" | "unpriced" | "refund" | "settled" | "priced" | "lot" | "grant" | "void" | "statement" | "expiry" | "undo" | "books";

/** One entry. */
export type ActivityRow = {
  /** Its id. */
  id: string,
  /** Its wallet; empty where it is about none, or about several. */
  wallet: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** What it is. */
  kind: ActivityKind,
  /** When it happened. */
  at: string,
  /** When it was entered. */
  recorded_at: string,
  /**
   * What happened in words, as it stands in the books: action and model of a usage, the name
   * of a bundle or plan. Text from users and providers: never markup.
   */
  title: string,
  /**
   * What the entry is, for whoever says it in another language: `usage`, `lot_added`,
   * `settled_failed`, `member_renamed` …
   */
  fact: string,
  /** Whom or what the fact is about: a bundle, a plan, a lot, a usage, a name, a reason. */
  subject: string | null,
  /** The credits that the fact names, whatever they did to the balance. */
  figure: string | null,
  /** The instant that the fact names: a new end, a lock. */
  until: string | null,
  /** How many of it (images, seconds), as a decimal number; none where it has no count. */
  quantity: string | null,
  /** Who. */
  member: string | null,
  /** For what. */
  project: string | null,
  /**
   * What it did to the balance: negative for a charge or a hold, positive for credits that came
   * in; none while its price is unknown.
   */
  credits: string | null,
  /** The part of it that no lot covers. */
  uncovered: string,
  /** What was refunded of it. */
  refunded: string,
  /** It was read from a provider's log. */
  reported: boolean,
  /** It was voided and no longer counts. */
  voided: boolean,
  /** What it took from which lots, in draw order; empty for what draws nothing. */
  draws: Array<DrawRow>, };

/** The part of a lot that one usage took. */
export type DrawRow = {
  /** The lot. */
  lot: string,
  /** Its kind. */
  kind: Kind,
  /** What was taken. */
  credits: string, };
