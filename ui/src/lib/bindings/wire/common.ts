// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

/** What sort of credits. */
export type Kind = "free" | "promo" | "courtesy" | "rollover" | "subscription" | "topup" | "correction";

/** An amount of money. */
export type MoneyText = {
  /** The number with all the decimals of its currency: `"12.00"`. */
  amount: string,
  /** ISO 4217: `"EUR"`. */
  currency: string, };

/** So many credits of one kind. */
export type KindAmount = {
  /** The kind. */
  kind: Kind,
  /** The credits. */
  credits: string, };
