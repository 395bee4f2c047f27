//! Writes the TypeScript twin of the wire, and fails when the committed one is stale.

use std::fmt::Write as _;
use std::path::Path;

use ts_rs::{Config, TS};

use super::*;

const HEADER: &str = "// Generated from src-tauri/crates/app/src/wire. Do not edit: run\n\
    // `BURSAR_WRITE_BINDINGS=1 cargo nextest run -p bursar-app bindings` after a change there.\n\n";

/// A declaration with its documentation.
fn declare<T: TS + 'static>(cfg: &Config, out: &mut String) {
    if let Some(docs) = T::docs() {
        out.push_str(&docs);
    }
    let _ = writeln!(out, "export {}\n", T::decl(cfg));
}

macro_rules! all {
    ($($name:ident)*) => {{
        let cfg = Config::new().with_large_int("number");
        let mut out = HEADER.to_owned();
        $(declare::<$name>(&cfg, &mut out);)*
        out
    }};
}

#[test]
fn the_typescript_twin_is_up_to_date() {
    let text = all!(
        ErrorCode ApiError Kind MoneyText KindAmount
        Overview Totals WalletCard Outlook Cycle Lapse Refill LapsingLot Batch
        AlertKind AlertRule AlertFigures Alert AlertPage
        WalletView KindFigures LotState LotRow
        ActivityKind ActivityRow DrawRow
        EntryFilter TextFilter EntryField EntryMark EntryOrder EntryPage FieldText
        JournalPage JournalRow JournalBatch EntryView UsageParticulars EntryDraw EntryFact
        RelatedEntry EntryDone BooksThen WalletThen
        Booked StatementOrder KindShown StatementDraft KindDraft StatementShown CauseSort Cause
        Figure FigureExplained TermSort Term LotPart RuleSort Rule WalletChange WalletTerms
        SubscriptionView RunningPlan EndOfPlan ComingSort Coming PlanSpan PlanChangeWhen PlanOrder
        PlanEnd PlanPreview CalendarParts CalendarWritten
        ChartSize ChartWriting ChartLanguage ChartQuestion Period ChartView ChartScene ChartFrame ChartShape ChartForm ChartMark ChartKey
        ChartTable ChartColumn
        UsageBy UsageOnly UsageSpan UsageAsked UsageMeasure UsageStep UsageDrawing UsageFigures UsagePart
        UsageMover UsageAnswer ClaimRow ClaimReason ClaimsOf ClaimsView
        Bill BillLine BillCorrection BillSums BillRow BillsView
        BilledTo ClientBill ClientBillRow
        ProviderCard PlanCard PlanBilling BundleCard Reading ReadingOption ReadingChoice
        NewWallet NewSubscription
        ImportPreview Column ImportField ImportMapping FieldColumn FieldValue ValueChange
        NameKind NameEdit NameSaid PeopleView Standing MemberRow ProjectRow NamedRow
        LimitRow BudgetRow
        RatesView RatesProvider RatesPage WalletReadings RatePhase RateRow SettingValues UnpricedGroup
        DriftGroup OpenQuestion RateNote RatePage OpenPlan KnownWords RateQuestion RateAnswer
        RateStanding RateFit RateDraft FileSaved FileReport FileReplaced FileProblem ProviderDraft
        PlanDraft BundleDraft DraftReport FieldProblem
        BooksState RecentBooks BackupState BackupCard BackupReason RestoredBooks MovedBooks BooksCheck
        WrittenFile BooksFormat MappingCard LearnedMapping About NetworkCheck
        FileReading FoundReading FoundDelimiter FoundSign CellSample TwoReadings HeaderNews GoneColumn
        ImportPhase ImportProgress ImportResult RejectedRow Undone
        ImportFate FateTally ImportedBefore ImportTicks ImportRow TwinEntry ImportHistory PastImportRow
        Prefs Theme Density Language MoneyStyle QuietHours
        SpendForm SpendAction SpendModel SpendSetting SpendStatus SettingText SpendDraft SpendQuote
        SpendEffect RateUsed NoPriceBecause NoPriceReason SpendDraw SpendRefused SpendRefusal
        WaysOut WaitOut TopUpOut PlanOut Spent PendingUsage SettleDraft
        TopUpCondition TopUpForm Lasts TopUpOffer TopUpDraft TopUpRow Receipt
        WorkPace WorkLine ElsewhereCredits WorkPlan WorkNeed ProjectNeed WorkEstimate WayLack
        WaySurplus WayPacks Way WayMore WayAdvice WayCrossing OtherProvider PlanView PastWork
        OfferFigures OtherTerms OtherOrder PastOutcome PastReplay PastChoices PastPlan PastReading
        WalletForecast KeptPlan
    );
    let text = format!("{}\n", text.trim_end());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/bindings/wire.ts");
    if std::env::var_os("BURSAR_WRITE_BINDINGS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed.replace("\r\n", "\n") == text,
        "ui/src/lib/bindings/wire.ts is stale; write it again with \
         BURSAR_WRITE_BINDINGS=1 cargo nextest run -p bursar-app bindings"
    );
}
