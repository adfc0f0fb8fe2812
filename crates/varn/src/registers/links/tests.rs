//! Through HTTP, on the current database.

use super::{LINK, Link, LinkKind, store};
use crate::people::accounts::MembershipState;
use crate::platform::event::{Event, EventKind};
use crate::platform::permission::Role;
use crate::platform::{erasure, history, verify};
use crate::registers::information;
use crate::testing::{Client, TestApp};
use uuid::Uuid;

async fn system(client: &Client, unit: impl ToString, name: &str) -> String {
    let form = [("name", name), ("unit", &unit.to_string())];
    id_of(&client.post("/system/nytt", &form).await.expect(303).location())
}

async fn add_information(client: &Client, unit: impl ToString, name: &str) -> String {
    let form = [("name", name), ("unit", &unit.to_string())];
    id_of(&client.post("/information/ny", &form).await.expect(303).location())
}

fn id_of(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

async fn tie(client: &Client, kind: &str, this: &str, relation: &str, other: &str) -> u16 {
    let form = [("this_kind", kind), ("this", this), ("relation", relation), ("other", other)];
    client.post("/lank", &form).await.status.as_u16()
}

fn panel(page: &str) -> String {
    let panel = page.split("id=\"hanger-ihop\"").nth(1).unwrap();
    panel.split("</section>").next().unwrap().to_owned()
}

async fn links(test: &TestApp) -> Vec<Link> {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    store::all(&mut tx).await.unwrap()
}

#[tokio::test]
async fn a_link_is_made_from_either_end_and_read_from_both() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let set = add_information(&coordinator, test.town.social, "Journaler").await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    let ad = system(&coordinator, test.town.root, "Katalogen").await;
    assert_eq!(tie(&coordinator, "system", &linden, "lives_in.of", &set).await, 303);
    assert_eq!(tie(&coordinator, "system", &linden, "access_controlled_by", &ad).await, 303);
    let page = panel(&coordinator.get(&format!("/information/{set}")).await.expect(200).text());
    assert!(page.contains("Finns i systemet") && page.contains(&format!("/system/{linden}")), "{page}");
    let page = panel(&coordinator.get(&format!("/system/{linden}")).await.expect(200).text());
    assert!(page.contains("Innehåller informationen") && page.contains("Journaler"), "{page}");
    assert!(page.contains("Inloggning och behörighet styrs av") && page.contains("Katalogen"), "{page}");
    let page = panel(&coordinator.get(&format!("/system/{ad}")).await.expect(200).text());
    assert!(page.contains("Styr inloggning och behörighet till") && page.contains("Linden"), "{page}");
    assert_eq!(links(&test).await.len(), 2);
}

#[tokio::test]
async fn endurance_is_typed_in_hours_shown_in_words_and_changed_by_saying_it_again() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    let network = system(&coordinator, test.town.root, "Nätet").await;
    let form = |hours: &'static str| {
        [
            ("this_kind", "system".to_owned()),
            ("this", linden.clone()),
            ("relation", "needs_to_run".to_owned()),
            ("other", network.clone()),
            ("endurance", hours.to_owned()),
        ]
    };
    let post = async |hours| {
        let form = form(hours);
        let pairs: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        coordinator.post("/lank", &pairs).await
    };
    let page = post("några").await.expect(422).text();
    assert!(page.contains("endurance-error") && page.contains("value=\"några\""), "{page}");
    post("4").await.expect(303);
    assert_eq!(links(&test).await[0].endurance_minutes, 240);
    post("48").await.expect(303);
    assert_eq!(links(&test).await[0].endurance_minutes, 2880);
    let page = panel(&coordinator.get(&format!("/system/{linden}")).await.expect(200).text());
    assert!(page.contains("klarar sig 2 dagar utan"), "{page}");
    let ask = format!("/lank/ny?fran_slag=system&fran={linden}&slag=fed_by");
    assert!(!coordinator.get(&ask).await.expect(200).text().contains("name=\"endurance\""));
}

#[tokio::test]
async fn a_record_is_not_tied_to_itself_but_systems_may_form_a_ring() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let one = system(&coordinator, test.town.social, "Ett").await;
    let two = system(&coordinator, test.town.social, "Två").await;
    let itself = [("this_kind", "system"), ("this", &one), ("relation", "fed_by"), ("other", &one)];
    let page = coordinator.post("/lank", &itself).await.expect(422).text();
    assert!(page.contains("kan inte hänga ihop med sig själv"), "{page}");
    assert_eq!(tie(&coordinator, "system", &one, "fed_by", &two).await, 303);
    assert_eq!(tie(&coordinator, "system", &two, "fed_by", &one).await, 303);
    assert_eq!(links(&test).await.len(), 2);
    let nothing = [("this_kind", "system"), ("this", &one), ("relation", "fed_by"), ("other", "")];
    let page = coordinator.post("/lank", &nothing).await.expect(422).text();
    assert!(page.contains("other-error"), "{page}");
}

#[tokio::test]
async fn what_can_be_chosen_is_searched_and_excludes_the_record_itself() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    system(&coordinator, test.town.social, "Ängen").await;
    system(&coordinator, test.town.social, "Skogen").await;
    let ask = format!("/lank/ny?fran_slag=system&fran={linden}&slag=fed_by");
    let page = coordinator.get(&ask).await.expect(200).text();
    let chosen = page.split("name=\"other\"").count() - 1;
    assert_eq!(chosen, 2, "{page}");
    let page = coordinator.get(&format!("{ask}&q=%C3%84NG")).await.expect(200).text();
    assert!(page.contains("Ängen") && !page.contains("Skogen"), "{page}");
    let page = coordinator.get(&format!("{ask}&q=saknas")).await.expect(200).text();
    assert!(page.contains("Inget namn innehåller ”saknas”"), "{page}");
}

#[tokio::test]
async fn a_record_of_another_committee_is_told_of_but_not_named() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    let ours = system(&coordinator, test.town.social, "Linden").await;
    let theirs = system(&coordinator, test.town.school, "Skolplattformen").await;
    assert_eq!(tie(&social, "system", &ours, "fed_by", &theirs).await, 404);
    assert_eq!(tie(&social, "system", &theirs, "fed_by", &ours).await, 404);
    assert_eq!(tie(&coordinator, "system", &ours, "fed_by", &theirs).await, 303);
    let page = panel(&social.get(&format!("/system/{ours}")).await.expect(200).text());
    assert!(page.contains("Post i en annan nämnd") && !page.contains("Skolplattformen"), "{page}");
    assert!(!page.contains(&format!("/system/{theirs}\"")), "{page}");
    let ask = format!("/lank/ny?fran_slag=system&fran={ours}&slag=fed_by");
    assert!(!social.get(&ask).await.expect(200).text().contains("Skolplattformen"));
    social.get(&format!("/lank/ny?fran_slag=system&fran={theirs}")).await.expect(404);
    let untie = [("kind", "fed_by"), ("from", &*ours), ("to", &*theirs)];
    let from_theirs = [untie.as_slice(), &[("this", &theirs)]].concat();
    social.post("/lank/ta-bort", &from_theirs).await.expect(404);
    let from_ours = [untie.as_slice(), &[("this", &ours)]].concat();
    social.post("/lank/ta-bort", &from_ours).await.expect(303);
    assert!(links(&test).await.is_empty());
}

#[tokio::test]
async fn another_municipality_gets_404() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    let one = system(&ours, test.town.social, "Ett").await;
    let two = system(&ours, test.town.social, "Två").await;
    let foreign = system(&theirs, test.other_town.social, "Deras").await;
    assert_eq!(tie(&ours, "system", &one, "fed_by", &two).await, 303);
    assert_eq!(tie(&theirs, "system", &foreign, "fed_by", &one).await, 404);
    assert_eq!(tie(&theirs, "system", &one, "fed_by", &two).await, 404);
    let untie = [("kind", "fed_by"), ("from", &one), ("to", &two), ("this", &one)];
    theirs.post("/lank/ta-bort", &untie).await.expect(404);
    assert_eq!(links(&test).await.len(), 1);
}

#[tokio::test]
async fn the_links_of_a_removed_record_go_with_it_and_history_remembers_them() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let set = add_information(&coordinator, test.town.social, "Journaler").await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    let ad = system(&coordinator, test.town.root, "Katalogen").await;
    let net = system(&coordinator, test.town.root, "Nätet").await;
    assert_eq!(tie(&coordinator, "information_set", &set, "lives_in", &linden).await, 303);
    assert_eq!(tie(&coordinator, "system", &linden, "access_controlled_by", &ad).await, 303);
    assert_eq!(tie(&coordinator, "system", &ad, "needs_to_run", &net).await, 303);
    let asked = coordinator.get(&format!("/system/{linden}/ta-bort")).await.expect(200).text();
    assert!(asked.contains("2 länkar till andra poster"), "{asked}");
    coordinator.post(&format!("/system/{linden}/ta-bort"), &[]).await.expect(303);
    let left = links(&test).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind, LinkKind::NeedsToRun);
    let id = |text: &str| text.parse::<Uuid>().unwrap();
    let gone = Link::new(LinkKind::LivesIn, id(&set), id(&linden));
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let history = history::of_record(&mut tx, LINK, gone.revision_id(), 10).await.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].event, "system.removed");
    assert!(history[0].data.is_none() && history[1].data.is_some());
}

#[tokio::test]
async fn a_record_that_must_leave_no_trace_leaves_none_in_the_history_of_links() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let set = add_information(&coordinator, test.town.social, "Hemligt").await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    let net = system(&coordinator, test.town.root, "Nätet").await;
    assert_eq!(tie(&coordinator, "information_set", &set, "lives_in", &linden).await, 303);
    assert_eq!(tie(&coordinator, "system", &linden, "needs_to_run", &net).await, 303);
    let untie = [("kind", "lives_in"), ("from", &*set), ("to", &*linden), ("this", &*set)];
    coordinator.post("/lank/ta-bort", &untie).await.expect(303);
    let id: Uuid = set.parse().unwrap();
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert!(erasure::run(&test.app, &mut tx, information::KIND, id).await.unwrap() > 0);
    test.app.commit(tx, Event::new(EventKind::ContentErased)).await.unwrap();
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    let sql = "SELECT COUNT(*) FROM revisions WHERE tenant_id = $1 AND kind = 'link' AND data LIKE $2";
    let (left,): (i64,) = tx.one(sql, crate::args![format!("%{set}%")]).await.unwrap();
    let (others,): (i64,) = tx.one(sql, crate::args![format!("%{net}%")]).await.unwrap();
    assert_eq!((left, others), (0, 1));
    drop(tx);
    let report = verify::municipality(&test.app, test.town.tenant, None).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[tokio::test]
async fn links_are_added_together_and_those_that_stand_are_left() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let one: Uuid = system(&coordinator, test.town.social, "Ett").await.parse().unwrap();
    let two: Uuid = system(&coordinator, test.town.social, "Två").await.parse().unwrap();
    let first = Link { endurance_minutes: 60, ..Link::new(LinkKind::NeedsToRun, one, two) };
    let again = Link { endurance_minutes: 0, ..first };
    let other = Link::new(LinkKind::FedBy, one, two);
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert_eq!(store::insert_many(&mut tx, &[first]).await.unwrap(), 1);
    test.app.commit(tx, Event::new(EventKind::LinkAdded)).await.unwrap();
    let mut tx = test.app.db().write(test.app.scene(test.town.tenant)).await.unwrap();
    assert_eq!(store::insert_many(&mut tx, &[again, other, other]).await.unwrap(), 1);
    test.app.commit(tx, Event::new(EventKind::LinkAdded)).await.unwrap();
    assert_eq!(links(&test).await, [other, first]);
}

#[tokio::test]
async fn a_record_costs_the_same_with_many_links_as_with_none() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let linden = system(&coordinator, test.town.social, "Linden").await;
    let path = format!("/system/{linden}");
    let none = coordinator.get(&path).await.expect(200).queries();
    for number in 0..20 {
        let other = system(&coordinator, test.town.social, &format!("System {number}")).await;
        assert_eq!(tie(&coordinator, "system", &linden, "fed_by", &other).await, 303);
    }
    let many = coordinator.get(&path).await.expect(200);
    assert_eq!(many.queries(), none);
    assert!(none <= 12, "{none}");
    let ask = format!("/lank/ny?fran_slag=system&fran={linden}");
    assert_eq!(coordinator.get(&ask).await.expect(200).queries(), 3);
}
