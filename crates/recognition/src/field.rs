//! The canonical fields of each kind: their keys (`system.owner`), what their cells hold, and how columns may share them.
//! The keys are a contract with the stored mappings and with whoever reads the JSON: add, never rename.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::kind::Kind;

/// What the cells of a field hold, and so which parser reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// The source's own number or code.
    Id,
    /// What the record is called; a row without it is not read.
    Title,
    /// One line of text: an organisational unit, a supplier, a process.
    Line,
    /// Text of any length, line breaks kept.
    Text,
    /// An e-mail address.
    Email,
    /// A person or role, perhaps with a unit.
    Person,
    /// A classification level, as ordinal 0–4.
    Level,
    /// A date, perhaps partial.
    Date,
    /// Swedish kronor.
    Cost,
    /// A whole number that ranks.
    Priority,
    /// Yes or no, perhaps with a detail.
    YesNo,
    /// Where a system runs: `internal`, `cloud`, `supplier`.
    Hosting,
    /// `planned`, `in_use`, `phasing_out`, `retired`.
    Lifecycle,
    /// `not_started`, `in_progress`, `delayed`, `done`, `cancelled`.
    Status,
    /// `yes`, `no`, `partial`.
    Exists,
    /// 0–3, försumbar to allvarlig.
    Deficiency,
    /// Provisions of offentlighets- och sekretesslagen, as `OSL 26:1`.
    Secrecy,
    /// Points of article 6.1 of the GDPR, as `6.1.e`.
    LegalBasis,
    /// Preserve or dispose, after how long, when.
    Retention,
    /// A code in a process structure, as `7.2.3`.
    ProcessCode,
    /// Names of systems.
    Systems,
    /// A list of texts.
    List,
}

/// One field of one kind.
#[derive(Debug)]
struct FieldSpec {
    key: &'static str,
    kind: Kind,
    of: FieldType,
}

/// A reference to a field of the table below.
#[derive(Clone, Copy)]
pub struct Field(&'static FieldSpec);

impl Field {
    /// The field with a key such as `system.owner`.
    pub fn of_key(key: &str) -> Option<Self> {
        FIELDS.iter().find(|spec| spec.key == key).map(Self)
    }

    /// The field of a kind with a short name such as `owner`.
    pub(crate) fn named(kind: Kind, name: &str) -> Option<Self> {
        Self::of_kind(kind).find(|field| field.name() == name)
    }

    /// All fields of a kind, in the order they are shown.
    pub fn of_kind(kind: Kind) -> impl Iterator<Item = Self> {
        FIELDS.iter().filter(move |spec| spec.kind == kind).map(Self)
    }

    /// The key, as `system.owner`.
    pub fn key(self) -> &'static str {
        self.0.key
    }

    /// The key without its kind, as `owner`.
    pub fn name(self) -> &'static str {
        self.0.key.split_once('.').map_or(self.0.key, |(_, name)| name)
    }

    /// What its cells hold.
    pub fn of(self) -> FieldType {
        self.0.of
    }

    /// The kind it belongs to.
    pub fn kind(self) -> Kind {
        self.0.kind
    }

    /// Several columns may give this field together.
    pub(crate) fn takes_several(self) -> bool {
        matches!(
            self.of(),
            FieldType::Secrecy
                | FieldType::LegalBasis
                | FieldType::Retention
                | FieldType::Systems
                | FieldType::List
        ) || matches!(self.name(), "note" | "comment")
    }

    /// A value that a person writes once for several rows under each other.
    pub(crate) fn groups_rows(self) -> bool {
        matches!(self.name(), "process_code" | "process_name" | "owner_unit" | "controller" | "area")
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.key)
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.key)
    }
}

const fn spec(kind: Kind, key: &'static str, of: FieldType) -> FieldSpec {
    FieldSpec { key, kind, of }
}

macro_rules! fields {
    ($($kind:ident $key:literal $of:ident;)*) => {
        /// Every field there is.
        static FIELDS: &[FieldSpec] = &[$(spec(Kind::$kind, $key, FieldType::$of)),*];
    };
}

fields! {
    System "system.external_id" Id;
    System "system.name" Title;
    System "system.description" Text;
    System "system.owner_unit" Line;
    System "system.owner" Person;
    System "system.owner_email" Email;
    System "system.manager" Person;
    System "system.supplier" Line;
    System "system.hosting" Hosting;
    System "system.lifecycle" Lifecycle;
    System "system.contract_end" Date;
    System "system.confidentiality" Level;
    System "system.integrity" Level;
    System "system.availability" Level;
    System "system.traceability" Level;
    System "system.classified_at" Date;
    System "system.classified_by" Person;
    System "system.personal_data" YesNo;
    System "system.in_use_from" Date;
    System "system.retire_at" Date;
    System "system.note" Text;
    InformationSet "information_set.external_id" Id;
    InformationSet "information_set.process_code" ProcessCode;
    InformationSet "information_set.process_name" Line;
    InformationSet "information_set.name" Title;
    InformationSet "information_set.description" Text;
    InformationSet "information_set.owner_unit" Line;
    InformationSet "information_set.owner" Person;
    InformationSet "information_set.retention" Retention;
    InformationSet "information_set.secrecy_provisions[]" Secrecy;
    InformationSet "information_set.personal_data" YesNo;
    InformationSet "information_set.systems[]" Systems;
    InformationSet "information_set.storage" Text;
    InformationSet "information_set.confidentiality" Level;
    InformationSet "information_set.integrity" Level;
    InformationSet "information_set.availability" Level;
    InformationSet "information_set.traceability" Level;
    InformationSet "information_set.classified_by" Person;
    InformationSet "information_set.classified_at" Date;
    InformationSet "information_set.note" Text;
    Processing "processing.external_id" Id;
    Processing "processing.controller" Line;
    Processing "processing.name" Title;
    Processing "processing.purpose" Text;
    Processing "processing.legal_basis[]" LegalBasis;
    Processing "processing.data_subjects[]" List;
    Processing "processing.data_categories" Text;
    Processing "processing.sensitive" YesNo;
    Processing "processing.recipients" Text;
    Processing "processing.third_country" YesNo;
    Processing "processing.retention" Text;
    Processing "processing.security_measures" Text;
    Processing "processing.systems[]" Systems;
    Processing "processing.processor" Line;
    Processing "processing.processor_agreement" YesNo;
    Processing "processing.owner" Person;
    Processing "processing.updated_at" Date;
    Processing "processing.note" Text;
    Control "control.external_id" Id;
    Control "control.area" Line;
    Control "control.title" Title;
    Control "control.description" Text;
    Control "control.exists" Exists;
    Control "control.deficiency" Deficiency;
    Control "control.comment" Text;
    Control "control.responsible" Person;
    Control "control.due" Date;
    Action "action.external_id" Id;
    Action "action.title" Title;
    Action "action.description" Text;
    Action "action.owner" Person;
    Action "action.status" Status;
    Action "action.cost_sek" Cost;
    Action "action.due" Date;
    Action "action.priority" Priority;
    Action "action.note" Text;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_begins_with_its_kind_and_is_alone() {
        for (at, spec) in FIELDS.iter().enumerate() {
            assert!(spec.key.starts_with(spec.kind.as_str()), "{}", spec.key);
            assert!(FIELDS[..at].iter().all(|other| other.key != spec.key), "{}", spec.key);
        }
    }

    #[test]
    fn every_kind_has_one_title() {
        for kind in Kind::READ {
            assert_eq!(Field::of_kind(kind).filter(|field| field.of() == FieldType::Title).count(), 1);
        }
    }
}
