//! The organisation as a tree.

use super::store::{self, Unit};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::page::{NavItem, PageFrame, page};
use crate::platform::permission::Permission::OrganisationRead;
use crate::platform::routes::Routes;
use askama::Template;

/// The menu entry.
pub const NAV: NavItem = NavItem {
    group: "nav-group-settings",
    label: "nav-organisation",
    href: "/organisation",
    permission: OrganisationRead,
};

/// The routes of this capability.
pub fn routes() -> Routes {
    Routes::default().get("/organisation", OrganisationRead, tree)
}

#[derive(Template)]
#[template(path = "people/organisation/tree.html")]
struct TreePage {
    page: PageFrame,
    units: Vec<(usize, Unit)>,
}

async fn tree(ctx: Ctx) -> Result {
    let units = store::units(&mut ctx.read().await?).await?;
    page(&TreePage { page: ctx.page(), units: in_tree_order(&units) })
}

/// Every unit below its parent, with its depth, siblings in Swedish order.
fn in_tree_order(units: &[Unit]) -> Vec<(usize, Unit)> {
    let mut ordered = Vec::with_capacity(units.len());
    let mut open: Vec<(usize, &Unit)> =
        units.iter().filter(|unit| unit.parent_id.is_none()).map(|unit| (0, unit)).collect();
    while let Some((depth, unit)) = open.pop() {
        ordered.push((depth, unit.clone()));
        let children = units.iter().rev().filter(|child| child.parent_id == Some(unit.id));
        open.extend(children.map(|child| (depth + 1, child)));
    }
    ordered
}
