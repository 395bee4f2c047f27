// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

/** How the window looks and behaves. */
export type Prefs = {
  /** Light, dark or as the system has it. */
  theme: Theme,
  /** How close rows stand. */
  density: Density,
  /** How large everything is drawn, in percent from 80 to 200. */
  size: number,
  /** The language of the window. */
  language: Language,
  /** The locale by which figures and dates are written, such as `de-CH`; none is the system's. */
  numbers: string | null,
  /** How a currency is named. */
  money: MoneyStyle,
  /** The IANA zone in which times are shown; none is the system's. */
  zone: string | null,
  /** The first day of the week, from 1, Monday, to 7, Sunday. */
  week_start: number,
  /** Amounts are covered, for a screen that others see. */
  hide_amounts: boolean,
  /** Alerts are also shown as notices of the desktop. */
  notifications: boolean,
  /** When no notice is shown on the desktop; none is never. */
  quiet_hours: QuietHours | null,
  /** Backups are made without being asked for. */
  backups: boolean,
  /** Closing the window leaves the program in the tray, where there is one. */
  close_to_tray: boolean,
  /** The window has a menu bar, where the system does not keep one of its own. */
  menu_bar: boolean, };

/** Light or dark. */
export type Theme = "system" | "light" | "dark";

/** How close rows stand. */
export type Density = "comfortable" | "compact";

/** The language of the window. */
export type Language = "system" | "en" | "de";

/** How a currency is named beside an amount. */
export type MoneyStyle = "symbol" | "code";

/** A span of each day, by the clock of the reader; it may run over midnight. */
export type QuietHours = {
  /** `22:00`. */
  from: string,
  /** `07:00`. */
  to: string, };
