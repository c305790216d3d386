//! Small cells: which counts of a column are hidden when counts of few people must not be shown.
//!
//! # Definition
//! With the threshold t, a count n is hidden where 0 < n < t; zeros and counts of t or more are shown. Where the total of the
//! column is known, one hidden count would follow by subtraction: the next smallest counts are hidden with it until at least
//! two are hidden and at least t people stand behind them together. Of equal counts the first in the column goes first.
//!
//! Counts of sets that may lie within one another give away a small cell where two of them differ by less than t: of such
//! two the smaller is hidden. Counts that are published whatever they are come first, then the largest.

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

/// Which of `counts` are hidden at the threshold `least`, where each may count a part of the people behind another or
/// behind one of the `totals`, which are published.
#[must_use]
pub fn hidden_nested(counts: &[u64], totals: &[u64], least: u64) -> Vec<bool> {
    let apart = |one: u64, other: u64| one == other || one.abs_diff(other) >= least;
    let mut order = counts.to_vec();
    order.sort_unstable_by(|one, other| other.cmp(one));
    let mut shown = vec![0];
    shown.extend(totals);
    for count in order {
        if shown.iter().all(|&other| apart(count, other)) {
            shown.push(count);
        }
    }
    counts.iter().map(|count| !shown.contains(count)).collect()
}

/// Whether numbers of people who make up a `whole`, and of whom some may be in several, tell of fewer than `least` people: one of them is
/// small, or two differ by few, or one from the whole, or all added up from it.
///
/// ```
/// use bystander::stat::small_cells::parts_tell;
/// assert!(!parts_tell(&[60, 40, 0], 100, 10));
/// assert!(parts_tell(&[60, 44, 0], 100, 10), "four people are in both");
/// assert!(parts_tell(&[97, 0, 0], 100, 10), "three are in none");
/// ```
#[must_use]
pub fn parts_tell(parts: &[u64], whole: u64, least: u64) -> bool {
    let few = |count: u64| 0 < count && count < least;
    let apart = |one: u64| parts.iter().chain([&whole]).any(|&other| few(one.abs_diff(other)));
    few(whole)
        || parts.iter().any(|&part| few(part) || apart(part))
        || few(parts.iter().sum::<u64>().abs_diff(whole))
}

/// Whether a number of people out of a `whole` tells of fewer than `least` people: it is small, or differs by few from the whole.
///
/// ```
/// use bystander::stat::small_cells::part_tells;
/// assert_eq!([0, 4, 50, 96, 100].map(|part| part_tells(part, 100, 10)), [false, true, false, true, false]);
/// ```
#[must_use]
pub fn part_tells(part: u64, whole: u64, least: u64) -> bool {
    let few = |count: u64| 0 < count && count < least;
    few(whole) || few(part) || few(whole.abs_diff(part))
}

#[cfg(test)]
mod tests {
    use super::{hidden, hidden_nested};

    #[test]
    fn hides_the_smaller_of_two_that_differ_by_few() {
        let marks = hidden_nested(&[480, 476, 419, 0, 7, 412, 400], &[480], 10);
        assert_eq!(marks, [false, true, false, false, true, true, false]);
        assert_eq!(hidden_nested(&[100], &[104], 10), [true]);
    }

    #[test]
    fn shows_no_two_nested_counts_that_differ_by_few() {
        let counts: Vec<u64> = (0..60).map(|at| at * at * 7 % 301).collect();
        let marks = hidden_nested(&counts, &[301], 10);
        let mut shown: Vec<u64> =
            counts.iter().zip(marks).filter(|(_, hidden)| !hidden).map(|(count, _)| *count).collect();
        shown.extend([0, 301]);
        shown.sort_unstable();
        shown.dedup();
        assert!(shown.len() > 10 && shown.windows(2).all(|pair| pair[1] - pair[0] >= 10));
    }

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
