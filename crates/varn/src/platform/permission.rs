//! Roles, permissions, and which role may what: one table, shown as a reviewed snapshot by the access test.

use crate::word_type;
use uuid::Uuid;

word_type! {
    /// What a person is in a municipality.
    Role {
        /// Informationssäkerhetssamordnare, CISO.
        Coordinator = "coordinator",
        /// Informationsägare: answers for information sets and their classification.
        InformationOwner = "information_owner",
        /// Systemägare eller systemförvaltare.
        SystemOwner = "system_owner",
        /// Kommundirektör, ledningsgrupp, nämnd.
        Management = "management",
        /// Upphandlare.
        ProcurementOfficer = "procurement_officer",
        /// Dataskyddsombud: sees and advises, never decides.
        DataProtectionOfficer = "data_protection_officer",
        /// Revisor: proof, read-only.
        Auditor = "auditor",
        /// Medarbetare.
        Employee = "employee",
        /// Handles accounts and settings; sees no vulnerabilities by that role alone.
        Administrator = "administrator",
    }
}

word_type! {
    /// What a route asks for.
    Permission {
        /// Anybody, signed in or not.
        Public = "public",
        /// Any active member of the municipality.
        SignedIn = "signed_in",
        /// See the organisation and who works where.
        OrganisationRead = "organisation.read",
        /// Change the organisation.
        OrganisationWrite = "organisation.write",
        /// Invite people, set their roles and state.
        PeopleWrite = "people.write",
        /// See processes, information, systems, suppliers and processings.
        RegistersRead = "registers.read",
        /// Change them.
        RegistersWrite = "registers.write",
        /// Load a spreadsheet into the registers.
        ImportsWrite = "imports.write",
        /// See classifications with their motives.
        ClassificationRead = "classification.read",
        /// Prepare classifications.
        ClassificationWrite = "classification.write",
        /// Confirm a classification as owner.
        ClassificationConfirm = "classification.confirm",
        /// Change the classification model and the catalogue of controls.
        ModelWrite = "model.write",
        /// See the catalogue of controls.
        ControlsRead = "controls.read",
        /// See gaps: what is missing and where (vulnerabilities).
        GapsRead = "gaps.read",
        /// Judge gaps.
        GapsWrite = "gaps.write",
        /// Approve that a control does not apply, an exception, or a lowered level.
        DeviationsApprove = "deviations.approve",
        /// See frozen pictures and take out reports.
        PicturesRead = "pictures.read",
        /// Freeze a picture.
        PicturesWrite = "pictures.write",
        /// Read the log of what happened.
        AuditRead = "audit.read",
        /// Erase logged personal content by decision.
        ContentErase = "content.erase",
        /// Attach and read files.
        FilesWrite = "files.write",
    }
}

impl Permission {
    /// The roles that have it. Empty for `Public` (anybody) and `SignedIn` (any member).
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            Administrator, Auditor, Coordinator, DataProtectionOfficer, InformationOwner, Management,
            ProcurementOfficer, SystemOwner,
        };
        match self {
            Self::Public | Self::SignedIn => &[],
            Self::OrganisationRead => Role::ALL,
            Self::OrganisationWrite => &[Coordinator, Administrator],
            Self::PeopleWrite => &[Administrator],
            Self::RegistersRead | Self::ControlsRead => &[
                Coordinator,
                InformationOwner,
                SystemOwner,
                Management,
                ProcurementOfficer,
                DataProtectionOfficer,
                Auditor,
            ],
            Self::RegistersWrite => &[Coordinator, InformationOwner, SystemOwner],
            Self::ImportsWrite | Self::ModelWrite | Self::PicturesWrite => &[Coordinator],
            Self::ClassificationRead => {
                &[Coordinator, InformationOwner, SystemOwner, Management, DataProtectionOfficer, Auditor]
            }
            Self::ClassificationWrite => &[Coordinator, InformationOwner],
            Self::ClassificationConfirm => &[InformationOwner],
            Self::GapsRead => {
                &[Coordinator, SystemOwner, InformationOwner, Management, DataProtectionOfficer, Auditor]
            }
            Self::GapsWrite => &[Coordinator, SystemOwner],
            Self::DeviationsApprove => &[InformationOwner, Management],
            Self::PicturesRead => &[Coordinator, Management, DataProtectionOfficer, Auditor],
            Self::AuditRead => &[Coordinator, Auditor, Administrator],
            Self::ContentErase => &[Administrator],
            Self::FilesWrite => &[Coordinator, InformationOwner, SystemOwner],
        }
    }
}

/// A role for the whole municipality, or for one unit and what lies below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// `None` for the whole municipality.
    pub unit: Option<Uuid>,
}

/// Which records an actor may see by a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything in the municipality.
    All,
    /// What these units and the units below them own.
    Units(Vec<Uuid>),
}

impl Scope {
    /// The scope that `grants` give for `permission`; `None` where they give none.
    pub fn of(grants: &[Grant], permission: Permission) -> Option<Self> {
        if matches!(permission, Permission::Public | Permission::SignedIn) {
            return Some(Self::All);
        }
        let mut units = Vec::new();
        for grant in grants.iter().filter(|grant| permission.roles().contains(&grant.role)) {
            match grant.unit {
                None => return Some(Self::All),
                Some(unit) => units.push(unit),
            }
        }
        if units.is_empty() { None } else { Some(Self::Units(units)) }
    }

    /// A condition for `WHERE` that holds for records whose owning unit (`column`) is in scope; starts with ` AND`.
    /// Reads `unit_below(tenant_id, above_id, unit_id)`, which has every unit below (and equal to) another.
    pub fn condition(&self, column: &str, args: &mut Vec<super::arg::Arg>) -> String {
        match self {
            Self::All => String::new(),
            Self::Units(units) => {
                let list = super::db::in_list(args, units.iter().copied());
                format!(
                    " AND {column} IN (SELECT b.unit_id FROM unit_below b WHERE b.tenant_id = $1 AND b.above_id IN {list})"
                )
            }
        }
    }
}
