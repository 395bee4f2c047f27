//! Why a chart could not be drawn. Every variant is a sentence that says what to change.

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// A side of the chart is nothing, or larger than a screen or a page can use.
    #[error("a chart is 1 to 8192 dots wide and high, not {width} x {height}; choose another size")]
    Size {
        /// Dots asked for, across.
        width: u32,
        /// Dots asked for, down.
        height: u32,
    },
    /// No bucket, no series or no balance was given.
    #[error("there is nothing to draw: {0}")]
    Empty(&'static str),
    /// The range of time does not go forward.
    #[error("the chart begins at {from} but ends at {until}; choose an end after the beginning")]
    Range {
        /// The beginning, as the wallet's clock shows it.
        from: String,
        /// The end, as the wallet's clock shows it.
        until: String,
    },
    /// Two balances are not in the order of time.
    #[error("the balance at {later} comes before the one at {earlier}; give them in order of time")]
    Order {
        /// The instant that stands second and is earlier.
        earlier: String,
        /// The instant that stands first and is later.
        later: String,
    },
    /// An instant is beyond what the wallet's clock can show.
    #[error("the time {0} µs after 1970 is outside the years that the calendar knows")]
    Time(i64),
    /// A series has another number of figures than there are buckets.
    #[error("{series} has {figures} figures for {buckets} buckets; give one for each bucket")]
    Length {
        /// The label of the series.
        series: String,
        /// How many figures it has.
        figures: usize,
        /// How many buckets there are.
        buckets: usize,
    },
    /// More columns than an eye can tell apart.
    #[error("{0} columns are too many for one chart; choose a shorter time or longer steps")]
    TooMany(usize),
    /// A sum leaves the range of an amount.
    #[error("the amounts of this chart add up to more than can be kept exactly")]
    TooLarge,
    /// The picture would take more memory than a picture should.
    #[error("a picture of {width} x {height} dots is too large; choose a smaller size or scale")]
    Picture {
        /// Dots across.
        width: u64,
        /// Dots down.
        height: u64,
    },
    /// The drawing library failed or gave up; the message is its own.
    #[error("the chart could not be drawn ({0}); its table is complete, please report this")]
    Drawing(String),
}
