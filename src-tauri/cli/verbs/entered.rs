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
    session.line(&entered.text)?;
    if entered.wallet.is_empty() {
        return Ok(());
    }
    let times = app.local_times()?;
    let at = times.show(Some(&entered.wallet), entered.at);
    let available = grouped(entered.available);
    session.line(&format!("{}: {available} credits available ({at})", entered.wallet))?;
    session.line(&format!("entry {}", entered.id))
}
