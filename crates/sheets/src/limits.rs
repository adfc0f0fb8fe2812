//! How much one file may cost, and the reasons to refuse one.
//! Must hold: with the default limits no file costs more than 300 MB of memory at its peak.

/// Bounds on one file. The defaults hold some 20 000 rows of 30 columns with room to spare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of all its parts together when unpacked.
    pub expanded_bytes: u64,
    /// Cells in all sheets, blank ones between filled ones too.
    pub cells: usize,
    /// Columns in one sheet; what stands further right is left out, with a note.
    pub columns: usize,
    /// Rows in all sheets, blank ones between filled ones too.
    pub rows: usize,
    /// Characters in one cell; longer text is cut, with a note.
    pub cell_chars: usize,
    /// Bytes of text in all cells and tables together.
    pub text_bytes: usize,
    /// Sheets in one workbook.
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            expanded_bytes: 200 << 20,
            cells: 1_200_000,
            columns: 1_000,
            rows: 200_000,
            cell_chars: 100_000,
            text_bytes: 40 << 20,
            sheets: 250,
        }
    }
}

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the file is {bytes} bytes, the limit is {limit}")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A packed file that unpacks to more than the limit, or says that it does.
    #[error("the file expands beyond {limit} bytes")]
    ExpandsTooMuch {
        /// The limit.
        limit: u64,
    },
    /// Damaged or cut off.
    #[error("the file is damaged: {detail}")]
    Corrupt {
        /// What was wrong, in English, for logs.
        detail: String,
    },
    /// Protected by a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// Not one of the formats.
    #[error("not a spreadsheet")]
    UnknownFormat,
    /// More rows, cells, sheets or text than the limit.
    #[error("the file has more than {limit} {what}")]
    TooManyCells {
        /// `rows`, `cells`, `sheets` or `bytes of text`.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl Refusal {
    /// A stable code for message keys and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::TooLarge { .. } => "file_too_large",
            Self::ExpandsTooMuch { .. } => "decompression_limit",
            Self::Corrupt { .. } => "corrupt_container",
            Self::Encrypted => "encrypted",
            Self::UnknownFormat => "unknown_format",
            Self::TooManyCells { .. } => "too_many_cells",
        }
    }
}
