//! The access matrix: every route called for real as nobody, as every role for the whole municipality, and as a
//! suspended member. A snapshot that is read by a person before it is accepted.

use crate::testing::{Client, TestApp};
use std::fmt::Write as _;
use varn::people::accounts::MembershipState;
use varn::platform::permission::Role;

/// A path with something in the place of each parameter; what it names does not exist.
fn concrete(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{id}" => "00000000-0000-0000-0000-000000000000",
        part if part.starts_with('{') => "x",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn call(client: &Client, method: &str, path: &str) -> u16 {
    let answer = if method == "GET" { client.get(path).await } else { client.post(path, &[]).await };
    answer.status.as_u16()
}

#[tokio::test]
async fn access_matrix() {
    let test = TestApp::start().await;
    let mut clients = vec![("none", test.visitor())];
    for role in Role::ALL {
        clients.push((role.as_str(), test.sign_in(*role).await));
    }
    let grants = [(Role::Coordinator, None), (Role::Administrator, None)];
    clients.push(("suspended", test.sign_in_at(test.town, &grants, MembershipState::Suspended).await));
    let mut table = format!("{:4} {:45} {:26}", "", "", "");
    for (name, _) in &clients {
        let _ = write!(table, " {:>4}", &name[..name.len().min(4)]);
    }
    table.push('\n');
    let mut routes: Vec<_> = test.app.table().to_vec();
    routes.sort_by_key(|route| (route.path, route.method));
    for route in routes.iter().filter(|route| route.path != "/logga-ut") {
        let _ = write!(table, "{:4} {:45} {:26}", route.method, route.path, route.permission.as_str());
        for (_, client) in &clients {
            let _ = write!(table, " {:>4}", call(client, route.method, &concrete(route.path)).await);
        }
        table.push('\n');
    }
    assert!(!table.contains(" 500"), "a route answered 500:\n{table}");
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn nobody_reaches_another_municipality() {
    let test = TestApp::start().await;
    let ours = test.sign_in(Role::Coordinator).await;
    let grants = [Role::Coordinator, Role::Administrator, Role::Management].map(|role| (role, None));
    let theirs = test.sign_in_at(test.other_town, &grants, MembershipState::Active).await;
    let unit = test.town.social.to_string();
    let registers = [
        "/system/nytt",
        "/information/ny",
        "/process/ny",
        "/leverantorer/ny",
        "/behandlingar/ny",
        "/atgarder/ny",
    ];
    for path in registers {
        let form = [("name", "Vår post"), ("unit", &*unit), ("purpose", "Vårt"), ("description", "Vårt")];
        let answer = ours.post(path, &form).await;
        assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.text());
        let record = answer.location();
        ours.get(&record).await.expect(200);
        theirs.get(&record).await.expect(404);
        theirs.get(&format!("{record}/andra")).await.expect(404);
        theirs.post(&format!("{record}/andra"), &form).await.expect(404);
        let list = record.rsplit_once('/').map_or("", |(list, _)| list);
        assert!(!theirs.get(list).await.expect(200).text().contains("Vår post"), "{list}");
    }
}
