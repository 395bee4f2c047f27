//! Arguments that are pairs: `name=value`.

use bursar_app::report::{Dimension, Filter};

use crate::failure::{Failure, input};

/// Settings, each written `name=value`.
pub(crate) fn settings(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    pairs.iter().map(|pair| named_value(pair, "a setting", "resolution=2K")).collect()
}

/// Answers to a provider's questions, each written `question=answer`.
pub(crate) fn readings(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    pairs.iter().map(|pair| named_value(pair, "a reading", "three-months=cap-of-three")).collect()
}

/// Filters, each written `field=value`.
pub(crate) fn filters(pairs: &[String]) -> Result<Vec<Filter>, Failure> {
    let filter = |pair: &String| {
        let (field, value) = named_value(pair, "a filter", "member=Mara")?;
        Ok(Filter { dimension: field.parse()?, value })
    };
    pairs.iter().map(filter).collect()
}

/// Dimensions, with commas between them.
pub(crate) fn dimensions(lists: &[String]) -> Result<Vec<Dimension>, Failure> {
    let words = lists.iter().flat_map(|list| list.split(','));
    let mut dimensions = Vec::new();
    for word in words.filter(|word| !word.trim().is_empty()) {
        let dimension: Dimension = word.parse()?;
        if dimensions.contains(&dimension) {
            let message = format!("{} stands twice in --by", dimension.word());
            return Err(input(message, "Name each once."));
        }
        dimensions.push(dimension);
    }
    Ok(dimensions)
}

fn named_value(pair: &str, what: &str, example: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => {
            let message = format!("“{pair}” is not {what}");
            Err(input(message, format!("Write it as name=value, such as {example}.")))
        }
    }
}
