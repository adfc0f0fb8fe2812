//! Why a row is not read, and what is doubtful in a row that is. The words are those of the import's JSON; every one
//! has a message in each language (`data/messages.*.toml`).

use serde::Serialize;

macro_rules! reasons {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in JSON and the key of the message.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

reasons! {
    /// Why a row is not read: a person has to decide. In order of precedence, a row has one.
    Rejection {
        /// No name or title.
        MissingName = "missing_name",
        /// A text that starts with `=` or `@`.
        FormulaText = "formula_text",
        /// A text longer than the limit.
        OverlongText = "overlong_text",
        /// A level that is not in the scale.
        UnknownLevel = "unknown_level",
        /// The file has its own list of systems and none of those named is in it.
        UnknownSystem = "unknown_system",
        /// The same as an accepted row above.
        DuplicateKey = "duplicate_key",
    }
}

reasons! {
    /// What is doubtful in an accepted row.
    Warning {
        /// The spreadsheet turned a process code into a date.
        CodeWasDate = "code_was_date",
        /// The process code is a number; a last zero may be lost.
        CodeWasNumber = "code_was_number",
        /// Colour and figure differ; the figure wins.
        ColourContradictsLevel = "colour_contradicts_level",
        /// About or at most; the figure is taken.
        CostApproximate = "cost_approximate",
        /// Two ends; not taken.
        CostRange = "cost_range",
        /// Per year or month; the figure is taken.
        CostRecurring = "cost_recurring",
        /// No cost can be read.
        CostUnparsed = "cost_unparsed",
        /// Only a year, month, week or quarter.
        DatePartial = "date_partial",
        /// No date can be read, or it does not exist.
        DateUnparsed = "date_unparsed",
        /// A bare day number instead of a date; turned into the date.
        DateWasSerial = "date_was_serial",
        /// A word outside the scale of deficiencies.
        DeficiencyUnresolved = "deficiency_unresolved",
        /// Not an e-mail address; taken as it stands.
        EmailUnresolved = "email_unresolved",
        /// Neither yes, no nor partial.
        ExistsUnresolved = "exists_unresolved",
        /// Does not say which kind of hosting.
        HostingUnresolved = "hosting_unresolved",
        /// No legal basis given.
        LegalBasisMissing = "legal_basis_missing",
        /// A text that names no point of article 6.1.
        LegalBasisUnresolved = "legal_basis_unresolved",
        /// Level 4, which may mean säkerhetsskydd; ask what it means before anything is stored.
        Level4Check = "level_4_check",
        /// No figure; the level is taken from the colour.
        LevelFromColour = "level_from_colour",
        /// One or more levels are blank, a dash or "not classified".
        LevelMissing = "level_missing",
        /// A range of levels; the highest is taken.
        LevelRangeHighest = "level_range_highest",
        /// The spreadsheet turned levels into a date; turned back.
        LevelWasDate = "level_was_date",
        /// Figure and word differ; the figure wins.
        LevelWordContradicts = "level_word_contradicts",
        /// The cell says that there is no owner.
        OwnerVacant = "owner_vacant",
        /// The yes or no carries more.
        PersonalDataDetail = "personal_data_detail",
        /// The priority cannot be read.
        PriorityUnresolved = "priority_unresolved",
        /// Both preserve and dispose.
        RetentionContradiction = "retention_contradiction",
        /// Dispose, but not when.
        RetentionIncomplete = "retention_incomplete",
        /// Refers to something else.
        RetentionUnresolved = "retention_unresolved",
        /// Names no provision that can be identified.
        SecrecyUnresolved = "secrecy_unresolved",
        /// None of the statuses, or could be two of them.
        StatusUnresolved = "status_unresolved",
        /// Part of the cell is no known system; the rest is taken.
        UnknownSystem = "unknown_system",
        /// Neither yes nor no.
        YesNoUnresolved = "yes_no_unresolved",
        /// An error of the spreadsheet (`#REF!`) instead of a value.
        CellError = "cell_error",
    }
}
