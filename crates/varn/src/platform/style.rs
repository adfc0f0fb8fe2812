//! The page `/om/stil`: every part of the interface, to look at and to test. Only in the demo.

use super::ctx::Ctx;
use super::error::{Error, Result};
use super::form::Form;
use super::page::{PageFrame, page};
use super::permission::Permission::Public;
use super::routes::Routes;
use askama::Template;

/// The routes of this module.
pub fn routes() -> Routes {
    Routes::default().get("/om/stil", Public, show)
}

#[derive(Template)]
#[template(path = "platform/style_sheet.html")]
struct StyleSheet {
    page: PageFrame,
    form: Form,
}

async fn show(ctx: Ctx) -> Result {
    if !ctx.app.config().demo {
        return Err(Error::NotFound);
    }
    let mut form = Form::filled([
        ("style-name", String::new()),
        ("style-purpose", ctx.t("style-lead").into_owned()),
        ("style-board", "b".to_owned()),
        ("style-level", "3".to_owned()),
        ("style-kind", "a".to_owned()),
        ("style-hours", "sju".to_owned()),
    ]);
    form.reject("style-name", "form-missing");
    form.reject_with("style-hours", "form-number", &[("least", "0"), ("most", "40")]);
    page(&StyleSheet { page: ctx.page(), form })
}
