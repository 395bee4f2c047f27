// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { ChartScene } from './chart';
import type { MoneyText } from './common';
import type { SettingText, RateUsed, NoPriceBecause } from './spend';

/** How often a line of work is done. */
export type WorkPace = "day" | "month";

/** A line of work, as it is typed. */
export type WorkLine = {
  /** The action. */
  action: string,
  /** The model. */
  model: string | null,
  /** The settings that the price depends on. */
  settings: Array<SettingText>,
  /** How many results: a decimal number. */
  units: string,
  /** On each working day, or a month. */
  pace: WorkPace,
  /** The provider's own figure for one, where its pages publish none. */
  credits: string | null,
  /** What it is done for. */
  project: string | null, };

/** What a line takes at a provider whose pages name it otherwise or not at all. */
export type ElsewhereCredits = {
  /** The provider. */
  provider: string,
  /** The line, counted from 0. */
  line: number,
  /** Credits of one result there. */
  credits: string, };

/** A plan of work, as it is typed and kept. */
export type WorkPlan = {
  /** The provider whose rate card the lines are written by. */
  provider: string,
  /** The wallet there whose plan is what the studio has now; none compares with nothing. */
  wallet: string | null,
  /** The lines. */
  lines: Array<WorkLine>,
  /** Working days a month: a whole number. */
  days: string,
  /** The buffer in percent. */
  buffer: string,
  /** What lines take elsewhere. */
  elsewhere: Array<ElsewhereCredits>, };

/** What a line comes to. */
export type WorkNeed = {
  /** Results a month. */
  units: string,
  /** Credits of one; none while it has no price. */
  each: string | null,
  /** Credits a month. */
  credits: string | null,
  /** The rate that says so, where no figure was typed. */
  rate: RateUsed | null,
  /** Why it has no price. */
  no_price: NoPriceBecause | null, };

/** Credits a month for one project. */
export type ProjectNeed = {
  /** The project; none for work of none. */
  project: string | null,
  /** Credits, without the buffer. */
  credits: string, };

/** What the work takes. */
export type WorkEstimate = {
  /** Each line. */
  lines: Array<WorkNeed>,
  /** All lines that have a price. */
  together: string,
  /** The same with the buffer. */
  buffered: string,
  /** A week's share of that. */
  per_week: string,
  /** By project; empty where no line names one. */
  projects: Array<ProjectNeed>,
  /** Every line has a price. */
  complete: boolean, };

/** Why a way has no price. */
export type WayLack = "plan_credits" | "plan_price" | "pack_price" | "subscription" | "too_small" | "too_fine";

/** What becomes of credits that an even month leaves over. */
export type WaySurplus = "lapses" | "lapses_later" | "kept";

/** Packs of one size that a way needs. */
export type WayPacks = {
  /** The pack's name; none for one that is known from an earlier top-up. */
  title: string | null,
  /** Credits of one. */
  credits: string,
  /** What one costs. */
  price: MoneyText,
  /** How many a year. */
  count: number, };

/** A way to come by a month's credits. */
export type Way = {
  /** The provider. */
  provider: string,
  /** Its name for people. */
  provider_title: string,
  /** The plan's word; none is packs alone. */
  plan: string | null,
  /** The plan's name. */
  title: string | null,
  /** How the plan is paid: `monthly`. */
  billing: string | null,
  /** It is what the studio has now. */
  current: boolean,
  /** Credits a month that are needed, with the buffer. */
  needed: string,
  /** Of these, from free credits. */
  free: string,
  /** What the plan gives a month, if it is known. */
  included: string | null,
  /** What neither covers, a month. */
  shortfall: string | null,
  /** The cheapest packs that cover it. */
  packs: Array<WayPacks>,
  /** Credits of these packs, a month. */
  pack_credits: string,
  /** What ends unused each month. */
  lost: string | null,
  /** What stays over each month and does not end. */
  kept: string,
  /** What becomes of what the plan leaves over. */
  surplus: WaySurplus,
  /** Money of a month: a twelfth of the year's. */
  month: MoneyText | null,
  /** Money of a year. */
  year: MoneyText | null,
  /** It costs nothing. */
  gratis: boolean,
  /** Why it has no price. */
  lacks: WayLack | null,
  /** What one result of each line costs this way; none where that is not known. */
  each: Array<MoneyText | null>, };

/** What a way costs more than the best. */
export type WayMore = {
  /** Its place among the ways. */
  way: number,
  /** In a month. */
  more: MoneyText, };

/** The cheapest way and what stands against it. */
export type WayAdvice = {
  /** Its place among the ways. */
  best: number,
  /** The next one that is not the studio's own. */
  next: WayMore | null,
  /** Staying with what the studio has. */
  staying: WayMore | null,
  /** Ways in another currency were not compared. */
  other_currencies: boolean, };

/** From a need on another way is the cheapest. */
export type WayCrossing = {
  /** Credits a month. */
  at: string,
  /** The way that was the cheapest below, as a place among the ways. */
  from: number,
  /** The way that is from here on. */
  to: number, };

/** A provider that cannot do all of the work, as far as is known. */
export type OtherProvider = {
  /** The provider. */
  provider: string,
  /** Its name for people. */
  title: string,
  /** The lines that its pages do not price, counted from 0. */
  lines: Array<number>, };

/** A plan of work, reckoned. */
export type PlanView = {
  /** When. */
  at: string,
  /** What the work takes. */
  estimate: WorkEstimate,
  /** The ways: those that have a price first, the cheapest on top; empty while a line has no price. */
  ways: Array<Way>,
  /** The cheapest of them. */
  advice: WayAdvice | null,
  /** Where another way becomes the cheapest. */
  crossings: Array<WayCrossing>,
  /** Providers that took no part. */
  others: Array<OtherProvider>,
  /** Money against need; none where no way has a price. */
  chart: ChartScene | null, };

/** Work filled in from what was done. */
export type PastWork = {
  /** The plan of work with the mean month. */
  mean: WorkPlan,
  /** The same with the busiest thirty days. */
  busiest: WorkPlan,
  /** Credits of the mean month, as they were charged. */
  mean_credits: string,
  /** Credits of the busiest thirty days. */
  busiest_credits: string,
  /** Where the busiest thirty days begin. */
  busiest_from: string,
  /** Whole days that were looked at. */
  days: number,
  /** Usages that were looked at. */
  usages: number,
  /** Kinds of work that were so little that they share a line, or were left out for want of one. */
  left_out: number, };

/** What is open about the offers of a provider. */
export type OfferFigures = {
  /** The provider. */
  provider: string,
  /** The plan; none says something about a pack. */
  plan: string | null,
  /** The pack; none is a new one. */
  bundle: string | null,
  /** Credits of a refill, or of the pack. */
  credits: string | null,
  /** What each billing of the plan costs, as (`monthly`, `20.00 EUR`). */
  prices: Array<[string, string]>,
  /** What the pack costs. */
  price: string | null, };
