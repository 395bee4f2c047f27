//! The size of a chart, checked once.

use crate::error::ChartError;

/// Dots across and down, each from 1 to 8192.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    width: u32,
    height: u32,
}

impl Size {
    /// The longest side of a chart.
    pub const MOST: u32 = 8192;

    /// A size in dots.
    ///
    /// # Errors
    /// [`ChartError::Size`] when a side is 0 or more than [`Size::MOST`].
    pub fn new(width: u32, height: u32) -> Result<Self, ChartError> {
        let fits = |side: u32| (1..=Self::MOST).contains(&side);
        if fits(width) && fits(height) {
            Ok(Self { width, height })
        } else {
            Err(ChartError::Size { width, height })
        }
    }

    /// Dots across.
    pub const fn width(self) -> u32 {
        self.width
    }

    /// Dots down.
    pub const fn height(self) -> u32 {
        self.height
    }
}
