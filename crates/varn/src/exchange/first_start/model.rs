//! What the first start knows, and which questions are answered. Pure.

use crate::word_type;

word_type! {
    /// The questions, in order. The word stands in the address.
    Question {
        /// Which municipality it is.
        Place = "kommun",
        /// Which parts it has.
        Parts = "delar",
        /// Who does what.
        People = "personer",
    }
}

impl Question {
    /// Address of its page.
    pub(super) fn address(self) -> String {
        format!("/borja/{self}")
    }

    /// 1, 2 or 3.
    pub(super) fn number(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).map_or(1, |at| at + 1)
    }

    /// Where one goes from here: the next question, or the page that gathers them.
    pub(super) fn next(self) -> String {
        Self::ALL.get(self.number()).map_or_else(|| "/borja".to_owned(), |next| next.address())
    }
}

/// How far it has come.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Begun {
    /// `municipality`, `association` or `company`.
    pub(super) kind: String,
    /// Official code, "" until it is chosen.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// Open units, the root not counted.
    pub(super) parts: i64,
    /// People here who have a title.
    pub(super) titled: i64,
    /// Active and invited coordinators.
    pub(super) coordinators: i64,
    /// Records in the registers.
    pub(super) records: i64,
    /// Whether somebody has put it away.
    pub(super) is_put_away: bool,
}

impl Begun {
    /// Whether a question has an answer.
    pub(super) fn is_answered(&self, question: Question) -> bool {
        match question {
            Question::Place => !self.code.is_empty(),
            Question::Parts => self.parts > 0,
            Question::People => self.titled > 0 || self.coordinators > 0,
        }
    }

    /// The first question without an answer.
    pub(super) fn next(&self) -> Option<Question> {
        Question::ALL.iter().copied().find(|question| !self.is_answered(*question))
    }

    /// Whether it can still become another municipality: nothing is said yet that would become somebody else's.
    pub(super) fn may_change_place(&self) -> bool {
        self.records == 0
    }

    /// Whether the first page leads here: nothing has been built, and nobody has put it away.
    pub(super) fn meets(&self) -> bool {
        !self.is_put_away && self.records == 0 && self.parts == 0
    }
}

/// The tasks that somebody should have. Each has a title, which is how it is known again.
pub(super) const TASKS: [&str; 4] = ["coordinator", "it", "privacy", "director"];

#[cfg(test)]
mod model_tests {
    use super::*;

    fn begun() -> Begun {
        Begun {
            kind: "municipality".to_owned(),
            code: String::new(),
            name: "Er kommun".to_owned(),
            parts: 0,
            titled: 0,
            coordinators: 0,
            records: 0,
            is_put_away: false,
        }
    }

    #[test]
    fn the_questions_come_in_order_and_each_is_answered_by_what_is_there() {
        assert_eq!(begun().next(), Some(Question::Place));
        assert_eq!(Begun { code: "0180".to_owned(), ..begun() }.next(), Some(Question::Parts));
        assert_eq!(Begun { code: "0180".to_owned(), parts: 3, ..begun() }.next(), Some(Question::People));
        assert_eq!(Begun { code: "0180".to_owned(), parts: 3, coordinators: 1, ..begun() }.next(), None);
        assert_eq!(Question::Place.next(), "/borja/delar");
        assert_eq!(Question::People.next(), "/borja");
    }

    #[test]
    fn it_meets_whoever_has_nothing_and_nobody_else() {
        assert!(begun().meets() && begun().may_change_place());
        assert!(!Begun { is_put_away: true, ..begun() }.meets());
        assert!(!Begun { parts: 1, ..begun() }.meets());
        let filled = Begun { records: 1, ..begun() };
        assert!(!filled.meets() && !filled.may_change_place());
    }
}
