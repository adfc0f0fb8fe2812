//! What can happen, one word each. The word stands in the audit chain, so it never changes its meaning.

use super::history::RecordKind;
use crate::word_type;
use serde_json::{Map, Value};
use uuid::Uuid;

word_type! {
    /// The kind of an audit event, dotted as it is stored.
    EventKind {
        /// A municipality was added to the installation.
        TenantCreated = "tenant.created",
        /// Somebody signed in.
        SessionStarted = "session.started",
        /// A sign-in was refused: wrong password, or a locked account.
        SessionRefused = "session.refused",
        /// The password was given again for a sensitive act.
        SessionConfirmed = "session.confirmed",
        /// A person chose the language of the pages.
        LanguageSet = "user.language_set",
        /// Somebody signed out, or ended one of their sessions.
        SessionEnded = "session.ended",
        /// An account was created.
        UserCreated = "user.created",
        /// A password was set.
        PasswordSet = "user.password_set",
        /// An account was locked after wrong passwords.
        AccountLocked = "user.locked",
        /// A membership was created or its state, roles or scope changed.
        MembershipSet = "membership.set",
        /// Somebody was invited, or invited again.
        MembershipInvited = "membership.invited",
        /// An invitation was accepted.
        MembershipAccepted = "membership.accepted",
        /// A link to a new password was made.
        PasswordLinkMade = "user.password_link_made",
        /// Logged personal content was erased by decision.
        ContentErased = "audit.content_erased",
        /// A file was attached to a record.
        FileAttached = "file.attached",
        /// A file was removed from a record.
        FileRemoved = "file.removed",
        /// A unit was added to the organisation.
        UnitCreated = "unit.created",
        /// A unit was renamed or changed its kind.
        UnitUpdated = "unit.updated",
        /// A unit was moved, with all that is below it.
        UnitMoved = "unit.moved",
        /// A unit was merged into another.
        UnitMerged = "unit.merged",
        /// A unit was closed.
        UnitClosed = "unit.closed",
        /// A closed unit was opened again.
        UnitReopened = "unit.reopened",
        /// A person was added.
        PersonCreated = "person.created",
        /// A person was changed.
        PersonUpdated = "person.updated",
        /// A person left, and what she answered for was handed over.
        PersonLeft = "person.left",
        /// The municipality's name, colour or members were changed.
        PlaceUpdated = "place.updated",
        /// The municipality's own words were changed.
        WordsSet = "place.words_set",
        /// A task was created.
        TaskCreated = "task.created",
        /// A task that somebody has written was changed.
        TaskUpdated = "task.updated",
        /// A task was given to another.
        TaskDelegated = "task.delegated",
        /// A task was done or closed.
        TaskClosed = "task.closed",
        /// Rules made and closed tasks, as they do once a day.
        TasksSwept = "task.swept",
        /// A job was set going.
        JobStarted = "job.started",
        /// A job came to its end.
        JobEnded = "job.ended",
        /// An information set was added.
        InformationCreated = "information.created",
        /// An information set was changed.
        InformationUpdated = "information.updated",
        /// An information set was removed from the register.
        InformationRemoved = "information.removed",
        /// A system was added.
        SystemCreated = "system.created",
        /// A system was changed.
        SystemUpdated = "system.updated",
        /// A system was removed from the register.
        SystemRemoved = "system.removed",
        /// A report was taken out.
        ReportTaken = "report.taken",
        /// A processing of personal data was added.
        ProcessingCreated = "processing.created",
        /// A processing was changed.
        ProcessingUpdated = "processing.updated",
        /// A processing was removed from the register.
        ProcessingRemoved = "processing.removed",
        /// An action was added.
        ActionCreated = "action.created",
        /// An action was changed.
        ActionUpdated = "action.updated",
        /// The status of an action was set.
        ActionStatusSet = "action.status_set",
        /// An action was removed from the register.
        ActionRemoved = "action.removed",
        /// A picture of the state was frozen.
        PictureFrozen = "picture.frozen",
        /// Something was classified.
        ClassificationSaved = "classification.saved",
        /// The owner confirmed a classification.
        ClassificationConfirmed = "classification.confirmed",
        /// Somebody else approved a level below the common one.
        LoweringApproved = "lowering.approved",
        /// The classification model got a new version.
        ModelChanged = "classification_model.changed",
        /// Something was referred to the säkerhetsskyddschef, and its logged content erased.
        ReferredToProtectiveSecurity = "protective_security.referred",
        /// A system's need was raised.
        RaiseAdded = "raise.added",
        /// A raise was taken away.
        RaiseRemoved = "raise.removed",
        /// A process was added.
        ProcessCreated = "process.created",
        /// A process was changed.
        ProcessUpdated = "process.updated",
        /// A process was removed from the register.
        ProcessRemoved = "process.removed",
        /// A supplier was added.
        SupplierCreated = "supplier.created",
        /// A supplier was changed.
        SupplierUpdated = "supplier.updated",
        /// A supplier was removed from the register.
        SupplierRemoved = "supplier.removed",
        /// Two records were tied together, or what the link says was changed.
        LinkAdded = "link.added",
        /// A link was taken away.
        LinkRemoved = "link.removed",
        /// A file was read and compared with the register.
        ImportRead = "import.read",
        /// Rows of a file were taken into the register.
        ImportAccepted = "import.accepted",
        /// An import was taken back.
        ImportUndone = "import.undone",
        /// An import was thrown away before it was accepted.
        ImportCancelled = "import.cancelled",
        /// The owner of several records was changed at once.
        OwnersSet = "register.owners_set",
        /// A record was looked at again and still holds.
        RecordReviewed = "register.reviewed",
        /// Proposals of the library were taken into a register.
        ProposalsTaken = "proposals.taken",
        /// Records from the library were confirmed.
        ProposalsConfirmed = "proposals.confirmed",
        /// Proposals of the library were skipped.
        ProposalsSkipped = "proposals.skipped",
        /// Skipped proposals were brought back.
        ProposalsRestored = "proposals.restored",
        /// A question of the first start was answered.
        FirstStartAnswered = "first_start.answered",
        /// The first start was put away.
        FirstStartPutAway = "first_start.put_away",
        /// A control of the municipality's own was added.
        OwnControlCreated = "own_control.created",
        /// A control of the municipality's own was changed.
        OwnControlUpdated = "own_control.updated",
        /// A control of an object was judged.
        GapJudged = "gap.judged",
        /// Another object's judgement was accepted as holding here.
        GapInherited = "gap.inherited",
        /// An inherited judgement no longer holds.
        GapInheritanceEnded = "gap.inheritance_ended",
        /// A control was chosen for an object.
        GapControlChosen = "gap.control_chosen",
        /// A choice of control was taken back.
        GapControlDropped = "gap.control_dropped",
        /// A deviation from a required control was proposed.
        DeviationProposed = "deviation.proposed",
        /// A deviation was approved.
        DeviationApproved = "deviation.approved",
        /// A deviation was refused, taken back or ended.
        DeviationWithdrawn = "deviation.withdrawn",
    }
}

/// One event: what happened to what, and why. Who and when come from the transaction.
#[derive(Clone, Debug)]
pub struct Event {
    pub(super) kind: EventKind,
    pub(super) subject: Option<(RecordKind, Uuid)>,
    pub(super) body: Map<String, Value>,
}

impl Event {
    /// An event without subject.
    pub fn new(kind: EventKind) -> Self {
        Self { kind, subject: None, body: Map::new() }
    }

    /// The record it happened to.
    #[must_use]
    pub fn on(mut self, kind: RecordKind, id: impl Into<Uuid>) -> Self {
        self.subject = Some((kind, id.into()));
        self
    }

    /// The reason that was given, where one was asked for.
    #[must_use]
    pub fn why(self, why: &str) -> Self {
        if why.is_empty() { self } else { self.detail("why", why) }
    }

    /// A further fact, kept in the erasable body.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.body.insert(name.to_owned(), value.into());
        self
    }
}
