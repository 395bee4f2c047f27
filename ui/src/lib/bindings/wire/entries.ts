// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { ActivityKind, ActivityRow } from './activity';
import type { Kind, MoneyText } from './common';

/** Which entries a list holds, and in which order. Everything that is left out asks for nothing. */
export type EntryFilter = {
  /** Words that all stand in the entry, or its id. */
  search: string,
  /** Only these kinds; all if none is named. */
  kinds: Array<ActivityKind>,
  /** Only usages with one of some texts in a field. */
  texts: Array<TextFilter>,
  /** From this day or time on, as typed, in the wallet's zone; empty for none. */
  from: string,
  /** Up to this time, or with all of this day. */
  to: string,
  /** Entered after this instant. */
  entered_after: string | null,
  /** At least so many credits, as typed; empty for none. */
  least: string,
  /** At most so many. */
  most: string,
  /** Only usages with these marks. */
  marks: Array<EntryMark>,
  /** Only what was voided, or only what was not. */
  voided: boolean | null,
  /** Only usages from a provider's log, or only typed ones. */
  reported: boolean | null,
  /** Only what a lot of this id paid for, and what made it. */
  lot: string | null,
  /** What it is sorted by. */
  order: EntryOrder,
  /** The largest, the latest or the last name first. */
  descending: boolean, };

/** The texts that a field may have. */
export type TextFilter = {
  /** The field. */
  field: EntryField,
  /** Its texts; none is a usage without one. */
  values: Array<string | null>, };

/** A text of a usage. */
export type EntryField = "feature" | "action" | "model" | "member" | "project";

/** What makes a usage worth a look. */
export type EntryMark = "uncovered" | "refunded" | "off_rate";

/** What a list is sorted by. */
export type EntryOrder = "happened" | "entered" | "credits" | "feature" | "action" | "model" | "member" | "project";

/** Some rows of a list. */
export type EntryPage = {
  /** The rows, from the offset that was asked for on. */
  rows: Array<ActivityRow>,
  /** Entries of the whole list. */
  total: number, };

/** A text that usages have in a field, and how often. */
export type FieldText = {
  /** The text; none for usages without one. */
  text: string | null,
  /** Usages that have it. */
  count: number, };

/** Some lines of the journal. */
export type JournalPage = {
  /** The lines, from the offset that was asked for on. */
  lines: Array<JournalRow>,
  /** Lines of the whole journal as it is folded. */
  total: number,
  /** Entries in all. */
  entries: number, };

/**
 * A line of the journal: the heading of a batch, an entry, or both in one where a batch has a
 * single entry.
 */
export type JournalRow = {
  /** The batch; none for an entry below its heading. */
  batch: JournalBatch | null,
  /** The entry; none for the heading of several. */
  entry: ActivityRow | null, };

/** What was entered together. */
export type JournalBatch = {
  /** Its id. */
  id: string,
  /** What it was, as it was written then. */
  title: string,
  /** The file that it was imported from; none was typed in. */
  file: string | null,
  /** When it was entered. */
  recorded_at: string,
  /** How many entries it has. */
  entries: number,
  /** None of them counts any more. */
  voided: boolean,
  /** It is the one that Undo would take back. */
  last: boolean, };

/** One entry in full. */
export type EntryView = {
  /** The present. */
  now: string,
  /** The entry as lists show it. */
  row: ActivityRow,
  /** What it was entered with. */
  batch: JournalBatch,
  /** The particulars of a usage. */
  usage: UsageParticulars | null,
  /** The particulars of anything else, in reading order. */
  facts: Array<EntryFact>,
  /** The entry that it speaks of. */
  about: RelatedEntry | null,
  /** The entries that speak of it, in the order of entry. */
  later: Array<RelatedEntry>,
  /** The lot that it made; what drew from it can be listed. */
  lot: string | null,
  /** It can be refunded. */
  can_refund: boolean,
  /** It can be settled. */
  can_settle: boolean,
  /** It can be voided. */
  can_void: boolean, };

/** The particulars of a usage. */
export type UsageParticulars = {
  /** The feature. */
  feature: string | null,
  /** The action. */
  action: string | null,
  /** The model. */
  model: string | null,
  /** Its settings, by name. */
  settings: Array<[string, string]>,
  /** Labels that lots may be barred from. */
  tags: Array<string>,
  /** The provider's id, or the key it was entered under. */
  key: string | null,
  /** It was read from the provider's log, not typed. */
  reported: boolean,
  /** Its price, settled or not; none while it is unknown. */
  price: string | null,
  /** What the rate card says, where the provider's own figure was given. */
  rated: string | null,
  /** Its price when it was entered, where that was another. */
  price_before: string | null,
  /** What was refunded of it. */
  refunded: string,
  /** What can still be refunded. */
  refundable: string,
  /** The lots that paid, in draw order. */
  draws: Array<EntryDraw>,
  /** What it cost in money, by currency, from the lots that paid; net of refunds. */
  cost: Array<MoneyText>,
  /** Every lot that paid has a known price. */
  cost_known: boolean,
  /** Columns of the log that were not read, with what stood in them. */
  extra: Array<[string, string]>, };

/** What a usage took from a lot. */
export type EntryDraw = {
  /** The lot's id. */
  lot: string,
  /** Its kind. */
  kind: Kind,
  /** What was taken. */
  credits: string,
  /** What came back of it. */
  returned: string,
  /** What the rest cost; none where the price of the lot is unknown. */
  cost: MoneyText | null,
  /** When the lot began. */
  starts: string,
  /** When it ends; none is never. */
  expires: string | null, };

/** A particular of an entry that is no usage: what it is, and its value in one of the forms. */
export type EntryFact = {
  /** What it is: `amount`, `expires`, `reason` … */
  name: string,
  /** A text from the books. */
  text: string | null,
  /** Credits. */
  credits: string | null,
  /** Money. */
  money: MoneyText | null,
  /** An instant. */
  at: string | null,
  /** A kind of credits. */
  kind: Kind | null, };

/** An entry that another speaks of, or that speaks of another. */
export type RelatedEntry = {
  /** The entry. */
  row: ActivityRow,
  /** The reason it gives, where it is a void. */
  reason: string | null, };

/** What was entered, with its way back. */
export type EntryDone = {
  /** The batch, for Undo. */
  batch: string,
  /** The wallet; empty where it is about none. */
  wallet: string,
  /** What the wallet holds now. */
  available: string, };

/** What the books said of each wallet at an instant, and what they say of it now. */
export type BooksThen = {
  /** The instant. */
  at: string,
  /** The present. */
  now: string,
  /** The wallets. */
  wallets: Array<WalletThen>, };

/** A wallet at an instant, as it was known then and as it is known now. */
export type WalletThen = {
  /** Its name. */
  name: string,
  /** Its IANA zone. */
  zone: string,
  /** What was left as the books said then; none where it was not in them yet. */
  said: string | null,
  /** What was left at that instant as the books say now. */
  says: string,
  /** What changed since; none where it was not in them yet. */
  difference: string | null,
  /** Entries that happened by then and were entered later. */
  entered_since: number, };
