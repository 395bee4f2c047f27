// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { FateTally, ImportedBefore } from './import-rows';

/** The file as it is read with a mapping. */
export type ImportPreview = {
  /** How it is written, in words: `CSV with commas, UTF-8`. */
  format: string,
  /** Its size in bytes. */
  bytes: number,
  /** Its columns, in their order. */
  columns: Array<Column>,
  /** The first rows as they stand, a text for each column; at most eight. */
  rows: Array<Array<string>>,
  /** The fields to choose from. */
  fields: Array<ImportField>,
  /** The mapping that was used: the one given, else the guessed one. */
  mapping: ImportMapping,
  /** How the file is written, and what says so. */
  found: FoundReading,
  /**
   * What became of the columns since a log of this provider was last imported; none if this is
   * the first of its kind.
   */
  header: HeaderNews | null,
  /** What still stands in the way, as sentences; empty when the import can run. */
  missing: Array<string>, };

/** A column of the file. */
export type Column = {
  /** Its name in the header, or the key in JSON. */
  name: string,
  /** The field that it was guessed to be; none is kept with the row but not read. */
  guess: string | null, };

/** A field of a usage that a column can be mapped to. A setting is a field of its own by name. */
export type ImportField = {
  /** Its name: `at`, `action`, `model`, `quantity`, `member`, `set.resolution` … */
  name: string, };

/** How the columns are read. */
export type ImportMapping = {
  /** Fields taken from columns. */
  columns: Array<FieldColumn>,
  /** Fields with the same value in every row. */
  constants: Array<FieldValue>,
  /** Values that are translated before they are read. */
  values: Array<ValueChange>,
  /** What the user says of how the file is written. */
  reading: FileReading, };

/** A field taken from a column. */
export type FieldColumn = {
  /** The field. */
  field: string,
  /** The column. */
  column: string, };

/** A field with one value. */
export type FieldValue = {
  /** The field. */
  field: string,
  /** The value. */
  value: string, };

/** A value that stands for another. */
export type ValueChange = {
  /** The field. */
  field: string,
  /** What stands in the file. */
  from: string,
  /** What it means. */
  to: string, };

/** What the user says of how a file is written; what is left out is found out. */
export type FileReading = {
  /** The sign between two cells: one character, or `tab`. */
  delimiter: string | null,
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`. */
  encoding: string | null,
  /** The sign before the decimals: `point` or `comma`. */
  decimal: string | null,
  /** `day_first` or `month_first`. */
  date_order: string | null, };

/** How a file is written. */
export type FoundReading = {
  /** The sign between two cells; none in JSON. */
  delimiter: FoundDelimiter | null,
  /** The name of its encoding. */
  encoding: string,
  /** The encoding is a guess, since the file is not UTF-8. */
  encoding_is_guessed: boolean,
  /** The sign before the decimals. */
  decimal: FoundSign,
  /** Which comes first in dates such as 03/04/2026. */
  date_order: FoundSign, };

/** The sign between two cells. */
export type FoundDelimiter = {
  /** One character, or `tab`. */
  sign: string,
  /** The cells of the headers. */
  columns: number,
  /** Of the first records, those with as many cells. */
  alike: number,
  /** The first records that were looked at. */
  looked_at: number, };

/** One of two ways of writing. */
export type FoundSign = {
  /** Which it is; none where nothing in the file depends on it, or where it is asked. */
  value: string | null,
  /** A cell that says so. */
  because: CellSample | null,
  /** What must be answered before the import can run. */
  question: TwoReadings | null, };

/** A cell of the file. */
export type CellSample = {
  /** Its line, the first being 1. */
  line: number,
  /** The field that it fills. */
  field: string,
  /** What stands there, shortened. */
  text: string, };

/** A cell that can be read in two ways. */
export type TwoReadings = {
  /** The cell. */
  cell: CellSample,
  /** What it is with a decimal point, or with the day first: a plain number, a date. */
  first: string,
  /** What it is with a decimal comma, or with the month first. */
  second: string, };

/** What became of the columns since the last log of this kind. */
export type HeaderNews = {
  /** They are the same. */
  same: boolean,
  /** When they were last read so. */
  used_at: string,
  /** Columns that were not there. */
  new: Array<string>,
  /** Columns that are no longer there. */
  gone: Array<GoneColumn>, };

/** A column that is no longer there. */
export type GoneColumn = {
  /** Its name. */
  column: string,
  /** The field that it filled, if it filled one. */
  field: string | null, };

/** What an import is doing. */
export type ImportPhase = "reading" | "booking" | "saving";

/** How far an import is. */
export type ImportProgress = {
  /** What it is doing. */
  phase: ImportPhase,
  /** Rows read or booked so far in this phase. */
  rows: number,
  /** How much of the phase is done, in parts of a thousand; none where that is not known. */
  permille: number | null, };

/** What came of an import, or would come of it. */
export type ImportResult = {
  /** Rows read: added, already there, rejected and left out together. */
  read: number,
  /** Rows added: charged, held, failed and unpriced together. */
  added: number,
  /** Rows that the books already held. */
  already_there: number,
  /** Rows that could not be read. */
  rejected: number,
  /** New rows that are left out, because they are not ticked or were left out for ever. */
  left_out: number,
  /** Usages that were charged. */
  charged: number,
  /** Pending usages that hold credits. */
  held: number,
  /** Failed usages. */
  failed: number,
  /** Usages that no rate matches. */
  unpriced: number,
  /** Credits charged. */
  credits: string,
  /** Credits held. */
  held_credits: string,
  /** Credits charged that no lot covers. */
  uncovered: string,
  /** The rejected rows, in the order of the file; at most two hundred. */
  errors: Array<RejectedRow>,
  /** How many rows have which fate, in a look at a file. */
  fates: Array<FateTally>,
  /** The import of the very same file, where one still counts. */
  imported_before: ImportedBefore | null,
  /** The batch, to undo it; none when nothing was added or in a dry run. */
  batch: string | null, };

/** A row that could not be read. */
export type RejectedRow = {
  /** Its line in the file, the first being 1. */
  line: number,
  /** The field that is wrong, if one is. */
  field: string | null,
  /** What stands there, shortened. */
  value: string | null,
  /** What is wrong with it and what to do, as a sentence. */
  message: string, };

/** What was undone. */
export type Undone = {
  /** What it was: `import of 214 rows from photoroom-usage.csv`. */
  title: string,
  /** How many entries no longer count. */
  entries: number, };
