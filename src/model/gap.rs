//! What could not be read, where, and why: every record that did not enter the audit as it stood is one of these.

use super::id::SourceId;
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a record did not enter as it stood. No variant can hold what the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is spelt out by `text`")]
pub enum Why {
    SelfLoop,
    Repeat,
    DanglingTie,
    DanglingMember,
    DanglingSetting,
    FieldCount,
    BlankId,
    NotUtf8,
    RepeatedConsenter,
    RepeatedPerson,
    RepeatedMember,
    ConflictingValue,
    LookAlikeId,
    TieOutsidePeriod,
    GrantOutsidePeriod,
    Malformed,
    Undeclared,
    NoConsent,
    UnreadableDate,
    Nameless,
    LostDigits,
    DanglingMessage,
    DanglingObjection,
    RepeatedMessage,
    AlikeMessage,
    RepeatedObjection,
    MessageOutsidePeriod,
    SwappedRange,
    NegativeAmount,
    UnreadableAmount,
    SeveralCurrencies,
    SharesNotOne,
    RepeatedAd,
    RepeatedRow,
    UnreadableShares,
    UnreadableCriteria,
    NoSuchAd,
    SelfTransfer,
    DanglingPassed,
    ConflictingFact,
    UndatedRecord,
    UnmatchedHash,
    DanglingReason,
}

impl Why {
    /// What happened to such a record, in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::SelfLoop => "a tie from a person to themselves; left out",
            Self::Repeat => "a tie that was already read; counted once",
            Self::DanglingTie => "a tie to somebody who is not in the people list; left out",
            Self::DanglingMember => "a segment member who is not in the network; left out",
            Self::DanglingSetting => "a setting of somebody who is not in the network; left out",
            Self::FieldCount => "a record with too few or too many fields; left out",
            Self::BlankId => "a record with an empty id; left out",
            Self::NotUtf8 => "a record that is not valid UTF-8 text; left out",
            Self::RepeatedConsenter => {
                "a further grant of a consenter already listed; the person counts once"
            }
            Self::RepeatedPerson => "a person listed again with the same values; counted once",
            Self::RepeatedMember => "a member listed again in the same segment; counted once",
            Self::ConflictingValue => {
                "a person listed again with another value; the value was set to unknown"
            }
            Self::TieOutsidePeriod => "a tie that did not stand on any day of the period; left out",
            Self::GrantOutsidePeriod => "a grant that was not in force on any day of the period; left out",
            Self::Malformed => "a record that is not as its format says; left out",
            Self::Undeclared => "a tie to somebody whom the file does not declare; the person was added",
            Self::NoConsent => "an answer that is no consent: refused, blank or unfinished; left out",
            Self::UnreadableDate => {
                "a date that cannot be read; the record was kept, and its date is unknown"
            }
            Self::Nameless => {
                "a contact without a name or an id, for instance of a deleted account; a person of their own"
            }
            Self::LostDigits => {
                "an id in scientific notation, whose last digits are lost, as spreadsheets write them; kept as it stands"
            }
            Self::DanglingMessage => "a message to somebody who is not in the network; left out",
            Self::DanglingObjection => "an objection of somebody who is not in the network; left out",
            Self::RepeatedMessage => {
                "a message to the same person at the same time of day that was already read; counted once"
            }
            Self::AlikeMessage => {
                "a message to the same person on the same day that was already read, both without a time of day; counted again"
            }
            Self::RepeatedObjection => "an objection that was already read; counted once",
            Self::MessageOutsidePeriod => "a message from outside the period; left out",
            Self::SwappedRange => {
                "a range whose upper end is below its lower end; the record was kept, and the amount is unknown"
            }
            Self::NegativeAmount => "an amount below zero; the record was kept, and the amount is unknown",
            Self::UnreadableAmount => {
                "an amount that is no number and no range; the record was kept, and the amount is unknown"
            }
            Self::SeveralCurrencies => {
                "amounts in several currencies that may be the same money; the record was kept, and the amount is unknown"
            }
            Self::SharesNotOne => "shares that do not add up to the whole; kept as they stand",
            Self::RepeatedAd => "an advertisement that was already read; counted once",
            Self::RepeatedRow => "a row that was already read; counted once",
            Self::UnreadableShares => {
                "a share that is no number from 0 to 1, or a table of shares that cannot be read; the record was kept, and they are unknown"
            }
            Self::UnreadableCriteria => {
                "a list of criteria that cannot be read; the record was kept, and these criteria are unknown"
            }
            Self::NoSuchAd => "a row about an advertisement that is in no file given; left out",
            Self::ConflictingFact => {
                "an organisation listed again with another value; the value was set to unknown"
            }
            Self::SelfTransfer => "a transfer from an organisation to itself; left out",
            Self::DanglingPassed => {
                "somebody whose data were passed on and who is not in the network; counted, and not followed"
            }
            Self::UndatedRecord => "a record without the day of its collection; kept, and its age is unknown",
            Self::UnmatchedHash => "an entry of a hashed list that matches nobody in the network; left out",
            Self::DanglingReason => {
                "an explanation of a message that is in no table, or to somebody who is not in the network; left out"
            }
            Self::LookAlikeId => {
                "an id that differs from another only by case, blanks, leading zeros or letters that do not show; kept apart"
            }
        }
    }

    /// Whether information was lost, as opposed to set in order.
    #[must_use]
    pub fn is_loss(self) -> bool {
        match self {
            Self::DanglingTie
            | Self::DanglingMember
            | Self::DanglingSetting
            | Self::DanglingMessage
            | Self::DanglingObjection
            | Self::DanglingPassed
            | Self::DanglingReason
            | Self::FieldCount
            | Self::BlankId
            | Self::NotUtf8
            | Self::Malformed
            | Self::LostDigits
            | Self::UnreadableDate
            | Self::SwappedRange
            | Self::NegativeAmount
            | Self::UnreadableAmount
            | Self::SeveralCurrencies
            | Self::UnreadableShares
            | Self::UnreadableCriteria
            | Self::NoSuchAd
            | Self::UndatedRecord
            | Self::UnmatchedHash
            | Self::ConflictingValue
            | Self::ConflictingFact => true,
            Self::SelfLoop
            | Self::Repeat
            | Self::RepeatedConsenter
            | Self::RepeatedPerson
            | Self::RepeatedMember
            | Self::LookAlikeId
            | Self::TieOutsidePeriod
            | Self::GrantOutsidePeriod
            | Self::Undeclared
            | Self::NoConsent
            | Self::RepeatedMessage
            | Self::AlikeMessage
            | Self::RepeatedObjection
            | Self::MessageOutsidePeriod
            | Self::SharesNotOne
            | Self::RepeatedAd
            | Self::RepeatedRow
            | Self::SelfTransfer
            | Self::Nameless => false,
        }
    }
}

/// All gaps of one reason in one file: how many, and the first lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GapCount {
    /// How many records.
    pub records: u64,
    /// The first [`Gaps::LINES`] lines, ascending, from 1.
    pub lines: Vec<u64>,
}

/// All gaps of a reading, by file and reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps(BTreeMap<(SourceId, Why), GapCount>);

impl Gaps {
    /// How many lines are kept for each file and reason.
    pub const LINES: usize = 20;

    /// Notes a record of `source` on `line` (from 1).
    pub fn note(&mut self, source: SourceId, why: Why, line: u64) {
        let gap = self.0.entry((source, why)).or_default();
        gap.records += 1;
        let at = gap.lines.partition_point(|&known| known < line);
        if at < Self::LINES {
            gap.lines.insert(at, line);
            gap.lines.truncate(Self::LINES);
        }
    }

    /// Every file and reason with its count, in file order.
    pub fn counts(&self) -> impl Iterator<Item = (SourceId, Why, &GapCount)> {
        self.0.iter().map(|(&(source, why), gap)| (source, why, gap))
    }

    /// How many records have this reason, over all files.
    #[must_use]
    pub fn records(&self, why: Why) -> u64 {
        self.0.iter().filter(|((_, known), _)| *known == why).map(|(_, gap)| gap.records).sum()
    }
}
