// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** A provider of the catalog. */
export type ProviderCard = {
  /** Its id in the catalog. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** The zone of its days, where its pages say so. */
  zone: string | null,
  /** Its plans. */
  plans: Array<PlanCard>,
  /** Its bundles. */
  bundles: Array<BundleCard>,
  /** How many rates its rate card has. */
  rates: number,
  /** Rules that its pages leave open, to be answered for each wallet. */
  readings: Array<Reading>,
  /** The page that its facts come from. */
  source: string | null,
  /** The day on which that page was read: `2026-11-20`. */
  read_on: string | null,
  /** The studio's own file, not one shipped with the program. */
  own: boolean, };

/** A plan for sale. */
export type PlanCard = {
  /** Its id at the provider. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** Credits of a cycle; none where the pages give no figure and the user must. */
  credits: string | null,
  /** What a billing period costs; none where the pages give no figure. */
  price: MoneyText | null,
  /** How often credits are refilled, in words: `monthly`. */
  refills: string,
  /** How it can be paid, the usual way first. */
  billing: Array<PlanBilling>, };

/** A way to pay a plan. */
export type PlanBilling = {
  /** `weekly`, `monthly`, `quarterly` or `yearly`. */
  every: string,
  /** What one payment is, if it is published. */
  price: MoneyText | null, };

/** Credits for sale once. */
export type BundleCard = {
  /** Its id at the provider. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** Its credits; none where the pages give no figure. */
  credits: string | null,
  /** Its price; none where the pages give no figure. */
  price: MoneyText | null, };

/** A rule that can be read in several ways. */
export type Reading = {
  /** Its key in the provider's file. */
  id: string,
  /** The question, as a sentence. */
  question: string,
  /** The answers; the first is the one assumed unless another is chosen. */
  options: Array<ReadingOption>, };

/** One way to read a rule. */
export type ReadingOption = {
  /** Its key in the provider's file. */
  id: string,
  /** What it means, in words. */
  text: string, };

/** The answer that was chosen. */
export type ReadingChoice = {
  /** The key of the reading. */
  reading: string,
  /** The key of the option. */
  option: string, };

/** A wallet to add. */
export type NewWallet = {
  /** Its name. */
  name: string,
  /** The id of its provider. */
  provider: string,
  /** Its IANA zone. */
  zone: string,
  /**
   * Credits that are in it now and belong to no plan; none or empty for none. As typed: the
   * use-case reads it and says what is wrong with it.
   */
  opening: string | null,
  /** The plan that is subscribed. */
  subscription: NewSubscription | null,
  /** Answers to the provider's readings; the assumed one for each that is missing. */
  readings: Array<ReadingChoice>, };

/** A plan to subscribe to together with the wallet. */
export type NewSubscription = {
  /** The id of the plan. */
  plan: string,
  /** Since when, as typed: a date or a local time in the wallet's zone; none is now. */
  since: string | null,
  /** Credits of a cycle, where the plan leaves them open or they differ. As typed. */
  credits: string | null,
  /**
   * What a billing period costs, where the plan leaves it open or it differs: `20.00 EUR`. As
   * typed.
   */
  price: string | null, };
