//! The pages: the areas of a sort, and the proposals of one area.

use super::model::{Place, Proposal, Seen, Standing, areas, place_of};
use super::sort::Sort;
use crate::knowledge::library::{ActivityArea, either};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::form::Form;
use crate::platform::list::Cell;
use crate::platform::page::{PageFrame, invalid, page};
use crate::platform::permission::Scope;
use crate::platform::text::Language;
use askama::Template;

/// The proposals of an area with how it stands with each.
pub(super) fn of_area(sort: Sort, seen: &Seen, area: &ActivityArea) -> Vec<(Proposal, Standing)> {
    let proposals = sort.proposals().into_iter().filter(|one| one.area == area.id);
    proposals.map(|one| (one, seen.standing(sort, &one))).collect()
}

/// Address of an area's page.
pub(super) fn address(sort: Sort, area: &ActivityArea) -> String {
    format!("/forslag/{sort}?omrade={}", area.id)
}

fn open(of: &[(Proposal, Standing)]) -> usize {
    of.iter().filter(|(_, standing)| *standing == Standing::Open).count()
}

/// The next area where something is proposed, after this one or from the beginning.
pub(super) fn next(
    sort: Sort,
    seen: &Seen,
    places: &[Place],
    now: &ActivityArea,
) -> Option<&'static ActivityArea> {
    let all = areas(sort, places);
    let at = all.iter().position(|area| area.id == now.id).map_or(0, |at| at + 1);
    let (before, after) = all.split_at(at.min(all.len()));
    let in_turn = after.iter().chain(before).filter(|area| area.id != now.id);
    in_turn.copied().find(|area| open(&of_area(sort, seen, area)) > 0)
}

/// A tab: address, word, count, current.
type Tab = (String, String, String, bool);

fn tabs(frame: &PageFrame, seen: &Seen, now: Sort) -> Vec<Tab> {
    let tab = |sort: &Sort| {
        let proposals = sort.proposals();
        let left = proposals.iter().filter(|one| seen.standing(*sort, one) == Standing::Open).count();
        let word = frame.t(sort.many()).into_owned();
        (format!("/forslag/{sort}"), word, left.to_string(), *sort == now)
    };
    Sort::ALL.iter().map(tab).collect()
}

/// An area among the others.
struct AreaCard {
    href: String,
    name: &'static str,
    place: String,
    total: u64,
    decided: u64,
    words: String,
}

#[derive(Template)]
#[template(path = "exchange/proposals/areas.html")]
struct AreasPage {
    page: PageFrame,
    tabs: Vec<Tab>,
    cards: Vec<AreaCard>,
    others: Vec<AreaCard>,
    may_import: bool,
    register: (&'static str, String),
}

/// The areas of a sort.
pub(super) fn overview(ctx: &Ctx, sort: Sort, seen: &Seen, places: &[Place]) -> Result {
    let frame = ctx.page();
    let card = |area: &'static ActivityArea| {
        let proposals = of_area(sort, seen, area);
        let (total, left) = (proposals.len(), open(&proposals));
        let place = place_of(places, &area.committee);
        let card = AreaCard {
            href: address(sort, area),
            name: either(frame.words, &area.name_sv, &area.name_en),
            place: place.map(|(place, _)| place.name.clone()).unwrap_or_default(),
            total: total.try_into().unwrap_or(u64::MAX),
            decided: (total - left).try_into().unwrap_or(u64::MAX),
            words: frame.with2("proposals-decided", "decided", total - left, "total", total).into_owned(),
        };
        (place.is_some_and(|(_, is_named)| is_named), card)
    };
    let (mut cards, mut others) = (Vec::new(), Vec::new());
    for (is_named, card) in areas(sort, places).into_iter().map(card) {
        if is_named { cards.push(card) } else { others.push(card) }
    }
    page(&AreasPage {
        tabs: tabs(&frame, seen, sort),
        cards,
        others,
        may_import: ctx.may(crate::platform::permission::Permission::ImportsWrite),
        register: (sort.register(), frame.t(sort.many()).into_owned()),
        page: frame,
    })
}

/// A proposal as shown.
struct Item {
    id: &'static str,
    name: &'static str,
    /// In English, for an English page.
    gloss: &'static str,
    description: &'static str,
    facts: Vec<Cell>,
    /// The name of the field for what it is called here, "" where it is not asked for.
    own_name: String,
}

/// A record from the library that nobody has confirmed: id, address, name.
type Marked = (String, String, String);

#[derive(Template)]
#[template(path = "exchange/proposals/area.html")]
struct AreaPage {
    page: PageFrame,
    sort: Sort,
    area: &'static str,
    heading: &'static str,
    lead: String,
    form: Form,
    open: Vec<Item>,
    units: Vec<(String, String)>,
    marked: Vec<Marked>,
    skipped: Vec<(&'static str, &'static str)>,
    there: usize,
    next: Option<(String, &'static str)>,
    many: String,
    may_skip: bool,
}

/// The proposals of one area.
pub(super) fn area(
    ctx: &Ctx,
    (sort, area): (Sort, &'static ActivityArea),
    (seen, places): (&Seen, &[Place]),
    mut form: Form,
) -> Result {
    let frame = ctx.page();
    let proposals = of_area(sort, seen, area);
    if form.value("unit").is_empty()
        && let Some((place, _)) = place_of(places, &area.committee)
    {
        form.set("unit", place.id.to_string());
    }
    let (mut open, mut marked, mut skipped, mut there) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (one, standing) in proposals {
        match standing {
            Standing::Open => open.push(item(&frame, sort, one)),
            Standing::Skipped => skipped.push((one.id, one.name)),
            Standing::Marked(id) => {
                let address = format!("{}/{id}", sort.register());
                marked.push((id.to_string(), address, seen.name(id).to_owned()));
            }
            Standing::There(_) => there += 1,
        }
    }
    let key = if open.is_empty() { "proposals-area-done" } else { "proposals-area-lead" };
    let template = AreaPage {
        area: &area.id,
        heading: either(frame.words, &area.name_sv, &area.name_en),
        lead: frame.word(key, sort).into_owned(),
        units: places.iter().map(|place| (place.id.to_string(), place.name.clone())).collect(),
        next: next(sort, seen, places, area)
            .map(|next| (address(sort, next), either(frame.words, &next.name_sv, &next.name_en))),
        many: frame.t(sort.many()).into_owned(),
        may_skip: ctx.scope == Scope::All,
        page: frame,
        sort,
        form,
        open,
        marked,
        skipped,
        there,
    };
    if template.form.is_wrong() { invalid(&template) } else { page(&template) }
}

fn item(frame: &PageFrame, sort: Sort, one: Proposal) -> Item {
    let own_name = if sort == Sort::System { format!("name-{}", one.id) } else { String::new() };
    Item {
        id: one.id,
        name: one.name,
        gloss: if frame.words == Language::English { one.name_en } else { "" },
        description: one.description,
        facts: sort.facts(frame, one.id),
        own_name,
    }
}
