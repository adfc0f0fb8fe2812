//! Many texts in one buffer, by number: the shared texts of XLSX and XLS.
//! Must hold: every text is paid for before it is kept.

use crate::archive::corrupt;
use crate::draft::Budget;
use crate::limits::Refusal;

/// The texts.
#[derive(Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn at(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    pub(crate) fn push(&mut self, text: &str, budget: &mut Budget<'_>) -> Result<(), Refusal> {
        budget.text(text.len() + size_of::<u32>())?;
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| corrupt("too much text"))?);
        Ok(())
    }
}
