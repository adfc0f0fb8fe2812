//! `varn serve`: pages, health and metrics, until told to stop; what is running is finished first.

use super::database;
use crate::platform::app::App;
use crate::platform::config::Config;
use crate::platform::jobs;
use anyhow::Context as _;
use axum::Router;
use clap::Args;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Flags of `serve` and `demo`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Write {"address": …} to this file once pages are served
    #[arg(long)]
    pub ready_file: Option<PathBuf>,
}

/// Serves the pages.
pub async fn run(config: Config, flags: &Serve) -> anyhow::Result<()> {
    let db = database::open(&config).await?;
    let (app, router) = crate::app::build(config, db, database::clock()).map_err(anyhow::Error::new)?;
    serve(&app, router, flags.ready_file.as_deref(), &serde_json::json!([])).await
}

/// Serves until SIGTERM or SIGINT, then finishes what is running and closes the database.
pub async fn serve(
    app: &App,
    router: Router,
    ready_file: Option<&Path>,
    logins: &serde_json::Value,
) -> anyhow::Result<()> {
    let listener = TcpListener::bind(app.config().listen)
        .await
        .with_context(|| format!("could not listen on {}", app.config().listen))?;
    let address = listener.local_addr()?;
    let operations = match app.config().operations_listen {
        Some(address) => {
            Some(TcpListener::bind(address).await.with_context(|| format!("could not listen on {address}"))?)
        }
        None => None,
    };
    let (stop, stopped) = watch::channel(false);
    let ready = serde_json::json!({ "address": format!("http://{address}"), "logins": logins });
    if let Some(file) = ready_file {
        write_whole(file, &ready.to_string())?;
    }
    tracing::info!(%address, "serving");
    let pages = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(until(stopped.clone()));
    let watching = async {
        match operations {
            Some(listener) => {
                axum::serve(listener, super::operations::router(app))
                    .with_graceful_shutdown(until(stopped.clone()))
                    .await
            }
            None => Ok(()),
        }
    };
    let signal = async {
        asked_to_stop().await;
        tracing::info!("stopping");
        stop.send(true).ok();
    };
    let working = jobs::worker::work(app, stopped.clone());
    let (pages, watching, (), ()) = tokio::join!(pages.into_future(), watching, working, signal);
    pages?;
    watching?;
    app.db().close().await;
    Ok(())
}

/// The file appears whole or not at all.
fn write_whole(file: &Path, text: &str) -> anyhow::Result<()> {
    let beside = file.with_extension("tmp");
    std::fs::write(&beside, text)?;
    Ok(std::fs::rename(beside, file)?)
}

async fn until(mut stopped: watch::Receiver<bool>) {
    stopped.wait_for(|stopped| *stopped).await.ok();
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
