//! Reads a policy, as scenario documents and provider files spell it.

use crate::document::{DocumentError, Node};
use crate::policy::{
    AlertRule, AlertType, AutoTopup, LimitPeriod, MemberLimit, Policy, WithoutSubscription,
};

/// Reads a policy; what it leaves out stays as in `base`.
///
/// # Errors
/// The field that is wrong, and what to write.
pub fn read_policy(node: &Node<'_>, base: Policy) -> Result<Policy, DocumentError> {
    let fields = node.fields()?;
    let mut policy = base;
    if fields.get("order").is_some() {
        policy.order = fields.read_list("order", Node::word)?;
    }
    if fields.get("kind_rank").is_some() {
        policy.kind_rank = fields.read_list("kind_rank", Node::word)?;
    }
    macro_rules! take {
        ($name:ident, $read:expr) => {
            if let Some(value) = fields.read(stringify!($name), $read)? {
                policy.$name = value;
            }
        };
    }
    take!(overdraw, Node::word);
    take!(overdraw_limit, |limit| limit.amount().map(Some));
    take!(debt_at_refill, Node::word);
    take!(refund_expired, Node::word);
    take!(courtesy_days, whole);
    take!(failed_usage, Node::word);
    take!(topups_without_subscription, without_subscription);
    take!(alerts, read_alerts);
    take!(auto_topup, |node| auto_topup(node).map(Some));
    take!(member_limits, |limits| limits
        .entries()?
        .into_iter()
        .map(|(member, limit)| Ok((member.to_owned(), member_limit(&limit)?)))
        .collect());
    fields.finish()?;
    Ok(policy)
}

fn whole(node: &Node<'_>) -> Result<u32, DocumentError> {
    const MOST_DAYS: i64 = 100_000;
    u32::try_from(node.integer(0, MOST_DAYS)?).map_err(|error| node.error(error))
}

fn without_subscription(node: &Node<'_>) -> Result<WithoutSubscription, DocumentError> {
    let fields = node.fields()?;
    let freeze = fields.read("freeze", Node::flag)?.unwrap_or_default();
    let bar = fields.read_list("bar", |tag| tag.name().map(str::to_owned))?;
    fields.finish()?;
    Ok(WithoutSubscription { freeze, bar })
}

fn read_alerts(node: &Node<'_>) -> Result<Vec<AlertRule>, DocumentError> {
    let nodes = node.list()?;
    let mut alerts: Vec<AlertRule> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let alert = read_alert(&node)?;
        if alerts.iter().any(|other| other.id == alert.id) {
            let message = format!("another alert is already named \u{201c}{}\u{201d}", alert.id);
            return Err(node.error(message));
        }
        alerts.push(alert);
    }
    Ok(alerts)
}

fn read_alert(node: &Node<'_>) -> Result<AlertRule, DocumentError> {
    const MOST_LINES: i64 = 10_000;
    let fields = node.fields()?;
    let rule = AlertRule {
        id: fields.need("id")?.name()?.to_owned(),
        alert_type: fields.need("type")?.word()?,
        value: fields.read("value", Node::credits)?,
        from: fields.read("from", Node::credits)?,
        step: fields.read("step", Node::credits)?,
        grant: fields.read("grant", |grant| grant.name().map(str::to_owned))?,
    };
    let needed: &[&'static str] = match rule.alert_type {
        AlertType::BalanceAtOrBelow => &["value"],
        AlertType::BalanceEveryStepBelow => &["from", "step"],
        // Without a grant it watches whatever plan is subscribed.
        AlertType::CycleUsedPercent => &["value"],
    };
    for name in needed {
        fields.need(name)?;
    }
    if let (Some(from), Some(step)) = (rule.from, rule.step)
        && (!step.is_positive() || from.micros() / step.micros() > MOST_LINES)
    {
        let message = format!("write a step above zero that makes at most {MOST_LINES} lines");
        return Err(fields.error("step", message));
    }
    fields.finish()?;
    Ok(rule)
}

fn auto_topup(node: &Node<'_>) -> Result<AutoTopup, DocumentError> {
    const MOST_SECONDS: i64 = 10_000_000_000;
    let fields = node.fields()?;
    let rule = AutoTopup {
        at_or_below: fields.need("at_or_below")?.credits()?,
        amount: fields.read("amount", Node::amount)?,
        multiples: fields.read("multiples", Node::flag)?.unwrap_or_default(),
        target: fields.read("target", Node::credits)?,
        cooldown_s: fields
            .read("cooldown_s", |seconds| seconds.integer(0, MOST_SECONDS))?
            .unwrap_or_default(),
    };
    match (rule.amount, rule.target) {
        (Some(_), Some(_)) => Err(fields.error("target", "give either target or amount, not both")),
        (None, None) => Err(fields.error("amount", "is missing; give amount or target")),
        (Some(amount), None) if !amount.is_positive() => {
            Err(fields.error("amount", "must be above zero"))
        }
        _ => fields.finish().map(|()| rule),
    }
}

fn member_limit(node: &Node<'_>) -> Result<MemberLimit, DocumentError> {
    let fields = node.fields()?;
    let limit = MemberLimit {
        credits: fields.need("credits")?.amount()?,
        per: fields.read("per", Node::word)?.unwrap_or(LimitPeriod::Month),
    };
    fields.finish()?;
    Ok(limit)
}
