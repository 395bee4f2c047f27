//! The provider files that come with the program.

/// Name and text of each provider file that comes with the program, sorted by name.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        ("apiframe", include_str!("../../../../catalog/apiframe.toml")),
        ("deep-image", include_str!("../../../../catalog/deep-image.toml")),
        ("imagineart", include_str!("../../../../catalog/imagineart.toml")),
        ("photoroom", include_str!("../../../../catalog/photoroom.toml")),
        ("photoroom-api", include_str!("../../../../catalog/photoroom-api.toml")),
    ]
}
