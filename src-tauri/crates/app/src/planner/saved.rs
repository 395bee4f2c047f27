//! Plans of work that are kept by name.

use bursar_store::{SavedPlan, Wallet};

use crate::App;
use crate::typed;
use crate::wallets::{kept_as, kept_wallet};
use crate::wire::{ApiError, ErrorCode, KeptPlan, WorkPlan};

/// Notes are for people; longer ones are a document.
const LONGEST_NOTES: usize = 10_000;

impl App {
    /// The plans that were kept, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn kept_plans(&self) -> Result<Vec<KeptPlan>, ApiError> {
        let wallets = self.books.wallets()?;
        self.books.saved_plans()?.into_iter().map(|saved| kept_plan_of(saved, &wallets)).collect()
    }

    /// The plan of a name.
    ///
    /// # Errors
    /// There is none.
    pub fn kept_plan(&self, name: &str) -> Result<KeptPlan, ApiError> {
        let found = self.books.saved_plan(name)?.ok_or_else(|| {
            let message = format!("there is no saved plan named “{}”", name.trim());
            ApiError::new(ErrorCode::Input, message)
                .with_hint("Plans are saved in the window, under Plan.")
        })?;
        kept_plan_of(found, &self.books.wallets()?)
    }

    /// Keeps a plan: a new one, or one in place of what it was.
    ///
    /// # Errors
    /// It has no name, or another plan has it.
    pub fn keep_plan(&mut self, plan: &KeptPlan) -> Result<KeptPlan, ApiError> {
        let name = typed::name(&plan.name, "a plan").map_err(|error| error.at_field("name"))?;
        let other = self.books.saved_plan(name)?.filter(|other| Some(other.id) != plan.id);
        if other.is_some() {
            let message = format!("another plan is named “{name}”");
            return Err(ApiError::new(ErrorCode::Input, message)
                .with_hint("Choose another name, or put the other plan away first.")
                .at_field("name"));
        }
        if plan.notes.chars().count() > LONGEST_NOTES {
            let message = format!("notes have at most {LONGEST_NOTES} letters");
            return Err(ApiError::new(ErrorCode::Input, message).at_field("notes"));
        }
        let wallet = typed::filled(plan.plan.wallet.as_deref());
        let wallet = wallet.map(|name| self.books.wallet(name)).transpose();
        let wallet = wallet.map_err(|error| ApiError::from(error).at_field("wallet"))?;
        let kept = WorkPlan { wallet: wallet.as_ref().map(kept_as), ..plan.plan.clone() };
        let body = serde_json::to_string(&kept)
            .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
        let at = self.clock.now();
        let id = self.books.keep_plan(plan.id, name, plan.notes.trim(), at, &body)?;
        Ok(KeptPlan {
            id: Some(id),
            name: name.to_owned(),
            notes: plan.notes.trim().to_owned(),
            kept_at: at.to_string(),
            plan: plan.plan.clone(),
        })
    }

    /// Puts a plan away.
    ///
    /// # Errors
    /// There is none of this number.
    pub fn remove_plan(&mut self, id: i64) -> Result<(), ApiError> {
        if self.books.remove_plan(id)? {
            return Ok(());
        }
        Err(ApiError::new(ErrorCode::Input, "this plan is not there any more"))
    }
}

/// A plan as it was kept, its wallet by the name of today; none where that is no longer there.
fn kept_plan_of(saved: SavedPlan, wallets: &[Wallet]) -> Result<KeptPlan, ApiError> {
    let mut plan: WorkPlan = serde_json::from_str(&saved.body).map_err(|error| {
        let message = format!("the saved plan “{}” cannot be read: {error}", saved.name);
        ApiError::new(ErrorCode::Books, message).with_hint("Put it away and save it anew.")
    })?;
    if let Some(kept) = &plan.wallet {
        plan.wallet = kept_wallet(wallets, kept).map(|wallet| wallet.name.clone());
    }
    Ok(KeptPlan {
        id: Some(saved.id),
        name: saved.name,
        notes: saved.notes,
        kept_at: saved.kept_at.to_string(),
        plan,
    })
}
