//! The wire: what crosses from the use-cases to the views, as plain structs.
//!
//! It holds no logic beyond conversion. Domain types are not on the wire: credits are decimal
//! strings (`"73.5"`, never a binary float), money is an amount and a currency, instants are
//! RFC 3339 in UTC. Nothing here is formatted for a reader: the view knows the locale, the zone
//! and the room there is. A struct grows only when a view needs the field.
//!
//! The TypeScript twin, `ui/src/lib/bindings/wire`, is generated from these types; a test fails
//! when it is stale.
//!
//! # The use-cases that the window calls
//!
//! All of them are synchronous and belong to `App`. `&self` reads, `&mut self` writes.
//!
//! ```text
//! App::open(books: &Path) -> Result<App, ApiError>            makes the books when there are none
//! App::default_books() -> Result<PathBuf, ApiError>           the platform's data folder
//! App::make_sample_books(books: &Path) -> Result<(), ApiError>
//!                                              new sample books at a path of their own; books that
//!                                              are already there are kept as they are
//! changed(&mut self) -> Result<bool, ApiError>                another connection wrote since the
//!                                                             last call (PRAGMA data_version)
//!
//! overview(&self) -> Result<Overview, ApiError>
//! wallet(&self, name: &str) -> Result<WalletView, ApiError>
//! entries(&self, wallet: Option<&str>, filter: &EntryFilter, offset: u64, limit: u32)
//!                                              -> Result<EntryPage, ApiError>
//! entry_texts(&self, wallet: Option<&str>, field: EntryField) -> Result<Vec<FieldText>, ApiError>
//!                                              what usages have in a field, the most frequent first
//! entry(&self, id: &str) -> Result<EntryView, ApiError>
//! refund_entry(&mut self, id: &str, credits: &str) -> Result<EntryDone, ApiError>
//!                                              all that is left where no credits are given
//! settle_entry(&mut self, id: &str, succeeded: bool, credits: &str) -> Result<EntryDone, ApiError>
//! void_entry(&mut self, id: &str, reason: &str) -> Result<EntryDone, ApiError>
//! journal_page(&self, open: &[String], offset: u64, limit: u32) -> Result<JournalPage, ApiError>
//!                                              batches, the latest first; those of `open` unfolded
//! books_then(&self, at: &str) -> Result<BooksThen, ApiError>  what the books said at an instant
//! usage_chart(&self, wallet: Option<&str>, size: ChartSize) -> Result<ChartView, ApiError>
//!                                              by day, stacked by model; thirty days ending today,
//!                                              or at the last usage where none is so recent
//! usage_answer(&self, asked: &UsageAsked, by: UsageBy, measure: &UsageMeasure)
//!                                              -> Result<UsageAnswer, ApiError>
//! usage_drawing(&self, asked: &UsageAsked, drawing: &UsageDrawing, size: ChartSize)
//!                                              -> Result<ChartView, ApiError>
//! usage_entries(&self, asked: &UsageAsked, offset: u64, limit: u32) -> Result<EntryPage, ApiError>
//!                                              the usages behind a figure, the latest first
//! bills(&self, month: Option<&str>) -> Result<BillsView, ApiError>
//! bill(&self, project: &str, month: &str, mark_up: Option<&str>) -> Result<Bill, ApiError>
//! client_bill(&self, client: &str, month: &str, mark_up: Option<&str>) -> Result<ClientBill, ApiError>
//! close_month(&mut self, project: &str, month: &str, mark_up: &str) -> Result<Bill, ApiError>
//! close_client_month(&mut self, client: &str, month: &str, mark_up: Option<&str>)
//!                                              -> Result<ClientBill, ApiError>
//!                                              each of its projects, in one batch
//! claims(&self, span: &UsageSpan, hours: u32) -> Result<ClaimsView, ApiError>
//! balance_chart(&self, wallet: &str, period: Period, size: ChartSize) -> Result<ChartView, ApiError>
//!
//! statement_draft(&self, order: &StatementOrder) -> Result<StatementDraft, ApiError>
//! book_statement(&mut self, order: &StatementOrder) -> Result<Booked, ApiError>
//! lock_books(&mut self, wallet: &str, until: Option<&str>) -> Result<Booked, ApiError>
//! figure(&self, wallet: &str, figure: Figure) -> Result<FigureExplained, ApiError>
//! wallet_terms(&self, wallet: &str) -> Result<WalletTerms, ApiError>
//! change_wallet(&mut self, wallet: &str, change: &WalletChange) -> Result<Booked, ApiError>
//! subscription(&self, wallet: &str) -> Result<SubscriptionView, ApiError>
//! plan_preview(&self, order: &PlanOrder) -> Result<PlanPreview, ApiError>
//! change_plan(&mut self, order: &PlanOrder) -> Result<Booked, ApiError>
//! end_preview(&self, wallet: &str, end: PlanEnd) -> Result<PlanPreview, ApiError>
//! end_plan(&mut self, wallet: &str, end: PlanEnd) -> Result<Booked, ApiError>
//! resume_plan(&mut self, wallet: &str) -> Result<Booked, ApiError>     takes a cancellation back
//! write_calendar(&self, wallet: &str, parts: CalendarParts, file: &Path)
//!                                              -> Result<CalendarWritten, ApiError>
//!
//! alert_rules(&self) -> Result<Vec<AlertRule>, ApiError>
//! keep_alert_rule(&mut self, rule: &AlertRule) -> Result<Vec<AlertRule>, ApiError>
//! remove_alert_rule(&mut self, id: &str) -> Result<Vec<AlertRule>, ApiError>
//! alerts(&self, before: Option<u64>, limit: u32) -> Result<AlertPage, ApiError>
//! snooze_alert(&mut self, id: u64, until: Option<&str>) -> Result<(), ApiError>
//! see_alerts(&mut self, up_to: u64) -> Result<(), ApiError>
//! look_at_alerts(&mut self) -> Result<bool, ApiError>         whether something fired or was mended
//! look_at_alerts_if_free(&mut self) -> Result<bool, ApiError>     and nobody else writes
//! take_untold_alerts(&mut self, prefs: &Prefs, zone: &str) -> Result<Vec<Alert>, ApiError>
//!                                              what the desktop is to tell now, and only once
//!
//! catalog_list(&self) -> Result<Vec<ProviderCard>, ApiError>
//! add_wallet(&mut self, wallet: &NewWallet) -> Result<(), ApiError>
//!
//! people_view(&self, month: Option<&str>) -> Result<PeopleView, ApiError>
//!                                              of a calendar month (`2026-11`); the running one if none
//! edit_name(&mut self, kind: NameKind, name: &str, edit: &NameEdit) -> Result<NameSaid, ApiError>
//!
//! import_preview(&self, wallet: &str, file: &Path, mapping: Option<&ImportMapping>)
//!                                              -> Result<ImportPreview, ApiError>
//! import_look(&mut self, wallet: &str, file: &Path, mapping: &ImportMapping,
//!             progress: &mut dyn FnMut(ImportProgress), cancel: &CancelFlag)
//!                                              -> Result<ImportLook, ApiError>
//!                                              what would become of each row; ImportLook holds the
//!                                              ticks: .result(), .tick(&ImportTicks)
//! import_rows(&self, look: &mut ImportLook, of: Option<ImportFate>, from: u64, limit: u32)
//!                                              -> Result<Vec<ImportRow>, ApiError>
//! import_run(&mut self, look: &ImportLook, file: &Path, for_ever: bool,
//!            progress: &mut dyn FnMut(ImportProgress), cancel: &CancelFlag)
//!                                              -> Result<ImportResult, ApiError>
//! import_history(&self, cursor: Option<&str>, limit: u32) -> Result<ImportHistory, ApiError>
//! revert_import(&mut self, batch: &str) -> Result<Undone, ApiError>   any import, not only the last
//! undo_batch(&mut self, batch: &str) -> Result<Undone, ApiError>    voids one batch; refused unless it
//!                                                             is the last one that stands
//!
//! rates(&self, provider: Option<&str>) -> Result<RatesView, ApiError>
//!                                              every provider, and one rate card in full
//! ask_rate(&self, provider: &str, question: &RateQuestion) -> Result<RateAnswer, ApiError>
//! add_rate(&mut self, provider: &str, draft: &RateDraft) -> Result<FileSaved, ApiError>
//! fill_plan(&mut self, provider: &str, plan: &str, credits: Option<&str>, price: Option<&str>)
//!                                              -> Result<FileSaved, ApiError>
//! check_provider_text(&self, text: &str) -> Result<FileReport, ApiError>
//! add_provider_text(&mut self, text: &str) -> Result<FileSaved, ApiError>
//! provider_text(&self, provider: &str) -> Result<(String, String), ApiError>   file name, text
//! restore_provider(&mut self, provider: &str) -> Result<FileSaved, ApiError>
//!                                              back to the file that came with the program
//! check_draft(&self, draft: &ProviderDraft) -> Result<DraftReport, ApiError>
//! add_draft(&mut self, draft: &ProviderDraft) -> Result<FileSaved, ApiError>
//!
//! back_up(&self) -> Result<BackupCard, ApiError>               adds to the series and rotates it
//! backups(&self) -> Vec<BackupCard>                           the latest first
//! restore_backup(&mut self, file: &Path) -> Result<RestoredBooks, ApiError>
//! books_state(&self, …) -> Result<BooksState, ApiError>       where they lie, recent ones, backups
//! check_books(&self) -> Result<BooksCheck, ApiError>          all derived again and compared
//! mappings(&self) -> Result<Vec<MappingCard>, ApiError>       import mappings kept by name
//! learned_mappings(&self) -> Result<Vec<LearnedMapping>, ApiError>   how logs were read before
//! forget_mapping(&mut self, provider: &str, headers: &[String]) -> Result<(), ApiError>
//!
//! PrefsFile::load(&self) -> Prefs                             what the reader likes; no books needed
//! PrefsFile::change(&self, change: &PrefsChange) -> Result<Prefs, ApiError>
//! spend_form(&self, wallet: &str) -> Result<SpendForm, ApiError>
//! spend_quote(&self, draft: &SpendDraft) -> Result<SpendQuote, ApiError>
//! spend(&mut self, draft: &SpendDraft) -> Result<Spent, ApiError>
//! pending_usages(&self, wallet: &str) -> Result<Vec<PendingUsage>, ApiError>
//! settle_pending(&mut self, draft: &SettleDraft) -> Result<Spent, ApiError>
//! top_up_form(&self, wallet: &str) -> Result<TopUpForm, ApiError>
//! top_up_quote(&self, draft: &TopUpDraft) -> Result<TopUpOffer, ApiError>
//! top_up(&mut self, draft: &TopUpDraft, attachment: Option<&Path>) -> Result<Receipt, ApiError>
//! receipt(&self, id: &str) -> Result<Receipt, ApiError>
//!
//! plan_work(&self, plan: &WorkPlan, size: ChartSize) -> Result<PlanView, ApiError>
//!                                              what the work takes, every way to it, the advice
//! past_work(&self, wallet: &str, days: u32) -> Result<PastWork, ApiError>
//!                                              a plan of work from what was done
//! keep_offer(&mut self, figures: &OfferFigures) -> Result<FileSaved, ApiError>
//!                                              figures that no page gives, asked for once
//! past_choices(&self, wallet: &str) -> Result<PastChoices, ApiError>
//! replay_past(&self, wallet: &str, terms: &OtherTerms) -> Result<PastReplay, ApiError>
//! forecast(&self, wallet: &str) -> Result<WalletForecast, ApiError>
//! kept_plans(&self) -> Result<Vec<KeptPlan>, ApiError>
//! keep_plan(&mut self, plan: &KeptPlan) -> Result<KeptPlan, ApiError>
//! remove_plan(&mut self, id: i64) -> Result<(), ApiError>
//! ```

mod account;
mod activity;
mod alerts;
mod analytics;
mod books;
mod catalog;
mod chart;
mod chart_shapes;
mod common;
mod entries;
mod error;
mod import;
mod import_rows;
mod overview;
mod people;
mod planner;
mod planner_past;
mod prefs;
mod provider_draft;
mod rates;
mod rebill;
mod spend;
mod subscription;
mod topup;
mod wallet;

#[cfg(test)]
mod bindings;

pub use account::{
    Booked, Cause, CauseSort, Figure, FigureExplained, KindDraft, KindShown, LotPart, Rule,
    RuleSort, StatementDraft, StatementOrder, StatementShown, Term, TermSort, WalletChange,
    WalletTerms,
};
pub use activity::{ActivityKind, ActivityRow, DrawRow};
pub use alerts::{Alert, AlertFigures, AlertKind, AlertPage, AlertRule};
pub use analytics::{
    ClaimReason, ClaimRow, ClaimsOf, ClaimsView, UsageAnswer, UsageAsked, UsageBy, UsageDrawing,
    UsageFigures, UsageMeasure, UsageMover, UsageOnly, UsagePart, UsageSpan, UsageStep,
};
pub use books::{
    About, BackupCard, BackupReason, BackupState, BooksCheck, BooksFormat, BooksState,
    LearnedMapping, MappingCard, MovedBooks, NetworkCheck, RecentBooks, RestoredBooks, WrittenFile,
};
pub use catalog::{
    BundleCard, NewSubscription, NewWallet, PlanBilling, PlanCard, ProviderCard, Reading,
    ReadingChoice, ReadingOption,
};
pub use chart::{
    ChartColumn, ChartForm, ChartFrame, ChartKey, ChartLanguage, ChartMark, ChartQuestion,
    ChartScene, ChartShape, ChartSize, ChartTable, ChartView, ChartWriting, Period,
};
pub use common::{CreditsText, InstantText, Kind, KindAmount, MoneyText};
pub use entries::{
    BooksThen, EntryDone, EntryDraw, EntryFact, EntryField, EntryFilter, EntryMark, EntryOrder,
    EntryPage, EntryView, FieldText, JournalBatch, JournalPage, JournalRow, RelatedEntry,
    TextFilter, UsageParticulars, WalletThen,
};
pub use error::{ApiError, ErrorCode};
pub use import::{
    CancelFlag, CellSample, Column, FieldColumn, FieldValue, FileReading, FoundDelimiter,
    FoundReading, FoundSign, GoneColumn, HeaderNews, ImportField, ImportMapping, ImportPhase,
    ImportPreview, ImportProgress, ImportResult, RejectedRow, TwoReadings, Undone, ValueChange,
};
pub use import_rows::{
    FateTally, ImportFate, ImportHistory, ImportRow, ImportTicks, ImportedBefore, PastImportRow,
    TwinEntry,
};
pub use overview::{
    Batch, Cycle, Lapse, LapsingLot, Outlook, Overview, Refill, Totals, WalletCard,
};
pub use people::{
    BudgetRow, LimitRow, MemberRow, NameEdit, NameKind, NameSaid, NamedRow, PeopleView, ProjectRow,
    Standing,
};
pub use planner::{
    ElsewhereCredits, OfferFigures, OtherProvider, PastWork, PlanView, ProjectNeed, Way, WayAdvice,
    WayCrossing, WayLack, WayMore, WayPacks, WaySurplus, WorkEstimate, WorkLine, WorkNeed,
    WorkPace, WorkPlan,
};
pub use planner_past::{
    KeptPlan, OtherOrder, OtherTerms, PastChoices, PastOutcome, PastPlan, PastReading, PastReplay,
    WalletForecast,
};
pub use prefs::{Density, Language, MoneyStyle, Prefs, PrefsChange, QuietHours, Theme};
pub use provider_draft::{BundleDraft, DraftReport, FieldProblem, PlanDraft, ProviderDraft};
pub use rates::{
    DriftGroup, FileProblem, FileReplaced, FileReport, FileSaved, KnownWords, OpenPlan,
    OpenQuestion, RateAnswer, RateDraft, RateFit, RateNote, RatePage, RatePhase, RateQuestion,
    RateRow, RateStanding, RatesPage, RatesProvider, RatesView, SettingValues, UnpricedGroup,
    WalletReadings,
};
pub use rebill::{
    Bill, BillCorrection, BillLine, BillRow, BillSums, BilledTo, BillsView, ClientBill,
    ClientBillRow,
};
pub use spend::{
    NoPriceBecause, NoPriceReason, PendingUsage, PlanOut, RateUsed, SettingText, SettleDraft,
    SpendAction, SpendDraft, SpendDraw, SpendEffect, SpendForm, SpendModel, SpendQuote,
    SpendRefusal, SpendRefused, SpendSetting, SpendStatus, Spent, TopUpOut, WaitOut, WaysOut,
};
pub use subscription::{
    CalendarParts, CalendarWritten, Coming, ComingSort, EndOfPlan, PlanChangeWhen, PlanEnd,
    PlanOrder, PlanPreview, PlanSpan, RunningPlan, SubscriptionView,
};
pub use topup::{Lasts, Receipt, TopUpCondition, TopUpDraft, TopUpForm, TopUpOffer, TopUpRow};
pub use wallet::{KindFigures, LotRow, LotState, WalletView};
