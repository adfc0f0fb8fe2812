//! The floor of a list: a bare handler that finds the session, opens the transaction, runs the same statements and sends
//! bytes that were made before. What a page costs above it is what the program itself costs.

use crate::server::block_on;
use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use bytes::Bytes;
use std::sync::Arc;
use varn::platform::app::App;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::db::{Cost, Db, Scene};
use varn::platform::list::{Column, List, ListQuery};
use varn::platform::permission::Scope;
use varn::platform::session;
use varn::registers::information::store;

static LIST: List = List {
    path: "/information",
    columns: &[Column { key: "namn", label: "field-name", order: "i.name_sort", shown: true }],
    filters: &[],
    order: "namn",
    tie: "i.id",
};

/// Serves until killed: database URL, file with the bytes, ready file.
pub(crate) fn serve(args: &[String]) -> anyhow::Result<()> {
    let [url, bytes, ready] = args else { anyhow::bail!("floor URL BYTES READY") };
    let bytes = Bytes::from(std::fs::read(bytes)?);
    block_on(async {
        let config = Config { database_url: url.clone(), ..Config::default() };
        let db = Db::connect(&config.database().map_err(anyhow::Error::msg)?).await?;
        let (app, _) = varn::app::build(config, db, Clock::System(chrono::Duration::zero()))
            .map_err(anyhow::Error::new)?;
        let router = Router::new().fallback(page).with_state((app, bytes));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let beside = format!("{ready}.part");
        std::fs::write(&beside, format!("{{\"address\": \"http://{address}\"}}")).context("ready file")?;
        std::fs::rename(beside, ready)?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn page(State((app, bytes)): State<(App, Bytes)>, headers: HeaderMap) -> axum::response::Response {
    match statements(&app, &headers).await {
        Ok(()) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn statements(app: &App, headers: &HeaderMap) -> anyhow::Result<()> {
    let cost = Arc::new(Cost::default());
    let actor = session::actor(app, headers, &cost).await.map_err(anyhow::Error::new)?;
    let actor = actor.context("nobody is signed in")?;
    let scene = Scene { tenant: actor.tenant, actor: None, clock: app.clock().clone(), cost };
    let mut tx = app.db().read(scene).await?;
    let query = ListQuery::parse(&LIST, "");
    let rows = store::list(&mut tx, &Scope::All, &query).await?;
    let total = store::count(&mut tx, &Scope::All, &query).await?;
    std::hint::black_box((rows, total));
    Ok(())
}
