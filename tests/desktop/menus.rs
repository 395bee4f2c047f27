//! The native menu, which no driver reaches: that it is made, and changes without a complaint.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::harness::{Display, Home, bursar, program};

#[test]
fn the_menu_follows_the_books_without_a_complaint_of_the_system() {
    let home = Home::new();
    let add = ["wallet", "add", "Studio", "--provider", "deep-image", "--opening", "250"];
    bursar(&home, &add);
    let display = Display::of_ones_own();
    let mut window = Command::new(program())
        .envs(home.environment())
        .env("DISPLAY", &display.name)
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_secs(4));
    // What can be undone has another name now, and then another still.
    for credits in ["100", "200"] {
        bursar(&home, &["topup", "Studio", "--credits", credits]);
        std::thread::sleep(Duration::from_secs(2));
    }
    assert!(window.try_wait().unwrap().is_none(), "the window is still there");
    window.kill().unwrap();
    window.wait().unwrap();
    let mut said = String::new();
    window.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let complaints: Vec<&str> = said.lines().filter(|line| line.contains("accelerator")).collect();
    assert_eq!(complaints, Vec::<&str>::new(), "{said}");
}
