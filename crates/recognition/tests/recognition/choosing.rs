//! Which sheet is read and as what: registers among other sheets, lists of systems, other languages, nothing at all.

use serde_json::json;
use varn_recognition::{Kind, Options, Role, read};

use crate::common::{fields, reading, rejected, sheet, value, workbook};

#[test]
fn the_register_among_other_sheets() {
    let about =
        sheet("Om listan", "Sjövalla kommun\nSkala 0–3: 0 ingen, 1 måttlig, 2 betydande, 3 allvarlig");
    let old = sheet("2021", "Systemnamn|Ägare|K|R|T|Leverantör\nPlatina|Anna Berg|1|1|1|CGI");
    let now = sheet(
        "2024",
        "
Systemnamn|Ägare|K|R|T|Leverantör
Platina|Anna Berg|1|1|4|CGI
Castor|Bo Ek|2|2|2|CGI
Lifecare|Eva Lind|3|2|2|Tieto
",
    );
    let mut hidden = now.clone();
    hidden.hidden = true;
    hidden.name = "Kopia".to_owned();
    let reading = read(&workbook(vec![hidden, about, old, now]), &Options::default());
    assert_eq!(reading.sheet.as_deref(), Some("2024"));
    let roles: Vec<Role> = reading.sheets.iter().map(|sheet| sheet.role).collect();
    assert_eq!(roles, [Role::Ignored, Role::Legend, Role::OtherData, Role::Data]);
    assert_eq!(reading.municipality.as_deref(), Some("Sjövalla kommun"));
    assert_eq!(rejected(&reading), ["2 unknown_level"]);
    assert!(reading.notes.iter().any(|note| note.code == "other_data" && note.message.contains("2021")));
}

#[test]
fn a_list_of_systems_binds_wherever_it_stands() {
    let register = "
Informationsmängd|Finns i system|K|R|T
Protokoll|Platina|1|1|1
Personakter|Lifecare / Platina|3|3|2
Kartor|Stordatorn|1|2|2
Avtal|Platina, papper|1|2|2
";
    for (name, list) in
        [("System", "Systemnamn\nPlatina\nLifecare\nCastor"), ("Listor", "Platina\nLifecare\nCastor")]
    {
        for hidden in [false, true] {
            let mut known = sheet(name, list);
            known.hidden = hidden;
            let reading = read(&workbook(vec![sheet("Blad1", register), known]), &Options::default());
            assert_eq!(reading.sheets[1].role, Role::KnownSystems, "{name}");
            assert_eq!(rejected(&reading), ["4 unknown_system"], "{name}");
            assert_eq!(value(&reading, 2, "information_set.systems[]"), json!(["Platina"]));
        }
    }
}

#[test]
fn a_name_without_a_known_heading_is_guessed_and_said_so() {
    let reading = reading(
        "
Nr|Prylen|Systemägare|Leverantör|Driftform
1|Platina|Anna Berg|CGI|Molntjänst
2|Castor|Bo Ek|Tieto|Egen drift
3|Lifecare|Eva Lind|CGI|Molntjänst
",
    );
    assert_eq!(reading.kind, Some(Kind::System));
    assert_eq!(value(&reading, 0, "system.name"), json!("Platina"));
    assert!(reading.notes.iter().any(|note| note.code == "name_guessed"));
    assert!(reading.confidence < 0.8);
}

#[test]
fn nothing_to_recognise() {
    for typed in ["", "Hej", "Datum|Temperatur\n2024-01-01|12\n2024-01-02|14", "a|b|c\n1|2|3"] {
        let reading = reading(typed);
        assert_eq!(reading.kind, None, "{typed:?}");
        assert!(reading.rows.is_empty());
        assert_eq!(reading.notes[0].code, "no_register");
    }
}

#[test]
fn english_registers() {
    for (kind, typed, wanted) in [
        (
            Kind::System,
            "ID|System name|Purpose|Owner|Vendor|Hosting|Confidentiality|Integrity|Availability|Last classified|Notes
S1|Platina|Records|Anna Berg|CGI|Cloud|1|2|3|2024-01-02|see file
S2|Castor|Permits|Bo Ek|Tieto|On-prem|0|1|2|May 2023|",
            "A=external_id B=name C=description D=owner E=supplier F=hosting G=confidentiality H=integrity \
             I=availability J=classified_at K=note",
        ),
        (
            Kind::Processing,
            "Processing activity|Controller|Purpose|Legal basis|Data subjects|Third country|Retention period
Payroll|Executive board|Pay salaries|Legal obligation|Employees|No|7 years
Schools|Education committee|Teach|Public task|Pupils|Yes|5 years",
            "A=name B=controller C=purpose D=legal_basis[] E=data_subjects[] F=third_country G=retention",
        ),
        (
            Kind::Control,
            "Control id|Control|Implemented|Deficiency|Comment|Responsible|Due date
5.1|Policy is decided|Yes|Negligible|ok|CISO|2024-01-02
5.2|Roles are set|Partly|Serious|to do|CISO|2024-05",
            "A=external_id B=title C=exists D=deficiency E=comment F=responsible G=due",
        ),
        (
            Kind::Action,
            "Action|Description|Responsible|Status|Cost|Due date|Priority
Train managers|All of them|HR|In progress|50 000|2024-01-02|High
Close accounts|Old ones|IT|Done|0|2024-05-06|Low",
            "A=title B=description C=owner D=status E=cost_sek F=due G=priority",
        ),
        (
            Kind::InformationSet,
            "Information asset|Owner|Personal data|Systems|C|I|A
Minutes|Anna Berg|No|Platina|1|2|1
Records|Bo Ek|Yes|Castor|3|3|2",
            "A=name B=owner C=personal_data D=systems[] E=confidentiality F=integrity G=availability",
        ),
    ] {
        let reading = reading(typed);
        assert_eq!(reading.kind, Some(kind));
        assert_eq!(fields(&reading), wanted);
        assert_eq!(reading.counts.accepted, 2, "{:?}", reading.rejected);
    }
}
