// Every command of the window, once. The build script makes a permission of each.

/// The names of all commands.
pub(crate) const COMMANDS: &[&str] = &[
    "overview",
    "wallet",
    "activity",
    "usage_chart",
    "balance_chart",
    "save_chart",
    "catalog_list",
    "add_wallet",
    "open_sample_books",
    "leave_sample_books",
    "pick_import_file",
    "import_preview",
    "import_dry_run",
    "import_run",
    "import_cancel",
    "undo",
    "prefs",
    "set_prefs",
];
