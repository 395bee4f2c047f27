// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

/** The books that lie open. Paths are only shown: no view hands one back. */
export type BooksState = {
  /** Their file's name without its ending. */
  name: string,
  /** Where they lie. */
  path: string,
  /** These are the sample books. */
  sample: boolean,
  /** Their size on disk, in bytes. */
  bytes: number,
  /** Entries of the journal. */
  entries: number,
  /** Wallets. */
  wallets: number,
  /** The service that keeps this folder in step between computers, where its name tells one. */
  synced_by: string | null,
  /** Books that were open lately, the latest first, without these. */
  recent: Array<RecentBooks>,
  /** The backups that are made without being asked for. */
  backups: BackupState, };

/** Books that were open lately. */
export type RecentBooks = {
  /** By which they are chosen. */
  id: string,
  /** Their file's name without its ending. */
  name: string,
  /** The folder in which they lie. */
  folder: string,
  /** They are still there. */
  there: boolean, };

/** How it stands with the backups of these books. */
export type BackupState = {
  /** They are made without being asked for. */
  on: boolean,
  /** Where they lie. */
  folder: string,
  /** When the latest was made. */
  last_made_at: string | null,
  /** Why the last attempt failed, as a sentence. */
  failing: string | null, };

/** A backup. */
export type BackupCard = {
  /** By which it is chosen. */
  id: string,
  /** The name of its file. */
  file: string,
  /** Why it was made. */
  reason: BackupReason,
  /** When it was made; none where its name does not tell. */
  made_at: string | null,
  /** Its size, in bytes. */
  bytes: number,
  /** Entries in it; none where it cannot be read. */
  entries: number | null,
  /** Wallets in it; none where it cannot be read. */
  wallets: number | null,
  /** When the last of its entries was recorded. */
  last_recorded_at: string | null,
  /** Why it cannot be restored, as a sentence. */
  problem: string | null, };

/** Why a backup was made. */
export type BackupReason = "kept" | "before_restore" | "before_update" | "chosen";

/** A backup that took the place of the books. */
export type RestoredBooks = {
  /** Entries in the books now. */
  entries: number,
  /** Wallets in the books now. */
  wallets: number,
  /** The name of the file in which the books that were there before are kept. */
  kept: string | null, };

/** Books that were moved. */
export type MovedBooks = {
  /** Where they lie now. */
  path: string,
  /** Where the old file lies. */
  kept: string, };

/** What a check of the books found. */
export type BooksCheck = {
  /** Entries that were replayed. */
  entries: number,
  /** Of these, usages. */
  usages: number,
  /** Wallets that were compared. */
  wallets: number,
  /** What does not agree, as sentences; the first ones of each sort. */
  findings: Array<string>,
  /** How much was found in all. */
  found: number, };

/** A file that was written. */
export type WrittenFile = {
  /** Its name. */
  name: string,
  /** Its size, in bytes. */
  bytes: number, };

/** The format of an export. */
export type BooksFormat = "csv" | "json" | "hledger" | "beancount";

/** An import mapping that is kept by name. */
export type MappingCard = {
  /** Its name. */
  name: string,
  /** Which column fills which field, as `field`, `column`. */
  columns: Array<[string, string]>,
  /** What a field is in every row, as `field`, `value`. */
  constants: Array<[string, string]>,
  /** Values that are translated. */
  values: number, };

/** How the columns of a kind of log were read the last time. */
export type LearnedMapping = {
  /** The word of the provider whose log it is. */
  provider: string,
  /** What the provider is called. */
  title: string,
  /** All columns of the log, in their order. */
  headers: Array<string>,
  /** Which column fills which field, as `field`, `column`. */
  columns: Array<[string, string]>,
  /** When a log was read so the last time. */
  used_at: string, };

/** What the program says of itself. */
export type About = {
  /** The version of the program. */
  version: string,
  /** The version of the books that it writes. */
  books_version: number,
  /** The system that it was built for: `linux x86_64`. */
  system: string,
  /** The web view that shows the window, with its version. */
  web_view: string,
  /** Where the settings lie. */
  settings_folder: string,
  /** Where the logs lie. */
  logs_folder: string,
  /** The program starts when the reader logs in. */
  starts_at_login: boolean,
  /** The system has a menu bar that Bursar fills. */
  has_menu: boolean, };

/** Which connections to a network the program holds at this moment. */
export type NetworkCheck = {
  /** Programs of Bursar that were looked at; none where this system does not let them be seen. */
  programs: number | null,
  /** The far ends of their connections. */
  connections: Array<string>, };
