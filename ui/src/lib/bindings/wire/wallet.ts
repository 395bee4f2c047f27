// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { Kind, MoneyText } from './common';
import type { WalletCard } from './overview';

/** One wallet in full. */
export type WalletView = {
  /** The instant that all of it holds for. */
  at: string,
  /** The same figures as on its card. */
  card: WalletCard,
  /** Its figures by kind, in draw order, kinds that never had a credit left out. */
  figures: Array<KindFigures>,
  /** Lots that are open, not begun yet, or frozen, in draw order; at most two hundred. */
  lots: Array<LotRow>,
  /** How many such lots there are. */
  lots_total: number,
  /** The lots that ended last, the latest first; at most ten. */
  ended: Array<LotRow>,
  /** How many entries its activity has. */
  entries: number, };

/** The figures of one kind of credits in a wallet. */
export type KindFigures = {
  /** The kind. */
  kind: Kind,
  /** All that was ever granted, rolled in or corrected. */
  granted: string,
  /** All that was ever drawn, net of refunds. */
  drawn: string,
  /** Usable now. */
  available: string,
  /** Reserved by pending usages. */
  held: string,
  /** Expired unused. */
  expired: string, };

/** Where a lot stands in its life. */
export type LotState = "coming" | "open" | "frozen" | "ended";

/** A lot. */
export type LotRow = {
  /** Its id, unique in the wallet. */
  id: string,
  /** Its kind. */
  kind: Kind,
  /** Where it stands. */
  state: LotState,
  /** Credits with which it began. */
  granted: string,
  /** Credits left in it, those held not counted. */
  left: string,
  /** Credits in it that pending usages reserve. */
  held: string,
  /** Credits of it that expired unused. */
  expired: string,
  /** From when on it can be drawn. */
  starts: string,
  /** From when on it can no longer be drawn; none is never. */
  expires: string | null,
  /** Usage with one of these tags cannot draw it. */
  not_for: Array<string>,
  /** Only usage with one of these tags can draw it; empty is no restriction. */
  only_for: Array<string>,
  /** What the whole lot cost, if known. */
  paid: MoneyText | null,
  /** What is left of that, if known. */
  worth: MoneyText | null, };
