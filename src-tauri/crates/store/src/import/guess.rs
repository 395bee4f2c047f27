//! Guesses which column fills which field, from the columns' names alone.
//!
//! A guess is shown to the user with its reason before anything is imported. Money is never taken
//! for credits: a column named `cost` or `price` is left to the user.

use super::field::Field;

/// A column that was guessed for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guessed {
    /// The field.
    pub field: Field,
    /// The column's name in the file.
    pub column: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// The names that a column of one field usually has, in lower case and with single underscores.
struct Names {
    field: Field,
    /// Names that leave no doubt, the surest first.
    whole: &'static [&'static str],
    /// Words that a longer name ends with.
    last: &'static [&'static str],
    /// Words that stand somewhere in a longer name.
    within: &'static [&'static str],
}

/// In the order in which fields choose a column.
const USUAL: &[Names] = &[
    Names {
        field: Field::At,
        whole: &[
            "at",
            "happened_at",
            "gmt_create",
            "created_at",
            "timestamp",
            "time",
            "datetime",
            "date_time",
            "date",
            "created",
            "started_at",
            "start_time",
            "completed_at",
            "ts",
        ],
        last: &["at", "time", "timestamp", "date", "datetime", "create", "created"],
        within: &[],
    },
    Names {
        field: Field::Id,
        whole: &[
            "id",
            "usage_id",
            "request_id",
            "job_id",
            "task_id",
            "generation_id",
            "transaction_id",
            "event_id",
            "uuid",
        ],
        last: &[],
        within: &[],
    },
    Names {
        field: Field::Status,
        whole: &["status", "state", "predict_status", "job_status", "result", "outcome"],
        last: &["status", "state"],
        within: &[],
    },
    Names {
        field: Field::Quantity,
        whole: &[
            "quantity",
            "qty",
            "count",
            "images",
            "num_images",
            "image_count",
            "units",
            "amount_of_images",
            "n",
        ],
        last: &["quantity", "count", "images"],
        within: &["images"],
    },
    Names {
        field: Field::Model,
        whole: &["model", "model_name", "model_id", "engine", "checkpoint", "model_version"],
        last: &["model", "engine"],
        within: &["model", "checkpoint"],
    },
    Names {
        field: Field::Action,
        whole: &[
            "action",
            "operation",
            "predict_type",
            "type",
            "task_type",
            "job_type",
            "task",
            "event",
            "endpoint",
        ],
        last: &["action", "operation", "type"],
        within: &[],
    },
    Names {
        field: Field::Member,
        whole: &[
            "member",
            "user",
            "user_name",
            "username",
            "user_email",
            "email",
            "user_id",
            "created_by",
            "member_name",
            "group_id",
            "group",
            "owner",
            "author",
            "account",
            "seat",
        ],
        last: &["user", "member", "email"],
        within: &["user", "member"],
    },
    Names {
        field: Field::Project,
        whole: &[
            "project",
            "project_name",
            "project_id",
            "campaign",
            "shot",
            "folder",
            "workspace",
        ],
        last: &["project"],
        within: &["project"],
    },
    Names {
        field: Field::Feature,
        whole: &["feature", "tool", "product", "service", "app", "category"],
        last: &["feature"],
        within: &[],
    },
    Names {
        field: Field::Balance,
        whole: &[
            "balance",
            "balance_after",
            "credit_balance",
            "credits_balance",
            "remaining_credits",
            "credits_remaining",
            "credits_left",
            "running_balance",
        ],
        last: &["balance"],
        within: &[],
    },
    Names {
        field: Field::Credits,
        whole: &[
            "credits",
            "credit",
            "credits_used",
            "used_credits",
            "credits_charged",
            "credit_cost",
            "credits_cost",
            "cost_credits",
            "cost_in_credits",
            "credits_spent",
        ],
        last: &["credits"],
        within: &[],
    },
    Names {
        field: Field::Settings,
        whole: &["settings", "parameters", "params", "options"],
        last: &["settings", "parameters", "params"],
        within: &[],
    },
];

/// The column of each field that has a usual name. A column serves one field only.
pub fn guess(headers: &[String]) -> Vec<Guessed> {
    let names: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut taken = vec![false; headers.len()];
    let mut guesses = Vec::new();
    // Sure names choose before likely ones, so that `type` does not lose to `file_type`.
    for sure in [true, false] {
        for usual in USUAL {
            if guesses.iter().any(|guess: &Guessed| guess.field == usual.field) {
                continue;
            }
            let free = |place: &usize| !taken[*place];
            let Some((place, reason)) = usual.choose(&names, free, sure) else {
                continue;
            };
            taken[place] = true;
            guesses.push(Guessed {
                field: usual.field.clone(),
                column: headers[place].clone(),
                reason,
            });
        }
    }
    guesses.sort_by(|a, b| a.field.cmp(&b.field));
    guesses
}

impl Names {
    fn choose(
        &self,
        names: &[String],
        free: impl Fn(&usize) -> bool,
        sure: bool,
    ) -> Option<(usize, String)> {
        let places = || (0..names.len()).filter(&free);
        if sure {
            return self.whole.iter().find_map(|usual| {
                let place = places().find(|place| names[*place] == *usual)?;
                Some((place, format!("\u{201c}{usual}\u{201d} is a usual name for {}", self.field)))
            });
        }
        let ends = self.last.iter().find_map(|word| {
            let place = places().find(|place| names[*place].rsplit('_').next() == Some(word))?;
            Some((place, format!("its name ends with \u{201c}{word}\u{201d}")))
        });
        ends.or_else(|| {
            self.within.iter().find_map(|word| {
                let place = places().find(|place| names[*place].split('_').any(|w| w == *word))?;
                Some((place, format!("its name holds \u{201c}{word}\u{201d}")))
            })
        })
    }
}

/// A name in lower case, its words (also those of `groupId`) joined by single underscores.
fn plain(header: &str) -> String {
    let mut name = String::with_capacity(header.len() + 4);
    let mut after_small = false;
    for sign in header.chars() {
        let splits = !sign.is_alphanumeric();
        let opens = sign.is_uppercase() && after_small;
        if (splits || opens) && !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        if !splits {
            name.extend(sign.to_lowercase());
        }
        after_small = sign.is_lowercase() || sign.is_numeric();
    }
    name.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &str, expected: &str) {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let guessed: Vec<String> = guess(&headers)
            .iter()
            .map(|guess| format!("{}={}", guess.field, guess.column))
            .collect();
        assert_eq!(guessed.join(" "), expected, "{headers:?}");
    }

    #[test]
    fn columns_are_guessed_from_their_names() {
        check(
            "gmt_create,predict_type,predict_status,exec_time_seconds,groupId,prompt_length,\
             negative_prompt_length,num_images_per_prompt,num_inference_steps,\
             checkpoint_model_version_id,num_lora",
            "at=gmt_create action=predict_type model=checkpoint_model_version_id \
             quantity=num_images_per_prompt member=groupId status=predict_status",
        );
        check(
            "Job ID,Created At,User Email,Model,Credits Used,Credits Remaining,State",
            "id=Job ID at=Created At model=Model member=User Email status=State \
             credits=Credits Used balance=Credits Remaining",
        );
        check("file_type,type,cost,price", "action=type");
        check("createdAt,imageCount", "at=createdAt quantity=imageCount");
        check("a,b", "");
    }

    #[test]
    fn every_guess_says_why() {
        let headers = ["predict_type", "sort_of_model_used"].map(str::to_owned);
        let reasons: Vec<String> = guess(&headers).into_iter().map(|g| g.reason).collect();
        assert_eq!(
            reasons,
            ["“predict_type” is a usual name for action", "its name holds “model”"]
        );
    }
}
