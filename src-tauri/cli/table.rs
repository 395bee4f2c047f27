//! Aligned tables: texts to the left, numbers to the right, columns two spaces apart.

use std::fmt::Write;

use crate::printable::{WIDEST_CELL, printable, shortened, width};

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// To the left.
    Text(&'static str),
    /// To the right.
    Number(&'static str),
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Text(name) | Self::Number(name) => name,
        }
    }
}

/// A table that is being filled.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    /// A rule stands before this row.
    rule_before: Option<usize>,
}

impl Table {
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new(), rule_before: None }
    }

    /// Adds a row; names in it are made printable and cut where they are too wide.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().map(|cell| {
            let cell = printable(&cell);
            shortened(&cell, WIDEST_CELL).into_owned()
        });
        self.rows.push(cells.collect());
    }

    /// Draws a rule before the next row.
    pub(crate) fn rule(&mut self) {
        self.rule_before = Some(self.rows.len());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Leaves out columns in which every row says nothing (nothing, `0` or `-`).
    #[must_use]
    pub(crate) fn without_empty(mut self, names: &[&str]) -> Self {
        let says_nothing = |cell: &String| matches!(cell.as_str(), "" | "0" | "-");
        let keep: Vec<bool> = (0..self.columns.len())
            .map(|place| {
                let optional = names.contains(&self.columns[place].name());
                let empty = self.rows.iter().all(|row| row.get(place).is_none_or(says_nothing));
                !(optional && empty)
            })
            .collect();
        let kept = |place: usize| keep.get(place).copied().unwrap_or(true);
        let columns = self.columns.into_iter().enumerate();
        self.columns =
            columns.filter(|(place, _)| kept(*place)).map(|(_, column)| column).collect();
        for row in &mut self.rows {
            let cells = std::mem::take(row).into_iter().enumerate();
            *row = cells.filter(|(place, _)| kept(*place)).map(|(_, cell)| cell).collect();
        }
        self
    }

    /// The rows as lines, each of them ended.
    pub(crate) fn lines(&self) -> String {
        let widths = self.widths();
        let mut lines = String::new();
        let names = self.columns.iter().map(|column| column.name());
        self.line(&mut lines, &widths, names);
        for (place, row) in self.rows.iter().enumerate() {
            if self.rule_before == Some(place) {
                let rule = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
                let _ = writeln!(lines, "{}", "-".repeat(rule));
            }
            self.line(&mut lines, &widths, row.iter().map(String::as_str));
        }
        lines
    }

    fn widths(&self) -> Vec<usize> {
        let of_column = |(place, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(place));
            let widest = cells.map(|cell| width(cell)).max().unwrap_or(0);
            widest.max(width(column.name()))
        };
        self.columns.iter().enumerate().map(of_column).collect()
    }

    fn line<'a>(&self, lines: &mut String, widths: &[usize], cells: impl Iterator<Item = &'a str>) {
        let mut line = String::new();
        for ((cell, column), wide) in cells.zip(&self.columns).zip(widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            let room = " ".repeat(wide.saturating_sub(width(cell)));
            match column {
                Column::Text(_) => line = line + cell + &room,
                Column::Number(_) => line = line + &room + cell,
            }
        }
        let _ = writeln!(lines, "{}", line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_names_are() {
        let mut table = Table::new([Column::Text("who"), Column::Number("credits")]);
        table.row(["Mara".to_owned(), "1,200".to_owned()]);
        table.row(["映像".to_owned(), "5".to_owned()]);
        table.row(["x\ny".to_owned(), "73.5".to_owned()]);
        table.rule();
        table.row([String::new(), "1,278.5".to_owned()]);
        assert_eq!(
            table.lines(),
            "who   credits\n\
             Mara    1,200\n\
             映像        5\n\
             x\\ny     73.5\n\
             -------------\n\
             \x20     1,278.5\n"
        );
    }

    #[test]
    fn a_column_that_says_nothing_is_left_out() {
        let columns = [Column::Text("wallet"), Column::Number("held"), Column::Number("credits")];
        let mut table = Table::new(columns);
        table.row(["a".to_owned(), "0".to_owned(), "0".to_owned()]);
        assert_eq!(table.without_empty(&["held"]).lines(), "wallet  credits\na             0\n");
    }
}
