// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { BundleCard } from './catalog';
import type { Kind, MoneyText } from './common';
import type { TopUpCondition } from './topup';

/** What can be filled in for a usage of one wallet. */
export type SpendForm = {
  /** The wallet. */
  wallet: string,
  /** The provider's name for a reader. */
  provider_title: string,
  /** The wallet's IANA zone. */
  zone: string,
  /** The provider's rate card has rates; without one, credits are typed. */
  rated: boolean,
  /** Actions: those of the rate card, in its order, then those used before, the latest first. */
  actions: Array<SpendAction>,
  /** Models for an action that is not among them. */
  other: Array<SpendModel>,
  /** Members of earlier usages, the latest first. */
  members: Array<string>,
  /** Projects of earlier usages, the latest first. */
  projects: Array<string>,
  /** The usage that was typed last, to begin with. */
  last: SpendDraft | null, };

/** An action. */
export type SpendAction = {
  /** Its name. */
  name: string,
  /** The models that it can be done with. */
  models: Array<SpendModel>, };

/** A model of an action. */
export type SpendModel = {
  /** Its name; none is the action without a model. */
  name: string | null,
  /** The settings that its price depends on. */
  settings: Array<SpendSetting>, };

/** A setting that a price depends on. */
export type SpendSetting = {
  /** Its name. */
  name: string,
  /** The values that the rate card knows; `true` and `false` for one that is on or off. */
  values: Array<string>,
  /** It can be left out. */
  optional: boolean,
  /** It is a number, and each step of so much of it is charged. */
  step: string | null, };

/** How a usage ended. */
export type SpendStatus = "succeeded" | "pending" | "failed";

/** A setting as it was filled in. */
export type SettingText = {
  /** Its name. */
  name: string,
  /** Its value. */
  value: string, };

/** A usage as it is being filled in. Texts are as typed. */
export type SpendDraft = {
  /** The wallet. */
  wallet: string,
  /** The action. */
  action: string,
  /** The model. */
  model: string | null,
  /** The settings. */
  settings: Array<SettingText>,
  /** Results of one usage; one if none. */
  quantity: string | null,
  /** How many such usages; one if none. */
  times: string | null,
  /** The provider's own figure for one usage, in place of the rate card's. */
  credits: string | null,
  /** Who. */
  member: string | null,
  /** For which project. */
  project: string | null,
  /** How it ended. */
  status: SpendStatus,
  /** When, as typed, in the wallet's zone; now if none. */
  at: string | null, };

/** What a usage would cost and who would pay, before it is booked. */
export type SpendQuote = {
  /** When it would happen. */
  at: string,
  /** How many usages. */
  times: number,
  /** Results of each. */
  quantity: number,
  /** Credits of one result; none if the figure was typed or there is no price. */
  unit: string | null,
  /** Credits of one usage. */
  each: string | null,
  /** Credits of all of them. */
  total: string | null,
  /** What the rate card says of one usage, where another figure was typed. */
  rated: string | null,
  /** The rate that says so. */
  rate: RateUsed | null,
  /** Why there is no price, where there is none. */
  no_price: NoPriceBecause | null,
  /** What it would do. */
  effect: SpendEffect,
  /** What the wallet holds now. */
  left: string,
  /** What it would hold now with this booked. */
  left_after: string,
  /** What such a usage can draw at its instant: less than the balance where lots are barred. */
  usable: string,
  /** The lots that pay, in draw order. */
  draws: Array<SpendDraw>,
  /** What that is worth, for each currency. */
  cost: Array<MoneyText>,
  /** The cost of every lot that pays is known. */
  cost_known: boolean,
  /** Why it would be refused. */
  refused: SpendRefused | null, };

/** What a usage would do to the wallet. */
export type SpendEffect = "draws" | "holds" | "charged_and_refunded" | "nothing" | "unpriced";

/** The rate that sets a price. */
export type RateUsed = {
  /** The words that agreed: action, model, settings. Empty for a rate that holds for everything. */
  keys: Array<string>,
  /** Credits of one result, or of one step of it. */
  credits: string | null,
  /** The length of a step. */
  step: string | null,
  /** The setting that is counted in steps. */
  setting: string | null,
  /** The page that says so. */
  source: string | null, };

/** Why there is no price. */
export type NoPriceBecause = {
  /** The reason. */
  reason: NoPriceReason,
  /** The setting that it is about. */
  setting: string | null, };

/** The reasons for which there is no price. */
export type NoPriceReason = "no_rate" | "not_published" | "setting_missing" | "setting_not_measured" | "too_large";

/** A lot that would pay. */
export type SpendDraw = {
  /** Its id. */
  lot: string,
  /** Its kind. */
  kind: Kind,
  /** What it gives. */
  credits: string,
  /** What is left in it then. */
  left_after: string,
  /** When it lapses; none is never. */
  expires: string | null,
  /** What these credits cost, if known. */
  cost: MoneyText | null, };

/** Why a usage would be refused, and what can be done. */
export type SpendRefused = {
  /** The reason. */
  reason: SpendRefusal,
  /** The entry that was booked after it and would lose its cover. */
  conflict: string | null,
  /** The ways out, where credits are what is missing. */
  ways: WaysOut | null, };

/** The reasons for which a usage is refused. */
export type SpendRefusal = "not_enough" | "conflict" | "member_limit";

/** The three ways out of a usage that is not covered. */
export type WaysOut = {
  /** Credits that are missing. */
  missing: string,
  /** Wait for a refill; none if none is coming. */
  wait: WaitOut | null,
  /** Top up. */
  top_up: TopUpOut,
  /** Subscribe, or to a larger plan; none if the provider has none. */
  plan: PlanOut | null, };

/** Waiting for a refill. */
export type WaitOut = {
  /** When it comes: the first that covers the usage if one does within a year, else the next. */
  at: string,
  /** What such a usage can draw then. */
  usable: string,
  /** That is enough. */
  enough: boolean, };

/** Buying credits. */
export type TopUpOut = {
  /** Whether it is allowed now. */
  condition: TopUpCondition,
  /** The smallest bundle that covers what is missing, or the largest there is. */
  bundle: BundleCard | null,
  /** How many of it. */
  count: number,
  /** What the provider calls credits that are bought, if it has another word for them. */
  word: string | null, };

/** A larger plan. */
export type PlanOut = {
  /** Its id. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** Credits of a refill, if they are known. */
  credits: string | null,
  /** What one payment costs, if it is published. */
  price: MoneyText | null,
  /** How often that is paid: `monthly`. */
  billing: string,
  /** A plan runs already. */
  instead: boolean, };

/** What was booked. */
export type Spent = {
  /** The batch, to be undone. */
  batch: string,
  /** How many usages. */
  times: number,
  /** Credits of all of them; none if they are kept without a price. */
  credits: string | null,
  /** What it did. */
  effect: SpendEffect,
  /** What the wallet holds now. */
  left: string, };

/** A usage that waits to be settled. */
export type PendingUsage = {
  /** Its id. */
  id: string,
  /** When it began. */
  at: string,
  /** The action. */
  action: string | null,
  /** The model. */
  model: string | null,
  /** How many results, if known. */
  quantity: number | null,
  /** Who. */
  member: string | null,
  /** For which project. */
  project: string | null,
  /** What it holds; none while it has no price. */
  credits: string | null, };

/** How a pending usage ended. */
export type SettleDraft = {
  /** The wallet. */
  wallet: string,
  /** The usage. */
  id: string,
  /** It succeeded. */
  succeeded: boolean,
  /** What it cost in the end; what it held if none. */
  credits: string | null, };
