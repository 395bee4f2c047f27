//! What plans cost against what is needed: lines, the need, crossings, and all of it in words.

use bursar_charts::{Class, PlanCost, PlanCosts, Scene, Size, plan_costs};

use crate::samples::{CREDIT, Credits};

fn money(micros: i64) -> String {
    format!("{}.00", micros / CREDIT)
}

fn line(label: &str, cost: impl Fn(i64) -> Option<i64>) -> PlanCost {
    let points = (0..=60).map(|step| (step * 2_000 * CREDIT, cost(step).map(|c| c * CREDIT)));
    PlanCost { label: label.to_owned(), points: points.collect() }
}

pub(crate) fn asked() -> PlanCosts<'static> {
    PlanCosts {
        title: "Money a month".to_owned(),
        plans: vec![
            line("Creator, yearly", |_| Some(79)),
            line("Standard, monthly", |step| Some(28 + step * 3)),
            line("Dear", |_| Some(9_000)),
            line("Capped", |step| (step < 20).then_some(60)),
        ],
        needed: 77_550 * CREDIT,
        crossings: vec![(35_000 * CREDIT, 0)],
        currency: "EUR".to_owned(),
        money: &money,
    }
}

fn drawn(asked: &PlanCosts<'_>, width: u32) -> Scene {
    plan_costs(asked, Size::new(width, 220).unwrap(), &Credits).unwrap()
}

#[test]
fn the_cheapest_and_the_crossing_are_named() {
    let scene = drawn(&asked(), 900);
    assert_eq!(
        scene.summary,
        "At 77,550 credits a month Creator, yearly is the cheapest (79.00 EUR); \
         from 35,000 on Creator, yearly is."
    );
    let of = |class| scene.shapes.iter().filter(|shape| shape.ink.class == class).count();
    assert_eq!(of(Class::Marker), 1);
    assert_eq!(of(Class::Note), 1, "its credits stand beside it");
    // A plan far dearer than the rest is left to the table.
    assert_eq!(of(Class::Line), 3);
    assert_eq!(scene.legend.len(), 4);
    let last = scene.table.rows.last().unwrap();
    assert_eq!(last[4], "not known", "what cannot be had so has no figure");
    assert!(scene.table.rows.iter().any(|row| row[0] == "77,550" && row[1] == "79.00"));
}

#[test]
fn every_place_has_its_figures_and_nothing_leaves_the_room() {
    for width in [320, 900] {
        let scene = drawn(&asked(), width);
        assert!(scene.marks.len() > 20);
        for mark in &scene.marks {
            assert_eq!(mark.values.len(), 4);
            assert!(mark.left >= scene.plot.left - 0.1 && mark.right <= scene.plot.right + 0.1);
        }
    }
}

#[test]
fn a_free_way_does_not_press_the_others_out_of_the_chart() {
    let mut with_free = asked();
    with_free.plans.insert(0, line("Free", |_| Some(0)));
    with_free.crossings.clear();
    let lines = |asked: &PlanCosts<'_>| {
        let scene = drawn(asked, 900);
        scene.shapes.iter().filter(|shape| shape.ink.class == Class::Line).count()
    };
    assert_eq!(lines(&with_free), 4, "all but the one far dearer than the rest");
    // Nor does a need that none of them covers.
    let beyond =
        PlanCosts { plans: vec![line("Capped", |step| (step < 20).then_some(60))], ..asked() };
    assert_eq!(lines(&beyond), 1);
}

#[test]
fn without_a_price_there_is_nothing_to_draw() {
    let nothing = PlanCosts { plans: vec![line("Open", |_| None)], ..asked() };
    assert!(plan_costs(&nothing, Size::new(600, 200).unwrap(), &Credits).is_err());
    let none = PlanCosts { plans: Vec::new(), ..asked() };
    assert!(plan_costs(&none, Size::new(600, 200).unwrap(), &Credits).is_err());
}
