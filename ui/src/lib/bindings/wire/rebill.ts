// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** The statement of a project for a month. */
export type Bill = {
  /** The name of the books. */
  books: string,
  /** The project; empty for usage without one. */
  project: string,
  /** The month: `2026-10`. */
  month: string,
  /** The mark-up in percent: `12.5`. */
  mark_up: string,
  /** The lines, the most credits first. */
  lines: Array<BillLine>,
  /** Corrections of months that were closed before. */
  corrections: Array<BillCorrection>,
  /** Lines and corrections together. */
  total: BillSums,
  /** Usages of the month without a price: they are in no sum. */
  unpriced: number,
  /** When it was closed; none while it is open. */
  closed: string | null,
  /** The entry that closed it. */
  entry: string | null,
  /** The month is over, so that it can be closed. */
  over: boolean,
  /** The batch that just closed it, to undo. */
  batch: string | null, };

/** Usage of one sort. */
export type BillLine = {
  /** The action. */
  action: string,
  /** The model; empty for usage without one. */
  model: string,
  /** What it adds up to. */
  sums: BillSums, };

/** What became known of a closed month after it was closed. */
export type BillCorrection = {
  /** The closed month. */
  month: string,
  /** The difference to what was charged for it, with the mark-up of its statement. */
  sums: BillSums, };

/** What was used, and what it cost. */
export type BillSums = {
  /** Usages; below zero where a correction takes some back. */
  count: number,
  /** Units. */
  quantity: number,
  /** Credits, net of refunds. */
  credits: string,
  /** What the lots that paid cost, by currency. */
  cost: Array<MoneyText>,
  /** Of the credits, those whose cost nobody said. */
  cost_unknown: string,
  /** The cost with the mark-up. */
  price: Array<MoneyText>, };

/** A project in a month. */
export type BillRow = {
  /** The project; empty for usage without one. */
  project: string,
  /** Whose it is today; empty for nobody's. */
  client: string,
  /** Lines and corrections together, as charged if it is closed. */
  total: BillSums,
  /** How many closed months it corrects. */
  corrects: number,
  /** It is closed. */
  closed: boolean,
  /** The mark-up in percent. */
  mark_up: string, };

/** The statements of a month. */
export type BillsView = {
  /** The month. */
  month: string,
  /** The month that runs. */
  this_month: string,
  /** The month of the first usage of all; none without any. */
  first: string | null,
  /** The projects, the most credits first. */
  rows: Array<BillRow>,
  /** The same by client, the most credits first. */
  clients: Array<ClientBillRow>, };

/** Whose statement is meant. */
export type BilledTo = { "to": "project",
/** Its name; empty for usage without one. */
name: string, } | { "to": "client",
/** Its name; empty for projects without one. */
name: string, };

/** The statement of a client for a month: those of its projects. */
export type ClientBill = {
  /** The name of the books. */
  books: string,
  /** The client; empty for projects without one. */
  client: string,
  /** The month: `2026-10`. */
  month: string,
  /** The mark-up in percent of all its open projects; none where they differ. */
  mark_up: string | null,
  /** The statements of its projects that say something, the most credits first. */
  projects: Array<Bill>,
  /** All of them together. */
  total: BillSums,
  /** Usages of the month without a price: they are in no sum. */
  unpriced: number,
  /** When the last of them was closed; none while one is open. */
  closed: string | null,
  /** The month is over, so that it can be closed. */
  over: boolean,
  /** The batch that just closed it, to undo. */
  batch: string | null, };

/** A client in a month. */
export type ClientBillRow = {
  /** The client; empty for projects without one. */
  client: string,
  /** How many of its projects say something. */
  projects: number,
  /** What they say together. */
  total: BillSums,
  /** How many closed months they correct. */
  corrects: number,
  /** Each of them is closed. */
  closed: boolean, };
