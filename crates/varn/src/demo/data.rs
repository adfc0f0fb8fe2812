//! The files of the demo.

use crate::knowledge::library::parse;
use serde::Deserialize;
use std::sync::LazyLock;

macro_rules! content {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/", $name))
    };
}

/// Granköping.
pub(super) static FIRST: LazyLock<File> = LazyLock::new(|| parse("demo.toml", content!("demo.toml")));
/// Sjövalla.
pub(super) static SECOND: LazyLock<File> =
    LazyLock::new(|| parse("demo_second.toml", content!("demo_second.toml")));

/// A municipality of the demo.
#[derive(Clone, Copy)]
pub(super) struct Town {
    pub(super) code: &'static str,
    pub(super) file: &'static File,
}

impl Town {
    pub(super) const fn new(code: &'static str, file: &'static File) -> Self {
        Self { code, file }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct File {
    pub(super) municipality: Municipality,
    pub(super) units: Vec<Unit>,
    pub(super) people: Vec<Person>,
    pub(super) suppliers: Vec<Supplier>,
    pub(super) systems: Vec<System>,
    #[serde(default)]
    pub(super) extra_information: Vec<ExtraInformation>,
    pub(super) information_systems: Vec<InformationSystems>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Municipality {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Unit {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) parent: String,
    pub(super) committee: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) title_sv: String,
    pub(super) email: String,
    pub(super) unit: String,
    #[serde(default)]
    pub(super) login: bool,
    #[serde(default)]
    pub(super) roles: Vec<RoleAt>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RoleAt {
    pub(super) role: String,
    pub(super) unit: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Supplier {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) what_sv: String,
    pub(super) country: String,
    pub(super) contact_email: String,
    pub(super) critical: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct System {
    pub(super) key: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) supplier: String,
    pub(super) hosting: String,
    pub(super) lifecycle: String,
    pub(super) owner: String,
    pub(super) manager: String,
    pub(super) unit: String,
    pub(super) description_sv: String,
    pub(super) contract_end: String,
    #[serde(default)]
    pub(super) depends_on: Vec<DependsOn>,
    pub(super) personal_data: bool,
    /// 4 is the most critical here.
    pub(super) criticality: i64,
}

#[derive(Debug, Deserialize)]
pub(super) struct DependsOn {
    pub(super) system: String,
    pub(super) kind: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ExtraInformation {
    pub(super) name: String,
    pub(super) committee: String,
    pub(super) based_on: String,
    pub(super) systems: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct InformationSystems {
    pub(super) information: String,
    pub(super) systems: Vec<String>,
}
