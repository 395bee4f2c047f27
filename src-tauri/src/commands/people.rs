//! Members and projects.

use bursar_app::wire::{ApiError, NameEdit, NameKind, NameSaid, PeopleView};

use crate::run::{OnDesk, ask, change};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn people(desk: OnDesk<'_>, month: Option<String>) -> Answer<PeopleView> {
    let what = "show the members and projects";
    ask(desk, what, move |app| app.people_view(month.as_deref())).await
}

#[tauri::command]
pub(crate) async fn edit_name(
    desk: OnDesk<'_>,
    kind: NameKind,
    name: String,
    edit: NameEdit,
) -> Answer<NameSaid> {
    change(desk, "change this name", move |app| app.edit_name(kind, &name, &edit)).await
}
