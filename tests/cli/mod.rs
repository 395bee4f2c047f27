//! The command line from outside: the real program, its exit code, its two streams.

mod answers;
mod bad_books;
mod bad_entries;
mod bad_logs;
mod bills;
mod catalogs;
mod charts;
mod desk;
mod entries;
mod exports;
mod hostile_names;
mod imports;
mod journals_elsewhere;
mod plans;
mod real_log;
mod safety;
mod scenarios;
mod together;
mod wallets;
mod words;
