//! Alerts: what is over its line now, what fired, what the desktop is to tell.
//!
//! A look at everything happens after each change and each minute; what fires is kept in the books,
//! so that it is told once, whoever looks, and is still there after the program was closed.

use std::collections::BTreeSet;

use bursar_ledger::alert::{self, Condition, Rule, Watched};
use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{FiredAlert, Notice};
use chrono::NaiveTime;

use crate::App;
use crate::alert_rules::kind_and_line;
use crate::outlook::{cost_of, running_cycle, whole_percent};
use crate::overview::Glance;
use crate::typed::filled;
use crate::wallets::kept_wallet;
use crate::wire::{Alert, AlertFigures, AlertPage, ApiError, ErrorCode, Prefs};

const DAY_SECONDS: i64 = 86_400;
/// The most alerts of one page.
const LARGEST_PAGE: u32 = 100;
/// A lot is worth an alert when this part of it, one in so many, would be lost.
const LEAST_PART: i64 = 100;

/// Something that is over its line.
struct Reading {
    watched: Watched,
    figures: AlertFigures,
}

impl App {
    /// Looks at everything that is watched, and keeps what crossed its line. Says whether anything
    /// did, or came back.
    ///
    /// # Errors
    /// The books cannot be read or written.
    pub fn look_at_alerts(&mut self) -> Result<bool, ApiError> {
        let now = self.clock.now();
        let was_over = self.books.open_notices()?.into_iter().map(|notice| notice.watched);
        let readings = self.readings(&self.glances()?, &was_over.collect())?;
        let over: Vec<FiredAlert> = readings
            .into_iter()
            .map(|reading| {
                let body = serde_json::to_string(&reading.figures)
                    .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
                Ok(FiredAlert { watched: reading.watched, body })
            })
            .collect::<Result<_, ApiError>>()?;
        Ok(self.books.keep_look(now, &over)?)
    }

    /// The same where it need not wait for another program that writes.
    ///
    /// # Errors
    /// The books cannot be read or written, or somebody is writing.
    pub fn look_at_alerts_if_free(&mut self) -> Result<bool, ApiError> {
        self.books.wait_for_others(false)?;
        let looked = self.look_at_alerts();
        self.books.wait_for_others(true)?;
        looked
    }

    /// Alerts that fired, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn alerts(&self, before: Option<u64>, limit: u32) -> Result<AlertPage, ApiError> {
        let limit = limit.clamp(1, LARGEST_PAGE);
        let before = before.map(number).transpose()?;
        let notices = self.books.notices(before, limit)?;
        let rows: Vec<Alert> =
            notices.into_iter().filter_map(|notice| kept(notice, None)).collect();
        let last = rows.last().filter(|_| rows.len() == limit as usize);
        Ok(AlertPage { next: last.map(|alert| alert.id), rows })
    }

    /// Puts an alert off until an instant, or shows it again.
    ///
    /// # Errors
    /// There is no such alert, or the time cannot be read or lies in the past.
    pub fn snooze_alert(&mut self, id: u64, until: Option<&str>) -> Result<(), ApiError> {
        let until = match filled(until) {
            Some(text) => Some(Zone::default().parse(text)?),
            None => None,
        };
        if until.is_some_and(|until| until <= self.clock.now()) {
            let message = "an alert can only be put off until later";
            return Err(ApiError::new(ErrorCode::Input, message).at_field("until"));
        }
        if self.books.snooze_notice(number(id)?, until)? {
            return Ok(());
        }
        Err(ApiError::new(ErrorCode::Input, "this alert is not there any more"))
    }

    /// Marks the alerts up to one as seen.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn see_alerts(&mut self, up_to: u64) -> Result<(), ApiError> {
        let now = self.clock.now();
        Ok(self.books.see_notices(number(up_to)?, now)?)
    }

    /// Takes what the desktop is to tell now: nothing where the reader wants no notices, or during
    /// the quiet hours on the wall of `zone`; what is held back so is told after them.
    ///
    /// # Errors
    /// There is no such zone, or the books cannot be written.
    pub fn take_untold_alerts(
        &mut self,
        prefs: &Prefs,
        zone: &str,
    ) -> Result<Vec<Alert>, ApiError> {
        let now = self.clock.now();
        let zone: Zone = zone.parse()?;
        if !prefs.notifications || is_quiet(prefs, zone, now)? {
            return Ok(Vec::new());
        }
        let untold = self.books.take_untold_notices(now)?;
        Ok(untold.into_iter().filter_map(|notice| kept(notice, None)).collect())
    }

    /// What fired, still holds and is not put off, with the figures of now.
    pub(crate) fn alerts_that_hold(&self, glances: &[Glance]) -> Result<Vec<Alert>, ApiError> {
        let now = self.clock.now();
        let notices = self.books.open_notices()?;
        let was_over = notices.iter().map(|notice| notice.watched.clone()).collect();
        let mut readings = self.readings(glances, &was_over)?;
        let alerts = notices.into_iter().filter_map(|notice| {
            let place = readings.iter().position(|reading| reading.watched == notice.watched)?;
            let figures = readings.swap_remove(place).figures;
            let put_off = notice.snoozed.is_some_and(|until| until > now);
            if put_off { None } else { kept(notice, Some(figures)) }
        });
        Ok(alerts.collect())
    }

    /// Everything that is over its line.
    fn readings(
        &self,
        glances: &[Glance],
        was_over: &BTreeSet<Watched>,
    ) -> Result<Vec<Reading>, ApiError> {
        let mut readings = Vec::new();
        let wallets = self.books.wallets()?;
        for rule in self.rules()?.iter().filter(|rule| rule.on) {
            // A rule for a wallet that is no longer there watches nothing.
            let only = rule.wallet.as_ref().map(|kept| kept_wallet(&wallets, kept));
            let only = only.map(|wallet| wallet.map(|wallet| wallet.seq));
            let is_watched =
                |seq: Option<Seq>| only.is_none_or(|only| only.is_some() && only == seq);
            if let Condition::MemberLimit { percent } = rule.condition {
                self.members_over(rule, percent, &is_watched, &mut readings)?;
            }
            for glance in glances.iter().filter(|glance| is_watched(Some(glance.wallet.seq))) {
                let looking = Looking { rule, glance, was_over, readings: &mut readings };
                looking.look()?;
            }
        }
        Ok(readings)
    }

    /// The members who used so much of a limit; once for each limit and month.
    fn members_over(
        &self,
        rule: &Rule,
        percent: Credits,
        is_watched: &dyn Fn(Option<Seq>) -> bool,
        readings: &mut Vec<Reading>,
    ) -> Result<(), ApiError> {
        let (kind, line) = kind_and_line(rule.condition);
        for limit in self.books.limits_used(self.clock.now())? {
            let wallet = limit.wallet.as_ref();
            let is_watched = is_watched(wallet.map(|wallet| wallet.seq));
            if !is_watched || !alert::is_used(limit.used, limit.limit, percent) {
                continue;
            }
            let scope = wallet.map(|wallet| wallet.seq.0).unwrap_or_default();
            let watched = (rule.id.clone(), format!("{scope}/{}/{}", limit.month, limit.member));
            let figures = AlertFigures {
                kind,
                wallet: wallet.map(|wallet| wallet.name.clone()).unwrap_or_default(),
                zone: limit.zone.name().to_owned(),
                line: line.clone(),
                member: Some(limit.member),
                credits: limit.used.to_string(),
                percent: Some(whole_percent(limit.used, limit.limit)),
                due: Some(limit.anew.to_string()),
                refill: None,
                worth: None,
            };
            readings.push(Reading { watched, figures });
        }
        Ok(())
    }
}

/// A rule and a wallet.
struct Looking<'a> {
    rule: &'a Rule,
    glance: &'a Glance,
    was_over: &'a BTreeSet<Watched>,
    readings: &'a mut Vec<Reading>,
}

impl Looking<'_> {
    fn look(mut self) -> Result<(), ApiError> {
        match self.rule.condition {
            Condition::CycleUsed { percent } => self.cycle(percent),
            Condition::BalanceAtOrBelow { credits } => self.balance(credits),
            Condition::LapsesWithin { days } => self.lapses(days),
            Condition::RunsOutBeforeRefill => self.runs_out(),
            Condition::Uncovered => self.uncovered(),
            // Limits are looked at once, whichever wallets there are.
            Condition::MemberLimit { .. } => Ok(()),
        }
    }

    fn cycle(&mut self, percent: Credits) -> Result<(), ApiError> {
        let Some((place, ends)) = running_cycle(&self.glance.state) else { return Ok(()) };
        let Some(lot) = self.glance.state.lots().get(place) else { return Ok(()) };
        let used = lot.drawn.minus(lot.refunded)?.plus(lot.held)?;
        if alert::is_used(used, lot.amount, percent) {
            let figures = AlertFigures {
                percent: Some(whole_percent(used, lot.amount)),
                due: Some(ends.to_string()),
                ..self.figures(lot.remaining)
            };
            self.over(&lot.id, figures);
        }
        Ok(())
    }

    fn balance(&mut self, line: Credits) -> Result<(), ApiError> {
        let Glance { wallet, state, view, ahead } = self.glance;
        let refill = ahead.next_refill.map(|refill| refill.at);
        // A balance that mends itself is no news, nor is one that never stood above the line.
        let bought_again =
            wallet.rules.policy.auto_topup.as_ref().is_some_and(|auto| auto.at_or_below >= line);
        let came = view.totals.granted.plus(view.totals.rolled_in)?;
        let came = came.plus(view.totals.corrected.max(Credits::ZERO))?;
        let mends = bought_again || alert::refills_by_itself(state.now, refill);
        if !mends && came > line && alert::at_or_below(view.balance, line) {
            let figures = AlertFigures {
                refill: refill.map(|at| at.to_string()),
                ..self.figures(view.balance)
            };
            self.over("", figures);
        }
        Ok(())
    }

    fn lapses(&mut self, days: u32) -> Result<(), ApiError> {
        let Glance { state, view, ahead, .. } = self.glance;
        let soon = state.now.plus_seconds(i64::from(days) * DAY_SECONDS).unwrap_or(Instant::MAX);
        for (place, unused) in &ahead.projection.unused {
            let Some(lot) = view.lots.get(*place) else { continue };
            let Some(ends) = lot.expires.filter(|ends| *ends <= soon) else { continue };
            // The free credits of a day lapse and come again every day. A trifle is no news either,
            // but what was told once stays until nothing of it will be lost.
            let all = crate::balance::amount(lot);
            let trifle = unused.times(LEAST_PART).is_ok_and(|times| times < all);
            let was_over = self.was_over.contains(&self.watched(&lot.id));
            if lot.kind == Kind::Free || (trifle && !was_over) {
                continue;
            }
            let figures = AlertFigures {
                due: Some(ends.to_string()),
                worth: cost_of(lot, *unused)?.map(Into::into),
                ..self.figures(*unused)
            };
            self.over(&lot.id, figures);
        }
        Ok(())
    }

    fn runs_out(&mut self) -> Result<(), ApiError> {
        let Glance { state, view, ahead, .. } = self.glance;
        if let Some(out) = ahead.runs_out_too_soon(state.now) {
            let refill = ahead.next_refill.map(|refill| refill.at.to_string());
            let figures = AlertFigures {
                due: Some(out.to_string()),
                refill: refill.clone(),
                ..self.figures(view.balance)
            };
            // Once for each cycle: the pace moves a little with every hour.
            self.over(&refill.unwrap_or_default(), figures);
        }
        Ok(())
    }

    fn uncovered(&mut self) -> Result<(), ApiError> {
        let uncovered = self.glance.view.uncovered;
        if uncovered.is_positive() {
            let figures = self.figures(uncovered);
            self.over("", figures);
        }
        Ok(())
    }

    fn figures(&self, credits: Credits) -> AlertFigures {
        let (kind, line) = kind_and_line(self.rule.condition);
        AlertFigures {
            kind,
            wallet: self.glance.wallet.name.clone(),
            zone: self.glance.wallet.rules.zone.name().to_owned(),
            line,
            member: None,
            credits: credits.to_string(),
            percent: None,
            due: None,
            refill: None,
            worth: None,
        }
    }

    /// A wallet is known by its entry, since its name may change.
    fn watched(&self, part: &str) -> Watched {
        (self.rule.id.clone(), format!("{}/{part}", self.glance.wallet.seq.0))
    }

    fn over(&mut self, part: &str, figures: AlertFigures) {
        let watched = self.watched(part);
        self.readings.push(Reading { watched, figures });
    }
}

fn is_quiet(prefs: &Prefs, zone: Zone, now: Instant) -> Result<bool, ApiError> {
    let Some(quiet) = &prefs.quiet_hours else { return Ok(false) };
    let read = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let (Some(from), Some(to)) = (read(&quiet.from), read(&quiet.to)) else { return Ok(false) };
    Ok(alert::is_quiet(from, to, zone.local(now)?.time()))
}

/// A notice of the books as an alert, with its figures as they were unless others are given; none
/// where what a newer Bursar kept cannot be read.
fn kept(notice: Notice, figures: Option<AlertFigures>) -> Option<Alert> {
    Some(Alert {
        id: u64::try_from(notice.id).ok()?,
        rule: notice.watched.0,
        at: notice.at.to_string(),
        figures: match figures {
            Some(figures) => figures,
            None => serde_json::from_str(&notice.body).ok()?,
        },
        seen: notice.seen_at.is_some(),
        snoozed_until: notice.snoozed.map(|until| until.to_string()),
        over_at: notice.armed_at.map(|at| at.to_string()),
    })
}

fn number(id: u64) -> Result<i64, ApiError> {
    i64::try_from(id).map_err(|_| ApiError::new(ErrorCode::Input, "there is no such alert"))
}

#[cfg(test)]
mod tests;
