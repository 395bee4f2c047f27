//! The policy of a provider's file, and the parts of it that an answer changes.

use serde_json::Map;

use super::reader::Fields;
use crate::document::Node;
use crate::policy::Policy;
use crate::scenario::read_policy;

/// Every key of a policy.
const KEYS: [&str; 12] = [
    "order",
    "kind_rank",
    "overdraw",
    "overdraw_limit",
    "debt_at_refill",
    "refund_expired",
    "courtesy_days",
    "failed_usage",
    "topups_without_subscription",
    "alerts",
    "auto_topup",
    "member_limits",
];

/// A policy of which only some keys are said.
#[derive(Clone, Debug, Default)]
pub(super) struct PolicyPatch {
    said: Vec<&'static str>,
    values: Policy,
}

impl PolicyPatch {
    /// Reads the keys that are there; each wrong one is a problem of its own.
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        let mut patch = Self::default();
        for key in KEYS {
            let Some(value) = fields.tree(key) else {
                continue;
            };
            let one = Map::from_iter([(key.to_owned(), value)]).into();
            match read_policy(&Node::root(&one), Policy::default()) {
                Ok(values) => {
                    patch.said.push(key);
                    take(&mut patch.values, key, &values);
                }
                Err(error) => fields.problem(&error.field, error.message),
            }
        }
        fields.mark("source");
        fields.mark("read");
        patch
    }

    /// Changes the keys that are said.
    pub(super) fn apply(&self, policy: &mut Policy) {
        for key in &self.said {
            take(policy, key, &self.values);
        }
    }

    /// The whole policy: what is not said has its default.
    pub(super) fn into_policy(self) -> Policy {
        self.values
    }
}

fn take(policy: &mut Policy, key: &str, from: &Policy) {
    match key {
        "order" => policy.order.clone_from(&from.order),
        "kind_rank" => policy.kind_rank.clone_from(&from.kind_rank),
        "overdraw" => policy.overdraw = from.overdraw,
        "overdraw_limit" => policy.overdraw_limit = from.overdraw_limit,
        "debt_at_refill" => policy.debt_at_refill = from.debt_at_refill,
        "refund_expired" => policy.refund_expired = from.refund_expired,
        "courtesy_days" => policy.courtesy_days = from.courtesy_days,
        "failed_usage" => policy.failed_usage = from.failed_usage,
        "topups_without_subscription" => {
            policy.topups_without_subscription.clone_from(&from.topups_without_subscription)
        }
        "alerts" => policy.alerts.clone_from(&from.alerts),
        "auto_topup" => policy.auto_topup.clone_from(&from.auto_topup),
        "member_limits" => policy.member_limits.clone_from(&from.member_limits),
        _ => {}
    }
}
