//! What an entry led to, as every verb that enters something tells it.

use bursar_app::App;
use bursar_app::report::Entered;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;

/// The sentence of an entry, and the balance after it.
pub(super) fn tell(session: &mut Session, app: &App, entered: &Entered) -> Result<Exit, Failure> {
    if session.json() {
        session.value(entered)?;
    } else {
        lines(session, app, entered)?;
    }
    Ok(Exit::Done)
}

/// The same as text, for verbs that add lines of their own.
pub(super) fn lines(session: &mut Session, app: &App, entered: &Entered) -> Result<(), Failure> {
    session.line(&in_a_sentence(&entered.text))?;
    if entered.wallet.is_empty() {
        return Ok(());
    }
    let times = app.local_times()?;
    let at = times.show(Some(&entered.wallet), entered.at);
    let available = grouped(entered.available);
    session.line(&format!("{}: {available} credits available ({at})", entered.wallet))?;
    session.line(&format!("entry {}", entered.id))
}

/// A text that begins with a capital letter and ends with a full stop.
pub(super) fn in_a_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
