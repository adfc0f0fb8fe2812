//! Through HTTP, on the current database.

mod derive;
mod deviate;
mod import;
mod inherit;
mod judge;
mod overview;

use crate::args;
use crate::testing::{Client, TestApp, Town};
use uuid::Uuid;

/// A judgement as the form sends it.
pub(super) fn judged<'a>(exists: &'a str, works: &'a str, deficiency: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("exists", exists), ("works", works), ("deficiency", deficiency)]
}

/// A system of the social committee with this need in K, R, T and S from the information kept in it.
pub(super) async fn system(test: &TestApp, name: &str, levels: [Option<i64>; 4]) -> Uuid {
    let mut write = test.begin(test.town).await;
    let set = write.information(test.town.social, &format!("Uppgifter i {name}")).await;
    let system = write.system(test.town.social, name).await;
    write.levels("information_set", set, levels).await;
    write.link(("information_set", set), "lives_in", ("system", system)).await;
    write.done().await;
    system
}

/// How a control of an object is stored: state, standing and points.
pub(super) async fn stored(
    test: &TestApp,
    town: Town,
    object: Uuid,
    control: &str,
) -> Option<(String, String, Option<i64>)> {
    let mut tx = test.app.db().read(test.app.scene(town.tenant)).await.unwrap();
    let sql = "SELECT state, standing, points FROM required_controls WHERE tenant_id = $1 AND object_id = $2 AND control = $3";
    tx.opt(sql, args![object, control]).await.unwrap()
}

/// Which objects differ from what should be derived.
pub(super) async fn differing(test: &TestApp) -> Vec<Uuid> {
    let mut tx = test.app.db().read(test.app.scene(test.town.tenant)).await.unwrap();
    super::differing(&mut tx).await.unwrap()
}

/// The card of a control on a page.
pub(super) fn card(page: &str, control: &str) -> String {
    let from = page.find(&format!("id=\"{control}\"")).unwrap_or_else(|| panic!("no {control} in {page}"));
    let rest = &page[from..];
    rest[..rest.find("</article>").unwrap_or(rest.len())].to_owned()
}

/// The page of an object.
pub(super) async fn page(client: &Client, path: &str) -> String {
    client.get(path).await.expect(200).text()
}
