//! Through HTTP, on the current database.

use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::TestApp;

fn processing<'a>(unit: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("unit", unit),
        ("purpose", "Bedöma rätten till hemtjänst"),
        ("legal_basis", "6.1.e"),
        ("legal_basis", "6.1.c"),
        ("data_subjects", "Sökande\nAnhöriga"),
        ("third_country", "yes"),
    ]
}

#[tokio::test]
async fn a_processing_is_added_shown_changed_and_removed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let made = coordinator.post("/behandlingar/ny", &processing(&unit, "Handläggning")).await.expect(303);
    let path = made.location();
    let page = coordinator.get(&path).await.expect(200).text();
    for text in [
        "6.1 c Rättslig förpliktelse, 6.1 e Allmänt intresse",
        "Socialnämnden",
        "Inte angivet än",
        "land och skyddsåtgärd",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let form = coordinator.get(&format!("{path}/andra")).await.expect(200).text();
    assert_eq!(form.matches("name=\"legal_basis\"").count(), 6);
    assert_eq!(
        form.matches("type=\"checkbox\" name=\"legal_basis\" value=\"6.1.e\" checked").count(),
        1,
        "{form}"
    );
    let mut changed = processing(&unit, "Handläggning av hemtjänst");
    changed.extend([("version", "1"), ("third_country_detail", "USA"), ("sensitive", "yes")]);
    coordinator.post(&format!("{path}/andra"), &changed).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("<del>Handläggning</del>") && page.contains("<ins>Ja</ins>"), "{page}");
    coordinator.post(&format!("{path}/ta-bort"), &[]).await.expect(303);
    coordinator.get(&path).await.expect(404);
}

#[tokio::test]
async fn the_list_is_narrowed_by_controller_basis_and_third_country() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (social, school) = (test.town.social.to_string(), test.town.school.to_string());
    coordinator.post("/behandlingar/ny", &processing(&social, "Socialt")).await.expect(303);
    let bare = [("name", "Skolskjuts"), ("unit", school.as_str())];
    coordinator.post("/behandlingar/ny", &bare).await.expect(303);
    for (query, social_is_there, school_is_there) in [
        (format!("ansvarig={social}"), true, false),
        ("grund=6.1.e".to_owned(), true, false),
        ("grund=ingen".to_owned(), false, true),
        ("tredjeland=yes".to_owned(), true, false),
        ("tredjeland=okant".to_owned(), false, true),
        ("kansliga=no".to_owned(), false, false),
        ("agare=ingen&lage=confirmed".to_owned(), true, true),
        (format!("enhet={school}&q=SKOL"), false, true),
    ] {
        let page = coordinator.get(&format!("/behandlingar?{query}")).await.expect(200).text();
        assert_eq!(page.contains(">Socialt</a>"), social_is_there, "{query}");
        assert_eq!(page.contains(">Skolskjuts</a>"), school_is_there, "{query}");
    }
}

#[tokio::test]
async fn the_export_always_has_the_columns_of_article_30() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    test.sign_in(Role::DataProtectionOfficer).await;
    let unit = test.town.social.to_string();
    coordinator.post("/behandlingar/ny", &processing(&unit, "Handläggning")).await.expect(303);
    let csv = coordinator.get("/behandlingar/lista.csv?kolumn=agare").await.expect(200).text();
    for text in [
        "Personuppgiftsansvarig (30.1 a)",
        "Säkerhetsåtgärder (30.1 g)",
        "data_protection_officer, ",
        "Sökande, Anhöriga",
        "Bedöma rätten till hemtjänst",
    ] {
        assert!(csv.contains(text), "{text}: {csv}");
    }
    let xlsx = coordinator.get("/behandlingar/lista.xlsx").await.expect(200);
    assert!(xlsx.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn a_stale_edit_shows_both_versions_with_their_ticks() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let path = coordinator.post("/behandlingar/ny", &processing(&unit, "Först")).await.expect(303).location();
    let edit = format!("{path}/andra");
    let theirs = [("name", "Deras"), ("unit", unit.as_str()), ("legal_basis", "6.1.a"), ("version", "1")];
    coordinator.post(&edit, &theirs).await.expect(303);
    let mut mine = processing(&unit, "Mitt");
    mine.push(("version", "1"));
    let page = coordinator.post(&edit, &mine).await.expect(409).text();
    assert!(page.contains("Mitt") && page.contains("Deras") && page.contains("6.1 a Samtycke"), "{page}");
    let chosen = [
        ("unit", unit.as_str()),
        ("version", "2"),
        ("name", "Mitt"),
        ("keep-legal_basis", "mine"),
        ("mine-legal_basis", "6.1.c"),
        ("mine-legal_basis", "6.1.e"),
        ("saved-legal_basis", "6.1.a"),
    ];
    coordinator.post(&edit, &chosen).await.expect(303);
    let page = coordinator.get(&path).await.expect(200).text();
    assert!(page.contains("6.1 c Rättslig förpliktelse, 6.1 e"), "{page}");
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = [("name", ""), ("purpose", "Kvar"), ("legal_basis", "6.1.x"), ("updated_on", "i våras")];
    let page = coordinator.post("/behandlingar/ny", &form).await.expect(422).text();
    for text in ["Kvar", "name-error", "legal_basis-error", "updated_on-error", "unit-error"] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test]
async fn others_get_404_and_nobody_elses_person_becomes_owner() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let auditor = test.sign_in(Role::Auditor).await;
    let unit = test.town.social.to_string();
    let form = processing(&unit, "Vår");
    let path = coordinator.post("/behandlingar/ny", &form).await.expect(303).location();
    for stranger in [&theirs, &school] {
        stranger.get(&path).await.expect(404);
        stranger.post(&format!("{path}/andra"), &form).await.expect(404);
        stranger.post(&format!("{path}/bekrafta"), &[]).await.expect(404);
        stranger.post(&format!("{path}/ta-bort"), &[]).await.expect(404);
        stranger.post("/behandlingar/ny", &form).await.expect(403);
        assert!(!stranger.get("/behandlingar").await.expect(200).text().contains("Vår</a>"));
    }
    auditor.get(&path).await.expect(200);
    auditor.post(&format!("{path}/ta-bort"), &[]).await.expect(403);
    let nobody = uuid::Uuid::from_u128(7).to_string();
    let mut owned = form.clone();
    owned.push(("owner", &nobody));
    coordinator.post("/behandlingar/ny", &owned).await.expect(404);
    let id = path.rsplit('/').next().unwrap();
    coordinator.post("/behandlingar/agare", &[("id", id), ("owner", &nobody)]).await.expect(404);
    coordinator.post("/behandlingar/agare", &[("owner", &nobody)]).await.expect(422);
}

#[tokio::test]
async fn pages_cost_the_same_whatever_the_number_of_rows() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let unit = test.town.social.to_string();
    let empty = coordinator.get("/behandlingar").await.expect(200).queries();
    let mut path = String::new();
    for number in 0..55 {
        let name = format!("Behandling {number}");
        path = coordinator.post("/behandlingar/ny", &processing(&unit, &name)).await.expect(303).location();
    }
    let full = coordinator.get("/behandlingar").await.expect(200);
    assert_eq!(full.queries(), empty);
    assert!(full.queries() <= 4, "{}", full.queries());
    assert!(full.text().contains("Visar 1–50 av 55"), "{}", full.text());
    let record = coordinator.get(&path).await.expect(200);
    assert!(record.queries() <= 8, "{}", record.queries());
}
