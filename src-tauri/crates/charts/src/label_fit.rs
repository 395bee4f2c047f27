//! Which labels of an axis are written, so that none touches another or is cut at an edge.

use std::ops::Range;

use crate::text_width;

/// The least room between two labels of an axis.
const GAP: f64 = 14.0;

/// A label and the middle of its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    pub(crate) at: f64,
    pub(crate) text: String,
}

/// The first set whose labels have room, without those that the edges would cut. Sets come in the
/// order of preference; where none has room, a single label stands alone, or none.
pub(crate) fn first_that_fits(
    sets: impl IntoIterator<Item = Vec<Label>>,
    room: &Range<f64>,
    size: f64,
) -> Vec<Label> {
    let mut fallback = Vec::new();
    for set in sets {
        let whole: Vec<Label> =
            set.into_iter().filter(|label| is_whole(label, room, size)).collect();
        if whole.is_empty() {
            continue;
        }
        if are_apart(&whole, size) {
            return whole;
        }
        fallback = whole;
    }
    fallback.truncate(1);
    fallback
}

/// Every `step`-th label from the first, for each step from 2 on.
pub(crate) fn thinned(labels: &[Label]) -> impl Iterator<Item = Vec<Label>> {
    (2..=labels.len()).map(|step| labels.iter().step_by(step).cloned().collect())
}

fn is_whole(label: &Label, room: &Range<f64>, size: f64) -> bool {
    let half = text_width::width(&label.text, size, false) / 2.0;
    room.start <= label.at - half && label.at + half <= room.end
}

fn are_apart(labels: &[Label], size: f64) -> bool {
    labels.windows(2).all(|pair| match pair {
        [one, next] => {
            let widths = [one, next].map(|label| text_width::width(&label.text, size, false));
            next.at - one.at >= widths.iter().sum::<f64>() / 2.0 + GAP
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(count: u32, step: f64) -> Vec<Label> {
        (0..count)
            .map(|index| Label { at: f64::from(index) * step + 20.0, text: format!("{index} Nov") })
            .collect()
    }

    #[test]
    fn the_first_set_with_room_is_taken() {
        let room = 0.0..400.0;
        let roomy = labels(5, 80.0);
        assert_eq!(first_that_fits([roomy.clone()], &room, 11.0), roomy);
        let tight = labels(40, 10.0);
        let kept =
            first_that_fits(std::iter::once(tight.clone()).chain(thinned(&tight)), &room, 11.0);
        assert!(kept.len() >= 6 && are_apart(&kept, 11.0), "{kept:?}");
    }

    #[test]
    fn a_label_that_would_be_cut_is_left_out() {
        let edge = vec![Label { at: 2.0, text: "1 Nov".into() }];
        assert!(first_that_fits([edge], &(0.0..400.0), 11.0).is_empty());
    }
}
