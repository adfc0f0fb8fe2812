//! All objects of a municipality with what they must have and what they lack, kept up to date.
//!
//! Each object's result depends on the object, on its entries and on the entries it inherits; a change
//! recomputes exactly those objects, and equals a full recomputation.

use std::fmt;

use crate::controls::{Catalogue, ControlIx, Day, NeedLevel, Object, ObjectIx, Required, Requirement};
use crate::gaps::{Entry, Gap, Judged, Judgement, Progress};
use crate::level::PerAspect;
use crate::priority::Weights;

/// What is wrong with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssessmentProblem {
    /// No object at this position.
    UnknownObject(ObjectIx),
    /// No control at this position.
    UnknownControl(ControlIx),
    /// Two entries for one control of one object.
    DuplicateEntry(ObjectIx, ControlIx),
}

impl fmt::Display for AssessmentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for AssessmentProblem {}

/// What is derived for one object.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ObjectResult {
    /// What it must have, and what it may have to.
    pub required: Required,
    /// The same requirements, judged; in the order of the catalogue.
    pub gaps: Vec<Gap>,
    /// Counts over the gaps.
    pub progress: Progress,
}

/// Objects, entries and results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    catalogue: Catalogue,
    weights: Weights,
    today: Day,
    objects: Vec<Object>,
    /// By object, sorted by control.
    entries: Vec<Vec<(ControlIx, Entry)>>,
    results: Vec<ObjectResult>,
}

impl Assessment {
    /// Computes everything. Objects stand at their [`ObjectIx`].
    ///
    /// # Errors
    /// The first [`AssessmentProblem`] met.
    pub fn new(
        catalogue: Catalogue,
        weights: Weights,
        today: Day,
        objects: Vec<Object>,
        entries: impl IntoIterator<Item = (ObjectIx, ControlIx, Entry)>,
    ) -> Result<Self, AssessmentProblem> {
        let mut by_object = vec![Vec::new(); objects.len()];
        let results = vec![ObjectResult::default(); objects.len()];
        let mut all = Self { catalogue, weights, today, objects, entries: Vec::new(), results };
        for object in &all.objects {
            all.check_object(object)?;
        }
        for (object, control, entry) in entries {
            all.check_entry(object, control, &entry)?;
            by_object[object.0 as usize].push((control, entry));
        }
        for (object, entries) in (0..).map(ObjectIx).zip(&mut by_object) {
            entries.sort_unstable_by_key(|(control, _)| *control);
            if let Some(pair) = entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(AssessmentProblem::DuplicateEntry(object, pair[0].0));
            }
        }
        all.entries = by_object;
        all.recompute();
        Ok(all)
    }

    /// Computes everything anew.
    pub fn recompute(&mut self) {
        for object in self.positions() {
            self.recompute_object(object);
        }
    }

    /// The catalogue, for [`Catalogue::reasons`].
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The object at a position.
    pub fn object(&self, object: ObjectIx) -> Option<&Object> {
        self.objects.get(object.0 as usize)
    }

    /// What is derived for the object at a position.
    pub fn result(&self, object: ObjectIx) -> Option<&ObjectResult> {
        self.results.get(object.0 as usize)
    }

    /// Counts over all objects.
    pub fn progress(&self) -> Progress {
        self.results.iter().fold(Progress::default(), |mut sum, result| {
            sum.add(&result.progress);
            sum
        })
    }

    /// The remaining weighted deficiency: the sum of points over object × control.
    pub fn remaining(&self) -> u64 {
        let gaps = self.results.iter().flat_map(|result| &result.gaps);
        gaps.map(|gap| u64::from(gap.remaining())).sum()
    }

    /// The gaps with most points left, at most `limit`: by points, then legal duty, then position.
    pub fn top(&self, limit: usize) -> Vec<(ObjectIx, &Gap)> {
        let results = self.positions().zip(&self.results);
        let gaps = results.flat_map(|(object, result)| result.gaps.iter().map(move |gap| (object, gap)));
        let mut gaps: Vec<_> = gaps.filter(|(_, gap)| gap.remaining() > 0).collect();
        gaps.sort_unstable_by_key(|(object, gap)| {
            let points = std::cmp::Reverse((gap.remaining(), gap.requirement.why.law));
            (points, *object, gap.control())
        });
        gaps.truncate(limit);
        gaps
    }

    /// Another need for an object. Returns whether its result became different.
    ///
    /// # Errors
    /// [`AssessmentProblem::UnknownObject`].
    pub fn set_need(
        &mut self,
        object: ObjectIx,
        need: PerAspect<NeedLevel>,
    ) -> Result<bool, AssessmentProblem> {
        let known = self.objects.get_mut(object.0 as usize);
        let known = known.ok_or(AssessmentProblem::UnknownObject(object))?;
        if std::mem::replace(&mut known.need, need) == need {
            return Ok(false);
        }
        Ok(self.recompute_object(object))
    }

    /// Other laws, choices or decisions for an object. Returns whether its result became different.
    ///
    /// # Errors
    /// An [`AssessmentProblem`] leaves everything as it was.
    pub fn set_object(&mut self, at: ObjectIx, object: Object) -> Result<bool, AssessmentProblem> {
        self.check_position(at)?;
        self.check_object(&object)?;
        self.objects[at.0 as usize] = object;
        Ok(self.recompute_object(at))
    }

    /// Another entry for a control of an object. Returns the objects whose results became different:
    /// this one and those that inherit from it.
    ///
    /// # Errors
    /// An [`AssessmentProblem`] leaves everything as it was.
    pub fn set_entry(
        &mut self,
        object: ObjectIx,
        control: ControlIx,
        entry: Entry,
    ) -> Result<Vec<ObjectIx>, AssessmentProblem> {
        self.check_entry(object, control, &entry)?;
        let entries = &mut self.entries[object.0 as usize];
        match entries.binary_search_by_key(&control, |(control, _)| *control) {
            Ok(found) => entries[found].1 = entry,
            Err(place) => entries.insert(place, (control, entry)),
        }
        let inherits = |other: &ObjectIx| *other == object || self.entry(*other, control).inherits.is_some();
        let touched: Vec<_> = self.positions().filter(inherits).collect();
        Ok(touched.into_iter().filter(|&other| self.recompute_object(other)).collect())
    }

    /// Another day. Returns the objects whose results became different: exceptions have ended.
    pub fn set_today(&mut self, today: Day) -> Vec<ObjectIx> {
        self.today = today;
        let decided = |other: &ObjectIx| !self.objects[other.0 as usize].decisions.is_empty();
        let touched: Vec<_> = self.positions().filter(decided).collect();
        touched.into_iter().filter(|&other| self.recompute_object(other)).collect()
    }

    fn positions(&self) -> impl Iterator<Item = ObjectIx> + use<> {
        let count = u32::try_from(self.objects.len()).expect("fewer than 2^32 objects");
        (0..count).map(ObjectIx)
    }

    fn recompute_object(&mut self, at: ObjectIx) -> bool {
        let object = &self.objects[at.0 as usize];
        let required = self.catalogue.required(object, self.today);
        let gaps: Vec<_> =
            required.controls.iter().map(|requirement| self.gap(at, object, *requirement)).collect();
        let mut progress = Progress::default();
        for gap in &gaps {
            progress.count(gap);
        }
        let new = ObjectResult { required, gaps, progress };
        let old = &mut self.results[at.0 as usize];
        let changed = *old != new;
        *old = new;
        changed
    }

    fn gap(&self, at: ObjectIx, object: &Object, requirement: Requirement) -> Gap {
        let Requirement { control, why, .. } = requirement;
        let judged = self.judged(at, control);
        let judgement = judged.judgement().unwrap_or_default();
        let priority = judgement
            .deficiency
            .map(|deficiency| self.weights.priority(&self.catalogue, object, (control, why), deficiency));
        Gap { requirement, judged, status: judgement.status(), priority }
    }

    fn entry(&self, object: ObjectIx, control: ControlIx) -> Entry {
        let entries = &self.entries[object.0 as usize];
        let found = entries.binary_search_by_key(&control, |(control, _)| *control);
        found.map(|found| entries[found].1).unwrap_or_default()
    }

    fn judged(&self, object: ObjectIx, control: ControlIx) -> Judged {
        let entry = self.entry(object, control);
        if entry.own.is_some() {
            return Judged::Own(entry.own);
        }
        let Some(inherits) = entry.inherits else { return Judged::Not };
        match self.held(object, control, inherits.from) {
            None => Judged::Not,
            Some((holder, judgement)) if inherits.accepted => Judged::Inherited(holder, judgement),
            Some((holder, judgement)) => Judged::Offered(holder, judgement),
        }
    }

    /// The judgement at the end of the chain of accepted inheritance that begins at `from`. A chain in a
    /// circle ends in nothing.
    fn held(&self, asker: ObjectIx, control: ControlIx, from: ObjectIx) -> Option<(ObjectIx, Judgement)> {
        let mut passed = vec![asker];
        let mut holder = from;
        while !passed.contains(&holder) {
            let entry = self.entry(holder, control);
            if entry.own.is_some() {
                return Some((holder, entry.own));
            }
            passed.push(holder);
            holder = entry.inherits.filter(|inherits| inherits.accepted)?.from;
        }
        None
    }

    fn check_position(&self, object: ObjectIx) -> Result<(), AssessmentProblem> {
        self.object(object).map(|_| ()).ok_or(AssessmentProblem::UnknownObject(object))
    }

    fn check_control(&self, control: ControlIx) -> Result<(), AssessmentProblem> {
        self.catalogue.control(control).map(|_| ()).ok_or(AssessmentProblem::UnknownControl(control))
    }

    fn check_object(&self, object: &Object) -> Result<(), AssessmentProblem> {
        let chosen = object.chosen.iter().map(|choice| choice.control);
        let mut controls = chosen.chain(object.decisions.iter().map(|(control, _)| *control));
        controls.try_for_each(|control| self.check_control(control))
    }

    fn check_entry(
        &self,
        object: ObjectIx,
        control: ControlIx,
        entry: &Entry,
    ) -> Result<(), AssessmentProblem> {
        self.check_position(object)?;
        self.check_control(control)?;
        entry.inherits.map_or(Ok(()), |inherits| self.check_position(inherits.from))
    }
}
