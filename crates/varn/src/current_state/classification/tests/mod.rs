//! Through HTTP, on the current database.

mod common;
mod model;
mod queue;
mod referral;

use crate::args;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::{Answer, Client, TestApp};
use uuid::Uuid;

/// A set of the school committee with a provision that suggests K 3.
async fn secret_set(test: &TestApp, name: &str) -> Uuid {
    let mut write = test.begin(test.town).await;
    let id = write.information(test.town.school, name).await;
    let sql = "INSERT INTO information_provisions (tenant_id, information_id, provision) VALUES ($1, $2, 'osl.26.1')";
    write.tx.exec(sql, args![id]).await.unwrap();
    write.done().await;
    id
}

async fn set(test: &TestApp, name: &str) -> Uuid {
    let mut write = test.begin(test.town).await;
    let id = write.information(test.town.school, name).await;
    write.done().await;
    id
}

fn form<'a>(k: &'a str, r: &'a str, t: &'a str, motive: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("base", ""),
        ("level_confidentiality", k),
        ("level_integrity", r),
        ("level_availability", t),
        ("motive", motive),
        ("review_on", "2027-03-05"),
    ]
}

fn address(id: Uuid) -> String {
    format!("/klassning/informationsmangd/{id}")
}

/// The id of the current classification, as the form carries it.
async fn base(client: &Client, id: Uuid) -> String {
    let page = client.get(&address(id)).await.expect(200).text();
    let after = page.split("name=\"base\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

async fn confirm(client: &Client, id: Uuid, shown: &str) -> Answer {
    client.post(&format!("{}/bekraftelse", address(id)), &[("classification", shown)]).await
}

#[tokio::test]
async fn a_set_is_classified_shown_and_confirmed_by_its_owner() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let id = set(&test, "Elevakter").await;
    let path = format!("/information/{id}");
    assert!(coordinator.get(&path).await.expect(200).text().contains("Inte klassad ännu"));
    let page = coordinator.get(&address(id)).await.expect(200).text();
    assert!(page.contains("Vad händer om fel person får läsa uppgifterna?"), "{page}");
    assert!(page.contains("value=\"2027-03-05\""), "the review is proposed a year ahead");
    let saved = coordinator.post(&address(id), &form("2", "1", "1", "Skolgång")).await.expect(303);
    assert_eq!(saved.location(), path);
    let page = coordinator.get(&path).await.expect(200).text();
    for shown in ["Konfidentialitet 2: betydande", "Skolgång", "coordinator", "Bedömd i Värn", "Föreslagen"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("Bekräfta klassningen"), "the coordinator prepares, the owner decides");
    let shown = base(&owner, id).await;
    coordinator
        .post(&format!("{}/bekraftelse", address(id)), &[("classification", &shown)])
        .await
        .expect(403);
    confirm(&owner, id, &shown).await.expect(303);
    let page = owner.get(&path).await.expect(200).text();
    assert!(page.contains("information_owner, 5 mars 2026"), "{page}");
}

#[tokio::test]
async fn the_most_serious_consequence_decides_and_is_kept() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = set(&test, "Resultat").await;
    let mut judged = form("", "1", "1", "");
    judged.extend([("confidentiality.economy", "1"), ("confidentiality.privacy", "3")]);
    coordinator.post(&address(id), &judged).await.expect(303);
    let page = coordinator.get(&format!("/information/{id}")).await.expect(200).text();
    assert!(page.contains("Konfidentialitet 3: allvarlig"), "{page}");
    let history = coordinator.get(&format!("{}/historik", address(id))).await.expect(200).text();
    assert!(history.contains("K Personlig integritet: 3") && history.contains("K Ekonomi: 1"), "{history}");
}

#[tokio::test]
async fn below_a_consequence_or_a_firm_suggestion_a_motive_is_asked_for() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = secret_set(&test, "Akter i socialtjänsten").await;
    let page = coordinator.get(&address(id)).await.expect(200).text();
    assert!(page.contains("Förslag: K 3, därför att") && page.contains("omvänt skaderekvisit"), "{page}");
    assert!(!page.contains("checked"), "a suggestion is not a choice");
    let page = coordinator.post(&address(id), &form("2", "1", "1", "")).await.expect(422).text();
    assert!(page.contains("Förslaget är nivå 3") && page.contains("level_confidentiality-error"), "{page}");
    let mut judged = form("3", "1", "1", "");
    judged.push(("integrity.law", "2"));
    let page = coordinator.post(&address(id), &judged).await.expect(422).text();
    assert!(page.contains("En konsekvens är bedömd till nivå 2"), "{page}");
    assert!(page.contains("<option value=\"2\" selected"), "what was judged is not lost: {page}");
    coordinator.post(&address(id), &form("2", "1", "1", "Bara adresser")).await.expect(303);
}

#[tokio::test]
async fn what_was_wrong_is_said_beside_the_question_and_nothing_is_lost() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = set(&test, "Scheman").await;
    let wrong = [("level_integrity", "1"), ("motive", "Kvar"), ("review_on", "2026-03-05")];
    let page = coordinator.post(&address(id), &wrong).await.expect(422).text();
    for shown in ["Kvar", "level_confidentiality-error", "level_availability-error", "framåt i tiden"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("level_traceability-error"), "traceability is optional");
}

#[tokio::test]
async fn a_stale_form_shows_what_counts_now_and_keeps_what_was_typed() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let owner = test.sign_in_for(Role::InformationOwner, test.town.school).await;
    let id = set(&test, "Närvaro").await;
    owner.post(&address(id), &form("1", "2", "2", "Först")).await.expect(303);
    let page = coordinator.post(&address(id), &form("3", "3", "3", "Mitt motiv")).await.expect(409).text();
    assert!(page.contains("Mitt motiv") && page.contains("information_owner har klassat det här"), "{page}");
    let now = page.split("name=\"base\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut again = form("3", "3", "3", "Mitt motiv");
    again[0].1 = &now;
    coordinator.post(&address(id), &again).await.expect(303);
    confirm(&owner, id, &now).await.expect(422);
}

#[tokio::test]
async fn another_municipality_and_another_committee_get_404() {
    let test = TestApp::start().await;
    let id = set(&test, "Elevakter").await;
    let grants = [(Role::InformationOwner, None)];
    let elsewhere = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    let social = test.sign_in_for(Role::InformationOwner, test.town.social).await;
    for client in [elsewhere, social] {
        client.get(&address(id)).await.expect(404);
        client.post(&address(id), &form("1", "1", "1", "")).await.expect(404);
        client.get(&format!("{}/historik", address(id))).await.expect(404);
        client.get(&format!("{}/sakerhetsskydd", address(id))).await.expect(404);
        client.post(&format!("{}/sakerhetsskydd", address(id)), &[]).await.expect(404);
        confirm(&client, id, "").await.expect(404);
        assert!(!client.get("/klassning").await.expect(200).text().contains("Elevakter"));
    }
    let coordinator = test.sign_in(Role::Coordinator).await;
    coordinator.get("/klassning/leverantor/x").await.expect(404);
    coordinator.get(&format!("/klassning/system/{id}")).await.expect(404);
}

#[tokio::test]
async fn a_system_and_a_process_are_classified_directly() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let system = write.system(test.town.school, "Björken").await;
    let process = write.process(test.town.school, "Undervisning", Some(240)).await;
    write.done().await;
    let page = coordinator.get(&format!("/klassning/process/{process}")).await.expect(200).text();
    assert!(page.contains("Förslag: T 3, därför att"), "{page}");
    for (slug, id) in [("system", system), ("process", process)] {
        let done =
            coordinator.post(&format!("/klassning/{slug}/{id}"), &form("1", "2", "3", "")).await.expect(303);
        let page = coordinator.get(&done.location()).await.expect(200).text();
        assert!(page.contains("Riktighet 2: betydande"), "{page}");
    }
}

#[tokio::test]
async fn a_removed_record_takes_its_classification_with_it() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = set(&test, "Tillfällig").await;
    coordinator.post(&address(id), &form("1", "1", "1", "")).await.expect(303);
    coordinator.post(&format!("/information/{id}/ta-bort"), &[]).await.expect(303);
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT COUNT(*) FROM classifications WHERE tenant_id = $1";
    assert_eq!(tx.one::<(i64,)>(sql, args![]).await.unwrap().0, 0);
}

#[tokio::test]
async fn the_pages_cost_the_same_however_much_there_is() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let id = set(&test, "Elevakter").await;
    let mut now = String::new();
    let mut costs = Vec::new();
    for round in 0..6 {
        let mut again = form("2", "2", "2", "Om igen");
        again[0].1 = &now;
        again.push(("integrity.law", "2"));
        coordinator.post(&address(id), &again).await.expect(303);
        now = base(&coordinator, id).await;
        let pages = [address(id), format!("{}/historik", address(id)), format!("/information/{id}")];
        let mut queries = Vec::new();
        for page in &pages {
            queries.push(coordinator.get(page).await.expect(200).queries());
        }
        if round > 0 {
            costs.push(queries);
        }
    }
    assert!(costs.windows(2).all(|pair| pair[0] == pair[1]), "{costs:?}");
    assert!(costs[0].iter().all(|queries| *queries <= 8), "{costs:?}");
}
