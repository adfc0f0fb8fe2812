//! What is known of an object beside its need: the circumstances that give a control a meaning or make a law apply.
//!
//! Each fact holds, does not hold, or is not known. Where it is not known the control is not asked for yet, but listed
//! as undecided with what has to be said first; somebody may also say for one control that it applies (chosen) or that
//! it does not (a deviation with motive and approval). What the registers say decides:
//!
//! - hosting and supplier links: `cloud`, `external_supplier`;
//! - the kind of system: `cameras`, `control_system`, `public_web`. Of cameras only that there are some can be known;
//! - the information kept there: `personal_data`, `protected_identity`, `secrecy`, `health_records`. A set that has been
//!   classified has been given its provisions, so where the need for confidentiality is known and closed, silence means
//!   no; where it is not, silence means nothing;
//! - `own_development` is in no register, so it is always asked.
//!
//! A supplier is what its systems are, and always external. The organisation is what all its systems are, and always has
//! personal data and secrets: it employs people, and it is an authority.

use crate::knowledge::library::LIBRARY;
use crate::registers::systems::Hosting;
use crate::word_type;
use varn_engine::{Condition, Law};

use super::catalogue::{condition, law_place};
use super::model::ObjectKind;

word_type! {
    /// A circumstance, by its word in `content/controls.toml`.
    Fact {
        /// Cameras watch a place.
        Cameras = "cameras",
        /// It is a service shared with other customers.
        Cloud = "cloud",
        /// It steers water, heat, alarms or buildings.
        ControlSystem = "control_system",
        /// Somebody outside delivers or runs it.
        ExternalSupplier = "external_supplier",
        /// It is developed for the municipality.
        OwnDevelopment = "own_development",
        /// It holds data of people with protected identity.
        ProtectedIdentity = "protected_identity",
        /// Anybody reaches it over the internet.
        PublicWeb = "public_web",
        /// It holds personal data.
        PersonalData = "personal_data",
        /// It holds data that may be secret.
        Secrecy = "secrecy",
        /// It holds health records.
        HealthRecords = "health_records",
    }
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Known {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Nobody has said.
    #[default]
    Open,
}

impl Known {
    fn of(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Open,
        }
    }
}

/// The facts of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts([Known; Fact::ALL.len()]);

/// The provision that health records come under: 25 kap. 1 § OSL.
pub(super) const HEALTH_CARE: &str = "osl.25.1";
/// The kind of personal data that means protected identity.
pub(super) const PROTECTED: &str = "protected_identity";
/// Kinds of system that steer something in the world.
const CONTROL_SYSTEMS: [&str; 4] = [
    "system_type.va_styrsystem",
    "system_type.fjarrvarme_styr",
    "system_type.fastighetsstyrning",
    "system_type.trafikstyrning",
];
/// Kinds of system that anybody reaches.
const PUBLIC_WEB: [&str; 2] = ["system_type.webbplats", "system_type.e_tjanster"];
/// Kinds of system that hold pictures from cameras.
const CAMERAS: [&str; 1] = ["system_type.kamerasystem"];

/// What the registers say of a system and of the information kept in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    /// Where it runs.
    pub(super) hosting: Option<Hosting>,
    /// How many suppliers deliver it.
    pub(super) suppliers: i64,
    /// Its kind in the library, or "".
    pub(super) library_ref: String,
    /// Whether it holds personal data, as its own record says.
    pub(super) personal_data: Option<bool>,
    /// Whether its need for confidentiality is known and cannot rise.
    pub(super) classified: bool,
    /// Number of information sets kept in it.
    pub(super) sets: i64,
    /// Those of them with personal data.
    pub(super) personal: i64,
    /// Those of them said to be without.
    pub(super) impersonal: i64,
    /// Those of them with protected identities.
    pub(super) protected: i64,
    /// Those of them under a provision of secrecy.
    pub(super) secret: i64,
    /// Those of them under the secrecy of health care.
    pub(super) health: i64,
}

impl Facts {
    /// What is known of a fact.
    pub fn of(&self, fact: Fact) -> Known {
        self.0[fact as usize]
    }

    /// The same with another answer.
    #[must_use]
    pub fn with(mut self, fact: Fact, known: Known) -> Self {
        self.0[fact as usize] = known;
        self
    }

    /// The facts of a system.
    pub(super) fn of_system(held: &Held) -> Self {
        let among = |types: &[&str]| {
            let typed = held.library_ref.starts_with("system_type.");
            Known::of(typed.then(|| types.contains(&held.library_ref.as_str())))
        };
        let told = |sets: i64| match sets {
            0 if held.classified => Known::No,
            0 => Known::Open,
            _ => Known::Yes,
        };
        let outside = match held.hosting {
            Some(Hosting::Cloud | Hosting::Supplier) => Known::Yes,
            _ if held.suppliers > 0 => Known::Yes,
            Some(Hosting::Internal) => Known::No,
            None => Known::Open,
        };
        let personal = match held.personal_data {
            _ if held.personal > 0 => Known::Yes,
            Some(said) => Known::of(Some(said)),
            None if held.sets > 0 && held.impersonal == held.sets => Known::No,
            None => Known::Open,
        };
        let cameras = if among(&CAMERAS) == Known::Yes { Known::Yes } else { Known::Open };
        Self::default()
            .with(Fact::Cameras, cameras)
            .with(Fact::Cloud, Known::of(held.hosting.map(|hosting| hosting == Hosting::Cloud)))
            .with(Fact::ControlSystem, among(&CONTROL_SYSTEMS))
            .with(Fact::ExternalSupplier, outside)
            .with(Fact::ProtectedIdentity, told(held.protected))
            .with(Fact::PublicWeb, among(&PUBLIC_WEB))
            .with(Fact::PersonalData, personal)
            .with(Fact::Secrecy, told(held.secret))
            .with(Fact::HealthRecords, told(held.health))
    }

    /// What is true of several systems together: what one of them is, and not what none of them is.
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let add = |a: Known, b: Known| match (a, b) {
            (Known::Yes, _) | (_, Known::Yes) => Known::Yes,
            (Known::No, Known::No) => Known::No,
            _ => Known::Open,
        };
        let sum =
            all.into_iter().copied().reduce(|a, b| Self(std::array::from_fn(|at| add(a.0[at], b.0[at]))));
        sum.unwrap_or_default()
    }

    /// The facts of a supplier with these systems.
    pub fn of_supplier<'a>(systems: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::together(systems).with(Fact::ExternalSupplier, Known::Yes)
    }

    /// The facts of the organisation with these systems.
    pub fn of_organisation<'a>(systems: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::together(systems).with(Fact::PersonalData, Known::Yes).with(Fact::Secrecy, Known::Yes)
    }

    /// The conditions that hold, and those of which it is not known.
    pub fn conditions(&self) -> (Vec<Condition>, Vec<Condition>) {
        let with = |known| {
            let facts = Fact::ALL.iter().filter(move |fact| self.of(**fact) == known);
            facts.map(|fact| condition(*fact)).collect()
        };
        (with(Known::Yes), with(Known::Open))
    }

    /// The laws that apply to an object of a kind, and those of which it is not known.
    pub fn laws(&self, kind: ObjectKind) -> (Vec<Law>, Vec<Law>) {
        let (mut sure, mut open) = (Vec::new(), Vec::new());
        for (id, fact) in law_facts(kind) {
            let Some(law) = law_place(id) else { continue };
            match fact.map_or(Known::Yes, |fact| self.of(fact)) {
                Known::Yes => sure.push(law),
                Known::Open => open.push(law),
                Known::No => {}
            }
        }
        (sure, open)
    }
}

/// The laws for a kind of object, each with the fact that makes it apply (`None` is always).
pub fn law_facts(kind: ObjectKind) -> impl Iterator<Item = (&'static str, Option<Fact>)> {
    let is_for = move |scope: &String| match kind {
        ObjectKind::Organisation => scope == "organisation" || scope == "unit",
        ObjectKind::System | ObjectKind::Supplier => scope == kind.as_str(),
    };
    let laws = LIBRARY.laws.iter().filter(move |law| law.applies_to.iter().any(is_for));
    laws.map(|law| (law.id.as_str(), condition_fact(&law.applies_when)))
}

/// The fact behind a word of `condition` and `applies_when`; `None` is always.
pub(super) fn condition_fact(word: &str) -> Option<Fact> {
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn system(change: impl FnOnce(&mut Held)) -> Facts {
        let mut held = Held::default();
        change(&mut held);
        Facts::of_system(&held)
    }

    #[test]
    fn every_condition_of_the_library_is_a_fact_or_always() {
        let words = LIBRARY.controls.iter().map(|control| &control.condition);
        for word in words.chain(LIBRARY.laws.iter().map(|law| &law.applies_when)) {
            assert!(word == "always" || condition_fact(word).is_some(), "{word}");
        }
        assert!(LIBRARY.provision(HEALTH_CARE).is_some());
        assert!(LIBRARY.personal_data_kind(PROTECTED).is_some());
    }

    #[test]
    fn of_a_system_about_which_nothing_is_said_nothing_is_known() {
        let facts = system(|_| {});
        assert!(Fact::ALL.iter().all(|fact| facts.of(*fact) == Known::Open));
    }

    #[test]
    fn hosting_and_supplier_tell_who_is_outside() {
        let of = |hosting, suppliers| {
            let facts = system(|held| (held.hosting, held.suppliers) = (hosting, suppliers));
            (facts.of(Fact::Cloud), facts.of(Fact::ExternalSupplier))
        };
        assert_eq!(of(Some(Hosting::Cloud), 0), (Known::Yes, Known::Yes));
        assert_eq!(of(Some(Hosting::Supplier), 0), (Known::No, Known::Yes));
        assert_eq!(of(Some(Hosting::Internal), 0), (Known::No, Known::No));
        assert_eq!(of(Some(Hosting::Internal), 1), (Known::No, Known::Yes));
        assert_eq!(of(None, 1), (Known::Open, Known::Yes));
    }

    #[test]
    fn silence_about_secrecy_means_no_only_where_everything_is_classified() {
        let of = |classified, secret| {
            system(|held| (held.classified, held.sets, held.secret) = (classified, 3, secret))
                .of(Fact::Secrecy)
        };
        assert_eq!(of(false, 0), Known::Open);
        assert_eq!(of(true, 0), Known::No);
        assert_eq!(of(false, 1), Known::Yes);
    }

    #[test]
    fn personal_data_in_the_contents_goes_before_what_the_record_says() {
        let of = |said, personal, impersonal| {
            let facts = system(|held| {
                (held.personal_data, held.sets, held.personal, held.impersonal) =
                    (said, 2, personal, impersonal);
            });
            facts.of(Fact::PersonalData)
        };
        assert_eq!(of(Some(false), 1, 0), Known::Yes);
        assert_eq!(of(Some(false), 0, 0), Known::No);
        assert_eq!(of(None, 0, 2), Known::No);
        assert_eq!(of(None, 0, 1), Known::Open);
    }

    #[test]
    fn a_kind_of_system_tells_what_it_is_and_is_not_but_cameras_may_be_anywhere() {
        let of = |kind: &str| system(|held| held.library_ref = kind.to_owned());
        let site = of("system_type.webbplats");
        assert_eq!((site.of(Fact::PublicWeb), site.of(Fact::ControlSystem)), (Known::Yes, Known::No));
        assert_eq!(site.of(Fact::Cameras), Known::Open);
        assert_eq!(of("system_type.kamerasystem").of(Fact::Cameras), Known::Yes);
        assert_eq!(of("").of(Fact::PublicWeb), Known::Open);
    }

    #[test]
    fn laws_follow_the_facts_and_the_kind_of_object() {
        let law = |id: &str| law_place(id).expect("a law");
        let (sure, open) = Facts::of_organisation([]).laws(ObjectKind::Organisation);
        for id in ["cybersakerhetslagen", "gdpr", "osl", "arkivlagen"] {
            assert!(sure.contains(&law(id)), "{id}");
        }
        assert_eq!(open, [law("patientdatalagen")]);
        let (sure, open) = system(|held| held.personal_data = Some(true)).laws(ObjectKind::System);
        assert_eq!(sure, [law("gdpr"), law("arkivlagen")]);
        assert_eq!(open, [law("osl"), law("patientdatalagen")]);
        let (sure, _) = Facts::of_supplier([]).laws(ObjectKind::Supplier);
        assert_eq!(sure, []);
    }

    proptest! {
        /// More knowledge of one system never takes back what was known of several.
        #[test]
        fn what_is_known_of_several_holds_in_any_order(
            all in prop::collection::vec(prop::array::uniform10(select(vec![Known::Yes, Known::No, Known::Open])), 0..6),
        ) {
            let facts: Vec<_> = all.iter().map(|known| Facts(*known)).collect();
            let together = Facts::together(&facts);
            prop_assert_eq!(Facts::together(facts.iter().rev()), together);
            for fact in Fact::ALL {
                let any = |known| facts.iter().any(|one| one.of(*fact) == known);
                let expected = if any(Known::Yes) {
                    Known::Yes
                } else if facts.is_empty() || any(Known::Open) {
                    Known::Open
                } else {
                    Known::No
                };
                prop_assert_eq!(together.of(*fact), expected);
            }
        }
    }
}
