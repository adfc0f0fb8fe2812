//! What was asked for and typed, carried over sign-in or the password given again: nothing typed is lost, no password
//! is kept, and the way on is always a path of ours.

use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::form::Form;
use crate::platform::page::{PageFrame, go, page};
use askama::Template;

/// Fields that are never carried over a page.
const SECRET_FIELDS: [&str; 3] = ["password", "new_password", "again"];

/// What was sent before, to be sent again.
#[derive(Template)]
#[template(path = "people/accounts/resend.html")]
struct ResendPage {
    page: PageFrame,
    path: String,
    values: Vec<(String, String)>,
    heading: String,
    lead: String,
    save: String,
}

/// Puts into a form where the request went, and what it sent if it was to change something.
pub(super) fn pack(form: &mut Form, path: &str, sent: Option<&str>) {
    let rest = sent.map(without_secrets);
    let is_about_secrets = rest.as_deref() == Some("") && sent != Some("");
    form.set("next", if is_about_secrets { "/" } else { path });
    form.set("kept", rest.as_deref().unwrap_or_default());
    form.set("resend", if sent.is_some() && !is_about_secrets { "1" } else { "" });
}

/// A form without its passwords.
fn without_secrets(form: &str) -> String {
    let values =
        form_urlencoded::parse(form.as_bytes()).filter(|(name, _)| !SECRET_FIELDS.contains(&&**name));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(values).finish()
}

/// On to where the request went: to the page, or to one that sends again what was sent. `why` names the texts: what was
/// typed is still there (`resend-kept`), or what was asked can now be done (`resend-go-on`).
pub(super) fn forward(ctx: &Ctx, form: &Form, why: &str) -> Result {
    let next = own_path(form.value("next"));
    if !form.ticked("resend") {
        return go(next);
    }
    let text = |part: &str| ctx.t(&format!("{why}-{part}")).into_owned();
    page(&ResendPage {
        path: next.to_owned(),
        values: Form::decode(form.value("kept").as_bytes()).values().to_vec(),
        heading: text("heading"),
        lead: text("lead"),
        save: text("save"),
        page: ctx.page(),
    })
}

/// A path of ours, never an address elsewhere.
pub(super) fn own_path(path: &str) -> &str {
    let second = path.as_bytes().get(1);
    let own = path.starts_with('/')
        && second != Some(&b'/')
        && second != Some(&b'\\')
        && !path.contains(char::is_control);
    if own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_is_always_a_path_of_ours() {
        for (path, on) in [
            ("/system?q=a", "/system?q=a"),
            ("//evil.example", "/"),
            ("/\\evil", "/"),
            ("/\t/evil.example", "/"),
            ("https://x", "/"),
            ("", "/"),
        ] {
            assert_eq!(own_path(path), on);
        }
    }

    #[test]
    fn a_form_is_carried_without_its_passwords() {
        for (sent, next, kept, resend) in [
            (None, "/konto", "", ""),
            (Some(""), "/konto", "", "1"),
            (Some("name=Maja&password=hemligt&again=hemligt"), "/konto", "name=Maja", "1"),
            // Nothing is left to send of one that is about passwords alone.
            (Some("password=hemligt&new_password=hemligt"), "/", "", ""),
        ] {
            let mut form = Form::default();
            pack(&mut form, "/konto", sent);
            let packed = [form.value("next"), form.value("kept"), form.value("resend")];
            assert_eq!(packed, [next, kept, resend], "{sent:?}");
        }
    }
}
