//! The tree: adding, renaming, moving, merging, closing.

use super::*;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;

#[tokio::test]
async fn the_tree_shows_what_belongs_where() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let before = coordinator.get("/organisation").await.expect(200);
    let home_care = unit(&coordinator, "Hemtjänst", "department", &social).await;
    unit(&coordinator, "Hemtjänst Norr", "unit", &home_care).await;
    system(&coordinator, "Linden", &home_care, "").await;
    coordinator.post("/personer/ny", &[("name", "Åsa Öberg"), ("unit", &home_care)]).await.expect(303);
    let page = coordinator.get("/organisation").await.expect(200);
    assert_eq!(page.queries(), before.queries());
    assert!(page.queries() <= 4, "{}", page.queries());
    let text = page.text();
    assert!(text.contains("class=\"depth-2\"") && text.contains("class=\"depth-3\""), "{text}");
    let row = text.split("<tr>").find(|row| row.contains(">Hemtjänst<")).unwrap();
    assert!(row.contains("Förvaltning") && row.matches(">1<").count() == 2, "{row}");
    let page = coordinator.get(&format!("/organisation/{social}")).await.expect(200);
    assert!(page.queries() <= 8, "{}", page.queries());
    let text = page.text();
    for words in ["1 System", "1 Personer", "2 delar under", &format!("/system?enhet={social}")] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Somebody who may not read the registers sees that there is something, not what.
    let employee = test.sign_in(Role::Employee).await;
    let text = employee.get(&format!("/organisation/{social}")).await.expect(200).text();
    assert!(text.contains("1 System") && !text.contains("/system?enhet"), "{text}");
    let text = employee.get("/organisation").await.expect(200).text();
    let row = text.split("<tr>").find(|row| row.contains(">Hemtjänst<")).unwrap();
    assert_eq!(row.matches(">1<").count(), 1, "{row}");
    closure_is_right(&test).await;
}

#[tokio::test]
async fn every_kind_has_its_place() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (root, social) = (test.town.root.to_string(), test.town.social.to_string());
    unit(&coordinator, "Kommunstyrelsen", "executive_board", &root).await;
    for (name, parent, kind, field) in [
        ("Andra styrelsen", root.as_str(), "executive_board", "unit_kind-error"),
        ("Nämnd under nämnd", social.as_str(), "committee", "unit_kind-error"),
        ("En till kommun", root.as_str(), "municipality", "unit_kind-error"),
        ("", root.as_str(), "committee", "name-error"),
        ("Utan plats", "", "unit", "parent-error"),
        ("Utan slag", root.as_str(), "", "unit_kind-error"),
    ] {
        let form = [("name", name), ("parent", parent), ("unit_kind", kind)];
        let page = coordinator.post("/organisation/ny", &form).await.expect(422).text();
        assert!(page.contains(field) && page.contains(name), "{name}: {page}");
    }
    closure_is_right(&test).await;
}

#[tokio::test]
async fn a_unit_is_renamed_and_its_kind_stays_on_its_side_of_the_border() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let home_care = unit(&coordinator, "Hemtjänst", "department", &social).await;
    let edit = format!("/organisation/{home_care}/andra");
    let form = [("version", "1"), ("name", "Hemtjänsten"), ("unit_kind", "unit")];
    coordinator.post(&edit, &form).await.expect(303);
    let page = coordinator.get(&format!("/organisation/{home_care}")).await.expect(200).text();
    assert!(page.contains("<h1>Hemtjänsten</h1>") && page.contains("<del>Hemtjänst</del>"), "{page}");
    coordinator.post(&edit, &form).await.expect(409);
    let form = [("version", "2"), ("name", "Hemtjänsten"), ("unit_kind", "committee")];
    coordinator.post(&edit, &form).await.expect(422);
    // Below a unit a department cannot stand, so it cannot become one there.
    let north = unit(&coordinator, "Norr", "unit", &home_care).await;
    let form = [("version", "1"), ("name", "Norr"), ("unit_kind", "department")];
    coordinator.post(&format!("/organisation/{north}/andra"), &form).await.expect(422);
    coordinator.post(&edit, &[("version", "2"), ("name", "")]).await.expect(422);
}

#[tokio::test]
async fn a_move_says_what_it_touches_and_takes_everything_along() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (social, school) = (test.town.social.to_string(), test.town.school.to_string());
    let home_care = unit(&coordinator, "Hemtjänst", "department", &social).await;
    let north = unit(&coordinator, "Norr", "unit", &home_care).await;
    let linden = system(&coordinator, "Linden", &north, "").await;
    let of_social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let of_school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    of_social.get(&linden).await.expect(200);
    of_school.get(&linden).await.expect(404);
    let address = format!("/organisation/{home_care}/flytta");
    let first = coordinator.get(&address).await.expect(200).text();
    assert!(
        first.contains("1 System") && !first.contains("method=\"post\" action=\"/organisation/"),
        "{first}"
    );
    let preview = coordinator.get(&format!("{address}?to={school}")).await.expect(200).text();
    assert!(preview.contains("byter myndighet") && preview.contains("1 delar under"), "{preview}");
    // Only looking changes nothing.
    of_school.get(&linden).await.expect(404);
    let form = [("version", "1"), ("to", school.as_str())];
    coordinator.post(&address, &form).await.expect(303);
    of_school.get(&linden).await.expect(200);
    of_social.get(&linden).await.expect(404);
    closure_is_right(&test).await;
    let page = coordinator.get(&format!("/organisation/{north}")).await.expect(200).text();
    assert!(page.contains("Utbildningsnämnden"), "{page}");
    // What the preview showed is no longer so.
    let page = coordinator.post(&address, &[("version", "1"), ("to", &social)]).await.expect(422).text();
    assert!(page.contains("Någon annan har ändrat delen"), "{page}");
    for (to, why) in [
        (home_care.as_str(), "under sig själv"),
        (north.as_str(), "under sig själv"),
        (school.as_str(), "står redan där"),
        ("", "Välj något"),
    ] {
        let page = coordinator.post(&address, &[("version", "2"), ("to", to)]).await.expect(422).text();
        assert!(page.contains(why), "{to}: {page}");
    }
    let root = test.town.root.to_string();
    let to_itself = coordinator.get(&format!("/organisation/{root}/flytta?to={school}")).await.expect(422);
    assert!(to_itself.text().contains("kan inte flyttas"));
    closure_is_right(&test).await;
}

#[tokio::test]
async fn a_merge_moves_records_people_roles_and_units() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (social, school) = (test.town.social.to_string(), test.town.school.to_string());
    let home_care = unit(&coordinator, "Hemtjänst", "department", &social).await;
    let linden = system(&coordinator, "Linden", &social, "").await;
    let rowan = system(&coordinator, "Rönnen", &home_care, "").await;
    let person = [("name", "Åsa Öberg"), ("unit", social.as_str())];
    let person = coordinator.post("/personer/ny", &person).await.expect(303).location();
    let of_social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let of_school = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let address = format!("/organisation/{social}/sla-ihop");
    let preview = coordinator.get(&format!("{address}?to={school}")).await.expect(200).text();
    for words in ["2 System", "1 Personer", "1 roller", "1 delar under", "kan inte öppnas igen"] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let done = coordinator.post(&address, &[("version", "1"), ("to", &school)]).await.expect(303);
    assert_eq!(done.location(), format!("/organisation/{school}"));
    for client in [&of_social, &of_school] {
        client.get(&linden).await.expect(200);
        client.get(&rowan).await.expect(200);
    }
    let page = coordinator.get(&linden).await.expect(200).text();
    assert!(page.contains("Utbildningsnämnden") && page.contains("gick upp i en annan"), "{page}");
    assert!(coordinator.get(&person).await.expect(200).text().contains("Utbildningsnämnden"));
    // The record goes on from there: an edit that began before the merge is stale, one from now is not.
    let old = [("version", "1"), ("name", "Linden"), ("unit", school.as_str())];
    coordinator.post(&format!("{linden}/andra"), &old).await.expect(409);
    let new = [("version", "2"), ("name", "Linden 2"), ("unit", school.as_str())];
    coordinator.post(&format!("{linden}/andra"), &new).await.expect(303);
    let page = coordinator.get(&format!("/organisation/{social}")).await.expect(200).text();
    assert!(page.contains("Har gått upp i") && page.contains("Stängd 2026-03-05"), "{page}");
    coordinator.post(&format!("/organisation/{social}/oppna"), &[]).await.expect(422);
    let tree = coordinator.get("/organisation").await.expect(200).text();
    assert!(!tree.contains(">Socialnämnden<") && tree.contains("Visa en stängd del"), "{tree}");
    let tree = coordinator.get("/organisation?stangda=1").await.expect(200).text();
    assert!(tree.contains(">Socialnämnden<"), "{tree}");
    // Nobody chooses it any longer.
    assert!(!coordinator.get("/system/nytt").await.expect(200).text().contains("Socialnämnden"));
    closure_is_right(&test).await;
}

#[tokio::test]
async fn roles_that_become_the_same_by_a_merge_stand_once() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let (social, school) = (test.town.social, test.town.school);
    let both = [(Role::SystemOwner, Some(social.0)), (Role::SystemOwner, Some(school.0))];
    let member = test.sign_in_at(test.town, &both, MembershipState::Active).await;
    let form = [("version", "1"), ("to", &school.to_string())];
    coordinator.post(&format!("/organisation/{social}/sla-ihop"), &form).await.expect(303);
    let page = member.get("/konto").await.expect(200).text();
    assert_eq!(page.matches("Systemägare, Utbildningsnämnden").count(), 1, "{page}");
    assert!(!page.contains("Socialnämnden"), "{page}");
}

#[tokio::test]
async fn what_holds_something_is_not_closed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.town.social.to_string();
    let home_care = unit(&coordinator, "Hemtjänst", "department", &social).await;
    let address = format!("/organisation/{home_care}/stang");
    let linden = system(&coordinator, "Linden", &home_care, "").await;
    let page = coordinator.get(&address).await.expect(200).text();
    assert!(page.contains("inte tom") && page.contains("1 System"), "{page}");
    coordinator.post(&address, &[]).await.expect(422);
    coordinator.post(&format!("{linden}/ta-bort"), &[]).await.expect(303);
    let page = coordinator.get(&address).await.expect(200).text();
    assert!(page.contains("Inget hör hit") && page.contains("Stäng delen"), "{page}");
    coordinator.post(&address, &[]).await.expect(303);
    coordinator.post(&address, &[]).await.expect(422);
    let under = [("name", "Norr"), ("parent", home_care.as_str()), ("unit_kind", "unit")];
    coordinator.post("/organisation/ny", &under).await.expect(422);
    coordinator.post(&format!("/organisation/{home_care}/oppna"), &[]).await.expect(303);
    coordinator.post("/organisation/ny", &under).await.expect(303);
    let root = test.town.root.to_string();
    for act in ["stang", "sla-ihop"] {
        let form = [("version", "1"), ("to", social.as_str())];
        coordinator.post(&format!("/organisation/{root}/{act}"), &form).await.expect(422);
    }
    closure_is_right(&test).await;
}

#[tokio::test]
async fn only_those_who_may_change_the_organisation_do() {
    let test = TestApp::start().await;
    let social = test.town.social.to_string();
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let partly = test.sign_in_for(Role::Coordinator, test.town.school).await;
    let auditor = test.sign_in(Role::Auditor).await;
    theirs.get(&format!("/organisation/{social}")).await.expect(404);
    for act in ["andra", "flytta", "sla-ihop", "stang", "oppna"] {
        let path = format!("/organisation/{social}/{act}");
        let form = [("name", "Deras"), ("version", "1"), ("to", "")];
        theirs.post(&path, &form).await.expect(404);
        partly.post(&path, &form).await.expect(404);
        auditor.post(&path, &form).await.expect(403);
    }
    for client in [&theirs, &partly] {
        let form = [("name", "Ny"), ("parent", social.as_str()), ("unit_kind", "unit")];
        client.post("/organisation/ny", &form).await.expect(403);
    }
    auditor.get(&format!("/organisation/{social}")).await.expect(200);
    // Into somebody else's part nothing is moved either.
    let school = test.town.school.to_string();
    let form = [("name", "Gymnasiet"), ("parent", school.as_str()), ("unit_kind", "unit")];
    let path = partly.post("/organisation/ny", &form).await.expect(303).location();
    partly.post(&format!("{path}/flytta"), &[("version", "1"), ("to", &social)]).await.expect(422);
    closure_is_right(&test).await;
}
