// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

/** What becomes of a row. */
export type ImportFate = "new" | "twin" | "left_out" | "already_there" | "conflict" | "rejected";

/** How many rows have a fate. */
export type FateTally = {
  /** The fate. */
  fate: ImportFate,
  /** The rows that have it. */
  rows: number,
  /** Those that are ticked. */
  ticked: number, };

/** An earlier import of the same file. */
export type ImportedBefore = {
  /** When. */
  at: string,
  /** The name that it had. */
  file: string, };

/** Rows to tick or untick. Those that are not open to a choice stay as they are. */
export type ImportTicks = {
  /** The places of the rows; none is all rows of the fate. */
  places: Array<number> | null,
  /** The fate whose rows are meant; none is every fate. */
  fate: ImportFate | null,
  /** Ticked or not. */
  ticked: boolean, };

/** A row of the file. */
export type ImportRow = {
  /** Its place among the rows, from 0; by it the row is ticked. */
  place: number,
  /** Its line in the file, the first being 1. */
  line: number,
  /** What becomes of it. */
  fate: ImportFate,
  /** Whether it is added. */
  ticked: boolean,
  /** When it happened; none for a row that cannot be read. */
  at: string | null,
  /** The provider's id. */
  id: string | null,
  /** What was done. */
  action: string | null,
  /** With which model. */
  model: string | null,
  /** Who did it. */
  member: string | null,
  /** For which project. */
  project: string | null,
  /** How many; none if unknown. */
  quantity: number | null,
  /** `succeeded`, `failed` or `pending`. */
  status: string | null,
  /** What it costs; none if unknown. */
  credits: string | null,
  /** The field that is wrong. */
  field: string | null,
  /** What stands there, shortened. */
  value: string | null,
  /** Why it cannot be added, as a sentence. */
  message: string | null,
  /** The entry of the books that it is like. */
  twin: TwinEntry | null, };

/** An entry of the books that a row is like. */
export type TwinEntry = {
  /** Its id in the journal. */
  entry: string,
  /** Typed, rather than imported. */
  typed: boolean,
  /** When it happened. */
  at: string,
  /** When it was entered. */
  recorded_at: string,
  /** The provider's id. */
  id: string | null,
  /** What was done. */
  action: string | null,
  /** With which model. */
  model: string | null,
  /** Who did it. */
  member: string | null,
  /** For which project. */
  project: string | null,
  /** How many; none if unknown. */
  quantity: number | null,
  /** What it cost; none if unknown. */
  credits: string | null, };

/** A page of the imports that were made. */
export type ImportHistory = {
  /** The imports, the last one first. */
  imports: Array<PastImportRow>,
  /** The cursor of the next page; none if there is none. */
  more: string | null, };

/** An import that was made. */
export type PastImportRow = {
  /** Its batch, by which it is taken back. */
  batch: string,
  /** The wallet it went into. */
  wallet: string | null,
  /** When it was made. */
  at: string,
  /** The name of its file. */
  file: string,
  /** The hash of the file, in hexadecimal digits. */
  hash: string,
  /** The rows of the file. */
  rows: number,
  /** Those that were added. */
  added: number,
  /** Those that the books held; none if that was not kept. */
  already_there: number | null,
  /** Those that could not be read; none if that was not kept. */
  rejected: number | null,
  /** Those that were left out; none if that was not kept. */
  left_out: number | null,
  /** The credits that were charged; none if that was not kept. */
  credits: string | null,
  /** When it was taken back, if it was. */
  reverted: string | null, };
