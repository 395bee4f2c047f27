//! What is typed wrong: each word gets a sentence that names it, and what to write instead.

use super::desk::Desk;

#[test]
fn amounts_that_are_none() {
    let desk = Desk::studio();
    for (amount, said) in [
        ("1e309", "too large"),
        ("-5", "below zero"),
        ("0.1234567", "more than 6 decimals"),
        ("1,5", "is not a number"),
        ("99999999999999999999", "too large"),
        ("NaN", "is not a number"),
        ("", "credits"),
    ] {
        let topup = ["topup", "main", "--credits", amount];
        let code = if amount.is_empty() { &["a bundle or an amount"][..] } else { &[][..] };
        let said = match amount {
            "" => code.to_vec(),
            "-5" => vec!["more than zero"],
            _ => vec![said],
        };
        desk.refused(&topup, 2, &said);
    }
    desk.refused(&["record", "main", "image", "--credits", "-5"], 2, &["cannot be below zero"]);
    desk.refused(&["record", "main", "image", "--quantity", "-1"], 2, &["quantity “-1”"]);
    desk.refused(&["record", "main", "image", "--quantity", "1e309"], 2, &["quantity “1e309”"]);
    desk.refused(&["record", "main", "image", "--quantity", "0"], 2, &["whole number from 1"]);
    desk.refused(&["statement", "main", "--shows", "much"], 2, &["“much” is not a number"]);
    for money in ["12", "12 EURO", "12.001 EUR", "-1 EUR", "x EUR"] {
        desk.refused(&["topup", "main", "--credits", "5", "--paid", money], 2, &["price"]);
    }
}

#[test]
fn times_that_are_none() {
    let desk = Desk::studio();
    for time in ["2026-02-30", "yesterday", "2026-13-01", "25:00", "2026-03-01T25:00"] {
        desk.refused(&["balance", "--at", time], 2, &[&format!("“{time}”"), "2026-11-21"]);
        desk.refused(&["record", "main", "image", "--at", time], 2, &[&format!("“{time}”")]);
        desk.refused(&["usage", "--by", "model", "--from", time], 2, &[&format!("“{time}”")]);
    }
    let far = ["wallet", "add", "x", "--provider", "studio", "--timezone", "Mars/Olympus"];
    desk.refused(&far, 2, &["“Mars/Olympus” is not a time zone", "Europe/Paris"]);
}

#[test]
fn a_lot_that_ends_before_it_starts_is_refused() {
    let desk = Desk::studio();
    let lot = ["topup", "main", "--credits", "5", "--at", "2026-03-01", "--expires"];
    for end in ["2026-02-01", "2026-03-01"] {
        desk.refused(&[&lot[..], &[end]].concat(), 3, &["already have ended", "heck the end"]);
    }
}

#[test]
fn words_that_name_nothing() {
    let desk = Desk::studio();
    desk.refused(&["balance", "nobody"], 2, &["no wallet named “nobody”", "bursar wallet list"]);
    desk.refused(&["lots", "nobody"], 2, &["“nobody”"]);
    desk.refused(
        &["wallet", "add", "x", "--provider", "nope"],
        2,
        &["“nope”", "Known are apiframe"],
    );
    desk.refused(&["wallet", "add", "main", "--provider", "studio"], 2, &["already a wallet"]);
    desk.refused(&["wallet", "add", " ", "--provider", "studio"], 2, &["needs a name"]);
    let long = "x".repeat(201);
    desk.refused(&["wallet", "add", &long, "--provider", "studio"], 2, &["longer than 200"]);
    desk.refused(&["subscribe", "main", "gold"], 2, &["no plan “gold”", "pro"]);
    desk.refused(&["topup", "main", "--bundle", "gold"], 2, &["no bundle “gold”", "pack"]);
    desk.refused(&["record", "main", "image", "--status", "maybe"], 2, &["“maybe”", "pending"]);
    desk.refused(&["usage", "--by", "colour"], 2, &["“colour”", "model, member"]);
    desk.refused(&["usage", "--by", "model,model"], 2, &["model stands twice"]);
    desk.refused(&["usage", "--by", "model", "--where", "member"], 2, &["“member”", "member=Mara"]);
    desk.refused(&["usage", "--by", "model", "--where", "status=gone"], 2, &["“gone”"]);
    desk.refused(
        &["void", "00000000-0000-0000-0000-000000000000", "--reason", "x"],
        2,
        &["no entry"],
    );
    desk.refused(&["record", "main", "image", "--set", "2K"], 2, &["“2K” is not a setting"]);
    let reading = ["wallet", "add", "x", "--provider", "deep-image", "--reading"];
    desk.refused(&[&reading[..], &["nope=1"]].concat(), 2, &["no question “nope”"]);
    desk.refused(&[&reading[..], &["three-months=1"]].concat(), 2, &["“1” is no answer"]);
}

#[test]
fn wrong_usage_of_the_command_itself() {
    let desk = Desk::studio();
    desk.refused(&["blance"], 2, &["unrecognized subcommand 'blance'", "balance"]);
    desk.refused(&["topup", "main"], 2, &["required", "--bundle"]);
    desk.refused(
        &["topup", "main", "--credits", "5", "--bundle", "pack"],
        2,
        &["cannot be used with"],
    );
    desk.refused(&["balance", "--nonsense"], 2, &["unexpected argument '--nonsense'"]);
    desk.refused(&["export", "--format", "xml", "-o", "x"], 2, &["invalid value 'xml'"]);
    desk.refused(&["wallet", "add", "x"], 2, &["--provider"]);
}
