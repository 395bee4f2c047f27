// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

/** The sorts of error that somebody treats differently. */
export type ErrorCode = "input" | "refused" | "locked" | "cancelled" | "books" | "internal";

/** What went wrong, in a form that a reader and a script both understand. */
export type ApiError = {
  /** What to branch on. */
  code: ErrorCode,
  /** One plain sentence that names the row, field or rule. */
  message: string,
  /** What the user can do about it, as a sentence. */
  hint: string | null,
  /** The field of the form that it is about, where it is about one. */
  field?: string | null, };
