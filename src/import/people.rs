//! The people list: who there is, and what is known about them.

use super::{
    coding::{Coding, names_people},
    error::{ImportError, listed, shown},
    intake::Intake,
    ledger::{Ledger, Verdict},
    plan::Plan,
    roster::Admission,
    sheet::Sheet,
};
use crate::model::{attribute::Attribute, date::Day, gap::Why, id::SourceId};
use std::collections::BTreeSet;

/// Reads `person` and takes every other column as an attribute.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let person = sheet.required("person")?;
    let others = (0..sheet.header().len()).filter(|&at| at != person && !sheet.our_name(at).is_empty());
    let mut columns: Vec<(usize, Coding)> = others.map(|at| (at, Coding::new(sheet.our_name(at)))).collect();
    let (mut lines, mut disputed) = (Vec::new(), BTreeSet::new());
    let Intake { roster, ledger, .. } = intake;
    let texts: Vec<usize> = (0..sheet.header().len()).collect();
    sheet.each(ledger, &texts, |record| {
        let id = record.bytes(person);
        if id.is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let (row, admission) = roster.admit(id);
        let agreed = columns.iter_mut().map(|(at, coding)| coding.set(row.index(), record.text(*at)));
        let agreed = agreed.fold(true, |all, one| all & one);
        if admission != Admission::Known {
            lines.push(record.line);
        }
        Ok(match admission {
            Admission::New => Verdict::Taken.for_ids(&[id]),
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known if agreed => Verdict::LeftOut(Why::RepeatedPerson),
            Admission::Known => {
                disputed.insert(lines[row.index()]);
                Verdict::LeftOut(Why::ConflictingValue)
            }
        })
    })?;
    for &line in &disputed {
        ledger.gaps.note(sheet.source, Why::ConflictingValue, line);
    }
    intake.listed = true;
    intake.columns.extend(columns.into_iter().map(|(_, coding)| (coding, sheet.source)));
    Ok(())
}

/// The attributes, without the columns that tell people apart, unless the case says something about these. What is left
/// out is said beside the file. An error where one of them is to be analysed.
pub(super) fn close(
    columns: Vec<(Coding, SourceId)>,
    people: usize,
    plan: &Plan,
    ledger: &mut Ledger,
) -> Result<Vec<Attribute>, ImportError> {
    for (coding, _) in &columns {
        if names_people(coding.name()) || coding.tells_people_apart() {
            plan.refuse_to_analyse(coding.name())?;
        }
    }
    let names = |(coding, _): &(Coding, _)| {
        names_people(coding.name()) || (coding.tells_people_apart() && !plan.mentions(coding.name()))
    };
    let (left_out, kept): (Vec<_>, Vec<_>) = columns.into_iter().partition(names);
    if let Some(&(_, source)) = left_out.first() {
        remark_names(ledger, source, left_out.iter().map(|(coding, _)| coding.name()));
    }
    Ok(kept.into_iter().map(|(coding, _)| coding.close(people)).collect())
}

/// An error where a column that is to say when something held says anything else.
pub(super) fn check_held(plan: &Plan, attributes: &[Attribute]) -> Result<(), ImportError> {
    for column in &plan.held_columns {
        let is_wrong = |value: &String| {
            if column.counts_days { value.parse::<u64>().is_err() } else { Day::parse(value).is_none() }
        };
        let attribute = attributes.iter().find(|attribute| attribute.name == column.name);
        if attribute.is_some_and(|attribute| attribute.values.iter().any(is_wrong)) {
            let (kind, example) =
                if column.counts_days { ("number of days", "31") } else { ("date", "2014-04-30") };
            let what = format!("the people list's column `{}` holds what is no {kind}", shown(&column.name));
            let way_out = format!("write it as {example}, or leave it empty where it is not known");
            return Err(ImportError::request(what, way_out));
        }
    }
    Ok(())
}

/// Says beside a file which of its columns were left out.
pub(super) fn remark_names<'a>(
    ledger: &mut Ledger,
    source: SourceId,
    columns: impl Iterator<Item = &'a str>,
) {
    ledger.remark(source, &format!("left out because they name people: {}", listed(columns)));
}
