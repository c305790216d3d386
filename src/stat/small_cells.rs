//! Small cells: which counts of a column are hidden when counts of few people must not be shown.
//!
//! # Definition
//! With the threshold t, a count n is hidden where 0 < n < t; zeros and counts of t or more are shown. Where the total of the
//! column is known, one hidden count would follow by subtraction: the next smallest counts are hidden with it until at least
//! two are hidden and at least t people stand behind them together. Of equal counts the first in the column goes first.

/// Which of `counts` are hidden at the threshold `least`.
#[must_use]
pub fn hidden(counts: &[u64], least: u64, total_known: bool) -> Vec<bool> {
    let mut order: Vec<(u64, usize)> =
        (0..).zip(counts).filter(|(_, count)| **count > 0).map(|(at, &count)| (count, at)).collect();
    order.sort_unstable();
    let mut hide = order.iter().take_while(|(count, _)| *count < least).count();
    if total_known && hide > 0 {
        let mut sum: u64 = order[..hide].iter().map(|(count, _)| count).sum();
        while hide < order.len() && (hide < 2 || sum < least) {
            sum += order[hide].0;
            hide += 1;
        }
    }
    let mut marks = vec![false; counts.len()];
    order[..hide].iter().for_each(|&(_, at)| marks[at] = true);
    marks
}

#[cfg(test)]
mod tests {
    use super::hidden;

    fn shown(counts: &[u64], total_known: bool) -> Vec<Option<u64>> {
        let marks = hidden(counts, 10, total_known);
        counts.iter().zip(marks).map(|(&count, hidden)| (!hidden).then_some(count)).collect()
    }

    #[test]
    fn hides_counts_below_the_threshold_and_shows_zeros() {
        assert_eq!(shown(&[0, 1, 9, 10, 400], false), [Some(0), None, None, Some(10), Some(400)]);
    }

    #[test]
    fn hides_the_next_smallest_where_one_hidden_count_would_follow_from_the_total() {
        assert_eq!(shown(&[3, 50, 20], true), [None, Some(50), None]);
        assert_eq!(shown(&[2, 3, 50, 20], true), [None, None, Some(50), None]);
        assert_eq!(shown(&[6, 7, 50, 20], true), [None, None, Some(50), Some(20)]);
    }

    #[test]
    fn hides_nothing_where_nothing_is_small() {
        assert_eq!(shown(&[10, 20], true), [Some(10), Some(20)]);
    }
}
