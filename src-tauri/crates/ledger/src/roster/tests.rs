use proptest::prelude::*;

use super::*;

fn renamed(to: &str) -> NameChange {
    NameChange::Renamed { to: to.to_owned() }
}

fn merged(into: &str) -> NameChange {
    NameChange::Merged { into: into.to_owned() }
}

fn credits(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn said(facts: &[(&str, NameChange)]) -> People {
    let mut people = People::default();
    for (name, change) in facts {
        people.say(name, change);
    }
    people
}

#[test]
fn a_name_and_its_earlier_names_are_shown_as_the_latest() {
    let people = said(&[
        ("mara k", renamed("Mara")),
        ("Mara", renamed("Mara Kern")),
        ("MARA", merged("mara k")),
    ]);
    for typed in ["mara k", "Mara", "MARA", "Mara Kern"] {
        assert_eq!(people.current(typed), "Mara Kern", "{typed}");
    }
    assert_eq!(people.current("Ivo"), "Ivo");
    assert_eq!(people.aliases_of("Mara Kern").count(), 3);
}

#[test]
fn a_rename_back_is_a_rename() {
    let people = said(&[("a", renamed("b")), ("b", renamed("a"))]);
    assert_eq!((people.current("a"), people.current("b")), ("a", "a"));
}

#[test]
fn a_merge_keeps_the_limit_of_the_name_that_stays() {
    let limit = |credits| NameChange::Limited { wallet: None, credits: Some(credits) };
    let people = said(&[
        ("a", limit(credits(10))),
        ("b", limit(credits(20))),
        ("a", merged("b")),
        ("a", NameChange::Archived),
    ]);
    let person = people.person("b").unwrap();
    assert_eq!(person.limits.get(&None), Some(&credits(20)));
    assert!(person.archived, "what is said of an earlier name is about the current one");
    assert!(people.person("a").is_none());
}

#[test]
fn a_project_belongs_to_a_client_until_it_is_said_otherwise() {
    let belongs = |client: &str| NameChange::Assigned { client: Some(client.to_owned()) };
    let mut people = said(&[("teaser", belongs("Nord")), ("teaser", renamed("Teaser film"))]);
    assert_eq!(people.client_of("teaser"), Some("Nord"), "by whichever of its names");
    assert_eq!(people.client_of("Teaser film"), Some("Nord"), "a rename takes it along");
    people.say("teaser", &belongs("Süd"));
    assert_eq!(people.client_of("Teaser film"), Some("Süd"));
    people.say("Teaser film", &NameChange::Assigned { client: None });
    assert_eq!((people.client_of("Teaser film"), people.client_of("other")), (None, None));
}

#[test]
fn a_merged_project_takes_the_client_of_the_one_it_goes_into() {
    let belongs = |client: &str| NameChange::Assigned { client: Some(client.to_owned()) };
    let people = said(&[
        ("a", belongs("Nord")),
        ("b", belongs("Süd")),
        ("c", NameChange::Added),
        ("a", merged("b")),
    ]);
    assert_eq!(people.client_of("a"), Some("Süd"));
    let people = said(&[("a", belongs("Nord")), ("c", NameChange::Added), ("a", merged("c"))]);
    assert_eq!(people.client_of("a"), None, "also where that one has none");
}

#[test]
fn limits_stand_by_wallet_and_are_lifted() {
    let limit = |wallet: Option<u64>, credits: Option<Credits>| NameChange::Limited {
        wallet: wallet.map(Seq),
        credits,
    };
    let mut people =
        said(&[("a", limit(None, Some(credits(500)))), ("a", limit(Some(1), Some(credits(100))))]);
    assert_eq!(people.person("a").unwrap().limits.len(), 2);
    people.say("a", &limit(None, None));
    let left: Vec<_> = people.person("a").unwrap().limits.keys().copied().collect();
    assert_eq!(left, [Some(Seq(1))]);
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let people = said(&[("a", NameChange::Added), ("old", renamed("b"))]);
    let used = BTreeSet::from(["c".to_owned(), "old".to_owned()]);
    let check = |name: &str, change: &NameChange| {
        people.check(NameKind::Member, name, change, &used).map_err(|error| error.to_string())
    };
    assert_eq!(check("d", &NameChange::Added), Ok(()));
    for taken in ["a", "b", "c"] {
        assert!(check(taken, &NameChange::Added).is_err(), "{taken}");
    }
    let refused = check("old", &NameChange::Added).unwrap_err();
    assert_eq!(refused, "“old” is another name of “b”");
    assert_eq!(check("a", &renamed("d")), Ok(()));
    assert_eq!(check("b", &renamed("old")), Ok(()), "back to its own earlier name");
    assert!(check("a", &renamed("old")).is_err());
    assert!(check("a", &renamed("c")).unwrap_err().contains("already a member"));
    assert!(check("a", &renamed("a")).unwrap_err().contains("nothing was changed"));
    assert_eq!(check("c", &merged("old")), Ok(()));
    assert!(check("b", &merged("old")).unwrap_err().contains("nothing was changed"));
    assert!(check("a", &merged("z")).unwrap_err().contains("no member named"));
    assert!(check("z", &NameChange::Archived).unwrap_err().contains("no member named"));
    assert_eq!(check("c", &NameChange::Archived), Ok(()));
    assert!(check("a", &NameChange::Restored).is_err());
    assert!(check("a", &NameChange::Budgeted { budget: None }).is_err());
    assert!(check("a", &NameChange::Assigned { client: None }).is_err(), "it has none");
    assert_eq!(check("c", &NameChange::Assigned { client: Some("Nord".to_owned()) }), Ok(()));
}

#[test]
fn four_fifths_are_close_and_more_than_all_is_over() {
    for (used, may, standing) in [
        (0, 100, Standing::Within),
        (79, 100, Standing::Within),
        (80, 100, Standing::Close),
        (100, 100, Standing::Close),
        (101, 100, Standing::Over),
        (0, 0, Standing::Close),
        (1, 0, Standing::Over),
        (-5, 100, Standing::Within),
        (i64::MAX, i64::MAX, Standing::Close),
    ] {
        assert_eq!(Standing::of(used, may), standing, "{used} of {may}");
    }
}

#[test]
fn a_limit_allows_up_to_the_last_credit() {
    let allowed = |used, more| allows(credits(100), credits(used), credits(more)).unwrap();
    assert!(allowed(60, 40) && !allowed(60, 41) && !allowed(140, 1) && allowed(140, 0));
    assert_eq!(left_of(credits(100), credits(88)), Ok(credits(12)));
    assert_eq!(left_of(credits(100), credits(188)), Ok(Credits::ZERO));
}

proptest! {
    /// Whatever is said and voided: no name leads to an alias, and nobody stands for nobody.
    #[test]
    fn a_current_name_is_its_own(facts in prop::collection::vec(
        (0..5_u8, 0..5_u8, 0..4_u8), 0..40))
    {
        let name = |number: u8| char::from(b'a' + number).to_string();
        let mut people = People::default();
        for (one, other, what) in facts {
            let change = match what {
                0 => renamed(&name(other)),
                1 => merged(&name(other)),
                2 => NameChange::Added,
                _ => NameChange::Archived,
            };
            people.say(&name(one), &change);
            for number in 0..5 {
                let typed = name(number);
                let current = people.current(&typed).to_owned();
                prop_assert_eq!(people.current(&current), &current);
                if current != typed {
                    prop_assert!(people.person(&current).is_some());
                    prop_assert!(people.person(&typed).is_none());
                }
            }
        }
    }
}
