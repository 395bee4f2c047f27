//! The window and the command line on the same books at the same time.

use std::time::{Duration, Instant};

use crate::harness::{Home, bursar, journey, real_log, sample_of_the_log};
use crate::import::{choose_the_log, with_lab};

fn top_up(home: &Home, credits: &str) {
    bursar(home, &["topup", "lab", "--credits", credits]);
}

#[test]
fn what_the_command_line_writes_shows_within_two_seconds() {
    let home = with_lab();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        top_up(&home, "250");
        let written = Instant::now();
        page.see("lab has 100,250 credits left.").await?;
        assert!(written.elapsed() < Duration::from_secs(2), "it took {:?}", written.elapsed());
        Ok(())
    });
}

#[test]
fn an_import_and_the_command_line_write_at_the_same_time() {
    let home = with_lab();
    let log = real_log().unwrap_or_else(sample_of_the_log);
    journey(&home, async |page| {
        choose_the_log(page, &home, &log).await?;
        page.see(" new rows in ").await?;
        std::thread::scope(|scope| -> Result<(), thirtyfour::error::WebDriverError> {
            let typed = scope.spawn(|| {
                for credits in ["1", "2", "4"] {
                    top_up(&home, credits);
                }
            });
            let imported = tokio::task::block_in_place(|| {
                tokio::runtime::Handle::current().block_on(async {
                    page.press("Import ").await?;
                    page.see("rows added to lab.").await
                })
            });
            typed.join().unwrap();
            imported
        })?;
        page.press("Overview").await?;
        let left = if real_log().is_some() { "28,764" } else { "98,428" };
        page.see(left).await
    });
    bursar(&home, &["verify"]);
}
