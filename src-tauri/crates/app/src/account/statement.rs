//! Statements: what a provider shows beside the books, in all or by kind, and the lock up to there.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, State};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{Event, Wallet};

use crate::App;
use crate::report::Statement;
use crate::typed::{self, filled};
use crate::wire::{
    ApiError, Booked, ErrorCode, KindDraft, StatementDraft, StatementOrder, StatementShown,
};

/// What a provider shows, read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Nothing,
    InAll(Credits),
    Kinds(BTreeMap<Kind, Credits>),
}

/// The books beside what is shown.
struct Compared {
    /// What the books hold of what is shown.
    books: Credits,
    shows: Credits,
    difference: Credits,
}

impl App {
    /// A statement before it is booked: the difference as it stands, and its likely reasons.
    ///
    /// # Errors
    /// An unknown wallet, or a figure or time that cannot be read; the field says which.
    pub fn statement_draft(&self, order: &StatementOrder) -> Result<StatementDraft, ApiError> {
        let wallet = self.books.wallet(&order.wallet)?;
        let at = self.statement_time(order, &wallet)?;
        let shown = Shown::read(order)?;
        let state = self.books.state_at(&wallet, at, None)?;
        let compared = compare(&wallet, &state, &shown)?;
        let causes = match &compared {
            Some(compared) => self.causes(&wallet, &state, compared.difference)?,
            None => Vec::new(),
        };
        let last = self.books.latest_statements(&wallet, at, 1)?.into_iter().next();
        Ok(StatementDraft {
            at: at.to_string(),
            books: state.balance(&wallet.rules)?.to_string(),
            shows: compared.as_ref().map(|compared| compared.shows.to_string()),
            difference: compared.as_ref().map(|compared| compared.difference.to_string()),
            kinds: kind_drafts(&wallet, &state, &shown)?,
            uncovered: state.uncovered()?.to_string(),
            causes,
            locked_until: self.books.locked_until(&wallet)?.map(|until| until.to_string()),
            last: last.map(|last| StatementShown {
                at: last.at.to_string(),
                shows: last.observed.to_string(),
                corrected: last.corrected.to_string(),
            }),
        })
    }

    /// Books a statement, and locks the books up to it where that is asked.
    ///
    /// # Errors
    /// Nothing was typed, a figure or time cannot be read, or it lies before the lock.
    pub fn book_statement(&mut self, order: &StatementOrder) -> Result<Booked, ApiError> {
        let statement = self.statement(order)?;
        let wallet = self.books.wallet(&order.wallet)?;
        let batch = self.books.last_batch()?;
        let batch = batch.filter(|batch| batch.id.to_string() == statement.entered.id);
        self.booked(batch, &wallet)
    }

    /// Books what a provider shows; the difference is one marked correction.
    ///
    /// # Errors
    /// Nothing was typed, a figure or time cannot be read, or it lies before the lock.
    pub fn statement(&mut self, order: &StatementOrder) -> Result<Statement, ApiError> {
        let wallet = self.books.wallet(&order.wallet)?;
        let at = self.statement_time(order, &wallet)?;
        let shown = Shown::read(order)?;
        let state = self.books.state_at(&wallet, at, None)?;
        let Some(compared) = compare(&wallet, &state, &shown)? else {
            return Err(ApiError::new(ErrorCode::Input, "nothing to compare with the books")
                .with_hint("Type what the provider shows, in all or by kind.")
                .at_field("shows"));
        };
        let Compared { books, shows, difference } = compared;
        let text = format!("statement of {shows} credits, corrected by {difference}");
        let title = format!("{text} in {}", wallet.name);
        let event = Event::Reconciled { observed: shows, kinds: shown.kinds() };
        // A lock that reaches further stays where it is.
        let locked = self.books.locked_until(&wallet)?;
        let lock = order.lock && locked.is_none_or(|until| until < at);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            batch.event(&wallet, at, &event, None)?;
            if lock {
                batch.lock(&wallet, Some(at))?;
            }
            Ok(())
        })?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        let entered = self.entered(id, &wallet, text, at)?;
        Ok(Statement { entered, books, shows, difference })
    }

    /// Locks the books of a wallet up to an instant, or unlocks them where none is given.
    ///
    /// # Errors
    /// An unknown wallet, or a time that cannot be read.
    pub fn lock_books(&mut self, wallet: &str, until: Option<&str>) -> Result<Booked, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let until = match filled(until) {
            Some(text) => Some(wallet.rules.zone.parse(text)?),
            None => None,
        };
        let title = match until {
            Some(_) => format!("lock of the books of {}", wallet.name),
            None => format!("unlocking of the books of {}", wallet.name),
        };
        let receipt =
            self.books.record(self.clock.now(), &title, |batch| batch.lock(&wallet, until))?;
        self.booked(receipt.batch, &wallet)
    }

    fn statement_time(&self, order: &StatementOrder, wallet: &Wallet) -> Result<Instant, ApiError> {
        let at = self.time_in(order.at.as_deref(), wallet).map_err(|error| error.at_field("at"))?;
        if at > self.clock.now() {
            return Err(ApiError::new(ErrorCode::Input, "this time has not come yet")
                .with_hint("Give the time at which the provider showed the figure.")
                .at_field("at"));
        }
        Ok(at)
    }
}

impl Shown {
    fn read(order: &StatementOrder) -> Result<Self, ApiError> {
        let mut kinds = BTreeMap::new();
        for shown in &order.kinds {
            let Some(text) = filled(Some(&shown.credits)) else { continue };
            let kind = Kind::from(shown.kind);
            let field = format!("kind.{}", kind.word());
            let what = "what the provider shows";
            let credits =
                typed::credits_or_none(text, what).map_err(|error| error.at_field(field))?;
            kinds.insert(kind, credits);
        }
        if !kinds.is_empty() {
            return Ok(Self::Kinds(kinds));
        }
        let Some(text) = filled(order.shows.as_deref()) else { return Ok(Self::Nothing) };
        let shows =
            Credits::parse(text).map_err(|error| ApiError::from(error).at_field("shows"))?;
        Ok(Self::InAll(shows))
    }

    fn kinds(&self) -> BTreeMap<Kind, Credits> {
        match self {
            Self::Kinds(kinds) => kinds.clone(),
            Self::Nothing | Self::InAll(_) => BTreeMap::new(),
        }
    }
}

fn compare(wallet: &Wallet, state: &State, shown: &Shown) -> Result<Option<Compared>, ApiError> {
    let (books, shows) = match shown {
        Shown::Nothing => return Ok(None),
        Shown::InAll(shows) => (state.balance(&wallet.rules)?, *shows),
        Shown::Kinds(kinds) => {
            let have = spendable_by_kind(wallet, state)?;
            let of_kind = |kind: &Kind| have.get(kind).copied().unwrap_or_default();
            (Credits::sum(kinds.keys().map(of_kind))?, Credits::sum(kinds.values().copied())?)
        }
    };
    Ok(Some(Compared { books, shows, difference: shows.minus(books)? }))
}

/// Kinds that the wallet ever had, in draw order, with what is shown of them.
fn kind_drafts(wallet: &Wallet, state: &State, shown: &Shown) -> Result<Vec<KindDraft>, ApiError> {
    let have = spendable_by_kind(wallet, state)?;
    let typed = shown.kinds();
    let mut kinds: Vec<Kind> = have.keys().chain(typed.keys()).copied().collect();
    kinds.sort_by_key(|kind| wallet.rules.policy.rank(*kind));
    kinds.dedup();
    let drafts = kinds.into_iter().map(|kind| {
        let books = have.get(&kind).copied().unwrap_or_default();
        let difference = typed.get(&kind).map(|shows| shows.minus(books)).transpose()?;
        Ok(KindDraft {
            kind: kind.into(),
            books: books.to_string(),
            difference: difference.map(|difference| difference.to_string()),
        })
    });
    drafts.collect()
}

/// What may be spent of each kind that the wallet ever had.
fn spendable_by_kind(wallet: &Wallet, state: &State) -> Result<BTreeMap<Kind, Credits>, ApiError> {
    let mut kinds = BTreeMap::new();
    for lot in state.view(&wallet.rules)?.lots {
        if lot.stage == LotStage::Waiting {
            continue;
        }
        let sum = kinds.entry(lot.kind).or_insert(Credits::ZERO);
        if lot.spendable {
            *sum = sum.plus(lot.remaining)?;
        }
    }
    Ok(kinds)
}
