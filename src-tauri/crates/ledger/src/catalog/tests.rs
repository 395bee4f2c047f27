use super::*;

#[test]
fn every_shipped_file_can_be_used() {
    for (name, text) in shipped() {
        let problems = Catalog::check(text);
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }
    let lab = include_str!("../../../../../tests/data/lab.toml");
    assert_eq!(Catalog::check(lab), []);
}
