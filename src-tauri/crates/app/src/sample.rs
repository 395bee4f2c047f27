//! The sample books: a small studio with three wallets, four members and five projects, two of them
//! one client's, six months of them, ending today. The credits and prices of its plans are made up, as a user would type
//! them; rates, free credits and rules are those of the shipped provider files.

use std::path::Path;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Source;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, SettingValue, Settings};
use bursar_ledger::roster::NameKind;
use bursar_store::{Books, IfMissing, NewUsage, UsageStatus};

use crate::App;
use crate::clock::Clock;
use crate::report::{Record, Topup, WalletTerms};
use crate::wire::{ApiError, ErrorCode, NameEdit};

/// The setting that marks books as the sample; it holds when they were made.
pub(crate) const SAMPLE_SETTING: &str = "sample";

const ZONE: &str = "Europe/Paris";
const DAYS: i64 = 182;
/// After so many days sample books no longer show what is going on today.
const FRESH_DAYS: i64 = 7;
const DAY_SECONDS: i64 = 86_400;
const MEMBERS: [&str; 4] = ["Mara", "Ivo", "Sena", "Tomas"];
const PROJECTS: [&str; 5] =
    ["Lumen catalogue", "Teaser film", "Hearth & Home", "Nordlicht campaign", "Portrait series"];

/// Whose two of the projects are.
const CLIENT: &str = "Nordlicht Outdoor";

/// One sort of job that the studio does.
struct Job {
    action: &'static str,
    model: Option<&'static str>,
    settings: &'static [(&'static str, &'static str)],
    /// The provider's own figure for one result, where its pages publish none.
    credits: Option<i64>,
    /// How often, against the others.
    weight: u64,
    most: u64,
}

const fn job(action: &'static str, model: Option<&'static str>, weight: u64, most: u64) -> Job {
    Job { action, model, settings: &[], credits: None, weight, most }
}

struct Account {
    wallet: &'static str,
    provider: &'static str,
    plan: &'static str,
    credits: &'static str,
    price: Option<&'static str>,
    jobs: &'static [Job],
    /// Jobs on a busy working day.
    busy: u64,
    /// When it was opened: days and seconds after the books begin.
    opened: (i64, i64),
}

impl Account {
    fn opened_at(&self, begin: Instant) -> Instant {
        let day = begin.micros() / 1_000_000 / DAY_SECONDS;
        let (days, seconds) = self.opened;
        Instant::from_micros(((day + days) * DAY_SECONDS + seconds) * 1_000_000)
    }
}

const ACCOUNTS: [Account; 3] = [
    Account {
        wallet: "ImagineArt",
        provider: "imagineart",
        plan: "ultimate",
        credits: "15000",
        price: Some("48.00 EUR"),
        busy: 11,
        opened: (4, 14 * 3600 + 20 * 60),
        jobs: &[
            Job { settings: &[("resolution", "1K")], ..job("image", Some("Nano Banana 2"), 30, 4) },
            Job { settings: &[("resolution", "2K")], ..job("image", Some("Nano Banana 2"), 10, 2) },
            job("image", Some("Seedream v4.5"), 30, 4),
            job("image", Some("ImagineArt 1.5"), 18, 4),
            job("image", Some("Flux 2 Pro"), 10, 2),
            Job { credits: Some(210), ..job("video", Some("Kling 2.6"), 5, 1) },
        ],
    },
    Account {
        wallet: "Deep-image",
        provider: "deep-image",
        plan: "subscription",
        credits: "100",
        price: Some("9.00 EUR"),
        busy: 3,
        opened: (11, 9 * 3600),
        jobs: &[
            job("enhance", None, 30, 2),
            job("upscale", None, 12, 2),
            job("generate", Some("ChatGPT Image (High)"), 2, 1),
        ],
    },
    Account {
        wallet: "Photoroom",
        provider: "photoroom",
        plan: "max",
        credits: "3000",
        price: None,
        busy: 12,
        opened: (0, 2 * 3600 + 11 * 60),
        jobs: &[
            Job { credits: Some(12), ..job("Virtual Model", None, 14, 3) },
            Job { credits: Some(12), ..job("Ghost Mannequin", None, 16, 3) },
            Job { credits: Some(4), ..job("AI Shadows", None, 12, 4) },
            job("Background removal", None, 20, 8),
        ],
    },
];

impl App {
    /// Makes the sample books at a path of their own. Sample books that are there already are kept
    /// as they are, unless they have gone stale: then they are put aside under a name with the day
    /// on which they were made, and new ones that end today take their place.
    ///
    /// # Errors
    /// Other books are there, or the path cannot be written.
    pub fn make_sample_books(path: &Path) -> Result<(), ApiError> {
        Self::make_sample_books_at(path, Clock::System.now())
    }

    /// The same at a time of one's own choosing, for tests.
    ///
    /// # Errors
    /// Other books are there, or the path cannot be written.
    pub fn make_sample_books_at(path: &Path, now: Instant) -> Result<(), ApiError> {
        if path.exists() {
            let there = Self::open_existing(path)?;
            let Some(made) = there.books.setting(SAMPLE_SETTING)? else {
                let message = format!("there are other books at {}", path.display());
                return Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("Name another file with --books; nothing was changed."));
            };
            let made = Instant::parse(&made).ok();
            let stale_from = made.and_then(|made| made.plus_seconds(FRESH_DAYS * DAY_SECONDS));
            if stale_from.is_some_and(|stale| now < stale) {
                return Ok(());
            }
            there.books.tidy_log()?;
            drop(there);
            put_aside(path, made)?;
        }
        // Half-made books must not be taken for whole ones.
        let making = path.with_extension("making");
        let remove = || {
            for suffix in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{suffix}", making.display()));
            }
        };
        remove();
        let made = fill(&making, now);
        if let Err(error) = made {
            remove();
            return Err(error);
        }
        std::fs::rename(&making, path).map_err(|error| {
            remove();
            ApiError::new(ErrorCode::Books, format!("{}: {error}", path.display()))
        })
    }
}

/// Gives stale sample books a name of their own beside the new ones: what was tried in them is kept.
fn put_aside(path: &Path, made: Option<Instant>) -> Result<(), ApiError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let day = made.map_or_else(|| "older".to_owned(), |made| made.to_string()[..10].to_owned());
    let names = (1..).map(|number| match number {
        1 => format!("{stem} {day}.bursar"),
        _ => format!("{stem} {day} ({number}).bursar"),
    });
    let mut places = names.map(|name| path.with_file_name(name));
    let aside = places.find(|place| !place.exists()).unwrap_or_else(|| path.to_owned());
    std::fs::rename(path, &aside).map_err(|error| {
        let message = format!("the old sample books could not be put aside: {error}");
        ApiError::new(ErrorCode::Books, message).with_hint("Close other windows on them first.")
    })
}

fn fill(path: &Path, now: Instant) -> Result<(), ApiError> {
    let books = Books::open(path, IfMissing::Create)?;
    let usage_table = crate::analytics::KeptTable::default();
    let mut app = App { books, clock: Clock::At(now), usage_table };
    let begin = days_before(now, DAYS);
    for account in &ACCOUNTS {
        app.clock = Clock::At(begin);
        app.open_account(account, account.opened_at(begin))?;
    }
    // Six exports, one for each thirty days, the way a studio keeps its books.
    for month in 0..6_i64 {
        let from = days_before(now, DAYS - month * 30);
        let until = if month == 5 { now } else { days_before(now, DAYS - (month + 1) * 30) };
        app.clock = Clock::At(until);
        for account in &ACCOUNTS {
            let from = from.max(account.opened_at(begin));
            app.book_month(account, begin, from, until)?;
        }
        app.top_up_in(month, until)?;
    }
    app.clock = Clock::At(now);
    app.agree_on_limits()?;
    app.finish_with(now)?;
    app.books.keep_setting(SAMPLE_SETTING, &now.to_string())?;
    app.books.tidy_log()?;
    Ok(())
}

impl App {
    fn open_account(&mut self, account: &Account, begin: Instant) -> Result<(), ApiError> {
        let at = Some(begin.to_string());
        self.wallet_add(&WalletTerms {
            name: account.wallet.to_owned(),
            provider: account.provider.to_owned(),
            timezone: Some(ZONE.to_owned()),
            at: at.clone(),
            ..WalletTerms::default()
        })?;
        let credits = Some(account.credits);
        self.subscribe(account.wallet, account.plan, at.as_deref(), credits, account.price)?;
        Ok(())
    }

    /// One month of usage, as a provider's export would bring it.
    fn book_month(
        &mut self,
        account: &Account,
        begin: Instant,
        from: Instant,
        until: Instant,
    ) -> Result<(), ApiError> {
        let catalog = self.catalog(account.provider)?;
        let wallet = self.books.wallet(account.wallet)?;
        let drawn = jobs_between(account, begin, from, until);
        let title = format!("import of {} rows from {}.csv", drawn.len(), account.provider);
        self.books.record(self.clock.now(), &title, |batch| {
            let settings: Vec<Option<String>> =
                drawn.iter().map(|done| settings_of(done.job)).collect();
            let rows = drawn.iter().zip(&settings).map(|(done, settings)| {
                let (credits, feature) =
                    price(catalog.rate_card(), done.job, done.quantity, done.at);
                let usage = NewUsage {
                    source: Source::Reported,
                    status: Some(done.status),
                    quantity: Some(done.quantity),
                    credits,
                    feature,
                    action: Some(done.job.action),
                    model: done.job.model,
                    settings: settings.as_deref(),
                    member: Some(done.member),
                    project: Some(done.project),
                    ..NewUsage::default()
                };
                (done.at, usage)
            });
            batch.usages(&wallet, &rows.collect::<Vec<_>>())
        })?;
        Ok(())
    }

    /// What was bought beside the plans.
    fn top_up_in(&mut self, month: i64, until: Instant) -> Result<(), ApiError> {
        let bought: &[(&str, &str, &str)] = match month {
            1 => &[("Deep-image", "300", "30.00 EUR")],
            2 => &[("ImagineArt", "4000", "18.00 EUR")],
            4 => &[("ImagineArt", "4000", "18.00 EUR")],
            _ => &[],
        };
        for (wallet, credits, paid) in bought {
            self.topup(&Topup {
                wallet: (*wallet).to_owned(),
                credits: Some((*credits).to_owned()),
                paid: Some((*paid).to_owned()),
                at: Some(until.to_string()),
                ..Topup::default()
            })?;
        }
        Ok(())
    }

    /// What the studio agreed on: a limit for two members, and budgets for two projects, which are
    /// one client's. Limits are such that there is room for the rest of the month, on whatever day
    /// the books are made.
    fn agree_on_limits(&mut self) -> Result<(), ApiError> {
        for (name, wallet, credits) in [("Ivo", None, "9000"), ("Tomas", Some("Photoroom"), "2500")]
        {
            let (wallet, credits) = (wallet.map(str::to_owned), Some(credits.to_owned()));
            self.change_name(NameKind::Member, name, &NameEdit::Limit { wallet, credits })?;
        }
        for (name, credits, money) in
            [("Nordlicht campaign", Some("2500"), None), ("Teaser film", None, Some("60.00 EUR"))]
        {
            let edit = NameEdit::Budget {
                credits: credits.map(str::to_owned),
                money: money.map(str::to_owned),
                monthly: credits.is_some(),
            };
            self.change_name(NameKind::Project, name, &edit)?;
            let edit = NameEdit::Client { client: Some(CLIENT.to_owned()) };
            self.change_name(NameKind::Project, name, &edit)?;
        }
        Ok(())
    }

    /// What is going on today: a pending job.
    fn finish_with(&mut self, now: Instant) -> Result<(), ApiError> {
        let at = now.plus_seconds(-600).unwrap_or(now).to_string();
        self.record(&Record {
            wallet: "ImagineArt".to_owned(),
            action: "video".to_owned(),
            model: Some("Kling 2.6".to_owned()),
            credits: Some("210".to_owned()),
            member: Some("Ivo".to_owned()),
            project: Some("Teaser film".to_owned()),
            status: Some("pending".to_owned()),
            at: Some(at),
            ..Record::default()
        })?;
        Ok(())
    }
}

/// A job that was done.
struct Done<'a> {
    at: Instant,
    job: &'a Job,
    quantity: i64,
    status: UsageStatus,
    member: &'static str,
    project: &'static str,
}

/// The jobs of a span, on working days mostly, between nine and seven. Each day has dice of its own,
/// so that the hour at which the books are made changes nothing but where today ends.
fn jobs_between(account: &Account, begin: Instant, from: Instant, until: Instant) -> Vec<Done<'_>> {
    let mut jobs = Vec::new();
    let weights: u64 = account.jobs.iter().map(|job| job.weight).sum();
    let begin = day_of(begin);
    let mut day = day_of(from);
    while day * DAY_SECONDS * 1_000_000 < until.micros() {
        let mut dice = Dice::of(account.wallet, day - begin);
        // Day 0 was a Thursday.
        let weekend = matches!((day + 3).rem_euclid(7), 5 | 6);
        let most = if weekend { 1 } else { account.busy };
        for _ in 0..=dice.below(most) {
            let second = 9 * 3600 + i64::try_from(dice.below(36_000)).unwrap_or(0);
            let at = Instant::from_micros((day * DAY_SECONDS + second) * 1_000_000);
            let mut pick = dice.below(weights);
            let job = account.jobs.iter().find(|job| {
                let found = pick < job.weight;
                pick = pick.saturating_sub(job.weight);
                found
            });
            let Some(job) = job else { continue };
            let quantity = i64::try_from(1 + dice.below(job.most)).unwrap_or(1);
            let failed = dice.below(40) == 0;
            let status = if failed { UsageStatus::Failed } else { UsageStatus::Succeeded };
            let member = MEMBERS[dice.place(MEMBERS.len())];
            let project = PROJECTS[dice.place(PROJECTS.len())];
            if from <= at && at < until {
                jobs.push(Done { at, job, quantity, status, member, project });
            }
        }
        day += 1;
    }
    jobs.sort_by_key(|done| done.at);
    jobs
}

/// What a job costs, and the feature it counts under.
fn price<'r>(
    card: &'r bursar_ledger::rate::RateCard,
    job: &Job,
    quantity: i64,
    at: Instant,
) -> (Option<Credits>, Option<&'r str>) {
    let mut settings = Settings::default();
    for (name, value) in job.settings {
        settings.insert(name, SettingValue::read(value));
    }
    let query = Query { action: job.action, model: job.model, settings: &settings, quantity, at };
    let given = job.credits.and_then(|credits| Credits::whole(credits * quantity).ok());
    let credits = given.or_else(|| card.price(&query).ok().map(|priced| priced.credits));
    (credits, card.matching(&query).and_then(|rate| rate.feature.as_deref()))
}

fn days_before(now: Instant, days: i64) -> Instant {
    now.plus_seconds(-days * DAY_SECONDS).unwrap_or(now)
}

fn day_of(at: Instant) -> i64 {
    at.micros().div_euclid(DAY_SECONDS * 1_000_000)
}

/// The settings of a job as usages keep them.
fn settings_of(job: &Job) -> Option<String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let settings: Vec<(String, String)> = job.settings.iter().map(owned).collect();
    (!settings.is_empty()).then(|| bursar_store::import::settings::text_of(&settings))
}

/// A small generator, so that every studio sees the same sample.
struct Dice(u64);

impl Dice {
    /// The dice of a wallet's day.
    fn of(wallet: &str, day: i64) -> Self {
        let mut seed = 0x5EED_B00C_u64;
        for part in wallet.bytes().map(u64::from).chain([day.unsigned_abs()]) {
            // What a multiplication spreads into the high bits is folded back into the low ones.
            seed = (seed ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            seed ^= seed >> 29;
        }
        Self(seed | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }
}
