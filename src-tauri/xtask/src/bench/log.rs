//! The log that is imported: as many rows as asked for, in the shape of a real one.
//!
//! The columns, the spread of statuses and counts, the few models and members that most rows name
//! and the rows that stand twice are those of the log in tests/data. The same rows come out each
//! time.

use crate::Stop;
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const HEADER: &str = "gmt_create,predict_type,predict_status,exec_time_seconds,groupId,\
    prompt_length,negative_prompt_length,num_images_per_prompt,num_inference_steps,\
    checkpoint_model_version_id,num_lora\n";
/// 2024-11-15T00:00:00Z, a day before the first real row, in seconds since 1970.
const FIRST_SECOND: u64 = 1_731_628_800;

/// Writes a log of `rows` rows; tells the images of those that succeeded.
pub(super) fn write(path: &Path, rows: u32) -> Result<u64, Stop> {
    let failed = |error| Stop::Failed(format!("{} could not be written: {error}", path.display()));
    let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
    file.write_all(HEADER.as_bytes()).map_err(failed)?;
    let mut images = 0;
    for line in lines(rows) {
        images += charged(&line);
        file.write_all(line.as_bytes()).map_err(failed)?;
    }
    file.flush().map_err(failed)?;
    Ok(images)
}

/// The images of a row that succeeded, else 0.
fn charged(line: &str) -> u64 {
    let mut cells = line.split(',').skip(2);
    match (cells.next(), cells.nth(4).and_then(|count| count.strip_suffix(".0"))) {
        (Some("SUCCEED"), Some(count)) => count.parse().unwrap_or(0),
        _ => 0,
    }
}

fn lines(rows: u32) -> impl Iterator<Item = String> {
    let mut dice = Dice(20_241_115);
    let mut second = FIRST_SECOND;
    let mut last = String::new();
    (0..rows).map(move |row| {
        // One row in 1,400 stands twice alike, as 19 of the real 26,823 do.
        if row == 0 || dice.below(1_400) > 0 {
            second += dice.below(60);
            last = line(&mut dice, second, row, rows);
        }
        last.clone()
    })
}

fn line(dice: &mut Dice, second: u64, row: u32, rows: u32) -> String {
    let action = dice.pick(&[(911, "TXT_2_IMG"), (82, "IMG_2_IMG"), (7, "INPAINTING")]);
    // What is pending stands at the end of a log: the rest was settled long ago.
    let status =
        if row + 8 >= rows { "PENDING" } else { dice.pick(&[(985, "SUCCEED"), (15, "FAILED")]) };
    let images = dice.pick(&[(578, "1.0"), (192, "4.0"), (148, "8.0"), (82, "2.0")]);
    // A square of a uniform number falls mostly on the first few, as real use does.
    let model = dice.below(86) * dice.below(86) / 86;
    let group = dice.below(4_247) * dice.below(4_247) / 4_247;
    let negative = if dice.below(10) == 0 { "" } else { "26.0" };
    let mut text = at(second);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        ",{action},{status},{}.0,G{group:04},{}.0,{negative},{images},30.0,M{model:04},{}",
        10 + dice.below(50),
        10 + dice.below(200),
        dice.below(6) / 5,
    );
    text
}

/// `2024-11-15 16:57:50`, of seconds since 1970.
fn at(second: u64) -> String {
    let (day, rest) = (second / 86_400, second % 86_400);
    // The civil calendar from the first of March of the year 0, whose leap day comes last.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day_of_month:02} {hour:02}:{minute:02}:{second:02}")
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of `choices`, whose weights sum to 1,000.
    fn pick(&mut self, choices: &[(u64, &'static str)]) -> &'static str {
        let mut left = self.below(1_000);
        for &(weight, choice) in choices {
            if left < weight {
                return choice;
            }
            left -= weight;
        }
        choices.first().map_or("", |&(_, choice)| choice)
    }
}

#[cfg(test)]
mod tests {
    use super::{HEADER, at, charged, lines};

    #[test]
    fn instants_are_written_as_in_the_real_log() {
        assert_eq!(at(1_731_689_870), "2024-11-15 16:57:50");
        assert_eq!(at(1_740_787_199), "2025-02-28 23:59:59");
        assert_eq!(at(1_709_164_800), "2024-02-29 00:00:00");
        assert_eq!(at(0), "1970-01-01 00:00:00");
    }

    #[test]
    fn what_succeeded_is_charged_by_its_images() {
        let line =
            |status: &str| format!("2024-11-15 16:57:50,A,{status},1.0,G,7.0,,8.0,30.0,M,0\n");
        assert_eq!(charged(&line("SUCCEED")), 8);
        assert_eq!(charged(&line("FAILED")), 0);
    }

    #[test]
    fn the_same_log_comes_out_each_time_in_the_shape_of_the_real_one() {
        let all: Vec<_> = lines(30_000).collect();
        assert!(lines(30_000).eq(all.iter().cloned()), "the log is the same each time");
        let columns = HEADER.split(',').count();
        assert!(all.iter().all(|line| line.split(',').count() == columns), "{columns} columns");
        let share = |what: &str| all.iter().filter(|line| line.contains(what)).count();
        assert!((300..600).contains(&share(",FAILED,")), "{} failed", share(",FAILED,"));
        assert!((5..=8).contains(&share(",PENDING,")), "{} are pending", share(",PENDING,"));
        assert!(share(",M0000,") > 30_000 / 20, "few models are named most");
        let twice = all.windows(2).filter(|pair| pair[0] == pair[1]).count();
        assert!((5..60).contains(&twice), "{twice} rows stand twice");
        assert!(all.windows(2).all(|pair| pair[0][..19] <= pair[1][..19]), "in order of time");
    }
}
