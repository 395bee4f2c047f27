// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { RateDraft } from './rates';

/** A provider that is being described, as typed. */
export type ProviderDraft = {
  /** Its name. */
  title: string,
  /** Its word in commands; empty is one made from the name. */
  name: string,
  /** What it calls its credits; empty is credits. */
  unit: string,
  /** The currency of prices without one: `EUR`. */
  currency: string,
  /** The zone of its days; empty is UTC. */
  zone: string,
  /** The page that says all this. */
  source: string,
  /** A failed generation is charged and given back at once. */
  charged_and_refunded: boolean,
  /** Free credits; empty is none. */
  free: string,
  /** How often they come: `day`, `week` or `month`. */
  free_every: string,
  /** Its plans. */
  plans: Array<PlanDraft>,
  /** It sells credits beside its plans. */
  topups: boolean,
  /** How many months bought credits live; empty is for ever. */
  topup_months: string,
  /** They can only be bought while a subscription runs. */
  topup_needs_plan: boolean,
  /** What is for sale once. */
  bundles: Array<BundleDraft>,
  /** Its prices. */
  rates: Array<RateDraft>, };

/** A plan of a draft, as typed. */
export type PlanDraft = {
  /** Its name. */
  title: string,
  /** Credits of a refill; empty is not known. */
  credits: string,
  /** What a payment costs; empty is not known. */
  price: string,
  /** `weekly`, `monthly`, `quarterly` or `yearly`. */
  billing: string,
  /** What becomes of credits that are left: `lapse`, `cycles` or `stay`. */
  unused: string,
  /** How many cycles they live. */
  cycles: string, };

/** A bundle of a draft, as typed. */
export type BundleDraft = {
  /** Its name. */
  title: string,
  /** Its credits. */
  credits: string,
  /** Its price; empty is not known. */
  price: string, };

/** A draft that was checked. */
export type DraftReport = {
  /** The word that it would have in commands. */
  provider: string,
  /** The file that it makes; none where something typed cannot be read. */
  file: string | null,
  /** What is wrong with it, by field of the form: `plans.0.title`. */
  problems: Array<FieldProblem>, };

/** What is wrong with a field. */
export type FieldProblem = {
  /** The field. */
  field: string,
  /** What is wrong with it and what to write. */
  message: string, };
