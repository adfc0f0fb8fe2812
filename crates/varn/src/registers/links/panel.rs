//! The panel "Hänger ihop med": the links of a record both ways, as sentences grouped by what they say.

use super::model::{Relation, end};
use super::store::{self, Linked};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::history::RecordKind;
use crate::platform::page::PageFrame;
use crate::platform::panel::{Panel, PanelView};
use crate::platform::permission::Permission::RegistersWrite;
use crate::registers::{information, processes, processings, spans, suppliers, systems};
use askama::Template;
use uuid::Uuid;

/// On a process.
pub const ON_PROCESS: Panel =
    Panel { on: Some(processes::KIND), show: |ctx, tx, id| Box::pin(panel(ctx, tx, processes::KIND, id)) };
/// On an information set.
pub const ON_INFORMATION: Panel = Panel {
    on: Some(information::KIND),
    show: |ctx, tx, id| Box::pin(panel(ctx, tx, information::KIND, id)),
};
/// On a processing of personal data.
pub const ON_PROCESSING: Panel = Panel {
    on: Some(processings::KIND),
    show: |ctx, tx, id| Box::pin(panel(ctx, tx, processings::KIND, id)),
};
/// On a system.
pub const ON_SYSTEM: Panel =
    Panel { on: Some(systems::KIND), show: |ctx, tx, id| Box::pin(panel(ctx, tx, systems::KIND, id)) };
/// On a supplier.
pub const ON_SUPPLIER: Panel =
    Panel { on: Some(suppliers::KIND), show: |ctx, tx, id| Box::pin(panel(ctx, tx, suppliers::KIND, id)) };

/// One record at the other end.
struct Line {
    href: String,
    name: String,
    endurance: String,
    link: String,
    from: Uuid,
    to: Uuid,
}

/// Those that the same sentence leads to.
struct Group {
    words: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "registers/links/panel.html")]
struct LinksPanel {
    page: PageFrame,
    groups: Vec<Group>,
    may_change: bool,
    id: Uuid,
    new_href: String,
}

/// One statement.
async fn panel(ctx: &Ctx, tx: &mut Tx, kind: RecordKind, id: Uuid) -> Result<Option<PanelView>> {
    let links = store::of_record(tx, &ctx.scope, id).await?;
    let page = ctx.page();
    let group = |relation: Relation| Group {
        words: page.word("link", relation.word()).into_owned(),
        lines: links
            .iter()
            .filter(|link| link.relation() == relation)
            .map(|link| line(&page, id, link))
            .collect(),
    };
    let groups = Relation::of(kind).into_iter().map(group).filter(|group| !group.lines.is_empty()).collect();
    let new_href = format!("/lank/ny?fran_slag={}&fran={id}", kind.0);
    let title = page.t("links-heading").into_owned();
    let panel = LinksPanel { groups, may_change: ctx.may(RegistersWrite), id, new_href, page };
    Ok(Some(PanelView { anchor: "hanger-ihop", title, html: panel.render()? }))
}

fn line(page: &PageFrame, this: Uuid, linked: &Linked) -> Line {
    let relation = linked.relation();
    let link = relation.link(this, linked.other_id);
    let endurance = if linked.endurance_minutes > 0 {
        page.with("link-endurance", "time", spans::words(page, linked.endurance_minutes)).into_owned()
    } else {
        String::new()
    };
    Line {
        href: (linked.name.as_ref().and(end(relation.other().0)))
            .map(|info| info.page(linked.other_id))
            .unwrap_or_default(),
        name: linked.name.clone().unwrap_or_else(|| page.t("link-elsewhere").into_owned()),
        endurance,
        link: linked.kind.to_string(),
        from: link.from_id,
        to: link.to_id,
    }
}
