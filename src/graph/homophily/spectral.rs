//! The spectral segregation index: how hard it is to walk out of a group along ties.
//!
//! # Reference
//! Echenique and Fryer, "A measure of segregation based on social interactions", 2007.

use crate::{
    graph::{TieGraph, component::pieces},
    model::{
        attribute::MISSING,
        id::PersonId,
        number::{Figure, Undefined},
    },
};

/// How close the bounds of an eigenvalue must come.
const PRECISION: f64 = 1e-10;
/// How many people and arcs of a piece are walked before its eigenvalue is given up.
const MOST_WORK: usize = 1_000_000_000;

/// Spectral segregation by group code, 0 to 1.
///
/// # Definition
/// People without a value are left out, with the ties that lead to them. For each connected piece of a group take the
/// largest eigenvalue of `B`, where `B_ij` is 1 over the degree of `i` (its ties to anybody) if `i` and `j` of the piece
/// are tied. A group's value is the mean of these over its members with a tie, each weighing its piece by its size. Ties
/// are read whichever way they point. Undefined for a group without ties, and, as too large, where walking a piece did
/// not bring the bounds of its eigenvalue together.
#[must_use]
pub fn spectral_segregation(graph: &TieGraph, codes: &[u32]) -> Vec<Figure> {
    let code = |person: PersonId| codes[person.index()];
    let pieces = pieces(graph, |one, other| code(one) == code(other));
    let mut members = vec![Vec::new(); pieces.sizes.len()];
    for person in graph.people().filter(|&person| code(person) != MISSING) {
        members[pieces.of[person.index()] as usize].push(person);
    }
    let groups = codes.iter().filter(|&&code| code != MISSING).max().map_or(0, |&most| most as usize + 1);
    let mut sums = vec![(0.0, 0.0, true); groups];
    for piece in members.iter().filter(|piece| !piece.is_empty()) {
        let Some(piece) = Piece::of(graph, codes, piece) else { continue };
        let (sum, people, found) = &mut sums[code(piece.people[0]) as usize];
        let size = piece.size();
        *people += size;
        match piece.eigenvalue() {
            Some(value) => *sum += size * value,
            None => *found = false,
        }
    }
    sums.into_iter().map(|(sum, people, found)| mean(sum, people, found)).collect()
}

fn mean(sum: f64, people: f64, found: bool) -> Figure {
    if people == 0.0 {
        Figure::undefined(Undefined::NoEdges)
    } else if found {
        Figure::known(sum / people)
    } else {
        Figure::undefined(Undefined::TooLarge)
    }
}

/// One connected piece of a group: whom each member is tied to within it, and in how many ties altogether.
struct Piece<'a> {
    people: &'a [PersonId],
    inside: Vec<Vec<usize>>,
    degrees: Vec<f64>,
}

impl<'a> Piece<'a> {
    /// The piece of `people`, ascending; none if it is one person without ties.
    #[allow(clippy::cast_precision_loss, reason = "degrees stay far below 2^53")]
    fn of(graph: &TieGraph, codes: &[u32], people: &'a [PersonId]) -> Option<Self> {
        let known = |person: PersonId| {
            graph.contacts(person).iter().filter(|contact| codes[contact.index()] != MISSING)
        };
        let inside =
            |&person| known(person).filter_map(|contact| people.binary_search(contact).ok()).collect();
        let degrees: Vec<_> = people.iter().map(|&person| known(person).count() as f64).collect();
        let piece = Self { people, inside: people.iter().map(inside).collect(), degrees };
        (piece.degrees[0] > 0.0).then_some(piece)
    }

    #[allow(clippy::cast_precision_loss, reason = "a piece has fewer than 2^32 people")]
    fn size(&self) -> f64 {
        self.people.len() as f64
    }

    /// The largest eigenvalue of `B`, by walking from any vector of positive numbers: at each step it lies between the
    /// smallest and the largest ratio of a number after to the number before (Collatz and Wielandt).
    fn eigenvalue(&self) -> Option<f64> {
        let arcs: usize = self.inside.iter().map(Vec::len).sum();
        let mut at = vec![1.0; self.people.len()];
        for _ in 0..=MOST_WORK / (arcs + at.len()) {
            let next = self.walked(&at);
            let ratios = || next.iter().zip(&at).map(|(after, before)| after / before);
            let low = ratios().fold(f64::INFINITY, f64::min);
            let high = ratios().fold(0.0, f64::max);
            if high - low <= PRECISION {
                return Some(f64::midpoint(low, high));
            }
            let mixed = || at.iter().zip(&next).map(|(before, after)| before + after);
            let most = mixed().fold(0.0, f64::max);
            at = mixed().map(|number| (number / most).max(f64::MIN_POSITIVE)).collect();
        }
        None
    }

    /// `B` times a vector.
    fn walked(&self, at: &[f64]) -> Vec<f64> {
        let sum = |inside: &Vec<usize>| inside.iter().map(|&other| at[other]).sum::<f64>();
        self.inside.iter().zip(&self.degrees).map(|(inside, degree)| sum(inside) / degree).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(size: usize, ties: &[(u32, u32)], codes: &[u32]) -> Vec<Figure> {
        let ties: Vec<_> = ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect();
        spectral_segregation(&TieGraph::undirected(size, &ties), codes)
    }

    #[test]
    fn a_triangle_with_one_way_out_has_the_root_of_a_quadratic() {
        let ties = [(0, 1), (1, 2), (0, 2), (2, 3)];
        let root = 0.25 + (0.25_f64 + 4.0 / 3.0).sqrt() / 2.0;
        let found = values(5, &ties, &[0, 0, 0, 1, 2]);
        assert!((found[0].value().unwrap() - root).abs() < 1e-9);
        assert_eq!(found[1..], [Figure::known(0.0), Figure::undefined(Undefined::NoEdges)]);
    }

    #[test]
    fn pieces_weigh_by_their_members_and_the_unknown_are_left_out() {
        let found = values(7, &[(0, 1), (2, 3), (3, 4), (1, 5)], &[0, 0, 0, 1, 1, MISSING, 0]);
        assert!((found[0].value().unwrap() - 2.0 / 3.0).abs() < 1e-9); // a pair alone, a single one, one without ties
        assert!((found[1].value().unwrap() - 0.5_f64.sqrt()).abs() < 1e-9);
    }
}
