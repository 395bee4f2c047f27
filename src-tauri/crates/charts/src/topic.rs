//! What the figures of a chart are of. The words for it are a tongue's.

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topic {
    /// Credits that were used.
    #[default]
    Used,
    /// Money that used credits had cost.
    Cost,
    /// Usages.
    Usages,
    /// Units: images, videos.
    Units,
    /// Usages that failed.
    Failed,
    /// Credits that ended unused.
    Lapsed,
    /// Money that those had cost.
    Lost,
}
