// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { ActivityRow } from './activity';
import type { Reading, ReadingChoice } from './catalog';
import type { Kind } from './common';
import type { Batch } from './overview';

/** What was booked, with the way back. */
export type Booked = {
  /** The batch that undoes it; none if nothing had to be booked. */
  batch: Batch | null,
  /** The name of the wallet, which may be a new one. */
  wallet: string,
  /** What it holds now. */
  available: string, };

/** What a provider shows, as it is typed. Texts are as in its fields. */
export type StatementOrder = {
  /** The wallet. */
  wallet: string,
  /** When it showed that; now if empty. */
  at: string | null,
  /** What it showed in all … */
  shows: string | null,
  /** … or of single kinds. */
  kinds: Array<KindShown>,
  /** Lock the books up to there. */
  lock: boolean, };

/** What a provider shows of one kind, as it is typed. */
export type KindShown = {
  /** The kind. */
  kind: Kind,
  /** The credits; empty is not shown. */
  credits: string, };

/** A statement before it is booked: the books beside what the provider shows. */
export type StatementDraft = {
  /** The instant at which both are compared. */
  at: string,
  /** What the books hold then. */
  books: string,
  /** What the provider shows; none if nothing was typed. */
  shows: string | null,
  /** By how much it shows more (or less, below zero). */
  difference: string | null,
  /** The same by kind: kinds that the wallet ever had, in draw order. */
  kinds: Array<KindDraft>,
  /** Credits used that no lot covers; a statement settles them. */
  uncovered: string,
  /** Likely reasons of the difference, the best first; at most five. */
  causes: Array<Cause>,
  /** Up to when the books are locked now. */
  locked_until: string | null,
  /** The last statement before this one. */
  last: StatementShown | null, };

/** One kind of a statement before it is booked. */
export type KindDraft = {
  /** The kind. */
  kind: Kind,
  /** What the books hold of it. */
  books: string,
  /** By how much the provider shows more (or less, below zero); none if nothing was typed. */
  difference: string | null, };

/** A statement that was booked. */
export type StatementShown = {
  /** When. */
  at: string,
  /** What the provider showed. */
  shows: string,
  /** What the books were corrected by. */
  corrected: string, };

/** A sort of reason why a provider and the books differ. */
export type CauseSort = "bundle_not_entered" | "refill_not_booked" | "refill_too_early" | "refill_too_late" | "lapse_too_early" | "lapse_too_late" | "usage_not_entered" | "usage_too_much" | "topup_too_much" | "held" | "uncovered" | "unpriced" | "nothing_since";

/** A likely reason. */
export type Cause = {
  /** Its sort. */
  sort: CauseSort,
  /** Its figure, where it has one. */
  credits: string | null,
  /** It explains the difference to the last credit. */
  exact: boolean,
  /** When, where it has a time. */
  at: string | null,
  /** What: a usage, a bundle, a plan. */
  what: string | null,
  /** How many. */
  count: number | null, };

/** A figure of a wallet. */
export type Figure = "spendable" | "held" | "at_risk" | "uncovered" | "lapsed";

/** What a figure follows from. */
export type FigureExplained = {
  /** The figure. */
  figure: Figure,
  /** Its amount. */
  credits: string,
  /** The terms that add up to it. */
  terms: Array<Term>,
  /** The lots behind it, in draw order; at most forty. */
  lots: Array<LotPart>,
  /** How many there are. */
  lots_total: number,
  /** The rules behind it. */
  rules: Array<Rule>,
  /** The entries behind it, the latest first; at most twelve. */
  entries: Array<ActivityRow>,
  /** How many there are. */
  entries_total: number, };

/** What a term of a figure is. */
export type TermSort = "granted" | "rolled_in" | "corrected" | "drawn" | "refunded" | "held" | "lapsed" | "rolled_out" | "voided" | "frozen" | "debt";

/** A term of a figure's sum. */
export type Term = {
  /** What it is. */
  sort: TermSort,
  /** How much it adds, or takes (below zero). */
  credits: string, };

/** A lot's part of a figure. */
export type LotPart = {
  /** The lot's id. */
  lot: string,
  /** Its kind. */
  kind: Kind,
  /** Its part. */
  credits: string,
  /** When it ends, or ended; none is never. */
  expires: string | null, };

/** A rule of a wallet, for a sentence of the window. */
export type RuleSort = "draw_order" | "kind_order" | "topups_frozen" | "topups_barred" | "overdraw" | "refuse" | "lives_cycles" | "lives_for" | "lives_forever" | "carried" | "capped" | "held_until_settled" | "reading" | "pace" | "no_pace";

/** A rule with the figures in it, and the page it comes from. */
export type Rule = {
  /** Its sort. */
  sort: RuleSort,
  /** The kind of credits it is about. */
  kind: Kind | null,
  /** The figures and words in it. */
  values: Array<string>,
  /** The address of the page that says so. */
  source: string | null,
  /** The day on which that was read: `2026-10-30`. */
  read_on: string | null, };

/** A change of a wallet; what is none stays. */
export type WalletChange = {
  /** Its new name. */
  name: string | null,
  /** Put away, or taken out again. */
  archived: boolean | null,
  /** Answers to the provider's open questions. */
  readings: Array<ReadingChoice>, };

/** What can be changed about a wallet. */
export type WalletTerms = {
  /** It is put away. */
  archived: boolean,
  /** Up to when its books are locked. */
  locked_until: string | null,
  /** The questions that its provider's pages leave open. */
  readings: Array<Reading>,
  /** The answers that hold. */
  chosen: Array<ReadingChoice>, };
