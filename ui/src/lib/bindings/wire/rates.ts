// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { MoneyText } from './common';

/** The view of rates: every provider, and one of them in full. */
export type RatesView = {
  /** When it was read. */
  at: string,
  /** The providers, those with wallets first. */
  providers: Array<RatesProvider>,
  /** The one that was asked for, or the one that most needs a look. */
  page: RatesPage, };

/** A provider in the list of rate cards. */
export type RatesProvider = {
  /** Its word. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** The studio's own file. */
  own: boolean,
  /** Its wallets. */
  wallets: Array<string>,
  /** Usages that wait for a rate. */
  unpriced: number,
  /** Usages for which the provider charged something else than its rates say. */
  differing: number, };

/** A provider's rate card in full. */
export type RatesPage = {
  /** Its word. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** What it calls its credits. */
  unit: string,
  /** The zone of its dates. */
  zone: string,
  /** The studio's own file counts. */
  own: boolean,
  /** A file of this name came with the program. */
  shipped: boolean,
  /** Its wallets, and how each of them reads what the pages leave open. */
  wallets: Array<WalletReadings>,
  /** The rows of its card, in the order of the file. */
  rows: Array<RateRow>,
  /** Usages that wait for a rate. */
  unpriced: Array<UnpricedGroup>,
  /** Usages without a price whose quantity is not known yet. */
  without_quantity: number,
  /** Where the provider charged something else than its rates say. */
  drift: Array<DriftGroup>,
  /** What its pages leave open. */
  questions: Array<OpenQuestion>,
  /** What its pages say and no rule can hold, or where they contradict each other. */
  notes: Array<RateNote>,
  /** The pages that the facts come from. */
  pages: Array<RatePage>,
  /** Its plans, with what is open about them. */
  plans: Array<OpenPlan>,
  /** The features, actions, models and tags that it knows. */
  known: KnownWords, };

/** A wallet, and how it reads what the pages leave open. */
export type WalletReadings = {
  /** Its name. */
  wallet: string,
  /** The answer in force to each question, by the keys of both. */
  answers: Array<[string, string]>, };

/** Where a row stands in time. */
export type RatePhase = "past" | "in_force" | "coming";

/** A row of a rate card. */
export type RateRow = {
  /** Its line in the file. */
  line: number,
  /** The feature that it counts under. */
  feature: string | null,
  /** The actions that agree; none is any. */
  actions: Array<string>,
  /** The models that agree; none is any, an empty one is usage that names none. */
  models: Array<string>,
  /** The settings that must agree, each with the values that do; an empty one is its absence. */
  settings: Array<SettingValues>,
  /** Credits of one result, or of one step; none where there is no figure. */
  credits: string | null,
  /** The setting that is measured, and the length of a step. */
  per: [string, string] | null,
  /** What settings add. */
  add: Array<[string, string]>,
  /** In force from then on. */
  from: string | null,
  /** Until then: its own end, or the beginning of the row that took its place. */
  until: string | null,
  /** Where it stands now. */
  phase: RatePhase,
  /** Labels that lots may be barred from. */
  tags: Array<string>,
  /** The address of the page that says so. */
  source: string | null,
  /** The day on which it was read. */
  read_on: string | null,
  /** What the page leaves open. */
  note: string | null, };

/** A setting with the values that agree. */
export type SettingValues = {
  /** Its name. */
  name: string,
  /** The values. */
  values: Array<string>, };

/** Usages alike that no rate matches. */
export type UnpricedGroup = {
  /** The action; empty for none. */
  action: string,
  /** The model. */
  model: string | null,
  /** The settings. */
  settings: Array<[string, string]>,
  /** How many usages. */
  count: number,
  /** How many results they have together. */
  quantity: string,
  /** When the first happened. */
  first: string,
  /** When the last happened. */
  last: string,
  /** Why there is no price. */
  why: string,
  /** The setting whose absence is the reason. */
  missing: string | null, };

/** Usages alike for which the provider charged something else than its rates say. */
export type DriftGroup = {
  /** The action; empty for none. */
  action: string,
  /** The model. */
  model: string | null,
  /** The settings that they have in common with the rule, or all where there is none. */
  settings: Array<[string, string]>,
  /** How many usages. */
  count: number,
  /** When the first happened. */
  first: string,
  /** When the last happened. */
  last: string,
  /** What was charged for one result, or one step of it; none where it does not come out even. */
  charged: string | null,
  /** What the rule says for it; none where no rule holds any more. */
  ruled: string | null,
  /** What is measured, where the rule counts steps of a setting. */
  per: [string, string] | null,
  /**
   * A dated rate that would agree with what was charged; none where other usages of that time
   * agree with the rule as it is.
   */
  proposal: RateDraft | null, };

/** A question that the pages leave open. */
export type OpenQuestion = {
  /** Its key. */
  id: string,
  /** The question. */
  question: string,
  /** The key of the answer that is assumed. */
  assumed: string,
  /** The answers, by key and words. */
  answers: Array<[string, string]>,
  /** The page that leaves it open. */
  source: string | null, };

/** A statement for people. */
export type RateNote = {
  /** The statement. */
  text: string,
  /** The page that makes it. */
  source: string | null, };

/** A page that facts come from. */
export type RatePage = {
  /** Its address. */
  url: string,
  /** The day on which it was read. */
  read_on: string, };

/** A plan, and what is open about it. */
export type OpenPlan = {
  /** Its key. */
  id: string,
  /** Its name for a reader. */
  title: string,
  /** Credits of a refill; none where the file leaves it open. */
  credits: string | null,
  /** What a payment costs; none where the file leaves it open. */
  price: MoneyText | null,
  /** How often it is paid, as a word: `monthly`. */
  billing: string, };

/** The words that a rate card knows. */
export type KnownWords = {
  /** Features. */
  features: Array<string>,
  /** Actions. */
  actions: Array<string>,
  /** Models. */
  models: Array<string>,
  /** Settings, with the values that the card names. */
  settings: Array<SettingValues>,
  /** Tags. */
  tags: Array<string>, };

/** A job to be priced, as typed. */
export type RateQuestion = {
  /** The action. */
  action: string,
  /** The model. */
  model: string | null,
  /** The settings. */
  settings: Array<[string, string]>,
  /** How many results; empty is one. */
  quantity: string | null,
  /** When, in the provider's zone; empty is now. */
  at: string | null, };

/** What a job would cost, and why. */
export type RateAnswer = {
  /** When it was asked for. */
  at: string,
  /** How many results. */
  quantity: string,
  /** Credits of all of them; none where there is no price. */
  credits: string | null,
  /** Credits of one result. */
  unit: string | null,
  /** Why there is no price. */
  why_not: string | null,
  /** The rates for the action and the model, the one that applies first. */
  rates: Array<RateStanding>,
  /** How many more there are. */
  more: number, };

/** A rate, and how it stands towards the job. */
export type RateStanding = {
  /** The rate. */
  rate: RateRow,
  /** How many keys it names. */
  keys: number,
  /** How it stands. */
  standing: RateFit,
  /** When it begins or ended, where that is the reason. */
  when: string | null,
  /** The setting that does not agree, where that is the reason. */
  setting: string | null,
  /** What the rate asks of it. */
  wants: string | null,
  /** What the job has. */
  has: string | null, };

/** How a rate stands towards a job. */
export type RateFit = "applies" | "fewer_keys" | "earlier" | "not_yet" | "no_longer" | "setting";

/** A row of a rate card, as typed. */
export type RateDraft = {
  /** The feature. */
  feature: string,
  /** The actions that agree; none is any. */
  actions: Array<string>,
  /** The models that agree; none is any, an empty one is usage that names none. */
  models: Array<string>,
  /** The settings that must agree. */
  settings: Array<SettingValues>,
  /** Credits; empty where there is no figure. */
  credits: string,
  /** The setting that is measured; empty for none. */
  per_setting: string,
  /** The length of a step. */
  per_step: string,
  /** What settings add. */
  add: Array<[string, string]>,
  /** From when on, in the provider's zone; empty is always. */
  from: string,
  /** Until when; empty is for good. */
  to: string,
  /** Labels that lots may be barred from. */
  tags: Array<string>,
  /** The address of the page that says so. */
  source: string,
  /** For people. */
  note: string,
  /** The line of the row that it follows in the file. */
  after: number | null, };

/** What came of a change to a provider's file. */
export type FileSaved = {
  /** The word of the provider. */
  provider: string,
  /** Its name for a reader. */
  title: string,
  /** How many rates it has now. */
  rates: number,
  /** Usages that had no price and have one now. */
  priced: number,
  /** The batch; none where the books hold this very file. */
  batch: string | null, };

/** What a text would be as a provider's file. */
export type FileReport = {
  /** The word of the provider; none where the file cannot be used. */
  provider: string | null,
  /** Its name for a reader. */
  title: string | null,
  /** How many plans, bundles and rates it has. */
  counts: [number, number, number],
  /** What it would take the place of. */
  replaces: FileReplaced,
  /** All that is wrong with it, in the order of the lines. */
  problems: Array<FileProblem>, };

/** What a file takes the place of. */
export type FileReplaced = "nothing" | "shipped" | "own" | "itself";

/** What is wrong with a file. */
export type FileProblem = {
  /** The line, from 1. */
  line: number,
  /** The field: `rate.credits`. */
  field: string,
  /** What is wrong with it and what to write. */
  message: string, };
