//! Every way in which a file can be wrong is named by its line and field.

use super::Catalog;

/// Line, field and a part of the message of each problem, in order.
fn check(text: &str, expected: &[(usize, &str, &str)]) {
    let problems = Catalog::check(text);
    let found: Vec<_> = problems.iter().map(|one| (one.line, one.field.as_str())).collect();
    let places: Vec<_> = expected.iter().map(|(line, field, _)| (*line, *field)).collect();
    assert_eq!(found, places, "{text}\n{problems:#?}");
    for (problem, (_, _, part)) in problems.iter().zip(expected) {
        assert!(problem.message.contains(part), "{part:?} in {problem}");
    }
}

/// A file that is right but for the lines after its first.
fn after_name(rest: &str, expected: &[(usize, &str, &str)]) {
    check(&format!("name = \"x\"\n{rest}"), expected);
}

#[test]
fn what_is_not_a_provider_file_at_all() {
    check("", &[(1, "name", "is missing")]);
    check("name = ", &[(1, "name", "not TOML")]);
    check("name = \"x\"\n[[rate]\n", &[(2, "file", "not TOML")]);
    check("name = \"x\"\nname = \"y\"\n", &[(2, "name", "duplicate key")]);
    check("name = 5\n", &[(1, "name", "must be a text in quotes, not a number")]);
    check("name = \"\"\n", &[(1, "name", "is empty")]);
    check("name = \"My Studio\"\n", &[(1, "name", "lower-case")]);
}

#[test]
fn a_misspelt_key_is_never_left_out_in_silence() {
    after_name("titel = \"X\"\n", &[(2, "titel", "did you mean \u{201c}title\u{201d}?")]);
    after_name(
        "[[rate]]\ncredit = 1\n",
        &[(3, "rate.credit", "did you mean \u{201c}credits\u{201d}")],
    );
    after_name(
        "[[rate]]\ncredits = 1\nper = { setting = \"s\", step = 5, colour = 1 }\n",
        &[(4, "rate.per.colour", "remove it or correct its name")],
    );
    after_name(
        "[policy]\nordr = [\"kind\"]\n",
        &[(3, "policy.ordr", "did you mean \u{201c}order\u{201d}")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nlive = \"never\"\n",
        &[(4, "plan.live", "\u{201c}life\u{201d}")],
    );
    after_name("[rates]\n", &[(2, "rates", "\u{201c}rate\u{201d}")]);
    after_name("[rate]\ncredits = 1\n", &[(2, "rate", "[[rate]]")]);
}

#[test]
fn amounts_are_read_to_the_digit() {
    for (amount, part) in [
        ("-1", "below zero"),
        ("0.1234567", "more than 6 decimals"),
        ("9223372036855", "too large"),
        ("nan", "is not a number"),
        ("\"5\"", "must be a number, without quotes"),
        ("true", "must be a number, without quotes, not true or false"),
        ("[1]", "not a list"),
    ] {
        after_name(&format!("[[rate]]\n\ncredits = {amount}\n"), &[(4, "rate.credits", part)]);
    }
    after_name("[[rate]]\ncredits = 1e309\n", &[(3, "credits", "overflow")]);
    let fine = "name = \"x\"\n[[rate]]\ncredits = 1_000.250_000\n";
    let catalog = Catalog::parse(fine).unwrap();
    let credits = catalog.rate_card().rates()[0].credits.map(|credits| credits.to_string());
    assert_eq!(credits.as_deref(), Some("1000.25"));
}

#[test]
fn dates_exist_and_stand_in_order() {
    after_name("[[rate]]\nfrom = 2026-02-30\n", &[(3, "from", "not TOML")]);
    after_name("[[rate]]\nfrom = \"2026-02-30\"\n", &[(3, "rate.from", "not a date")]);
    after_name("[[rate]]\nfrom = 5\n", &[(3, "rate.from", "must be a date")]);
    for to in ["2026-05-01", "2026-04-30"] {
        let rest = format!("[[rate]]\ncredits = 1\nfrom = 2026-05-01\nto = {to}\n");
        after_name(&rest, &[(5, "rate.to", "not later than from")]);
    }
    after_name(
        "[[grant]]\nid = \"g\"\namount = 1\nevery = \"day\"\nfrom = 2026-05-01\nto = 2026-05-01\n",
        &[(7, "grant.to", "not later than from")],
    );
    after_name("zone = \"Mars/Olympus\"\n", &[(2, "zone", "not a time zone")]);
    after_name(
        "[[page]]\nid = \"p\"\nurl = \"https://x\"\nread = \"yesterday\"\n",
        &[(5, "page.read", "is not a day")],
    );
}

#[test]
fn rates_that_tie_are_named_with_both_lines() {
    after_name(
        "[[rate]]\naction = \"image\"\ncredits = 1\n[[rate]]\naction = \"Image\"\ncredits = 2\n",
        &[(5, "rate", "lines 2 and 5 can match the same usage (action image)")],
    );
    after_name(
        "[[rate]]\naction = \"image\"\n[[rate]]\nmodel = [\"m\", \"n\"]\n",
        &[
            (4, "rate", "lines 2 and 4 can match the same usage (action image, model m)"),
            (4, "rate", "lines 2 and 4 can match the same usage (action image, model n)"),
        ],
    );
    after_name(
        "[[rate]]\naction = [\"a\", \"A\"]\n",
        &[(2, "rate", "lines 2 and 2"), (3, "rate.action", "names \u{201c}a\u{201d} twice")],
    );
    after_name(
        "[[rate]]\naction = \"image\"\ncredits = 1\n\
         [[rate]]\naction = \"image\"\ncredits = 2\nfrom = 2026-05-01\n",
        &[],
    );
}

#[test]
fn rates_are_possible() {
    after_name(
        "[[rate]]\nper = { setting = \"s\", step = 0 }\n",
        &[(3, "rate.per.step", "above zero")],
    );
    after_name("[[rate]]\nper = { setting = \"s\" }\n", &[(3, "rate.per.step", "is missing")]);
    after_name("[[rate]]\nadd = { hd = -1 }\n", &[(3, "rate.add.hd", "below zero")]);
    after_name("[[rate]]\n[rate.add]\nhd = 0.1234567\n", &[(4, "rate.add.hd", "6 decimals")]);
    after_name("[[rate]]\nsettings = { a = [] }\n", &[(3, "rate.settings.a", "or a list of them")]);
    after_name("[[rate]]\naction = \"\"\n", &[(3, "rate.action", "empty name")]);
    after_name("[[rate]]\ntags = [\"\"]\n", &[(3, "rate.tags", "empty tag")]);
    after_name("[[rate]]\nsource = \"prices\"\n", &[(3, "rate.source", "no [[page]] has the id")]);
    after_name("[[rate]]\nsource = \"https://x\"\nread = 2026-11-21\n", &[]);
    after_name(
        "[[rate]]\naction = \"pic\"\n[aliases.action]\nimage = [\"pic\", \"Pic\"]\n",
        &[(2, "rate.action", "another name of image"), (5, "aliases.action.image", "already")],
    );
}

#[test]
fn plans_refer_to_plans_that_are_there() {
    after_name(
        "[[plan]]\nid = \"a\"\nratio_of = { plan = \"b\", times = 2 }\n",
        &[(2, "plan.ratio_of.plan", "there is no plan \u{201c}b\u{201d}")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nratio_of = { plan = \"b\", times = 2 }\n\
         [[plan]]\nid = \"b\"\nratio_of = { plan = \"a\", times = 2 }\n",
        &[
            (2, "plan.ratio_of.plan", "lead back to this plan"),
            (5, "plan.ratio_of.plan", "lead back to this plan"),
        ],
    );
    after_name(
        "[[plan]]\nid = \"a\"\n\n[[plan]]\nid = \"a\"\n",
        &[(6, "plan.id", "stands on line 2 already")],
    );
    after_name("[[plan]]\ncredits = 5\n", &[(2, "plan.id", "is missing")]);
    after_name("[[plan]]\nid = \"A B\"\n", &[(3, "plan.id", "lower-case")]);
    after_name("[[plan]]\nid = \"a\"\ncredits = 0\n", &[(4, "plan.credits", "is zero")]);
    after_name(
        "[[plan]]\nid = \"a\"\ncredits = 5\nratio_of = { plan = \"a\", times = 1 }\n",
        &[(2, "plan.ratio_of.plan", "lead back"), (5, "plan.ratio_of", "remove one of them")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nbilling = [\"monthly\", \"daily\"]\n",
        &[(4, "plan.billing", "\u{201c}daily\u{201d} is not known here")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nprice = { yearly = \"1.00 EUR\", monthly = \"cheap\" }\n",
        &[
            (4, "plan.price.monthly", "write it as"),
            (4, "plan.price.yearly", "not among the plan's billing"),
        ],
    );
    after_name("[[plan]]\nid = \"a\"\nseats = 0\n", &[(4, "plan.seats", "whole number from 1")]);
    after_name(
        "[[plan]]\nid = \"a\"\nlife = { cycles = 0 }\n",
        &[(4, "plan.life.cycles", "from 1")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nlife = \"forever\"\n",
        &[(4, "plan.life", "write one of: never")],
    );
    after_name(
        "[[plan]]\nid = \"a\"\nrollover = { cap_total = 5, percent = 200 }\n",
        &[(4, "plan.rollover.percent", "either a cap"), (4, "plan.rollover.percent", "than 100")],
    );
}

#[test]
fn offers_say_what_they_give() {
    after_name("[[bundle]]\nid = \"b\"\n", &[(2, "bundle.credits", "is missing")]);
    after_name(
        "[[bundle]]\nid = \"b\"\ncredits = 0\nprice = \"-1.00 EUR\"\n",
        &[(4, "bundle.credits", "is zero"), (5, "bundle.price", "below zero")],
    );
    after_name(
        "[[grant]]\nid = \"g\"\nevery = \"fortnight\"\nwhen = \"sometimes\"\nkind = \"gift\"\n",
        &[
            (2, "grant.amount", "is missing"),
            (4, "grant.every", "write one of: hour, day, week"),
            (5, "grant.when", "write one of: always, unsubscribed"),
            (6, "grant.kind", "write one of: free, promo"),
        ],
    );
    after_name(
        "[[grant]]\nid = \"g\"\namount = -1\nevery = \"day\"\n",
        &[(4, "grant.amount", "below zero")],
    );
    after_name(
        "[[grant]]\nid = \"g\"\namount = 1\nevery = { n = 100001, unit = \"day\" }\n",
        &[(5, "grant.every.n", "too many")],
    );
    after_name(
        "[topup]\nneeds_subscription = \"yes\"\n",
        &[(3, "topup.needs_subscription", "true or false")],
    );
}

#[test]
fn policies_and_questions_are_checked_too() {
    after_name(
        "[policy]\norder = [\"kind\", \"colour\"]\noverdraw = \"sometimes\"\n",
        &[(3, "policy.order[1]", "colour"), (4, "policy.overdraw", "sometimes")],
    );
    after_name(
        "[policy]\nalerts = [{ id = \"a\", type = \"balance_at_or_below\" }]\n",
        &[(3, "policy.alerts[0].value", "missing")],
    );
    after_name(
        "[[reading]]\nid = \"r\"\nquestion = \"?\"\ndefault = \"c\"\n\
         [[reading.choice]]\nid = \"a\"\ntitle = \"A\"\n\
         [[reading.choice]]\nid = \"b\"\ntitle = \"B\"\nplan = { life = 3 }\n",
        &[
            (5, "reading.default", "none of its choices"),
            (12, "reading.choice.plan.life", "a table"),
        ],
    );
    after_name(
        "[[reading]]\nid = \"r\"\nquestion = \"?\"\ndefault = \"a\"\n\
         [[reading.choice]]\nid = \"a\"\ntitle = \"A\"\n",
        &[(6, "reading.choice", "at least two")],
    );
    after_name(
        "[[grant]]\nid = \"g\"\namount = 1\nevery = \"day\"\nonly_if = { r = \"a\" }\n",
        &[(2, "grant.only_if", "there is no reading \u{201c}r\u{201d}")],
    );
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_lines() {
    check(
        "title = 5\n[[rate]]\ncredits = -1\ncolour = \"red\"\n[[plan]]\nid = \"Ä\"\n",
        &[
            (1, "name", "is missing"),
            (1, "title", "a text"),
            (3, "rate.credits", "below zero"),
            (4, "rate.colour", "not a key"),
            (6, "plan.id", "lower-case"),
        ],
    );
}
