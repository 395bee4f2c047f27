// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** Members or projects. */
export type NameKind = "member" | "project";

/** What is to be said about a member or a project. */
export type NameEdit = { "what": "add" } | { "what": "rename",
/** The new name. */
to: string, } | { "what": "merge",
/** The other. */
into: string, } | { "what": "archive" } | { "what": "restore" } | { "what": "limit",
/** In this wallet; in all if none. */
wallet: string | null,
/** As typed; no limit if none or empty. */
credits: string | null, } | { "what": "budget",
/** As typed. */
credits: string | null,
/** As typed, with its currency: `120.00 EUR`. */
money: string | null,
/** Each month anew, rather than for the whole project. */
monthly: boolean, } | { "what": "client",
/** As typed; nobody's in particular if none or empty. */
client: string | null, };

/** What was said. */
export type NameSaid = {
  /** The batch, for an undo. */
  batch: string, };

/** Members and projects with what they used in a calendar month. */
export type PeopleView = {
  /** The month, on each wallet's own wall: `2026-11`. */
  month: string,
  /** The running month. */
  this_month: string,
  /** The month of the last usage; none where there is no usage. */
  latest: string | null,
  /** The members: who used most in the month first, archived ones last. */
  members: Array<MemberRow>,
  /** The projects, in the same order. */
  projects: Array<ProjectRow>,
  /** The clients that projects have, by their names. */
  clients: Array<string>,
  /** What was used in the month without a member. */
  no_member: string,
  /** What was used in the month without a project. */
  no_project: string,
  /** The wallets, for a limit in one of them. */
  wallets: Array<string>,
  /** The currencies in which something was paid, the one with most lots first. */
  currencies: Array<string>, };

/** How much is left of a limit or budget. */
export type Standing = "within" | "close" | "over";

/** A member. */
export type MemberRow = {
  /** The name and its usage. */
  named: NamedRow,
  /** What they may use in the month. */
  limits: Array<LimitRow>, };

/** A project. */
export type ProjectRow = {
  /** The name and its usage. */
  named: NamedRow,
  /** Whose it is, where somebody said. Text from users: never markup. */
  client: string | null,
  /** What the lots that paid cost, over all time. */
  cost: Array<MoneyText>,
  /** Of the credits used, those whose price nobody said. */
  cost_unknown: string,
  /** What it may use. */
  budget: BudgetRow | null, };

/** What is common to a member and a project. */
export type NamedRow = {
  /** The name of today. Text from users: never markup. */
  name: string,
  /** Its other names: earlier ones, and spellings that were merged. */
  also: Array<string>,
  /** It is no longer suggested. */
  archived: boolean,
  /** A name with more usage that is spelt nearly alike. */
  looks_like: string | null,
  /** What it used in the month, net of refunds, with what it holds. */
  used: string,
  /** The same over all time. */
  used_ever: string,
  /** Usages over all time that have no price yet: they are in no sum. */
  unpriced: number,
  /** When it was used last. */
  last_used: string | null, };

/** The limit of a member's month. */
export type LimitRow = {
  /** In this wallet; in all if none. */
  wallet: string | null,
  /** The limit. */
  limit: string,
  /** What was used of it. */
  used: string,
  /** What is left of it, never below zero. */
  left: string,
  /** How much of it is used, in percent. */
  percent: number,
  /** How it stands. */
  standing: Standing,
  /** When the next month begins. */
  anew: string, };

/** A project's budget; its figures are all in credits or all in money. */
export type BudgetRow = {
  /** Each month anew, rather than for the whole project. */
  monthly: boolean,
  /** What may be used. */
  budget: string,
  /** What was used. */
  used: string,
  /** What is left, below zero where more was used. */
  left: string,
  /** The currency of the three, ISO 4217; credits if none. */
  currency: string | null,
  /** How much of it is used, in percent. */
  percent: number,
  /** How it stands. */
  standing: Standing,
  /** In money: the credits used in that time whose price nobody said. They are not in what was used. */
  cost_unknown: string, };
