//! The form with the file, as a browser sends it.

use crate::platform::error::{Error, Result};
use axum::extract::Multipart;
use axum::http::StatusCode;
use bytes::Bytes;

/// What was brought.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// The kind of register, as it was chosen; "" is to be found out.
    pub(super) kind: String,
    /// Name and content of the file, if one was chosen.
    pub(super) file: Option<(String, Bytes)>,
}

/// Reads the form.
pub(super) async fn read(mut parts: Multipart) -> Result<Brought> {
    let mut brought = Brought::default();
    let wrong = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(error.body_text()),
    };
    while let Some(field) = parts.next_field().await.map_err(wrong)? {
        match field.name() {
            Some("kind") => brought.kind = field.text().await.map_err(wrong)?,
            Some("file") => {
                // Some browsers send the whole path.
                let name =
                    field.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
                let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
                let bytes = field.bytes().await.map_err(wrong)?;
                brought.file = (!name.is_empty()).then_some((name, bytes));
            }
            _ => {}
        }
    }
    Ok(brought)
}
