//! Writes the TypeScript twin of the wire, a file for each module here, and fails when what is
//! committed is stale.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ts_rs::{Config, TS};

use super::*;

const HEADER: &str = "// Generated from src-tauri/crates/app/src/wire. Do not edit: run\n\
    // `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.\n\n";

/// A type with its twin.
struct Declared {
    /// The file that it stands in, without an ending.
    file: String,
    name: String,
    text: String,
}

/// A declaration with its documentation.
fn declare<T: TS + 'static>(cfg: &Config) -> Declared {
    let path: Vec<&str> = type_name::<T>().split("::").collect();
    let file = path.get(path.len().saturating_sub(2)).copied().unwrap_or_default();
    let docs = T::docs().unwrap_or_default();
    Declared {
        file: file.replace('_', "-"),
        name: T::ident(cfg),
        text: tidied(&format!("{docs}export {}", T::decl(cfg))),
    }
}

/// Documentation of one line on one line, and fields indented.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = String::new();
    let mut inside = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let indent = if inside { "  " } else { "" };
        match lines.get(at..at + 3) {
            Some(["/**", words, "*/"]) => {
                let words = words.trim_start_matches('*').trim();
                let _ = writeln!(out, "{indent}/** {words} */");
                at += 3;
                continue;
            }
            _ if line.starts_with('*') => {
                let _ = writeln!(out, "{indent} {line}");
            }
            _ => {
                let _ = writeln!(out, "{indent}{line}");
            }
        }
        inside = (inside || line.ends_with('{')) && !line.ends_with("};");
        at += 1;
    }
    out
}

/// The words of a declaration that may name another type; its documentation may name anything.
fn words(text: &str) -> BTreeSet<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with(['*', '/']));
    code.flat_map(|line| line.split(|sign: char| !sign.is_alphanumeric() && sign != '_')).collect()
}

/// The files of the twin by their names, an index of them among them.
fn files(all: &[Declared]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let names: BTreeSet<&str> = all.iter().map(|one| one.file.as_str()).collect();
    let mut index = HEADER.to_owned();
    for file in names {
        let own = || all.iter().filter(|one| one.file == file);
        let used: BTreeSet<&str> = own().flat_map(|one| words(&one.text)).collect();
        let mut imports: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for other in all.iter().filter(|one| one.file != file && used.contains(&*one.name)) {
            imports.entry(&other.file).or_default().push(&other.name);
        }
        let mut text = HEADER.to_owned();
        for (other, names) in &imports {
            let _ = writeln!(text, "import type {{ {} }} from './{other}';", names.join(", "));
        }
        if !imports.is_empty() {
            text.push('\n');
        }
        text += &own().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
        files.insert(format!("{file}.ts"), text);
        let _ = writeln!(index, "export type * from './{file}';");
    }
    files.insert("index.ts".to_owned(), index);
    files
}

macro_rules! all {
    ($($name:ident)*) => {{
        let cfg = Config::new().with_large_int("number");
        vec![$(declare::<$name>(&cfg)),*]
    }};
}

#[test]
fn the_typescript_twin_is_up_to_date() {
    let wanted = files(&all!(
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
    ));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/bindings/wire");
    if std::env::var_os("BURSAR_WRITE_BINDINGS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &wanted {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let committed: BTreeMap<String, String> = entries
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), text.replace("\r\n", "\n"))
        })
        .collect();
    let names: BTreeSet<&String> = wanted.keys().chain(committed.keys()).collect();
    let stale: Vec<_> =
        names.into_iter().filter(|name| wanted.get(*name) != committed.get(*name)).collect();
    assert!(
        stale.is_empty(),
        "{stale:?} in ui/src/lib/bindings/wire are stale; write them again with \
         BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings"
    );
}
