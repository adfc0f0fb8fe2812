//! The pages of the classification model.

use super::model::Model;
use super::read;
use super::store::{self, VersionRow};
use crate::current_state::classification::MODEL;
use crate::knowledge::library::{self, either};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::event::{Event, EventKind};
use crate::platform::form::Form;
use crate::platform::page::{self, PageFrame, conflict, done, invalid};
use crate::platform::permission::Permission::{ClassificationRead, ModelWrite};
use crate::platform::routes::Routes;
use askama::Template;
use std::sync::Arc;

/// The routes of the model.
pub(in crate::current_state::classification) fn routes() -> Routes {
    Routes::default()
        .get("/klassningsmodell", ClassificationRead, show)
        .get("/klassningsmodell/andra", ModelWrite, edit)
        .post("/klassningsmodell/andra", ModelWrite, update)
}

#[derive(Template)]
#[template(path = "current_state/classification/scale/show.html")]
struct ShowPage {
    page: PageFrame,
    model: Arc<Model>,
    versions: Vec<VersionRow>,
    may_write: bool,
}

impl ShowPage {
    fn words<'a>(&self, sv: &'a str, en: &'a str) -> &'a str {
        either(self.page.words, sv, en)
    }

    fn criterion(&self, aspect: &library::Aspect, level: &library::Level) -> String {
        let found =
            self.model.criteria.iter().find(|one| one.aspect == aspect.id && one.level == level.ordinal);
        found.map_or_else(String::new, |one| {
            let text = self.words(&one.text_sv, &one.text_en);
            match one.outage_hours {
                hours if hours >= 0 => format!("{text} {}", self.page.n("model-at-most-hours", hours)),
                _ => text.to_owned(),
            }
        })
    }

    fn category_criterion(&self, category: &library::Category, level: &library::Level) -> &str {
        let found = self.model.category_criterion(&category.id, level.ordinal);
        found.map_or("", |one| self.words(&one.text_sv, &one.text_en))
    }

    fn storable(&self) -> Vec<&library::Level> {
        self.model.storable().collect()
    }

    fn stub(&self) -> Option<&library::Level> {
        self.model.levels.iter().find(|level| level.stub)
    }
}

#[derive(Template)]
#[template(path = "current_state/classification/scale/edit.html")]
struct ModelForm {
    page: PageFrame,
    form: Form,
    model: Arc<Model>,
    /// Fields that somebody else has changed since: label and text as saved.
    changed: Vec<(String, String)>,
}

impl ModelForm {
    fn question(&self, aspect: &library::Aspect) -> (String, String) {
        let name = either(self.page.words, &aspect.name_sv, &aspect.name_en);
        (read::question(&aspect.id), format!("{} {name}", aspect.letter))
    }

    fn criteria(&self, aspect: &library::Aspect) -> Vec<(String, String)> {
        let of_level =
            |level: &library::Level| (read::criterion(&aspect.id, level.ordinal), self.level(level));
        self.model.storable().map(of_level).collect()
    }

    fn category(&self, category: &library::Category) -> Vec<(String, String)> {
        let of_level = |level: &library::Level| {
            (read::category_criterion(&category.id, level.ordinal), self.level(level))
        };
        let question = (read::category_question(&category.id), self.page.t("model-question").into_owned());
        std::iter::once(question).chain(self.model.storable().map(of_level)).collect()
    }

    fn level_names(&self) -> Vec<(String, String)> {
        let of_level = |level: &library::Level| {
            (
                read::level_name(level.ordinal),
                self.page.with("model-level", "level", level.ordinal).into_owned(),
            )
        };
        self.model.storable().map(of_level).collect()
    }

    fn hours(&self) -> Vec<(String, String)> {
        let of_level = |level: varn_engine::Level| {
            let label = self.page.with("model-hours", "level", level.ordinal()).into_owned();
            (read::hours(level.ordinal()), label)
        };
        read::TIMED.into_iter().map(of_level).collect()
    }

    fn level(&self, level: &library::Level) -> String {
        let name = either(self.page.words, &level.name_sv, &level.name_en);
        format!("{}: {name}", level.label)
    }
}

async fn show(ctx: Ctx) -> Result {
    let mut tx = ctx.read().await?;
    let model = store::model(&mut tx).await?;
    let versions = store::versions(&mut tx).await?;
    drop(tx);
    let may_write = ctx.may(ModelWrite);
    page::page(&ShowPage { page: ctx.page(), model, versions, may_write })
}

async fn edit(ctx: Ctx) -> Result {
    let model = store::model(&mut ctx.read().await?).await?;
    page::page(&ModelForm { page: ctx.page(), form: read::filled(&model), model, changed: Vec::new() })
}

async fn update(ctx: Ctx, mut form: Form) -> Result {
    let mut tx = ctx.write().await?;
    let old = store::kept_model(&mut tx).await?;
    let new = read::read(&mut form, &old);
    if form.value("version") != old.model.version {
        drop(tx);
        return stale(&ctx, form, old);
    }
    let Some(new) = new else {
        return invalid(&ModelForm { page: ctx.page(), form, model: old, changed: Vec::new() });
    };
    store::replace(&mut tx, &new).await?;
    let event =
        Event::new(EventKind::ModelChanged).on(MODEL, tx.tenant()).detail("version", new.model.version);
    ctx.commit(tx, event).await?;
    done("/klassningsmodell", "model-saved")
}

/// Somebody else has saved since: what was typed stands in the form, and above it what was saved.
fn stale(ctx: &Ctx, mut form: Form, saved: Arc<Model>) -> Result {
    let now = read::filled(&saved);
    let mut template =
        ModelForm { page: ctx.page(), form: Form::default(), model: saved, changed: Vec::new() };
    let labels = labels(&template);
    for (field, label) in labels {
        if form.value(&field) != now.value(&field) {
            template.changed.push((label, now.value(&field).to_owned()));
        }
    }
    form.set("version", now.value("version"));
    template.form = form;
    conflict(&template)
}

/// Every field with its label.
fn labels(form: &ModelForm) -> Vec<(String, String)> {
    let mut labels = vec![
        ("name".to_owned(), form.page.t("model-name").into_owned()),
        ("note".to_owned(), form.page.t("field-note").into_owned()),
    ];
    labels.extend(form.level_names());
    labels.extend(form.hours());
    for aspect in &form.model.aspects {
        labels.push(form.question(aspect));
        labels.extend(form.criteria(aspect));
    }
    for category in &form.model.categories {
        let name = either(form.page.words, &category.name_sv, &category.name_en);
        labels.extend(
            form.category(category).into_iter().map(|(field, label)| (field, format!("{name}, {label}"))),
        );
    }
    labels
}
