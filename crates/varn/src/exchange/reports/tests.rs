//! The open variant leaks nothing that somebody has typed; both are real files.

use crate::current_state::picture::KIND;
use crate::current_state::picture::store;
use crate::exchange::reports::{Format, Variant, write};
use crate::people::organisation::store as organisation;
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::text::Language;
use crate::testing::TestApp;
use std::io::Read as _;

const CANARY: &str = "Kanariefågel";

#[tokio::test]
async fn the_open_report_holds_nothing_that_somebody_has_typed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let units = organisation::units(&mut tx).await.unwrap();
    let root = units.iter().find(|unit| unit.parent_id.is_none());
    let kind = crate::people::organisation::UnitKind::Committee;
    let unit = organisation::insert_unit(&mut tx, kind, &format!("{CANARY}nämnden"), root).await.unwrap();
    test.app.commit(tx, Event::new(EventKind::OwnersSet)).await.unwrap();
    let unit = unit.id.to_string();
    let typed = [
        ("name", CANARY),
        ("description", CANARY),
        ("note", CANARY),
        ("external_id", CANARY),
        ("unit", &unit),
    ];
    coordinator.post("/system/nytt", &typed).await.expect(303);
    let form = [("name", CANARY), ("case_number", "KS 2026/412")];
    let path = coordinator.post("/nulagesbild", &form).await.expect(303).location();
    let id = path.rsplit('/').next().unwrap();
    for format in Format::ALL {
        let open = coordinator.get(&format!("/rapport/nulage/{id}/open.{format}")).await.expect(200);
        assert!(!holds(&open.bytes, CANARY), "the open {format} holds what was typed");
        assert!(!open.headers["content-disposition"].to_str().unwrap().contains(CANARY));
        let restricted =
            coordinator.get(&format!("/rapport/nulage/{id}/restricted.{format}")).await.expect(200);
        if *format == Format::Docx {
            assert!(holds(&restricted.bytes, CANARY), "the test would not notice a leak");
        }
    }
}

/// Whether the bytes hold the word, also in the parts of a package.
fn holds(bytes: &[u8], word: &str) -> bool {
    let plain = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return plain(bytes) || pdf_text(bytes).is_some_and(|text| text.contains(word));
    };
    (0..package.len()).any(|at| {
        let mut part = Vec::new();
        package.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        plain(&part)
    })
}

/// The text of a PDF by an independent reader, where it is installed.
fn pdf_text(bytes: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().ok()?;
    std::fs::write(file.path(), bytes).ok()?;
    let output = std::process::Command::new("pdftotext").arg(file.path()).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[tokio::test]
async fn a_picture_whose_content_was_changed_is_never_reported() {
    let test = TestApp::start().await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let id = store::freeze(&mut tx, "Granköpings kommun", "Höst", "").await.unwrap();
    let mut picture = store::find(&mut tx, id).await.unwrap().unwrap();
    test.app.commit(tx, Event::new(EventKind::PictureFrozen).on(KIND, id)).await.unwrap();
    assert!(write(&picture, Variant::Open, Format::Docx, Language::Swedish).is_ok());
    picture.content = picture.content.replace("\"systems\":0", "\"systems\":9");
    assert!(write(&picture, Variant::Open, Format::Docx, Language::Swedish).is_err());
}

#[tokio::test]
async fn the_same_picture_gives_the_same_bytes() {
    let test = TestApp::start().await;
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    let id = store::freeze(&mut tx, "Granköpings kommun", "Höst", "").await.unwrap();
    let picture = store::find(&mut tx, id).await.unwrap().unwrap();
    test.app.commit(tx, Event::new(EventKind::PictureFrozen).on(KIND, id)).await.unwrap();
    for format in Format::ALL {
        let twice =
            [(); 2].map(|()| write(&picture, Variant::Restricted, *format, Language::English).unwrap());
        assert_eq!(twice[0], twice[1], "{format}");
    }
}
