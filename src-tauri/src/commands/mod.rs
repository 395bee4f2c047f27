//! The commands: one for each use-case that a view calls. Each is async and only passes on.

mod account;
mod analytics;
mod books;
mod charts;
mod desk;
pub(crate) mod import;
mod journal;
#[cfg(test)]
mod names;
mod people;
mod planner;
mod rates;
mod rebill;
mod settings;
mod shelf;
mod spend;
mod views;

use tauri::Wry;
use tauri::ipc::Invoke;

/// All commands, for the builder. A command that is not in `names.rs` has no permission.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        account::statement_draft,
        account::book_statement,
        account::lock_books,
        account::figure,
        account::wallet_terms,
        account::change_wallet,
        account::subscription,
        account::plan_preview,
        account::change_plan,
        account::end_preview,
        account::end_plan,
        account::resume_plan,
        account::save_calendar,
        views::overview,
        views::wallet,
        views::usage_chart,
        views::balance_chart,
        charts::save_chart,
        analytics::usage_answer,
        analytics::usage_drawing,
        analytics::usage_entries,
        analytics::claims,
        rebill::bills,
        rebill::bill,
        rebill::client_bill,
        rebill::close_month,
        rebill::close_client_month,
        rebill::save_bill,
        books::catalog_list,
        books::add_wallet,
        books::open_sample_books,
        books::leave_sample_books,
        books::undo,
        import::pick_import_file,
        import::import_preview,
        import::paste_import,
        import::import_look,
        import::import_rows,
        import::import_tick,
        import::import_run,
        import::import_cancel,
        rates::rates,
        rates::ask_rate,
        rates::add_rate,
        rates::fill_plan,
        rates::check_provider_text,
        rates::add_provider_text,
        rates::provider_text,
        rates::restore_provider,
        rates::check_draft,
        rates::add_draft,
        rates::pick_provider_file,
        rates::export_provider_file,
        desk::alert_rules,
        desk::keep_alert_rule,
        desk::remove_alert_rule,
        desk::alerts,
        desk::snooze_alert,
        desk::see_alerts,
        desk::take_untold_alerts,
        desk::tell_desktop,
        desk::show_tray,
        import::import_history,
        import::revert_import,
        import::open_dropped_books,
        import::add_dropped_provider,
        settings::prefs,
        settings::set_prefs,
        spend::spend_form,
        spend::spend_quote,
        spend::spend,
        spend::pending_usages,
        spend::settle_pending,
        spend::top_up_form,
        spend::top_up_quote,
        spend::top_up,
        spend::receipt,
        spend::pick_attachment,
        spend::print_page,
        journal::entries,
        journal::entry_texts,
        journal::entry,
        journal::refund_entry,
        journal::settle_entry,
        journal::void_entry,
        journal::journal_page,
        journal::books_then,
        people::people,
        people::edit_name,
        planner::plan_work,
        planner::past_work,
        planner::keep_offer,
        planner::past_choices,
        planner::replay_past,
        planner::forecast,
        planner::kept_plans,
        planner::keep_plan,
        planner::remove_plan,
        settings::set_menu,
        settings::mappings,
        settings::rename_mapping,
        settings::remove_mapping,
        settings::learned_mappings,
        settings::forget_mapping,
        settings::about,
        settings::licences,
        settings::set_starts_at_login,
        settings::network_check,
        settings::log_lines,
        settings::show_in_folder,
        shelf::books_state,
        shelf::open_books,
        shelf::open_recent_books,
        shelf::forget_recent_books,
        shelf::new_books,
        shelf::move_books,
        shelf::check_books,
        shelf::back_up_now,
        shelf::save_backup,
        shelf::backups,
        shelf::choose_backup,
        shelf::try_backup,
        shelf::restore_backup,
        shelf::export_books,
    ]
}

#[cfg(test)]
mod tests {
    use super::names::COMMANDS;

    /// Nothing but the commands of the app and the two halves of listening is permitted.
    #[test]
    fn the_window_may_do_nothing_but_call_the_commands() {
        let text = include_str!("../../capabilities/main.json");
        let capability: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut expected =
            vec!["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()];
        expected.extend(COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-"))));
        assert_eq!(capability["permissions"], serde_json::json!(expected));
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        assert!(capability.get("remote").is_none(), "no address of the net");
    }

    #[test]
    fn the_content_policy_stays_strict() {
        let text = include_str!("../../tauri.conf.json");
        let config: serde_json::Value = serde_json::from_str(text).unwrap();
        let app = &config["app"];
        let csp = app["security"]["csp"].as_str().unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "connect-src ipc: http://ipc.localhost;",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(csp.contains(part), "{part} is missing in: {csp}");
        }
        assert!(!csp.contains("unsafe"), "{csp}");
        assert_eq!(app["withGlobalTauri"], false);
        assert_eq!(app["security"]["freezePrototype"], true);
        assert_eq!(app["security"]["capabilities"], serde_json::json!(["main"]));
    }
}
