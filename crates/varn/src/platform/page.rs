//! The frame around every page: words, navigation, who is signed in; and how a template becomes a response.

use super::assets;
use super::ctx::Ctx;
use super::error::Result;
use super::permission::Permission;
use super::text::Language;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use std::borrow::Cow;

/// One entry of the menu, registered by its capability.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    /// Which group it stands in: `nav-group-current-state` and so on.
    pub group: &'static str,
    /// Key of its text.
    pub label: &'static str,
    /// Where it leads; also marks which pages belong to it.
    pub href: &'static str,
    /// Who sees it.
    pub permission: Permission,
}

/// The groups of the menu, in order.
pub const NAV_GROUPS: [&str; 5] = [
    "nav-group-current-state",
    "nav-group-steering",
    "nav-group-practice",
    "nav-group-follow-up",
    "nav-group-settings",
];

/// A group of the menu as shown.
#[derive(Clone, Debug)]
pub struct NavGroup {
    /// Key of its heading.
    pub title_key: &'static str,
    /// Its entries.
    pub items: Vec<NavEntry>,
}

/// An entry of the menu as shown.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// Where it leads.
    pub href: &'static str,
    /// Key of its text.
    pub label_key: &'static str,
    /// How many records it leads to, where that is shown.
    pub count: Option<u64>,
    /// Whether the current page belongs to it.
    pub current: bool,
}

/// A message above the page.
#[derive(Clone, Debug)]
pub struct Message {
    /// `success`, `note`, `alert` or `error`.
    pub kind: &'static str,
    /// The text.
    pub text: String,
}

/// What `layout.html` needs.
#[derive(Clone, Debug)]
pub struct PageFrame {
    /// `sv` or `en`, as in the `lang` attribute.
    pub language: &'static str,
    /// The texts in that language.
    pub words: Language,
    /// `light`, `dark`, or empty for the system's choice.
    pub theme: &'static str,
    /// Name of the municipality, empty when nobody is signed in.
    pub municipality: String,
    /// Whether the municipality has a colour of its own.
    pub has_accent: bool,
    /// Name of the person, empty when nobody is signed in.
    pub user_name: String,
    /// The menu.
    pub nav: Vec<NavGroup>,
    /// Messages above the page.
    pub messages: Vec<Message>,
    /// Whether this is the demo.
    pub demo: bool,
    /// Version of the program.
    pub version: &'static str,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether the person works in several municipalities.
    pub several_places: bool,
    /// The path with its query, for coming back.
    pub path: String,
    /// Where the register of this list is shown as it was; "" where the page is no such list.
    pub as_of: String,
}

impl PageFrame {
    pub(super) fn new(ctx: &Ctx) -> Self {
        let mut page = Self {
            language: ctx.language.code(),
            words: ctx.language,
            theme: ctx.theme.unwrap_or(""),
            municipality: ctx.visitor.as_ref().map(|actor| actor.municipality.clone()).unwrap_or_default(),
            has_accent: ctx.visitor.as_ref().is_some_and(|actor| !actor.accent.is_empty()),
            user_name: ctx.visitor.as_ref().map(|actor| actor.name.clone()).unwrap_or_default(),
            nav: nav(ctx),
            messages: Vec::new(),
            demo: ctx.app.config().demo,
            version: env!("CARGO_PKG_VERSION"),
            signed_in: ctx.visitor.is_some(),
            several_places: ctx.visitor.as_ref().is_some_and(|actor| actor.places > 1),
            as_of: (ctx.app.kinds().iter().find(|info| info.path == ctx.path))
                .map_or_else(String::new, |info| format!("/vid-datum?slag={}", info.kind.0)),
            path: if ctx.query.is_empty() { ctx.path.clone() } else { format!("{}?{}", ctx.path, ctx.query) },
        };
        // After a redirect the address names what was done; only keys of ours are shown.
        if let Some(done) = form_urlencoded::parse(ctx.query.as_bytes()).find(|(name, _)| name == "klart") {
            let key = format!("done-{}", done.1);
            if ctx.language.has(&key) {
                page.messages.push(Message { kind: "success", text: ctx.language.t(&key).into_owned() });
            }
        }
        page
    }

    /// Whether this person's menu leads to that page, or to the one it lies below.
    pub fn leads_to(&self, href: &str) -> bool {
        let below = |above: &str| href.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
        let mut items = self.nav.iter().flat_map(|group| &group.items);
        items.any(|item| item.href == href || (item.href != "/" && below(item.href)))
    }

    /// Adds a message above the page.
    #[must_use]
    pub fn say(mut self, kind: &'static str, text: impl Into<String>) -> Self {
        self.messages.push(Message { kind, text: text.into() });
        self
    }

    /// A text by key.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.words.t(key)
    }

    /// A text by a key made of two parts: `page.word("hosting", system.hosting.as_str())` is `hosting-cloud`.
    pub fn word(&self, family: &str, word: impl AsRef<str>) -> Cow<'static, str> {
        self.words.t(&format!("{family}-{}", word.as_ref().replace(['_', '.'], "-")))
    }

    /// A text with a number.
    pub fn n(&self, key: &str, n: impl TryInto<i64>) -> Cow<'static, str> {
        self.words.n(key, n)
    }

    /// A text with one named value.
    pub fn with(&self, key: &str, name: &str, value: impl std::fmt::Display) -> Cow<'static, str> {
        self.words.with(key, &[(name, &value.to_string())])
    }

    /// A text with two named values.
    pub fn with2(
        &self,
        key: &str,
        first: &str,
        first_value: impl std::fmt::Display,
        second: &str,
        second_value: impl std::fmt::Display,
    ) -> Cow<'static, str> {
        self.words.with(key, &[(first, &first_value.to_string()), (second, &second_value.to_string())])
    }

    /// Address of an asset, with its content's hash so that it can be kept for ever.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// A day in prose: 5 mars 2026.
    pub fn day(&self, day: &NaiveDate) -> String {
        let month = self.words.t(&format!("month-{}", day.month()));
        format!("{} {month} {}", day.day(), day.year())
    }

    /// A moment in tables: 2026-03-05 14:07, Swedish time.
    pub fn moment(&self, at: &DateTime<Utc>) -> String {
        at.with_timezone(&chrono_tz::Europe::Stockholm).format("%Y-%m-%d %H:%M").to_string()
    }
}

fn nav(ctx: &Ctx) -> Vec<NavGroup> {
    if ctx.visitor.is_none() {
        return Vec::new();
    }
    let shown = |item: &&NavItem| ctx.may(item.permission);
    let is_current =
        |href: &str| ctx.path == href || (href != "/" && ctx.path.starts_with(&format!("{href}/")));
    NAV_GROUPS
        .iter()
        .map(|group| NavGroup {
            title_key: group,
            items: (ctx.app.nav().iter().filter(|item| item.group == *group).filter(shown))
                .map(|item| NavEntry {
                    href: item.href,
                    label_key: item.label,
                    count: None,
                    current: is_current(item.href),
                })
                .collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

/// A page from its template.
pub fn page(template: &impl Template) -> Result {
    Ok(Html(template.render()?).into_response())
}

/// A page that shows what was wrong with a form: 422.
pub fn invalid(template: &impl Template) -> Result {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
}

/// The page of a stale edit, with both versions: 409.
pub fn conflict(template: &impl Template) -> Result {
    Ok((StatusCode::CONFLICT, Html(template.render()?)).into_response())
}

/// After a write: on to the page that shows the result, with `done-<done>` as message there.
pub fn done(path: &str, done: &str) -> Result {
    let join = if path.contains('?') { '&' } else { '?' };
    Ok(axum::response::Redirect::to(&format!("{path}{join}klart={done}")).into_response())
}

/// A redirect without message.
pub fn go(path: &str) -> Result {
    Ok(axum::response::Redirect::to(path).into_response())
}
