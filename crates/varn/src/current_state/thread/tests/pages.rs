//! Why, raises and what stops, as people see them.

use super::{differences, need, school};
use crate::args;
use crate::people::accounts::MembershipState;
use crate::platform::permission::Role;
use crate::testing::TestApp;

/// The text of a page, without its markup.
fn words(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_level_tells_its_chain_link_by_link() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(3), Some(2), None, None]).await;
    let other = write.information(test.town.school, "Matsedlar").await;
    write.link(("information_set", other), "lives_in", ("system", school.system)).await;
    write.done().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page =
        words(&coordinator.get(&format!("/leverantorer/{}", school.supplier)).await.expect(200).text());
    for said in [
        "Varför K 3?",
        "Elevakter är klassad av Maja Lind",
        "Elevakter lever i Skolsystem Björken → därför Skolsystem Björken: K 3",
        "Lövverket AB levererar Skolsystem Björken → därför Lövverket AB: K 3",
        "Bygger på 2 informationsmängder. En av dem är inte klassad, så nivån kan bli högre.",
        "Varför T 3?",
        "Undervisning klarar sig högst 4 timmar utan",
        "Varför är Spårbarhet okänt?",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = words(&coordinator.get(&format!("/process/{}", school.process)).await.expect(200).text());
    assert!(page.contains("Undervisning använder Elevakter → därför Undervisning: K 3"), "{page}");
}

#[tokio::test]
async fn another_committees_records_are_told_of_without_their_names() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    let secret = write.information(test.town.social, "Hemlig mängd").await;
    let process = write.process(test.town.social, "Hemlig process", Some(60)).await;
    write.link(("information_set", secret), "lives_in", ("system", school.system)).await;
    write.link(("process", process), "uses_system", ("system", school.system)).await;
    write.levels("information_set", secret, [Some(3), None, None, None]).await;
    write.done().await;
    let owner = test.sign_in_for(Role::SystemOwner, test.town.school).await;
    let page = owner.get(&format!("/system/{}", school.system)).await.expect(200).text();
    let said = words(&page);
    assert!(said.contains("en informationsmängd i en annan del av organisationen är klassad:"), "{said}");
    assert!(said.contains("Varför K 3?") && !page.contains("Hemlig"), "{said}");
    assert!(
        said.contains("Samma nivå kommer också från en post i en annan del av organisationen."),
        "{said}"
    );
    let stops = owner.get(&format!("/system/{}/stannar", school.system)).await.expect(200).text();
    let said = words(&stops);
    assert!(said.contains("en process i en annan del av organisationen"), "{said}");
    assert!(said.contains("2 processer påverkas") && !stops.contains("Hemlig"), "{said}");
    let social = test.sign_in_for(Role::SystemOwner, test.town.social).await;
    for path in ["", "/stannar", "/hojning"] {
        let answer = social.get(&format!("/system/{}{path}", school.system)).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{path}");
    }
}

#[tokio::test]
async fn a_system_is_raised_with_a_motive_and_the_raise_is_taken_away() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    write.levels("information_set", school.pupils, [Some(1), None, None, None]).await;
    write.done().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let form = format!("/system/{}/hojning", school.system);
    coordinator.get(&form).await.expect(200);
    let typed = |level, motive| {
        [
            ("raise_aspect", "confidentiality"),
            ("raise_level", level),
            ("raise_cause", "accumulation"),
            ("raise_motive", motive),
        ]
    };
    let page = coordinator.post(&form, &typed("1", "Alla elever")).await.expect(422).text();
    assert!(page.contains("har redan nivå 1") && page.contains("Alla elever"), "{page}");
    coordinator.post(&form, &typed("2", "")).await.expect(422);
    coordinator.post(&form, &typed("0", "Alla elever")).await.expect(422);
    let beyond = coordinator.post(&form, &typed("4", "Alla elever")).await.expect(303);
    assert!(beyond.location().ends_with("/sakerhetsskydd"), "{}", beyond.location());
    coordinator.post(&form, &typed("2", "Alla elever")).await.expect(303);
    for node in [school.system, school.supplier] {
        assert_eq!(need(&test, test.town, node).await[0], Some(2));
    }
    assert_eq!(need(&test, test.town, school.pupils).await[0], Some(1), "a raise does not flow back");
    let page = coordinator.get(&format!("/system/{}", school.system)).await.expect(200).text();
    let said = words(&page);
    assert!(said.contains("är höjt på grund av ackumulering, hade annars haft K 1"), "{said}");
    assert!(said.contains("coordinator skrev ”Alla elever”"), "{said}");
    let act = page.split("action=\"/hojning/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let act = format!("/hojning/{act}");
    let theirs =
        test.sign_in_at(test.other_town, &[(Role::Coordinator, None)], MembershipState::Active).await;
    theirs.post(&act, &[]).await.expect(404);
    test.sign_in_for(Role::InformationOwner, test.town.social).await.post(&act, &[]).await.expect(404);
    coordinator.post(&act, &[]).await.expect(303);
    assert_eq!(need(&test, test.town, school.supplier).await[0], Some(1));
    assert_eq!(differences(&test, test.town).await, 0);
}

#[tokio::test]
async fn what_stops_with_a_supplier_tells_when_it_is_felt_vital_first() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let mut write = test.begin(test.town).await;
    let alarm = write.process(test.town.social, "Trygghetslarm", Some(600)).await;
    let sql =
        "UPDATE processes SET vital = TRUE, reserve_routine = 'Ring runt' WHERE tenant_id = $1 AND id = $2";
    write.tx.exec(sql, args![alarm]).await.unwrap();
    write.link(("process", alarm), "uses_system", ("system", school.system)).await;
    let unknown = write.process(test.town.school, "Skolfoto", None).await;
    write.link(("process", unknown), "uses_information", ("information_set", school.pupils)).await;
    write.done().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let page =
        coordinator.get(&format!("/leverantorer/{}/stannar", school.supplier)).await.expect(200).text();
    let said = words(&page);
    for expected in [
        "Vad stannar om Lövverket AB slutar fungera?",
        "3 processer påverkas. En av dem är samhällsviktig.",
        "Trygghetslarm Samhällsviktig Inom ett dygn efter 10 timmar enligt processens egen uppgift använder Skolsystem Björken Ring runt",
        "Okänt ingen har bedömt hur länge den klarar sig",
        "Elevakter Informationsmängd genast lever i Skolsystem Björken",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let table = said.split("Processer som påverkas").last().unwrap();
    assert!(table.find("Trygghetslarm").unwrap() < table.find("Undervisning").unwrap(), "{table}");
}

#[tokio::test]
async fn the_pages_cost_the_same_however_long_the_chain_is() {
    let test = TestApp::start().await;
    let school = school(&test).await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let pages = [
        format!("/system/{}", school.system),
        format!("/system/{}/stannar", school.system),
        format!("/leverantorer/{}", school.supplier),
        format!("/information/{}", school.pupils),
        format!("/process/{}", school.process),
    ];
    let mut costs = Vec::new();
    for round in 0..2 {
        let mut write = test.begin(test.town).await;
        for number in 0..20 {
            let set = write.information(test.town.school, &format!("Mängd {round}-{number}")).await;
            write.link(("information_set", set), "lives_in", ("system", school.system)).await;
            write.levels("information_set", set, [Some(2), Some(1), None, None]).await;
        }
        write.done().await;
        let mut queries = Vec::new();
        for page in &pages {
            queries.push(coordinator.get(page).await.expect(200).queries());
        }
        costs.push(queries);
    }
    assert_eq!(costs[0], costs[1]);
    assert!(costs[0].iter().all(|queries| *queries <= 8), "{costs:?}");
}
