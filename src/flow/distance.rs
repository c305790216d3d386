//! How many transfers lie between each organisation and the nearest collector.

use crate::{
    model::{date::Day, id::RecipientId, transfer::Transfer},
    table::transfers::Transfers,
};

/// By organisation, the fewest transfers on a path from a collector on which days do not go back; 0 for collectors, `None` where
/// there is no such path. A transfer without a day fits anywhere.
pub(super) fn of(transfers: &Transfers, is_collector: impl Fn(RecipientId) -> bool) -> Vec<Option<u32>> {
    let start = |id| is_collector(id).then_some(0);
    let mut distances: Vec<Option<u32>> = transfers.recipient_ids().map(start).collect();
    // The earliest day on which data of a collector may have come by at most so many transfers.
    let mut arrived: Vec<Option<Day>> = distances.iter().map(|known| known.map(|_| Day::FIRST)).collect();
    for steps in 1.. {
        let before = arrived.clone();
        for transfer in &transfers.rows {
            let Some(day) = arrives(transfer, before[transfer.from.index()]) else { continue };
            let to = transfer.to.index();
            arrived[to] = Some(arrived[to].map_or(day, |known| known.min(day)));
            distances[to] = distances[to].or(Some(steps));
        }
        if arrived == before {
            break;
        }
    }
    distances
}

/// When a transfer brings what its sender has since `since`, at the earliest.
fn arrives(transfer: &Transfer, since: Option<Day>) -> Option<Day> {
    let since = since?;
    match transfer.on {
        None => Some(since),
        Some(on) => (since <= on).then_some(on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distances(steps: &[(u32, u32, Option<i32>)]) -> Vec<Option<u32>> {
        let transfer = |&(from, to, on): &(u32, u32, Option<i32>)| Transfer {
            on: on.map(Day),
            ..Transfer::between(RecipientId(from), RecipientId(to))
        };
        let transfers = Transfers {
            rows: steps.iter().map(transfer).collect(),
            recipients: vec![crate::model::recipient::Recipient::default(); 4],
            ..Transfers::default()
        };
        of(&transfers, |id| id.0 == 0)
    }

    #[test]
    fn days_do_not_go_back_along_a_path() {
        let late_first = [(0, 1, Some(9)), (1, 2, Some(3)), (0, 3, Some(1)), (3, 1, Some(2))];
        assert_eq!(distances(&late_first), [Some(0), Some(1), Some(3), Some(1)]);
        assert_eq!(distances(&[(0, 1, Some(9)), (1, 2, Some(3))]), [Some(0), Some(1), None, None]);
    }

    #[test]
    fn a_transfer_without_a_day_fits_anywhere_and_brings_no_day() {
        assert_eq!(distances(&[(0, 1, Some(9)), (1, 2, None), (2, 3, Some(8))])[2..], [Some(2), None]);
        assert_eq!(
            distances(&[(0, 1, None), (1, 2, Some(3)), (2, 0, Some(4))])[..3],
            [Some(0), Some(1), Some(2)]
        );
    }
}
