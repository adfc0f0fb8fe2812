//! `/halsa` and `/metrics`, on a listener of their own that stays inside.

use crate::platform::app::App;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

/// The router of the operations listener.
pub fn router(app: &App) -> Router {
    recorder();
    Router::new()
        .route("/halsa", get(ready))
        .route("/halsa/lever", get(async || "lever"))
        .route("/metrics", get(async || recorder().map(PrometheusHandle::render).unwrap_or_default()))
        .with_state(app.clone())
}

/// Counts from the first call on.
fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// 200 when the database answers, 503 when it does not.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db().answers().await {
        Ok(()) => (StatusCode::OK, "redo"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "databasen svarar inte"),
    }
}
