//! What can go wrong in a request, as one enum, and what the person sees of it. The cause goes to the log, never to the page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A request that cannot be answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or is not the actor's to know of.
    #[error("not found")]
    NotFound,
    /// The actor's roles do not allow it.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in; carries what was sent, so that it can be sent again after sign-in.
    #[error("not signed in")]
    NotSignedIn {
        /// Where the request went.
        path: String,
        /// The form as it was typed, if it was one.
        form: Option<String>,
    },
    /// A sensitive act asks for the password again; carries the form, so that it can be sent afterwards.
    #[error("confirm with password")]
    Confirm {
        /// The form as it was typed, if it was one.
        form: Option<String>,
    },
    /// A rule says no; the key of a text that says why and what to do.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The request is not of the right shape.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// Too many attempts.
    #[error("too many requests")]
    TooMany,
    /// The body is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// The disk is full: nothing was saved.
    #[error("storage full")]
    StorageFull,
    /// The database does not answer.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// A fault that should not happen; the text goes to the log.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Confirm { .. } => StatusCode::FORBIDDEN,
            Self::NotSignedIn { .. } => StatusCode::UNAUTHORIZED,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Key of the heading and (with `-help`) of the text that says what to do.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Forbidden => "error-forbidden",
            Self::Confirm { .. } => "error-confirm",
            Self::NotSignedIn { .. } => "error-not-signed-in",
            Self::Refused(key) => key,
            Self::BadRequest(_) => "error-bad-request",
            Self::TooMany => "error-too-many",
            Self::TooLarge => "error-too-large",
            Self::StorageFull => "error-storage-full",
            Self::Unavailable(_) => "error-unavailable",
            Self::Internal(_) => "error-internal",
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(fault) => {
                let message = fault.message();
                let code = fault.code().unwrap_or_default();
                // SQLITE_FULL is 13; PostgreSQL's disk_full is 53100.
                if code == "13"
                    || code == "53100"
                    || message.contains("disk is full")
                    || message.contains("No space left")
                {
                    return Self::StorageFull;
                }
                // PostgreSQL: connection failures (08), shutdown (57P), too many connections (53300), read-only standby (25006).
                if code.starts_with("08") || code.starts_with("57P") || code == "53300" || code == "25006" {
                    return Self::Unavailable(error.to_string());
                }
                Self::Internal(error.to_string())
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error.to_string()),
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Error {
    /// A bare status with the error attached; `layers::error_pages` makes the page from it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

/// What a handler gives.
pub type Result<T = Response> = std::result::Result<T, Error>;
