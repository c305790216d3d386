//! Progress on long steps, on standard error and only where somebody watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::{io::IsTerminal as _, time::Duration};

/// Shows what is being done; wiped when dropped.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Shown on a terminal unless `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is ours"),
        );
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Says what begins now.
    pub(super) fn step(&self, what: &str) {
        self.0.set_message(what.to_owned());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
