// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

export type * from './account';
export type * from './activity';
export type * from './alerts';
export type * from './analytics';
export type * from './books';
export type * from './catalog';
export type * from './chart';
export type * from './common';
export type * from './entries';
export type * from './error';
export type * from './import';
export type * from './import-rows';
export type * from './overview';
export type * from './people';
export type * from './planner';
export type * from './planner-past';
export type * from './prefs';
export type * from './provider-draft';
export type * from './rates';
export type * from './rebill';
export type * from './spend';
export type * from './subscription';
export type * from './topup';
export type * from './wallet';
