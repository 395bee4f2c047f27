//! What the reader likes: how the window looks and when it may speak. No part of the books.

use serde::{Deserialize, Serialize};

/// How the window looks and behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Prefs {
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// How close rows stand.
    pub density: Density,
    /// How large everything is drawn, in percent from 80 to 200.
    pub size: u8,
    /// The language of the window.
    pub language: Language,
    /// The locale by which figures and dates are written, such as `de-CH`; none is the system's.
    pub numbers: Option<String>,
    /// How a currency is named.
    pub money: MoneyStyle,
    /// The IANA zone in which times are shown; none is the system's.
    pub zone: Option<String>,
    /// The first day of the week, from 1, Monday, to 7, Sunday.
    pub week_start: u8,
    /// Amounts are covered, for a screen that others see.
    pub hide_amounts: bool,
    /// Alerts are also shown as notices of the desktop.
    pub notifications: bool,
    /// When no notice is shown on the desktop; none is never.
    pub quiet_hours: Option<QuietHours>,
    /// Backups are made without being asked for.
    pub backups: bool,
    /// Closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: bool,
    /// The window has a menu bar, where the system does not keep one of its own.
    pub menu_bar: bool,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Comfortable,
            size: 100,
            language: Language::System,
            numbers: None,
            money: MoneyStyle::Symbol,
            zone: None,
            week_start: 1,
            hide_amounts: false,
            notifications: true,
            quiet_hours: None,
            backups: true,
            close_to_tray: false,
            menu_bar: true,
        }
    }
}

/// Some of [`Prefs`] by their names, to be changed; what is not named stays.
pub type PrefsChange = serde_json::Map<String, serde_json::Value>;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How close rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// With room.
    Comfortable,
    /// More rows to a screen.
    Compact,
}

/// The language of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// The system's where there is a translation, else English.
    System,
    /// English.
    En,
    /// German.
    De,
}

/// How a currency is named beside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MoneyStyle {
    /// `$12.00`, whichever dollar it is.
    Symbol,
    /// `USD 12.00`.
    Code,
}

/// A span of each day, by the clock of the reader; it may run over midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuietHours {
    /// `22:00`.
    pub from: String,
    /// `07:00`.
    pub to: String,
}
