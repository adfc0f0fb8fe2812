//! The page of an object, put into words.

use super::load::{Loaded, People, Place};
use crate::current_state::controls::words::{area_name, control_path, record_path};
use crate::current_state::controls::{ControlKey, Item, ObjectKind};
use crate::current_state::gaps::assess::state;
use crate::current_state::gaps::deviations::{Deviation, DeviationKind};
use crate::current_state::gaps::model::{Judgement, State};
use crate::current_state::gaps::words;
use crate::knowledge::library::LIBRARY;
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use std::collections::HashSet;
use uuid::Uuid;
use varn_engine::{ControlIx, Gap, Judged, ObjectIx, Standing};

/// A part of the page that can be looked at alone: its word in the address and its states.
pub(super) const PARTS: [(&str, &[State]); 4] = [
    ("obedomt", &[State::NotJudged, State::Begun]),
    ("brister", &[State::Missing, State::Deficient]),
    ("uppfyllt", &[State::Fulfilled]),
    ("avvikelser", &[State::Excepted, State::NotApplicable]),
];

/// What the form of a control holds.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) exists: String,
    pub(super) works: String,
    pub(super) deficiency: String,
    pub(super) situation: String,
    pub(super) evidence: String,
    pub(super) improvement: String,
    pub(super) responsible: String,
    pub(super) due: String,
    pub(super) version: i64,
}

impl Filled {
    pub(super) fn new(judgement: &Judgement, responsible: String) -> Self {
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        Self {
            exists: word(judgement.exists.map(crate::current_state::gaps::Exists::as_str)),
            works: word(judgement.works.map(crate::current_state::gaps::Works::as_str)),
            deficiency: judgement.deficiency.map(|ordinal| ordinal.to_string()).unwrap_or_default(),
            situation: judgement.situation.clone(),
            evidence: judgement.evidence.clone(),
            improvement: judgement.improvement.clone(),
            responsible,
            due: judgement.due.clone(),
            version: judgement.version,
        }
    }

    /// Whether more is said than the three judgements and the situation.
    pub(super) fn has_more(&self) -> bool {
        [&self.evidence, &self.improvement, &self.responsible, &self.due].iter().any(|text| !text.is_empty())
    }
}

/// A required control.
pub(super) struct Row {
    pub(super) key: ControlKey,
    pub(super) path: String,
    /// Where to propose that it does not apply, to stop inheriting it, and to take back the choice of it.
    pub(super) deviate: String,
    pub(super) leave: String,
    pub(super) drop: String,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) is_text: String,
    pub(super) consequence: String,
    pub(super) state: Cell,
    pub(super) tags: Vec<Cell>,
    pub(super) reasons: Vec<String>,
    /// What is decided about it: words and address.
    pub(super) notes: Vec<(String, String)>,
    pub(super) points: String,
    pub(super) points_why: Vec<String>,
    /// Whose judgement is offered, in words.
    pub(super) offer: String,
    /// Whose judgement counts here, in words.
    pub(super) inherited: String,
    pub(super) judged: String,
    pub(super) filled: Filled,
    pub(super) is_chosen: bool,
    /// Whether to offer to propose that it does not apply: not where that is proposed or decided already.
    pub(super) may_deviate: bool,
    area: String,
    what: State,
}

/// An area of the page.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) rows: Vec<Row>,
    /// "Godta de 4 föreslagna", or "".
    pub(super) accept: String,
}

/// A control of which it is not settled whether it is required.
pub(super) struct Open {
    pub(super) key: ControlKey,
    /// Where to propose that it does not apply; "" where that is proposed already.
    pub(super) deviate: String,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) is_text: String,
    pub(super) first: Vec<String>,
}

/// How many of each part, and of all.
pub(super) struct Counted {
    pub(super) required: usize,
    pub(super) judged: usize,
    pub(super) parts: [usize; 4],
}

/// Puts the controls of an object into words.
pub(super) struct View<'a> {
    pub(super) page: &'a PageFrame,
    pub(super) loaded: &'a Loaded,
    pub(super) place: Place,
    pub(super) people: &'a People,
    /// What the address says of the part of the page.
    pub(super) query: &'a str,
}

impl View<'_> {
    /// Every required control, in the order of the catalogue.
    pub(super) fn rows(&self) -> Vec<Row> {
        let Some((at, result)) = self.loaded.assessed.of(self.place.id) else { return Vec::new() };
        result.gaps.iter().filter_map(|gap| self.row(at, gap)).collect()
    }

    /// How the rows are divided.
    pub(super) fn counted(rows: &[Row]) -> Counted {
        let parts = PARTS.map(|(_, states)| rows.iter().filter(|row| states.contains(&row.what)).count());
        let required = parts[0] + parts[1] + parts[2];
        Counted { required, judged: parts[1] + parts[2], parts }
    }

    /// The rows of a part ("" for all), by area.
    pub(super) fn sections(&self, rows: Vec<Row>, part: &str) -> Vec<Section> {
        let states = PARTS.iter().find(|(word, _)| *word == part).map(|(_, states)| *states);
        let mut sections: Vec<Section> = Vec::new();
        for area in LIBRARY.areas.iter().map(|area| area.id.as_str()).chain([""]) {
            let of_area = |row: &&Row| row.area == area;
            let all = rows.iter().filter(of_area).count();
            if all > 0 {
                let judged = |row: &&Row| of_area(row) && !PARTS[0].1.contains(&row.what);
                let judged = rows.iter().filter(judged).count();
                sections.push(Section {
                    id: if area.is_empty() { "egna".to_owned() } else { area.to_owned() },
                    title: area_name(self.page, area),
                    summary: self.page.with2("gaps-area-judged", "judged", judged, "all", all).into_owned(),
                    rows: Vec::new(),
                    accept: String::new(),
                });
            }
        }
        for row in rows {
            let id = if row.area.is_empty() { "egna" } else { &row.area };
            let is_shown = states.is_none_or(|states| states.contains(&row.what));
            if is_shown && let Some(section) = sections.iter_mut().find(|section| section.id == id) {
                section.rows.push(row);
            }
        }
        sections.retain(|section| !section.rows.is_empty());
        for section in &mut sections {
            let offers = section.rows.iter().filter(|row| !row.offer.is_empty()).count();
            if offers > 1 {
                section.accept = self.page.n("gaps-accept-area", offers).into_owned();
            }
        }
        sections
    }

    fn row(&self, at: ObjectIx, gap: &Gap) -> Option<Row> {
        let (page, control) = (self.page, gap.control());
        let item = self.loaded.controls.at(control)?;
        let key = item.key();
        let named = self.loaded.own(&key);
        let what = state(gap);
        let reasons = self.reasons(at, control);
        let (offer, inherited) = match gap.judged {
            Judged::Offered(holder, judgement) => (self.held("gaps-offer", holder, judgement), String::new()),
            Judged::Inherited(holder, judgement) => {
                (String::new(), self.held("gaps-inherited", holder, judgement))
            }
            Judged::Own(_) | Judged::Not => Default::default(),
        };
        let path = format!("{}/{key}", self.place.path());
        Some(Row {
            deviate: format!("{path}/avvikelse"),
            leave: format!("{path}/eget{}", self.query),
            drop: format!("{path}/valj-bort{}", self.query),
            path,
            href: control_path(&key),
            name: item.name(page.words).to_owned(),
            is_text: item.is_text(page.words).to_owned(),
            consequence: item.consequence().to_owned(),
            state: words::state(page, what),
            tags: reasons.iter().filter_map(|reason| words::tag(page, *reason)).collect(),
            reasons: reasons.iter().filter_map(|reason| words::reason(page, *reason)).collect(),
            notes: self.notes(gap, &key),
            points: gap.priority.map(|_| gap.remaining().to_string()).unwrap_or_default(),
            points_why: gap.priority.map(|priority| words::priority(page, &priority)).unwrap_or_default(),
            offer,
            inherited,
            judged: named.map(|named| self.judged(&named.judgement)).unwrap_or_default(),
            filled: named
                .map(|named| self.filled(&named.judgement, named.responsible.as_deref()))
                .unwrap_or_default(),
            is_chosen: named.is_some_and(|named| named.judgement.chosen),
            may_deviate: gap.requirement.standing.counts() && !self.is_proposed(&key),
            area: item.area().to_owned(),
            what,
            key,
        })
    }

    fn reasons(&self, at: ObjectIx, control: ControlIx) -> Vec<varn_engine::Reason> {
        let assessment = self.loaded.assessed.assessment();
        let object = assessment.object(at);
        object.map(|object| assessment.catalogue().reasons(control, object)).unwrap_or_default()
    }

    fn held(&self, key: &str, holder: ObjectIx, judgement: varn_engine::Judgement) -> String {
        let state = self.page.word("control-state", State::from(judgement.status()).as_str()).to_lowercase();
        self.page
            .with2(key, "holder", self.holder(self.loaded.assessed.id(holder)), "state", state)
            .into_owned()
    }

    fn holder(&self, id: Uuid) -> String {
        let organisation = || self.page.t("control-object-organisation").into_owned();
        self.loaded.suppliers.get(&id).cloned().unwrap_or_else(organisation)
    }

    fn judged(&self, judgement: &Judgement) -> String {
        if !judgement.is_judged() && !judgement.inherits_accepted {
            return String::new();
        }
        let day = crate::platform::clock::swedish_day(judgement.judged_at);
        let key = if judgement.is_judged() { "gaps-judged" } else { "gaps-accepted" };
        self.page.with2(key, "name", &judgement.judged_by, "day", day).into_owned()
    }

    fn filled(&self, judgement: &Judgement, name: Option<&str>) -> Filled {
        let label = judgement.responsible_id.and_then(|id| self.people.label(id));
        Filled::new(judgement, label.or(name).unwrap_or_default().to_owned())
    }

    /// What is decided or proposed about a control.
    fn notes(&self, gap: &Gap, key: &ControlKey) -> Vec<(String, String)> {
        let about = self.loaded.deviations.iter().filter(|deviation| deviation.control == *key);
        let ended = matches!(gap.requirement.standing, Standing::ExceptionEnded(..));
        let words = |deviation: &Deviation| {
            let key = match (deviation.kind, deviation.approved_at) {
                (DeviationKind::NotApplicable, None) => "gaps-note-not-applicable-proposed",
                (DeviationKind::NotApplicable, Some(_)) => "gaps-note-not-applicable",
                (DeviationKind::Exception, None) => "gaps-note-exception-proposed",
                (DeviationKind::Exception, Some(_)) if ended => "gaps-note-exception-ended",
                (DeviationKind::Exception, Some(_)) => "gaps-note-exception",
            };
            let until = deviation.until.map(|day| day.to_string()).unwrap_or_default();
            self.page.words.with(key, &[("until", &until), ("motive", &deviation.motive)]).into_owned()
        };
        about.map(|deviation| (words(deviation), format!("/avvikelser/{}", deviation.id))).collect()
    }

    fn is_proposed(&self, key: &ControlKey) -> bool {
        let waits = |deviation: &Deviation| deviation.control == *key && deviation.approved_at.is_none();
        self.loaded.deviations.iter().any(waits)
    }

    /// The controls of which it is not settled whether they are required.
    pub(super) fn open(&self) -> Vec<Open> {
        let Some((_, result)) = self.loaded.assessed.of(self.place.id) else { return Vec::new() };
        let about = (self.place.kind, &self.loaded.subject.facts);
        let open = result.required.undecided.iter().filter_map(|undecided| {
            let item = self.loaded.controls.at(undecided.control)?;
            let key = item.key();
            Some(Open {
                deviate: if self.is_proposed(&key) {
                    String::new()
                } else {
                    format!("{}/{key}/avvikelse", self.place.path())
                },
                href: control_path(&key),
                name: item.name(self.page.words).to_owned(),
                is_text: item.is_text(self.page.words).to_owned(),
                first: words::undecided(self.page, &self.loaded.controls, undecided, about),
                key,
            })
        });
        open.collect()
    }

    /// Where to say what is not known: the record's own page, or the register of information for the organisation.
    pub(super) fn record(&self) -> (String, String) {
        let path = match self.place.kind {
            ObjectKind::Organisation => "/information".to_owned(),
            kind => record_path(kind, self.place.id),
        };
        (path, self.page.word("gaps-first-where", self.place.kind).into_owned())
    }

    /// The controls that can still be chosen by hand.
    pub(super) fn choices(&self, rows: &[Row]) -> Vec<(String, String)> {
        let required: HashSet<&ControlKey> = rows.iter().map(|row| &row.key).collect();
        let others = self.loaded.controls.items().iter().filter(|item| !required.contains(&item.key()));
        let worded = |item: &Item| {
            let (number, name) = (item.number(), item.name(self.page.words));
            (
                item.key().to_string(),
                if number.is_empty() { name.to_owned() } else { format!("{number} {name}") },
            )
        };
        others.map(worded).collect()
    }
}
