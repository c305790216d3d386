//! Seats: who sits in which organisation, from when to when. Names of holders stop here: they become numbers. The position is read by nobody,
//! for beside an organisation it may be as good as a name.

use super::{
    dates::Dates, error::ImportError, intake::Intake, interner::Interner, ledger::Verdict, sheet::Sheet,
};
use crate::model::{gap::Why, seat::Seat};

/// Reads `recipient`, `holder`, `from` and `until`.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let (recipient, holder) = (sheet.required("recipient")?, sheet.required("holder")?);
    let dates = Dates::of(sheet, "from", "until")?;
    let Intake { organisations, ledger, transfers, .. } = intake;
    let Some(list) = transfers else {
        let way_out = "give the table of transfers too: seats are held against the chains of transfers";
        return Err(sheet.error(1, "seats are listed, and there are no transfers", way_out));
    };
    sheet.say_unread(ledger);
    let mut holders = Interner::default();
    sheet.each(ledger, &[recipient, holder], |record| {
        let (Some(name), Some(who)) = (record.known(Some(recipient)), record.known(Some(holder))) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let (number, _) = holders.intern(who.as_bytes());
        let seat = Seat {
            holder: number + 1,
            organisation: organisations.named(name),
            held: dates.lasting(sheet, record)?,
        };
        if list.transfers.seats.contains(&seat) {
            return Ok(Verdict::LeftOut(Why::RepeatedRow));
        }
        list.transfers.seats.push(seat);
        Ok(Verdict::Taken)
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        import::{self, Request},
        model::{id::RecipientId, reading::Reading},
        table::transfers::Transfers,
    };
    use std::fs;

    fn read(seats: &str, with_transfers: bool) -> Result<Transfers, String> {
        let room = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = room.path().join(name);
            fs::write(&path, text).unwrap();
            Some(path)
        };
        let request = Request {
            ties: write("ties.csv", "source,target\na,b\n"),
            consents: write("consents.csv", "person\na\n"),
            transfers: write("transfers.csv", "from,to\nX,Y\n").filter(|_| with_transfers),
            seats: write("seats.csv", seats),
            ..Request::default()
        };
        let tables = import::read(&request, &mut |_| ()).map_err(|error| error.to_string())?;
        Ok(tables.transfers.unwrap())
    }

    #[test]
    fn holders_become_numbers_and_organisations_are_those_of_the_transfers() {
        let text = "recipient,holder,position,from,until\nx,Jo,chair,2014-01-01,2014-12-31\nZ,Al,,,\nY,Jo,member,,2014-06-30\nY,Jo,chair,,2014-06-30\n";
        let read = read(text, true).unwrap();
        let seats: Vec<_> = read.seats.iter().map(|seat| (seat.holder, seat.organisation)).collect();
        assert_eq!(seats, [(1, RecipientId(0)), (2, RecipientId(2)), (1, RecipientId(1))]);
        assert!(read.seats[2].held.as_read(Reading::AtLeast) != read.seats[2].held.as_read(Reading::AtMost));
        assert_eq!(read.recipients[2].name, "Z");
    }

    #[test]
    fn seats_without_transfers_are_an_error() {
        assert!(read("recipient,holder\nX,Jo\n", false).unwrap_err().contains("no transfers"));
        assert!(
            read("recipient,holder,from,until\nX,Jo,2014-02-01,2014-01-01\n", true)
                .unwrap_err()
                .contains("line 2")
        );
    }
}
