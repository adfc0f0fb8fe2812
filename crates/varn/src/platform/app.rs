//! The running application: settings, database, clock, and what the capabilities registered.

use super::as_of::Said;
use super::clock::Clock;
use super::config::Config;
use super::ctx::Ctx;
use super::db::{Db, Scene, WriteTx};
use super::erasure::{About, EraseFn};
use super::error::Error;
use super::event::Event;
use super::jobs::JobHandler;
use super::kinds::KindInfo;
use super::page::NavItem;
use super::panel::Panel;
use super::reaction::Reaction;
use super::routes::{RouteInfo, Routes};
use super::tasks::{Followed, TaskRule};
use super::tenant::TenantId;
use super::verify::{Reference, Verifier};
use axum::Router;
use axum::response::Response;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A limiter of attempts per network.
type Limiter = governor::DefaultKeyedRateLimiter<IpAddr>;

/// After so many attempts the limiter forgets the networks that have been quiet, so that it cannot grow for ever.
const FORGET_EVERY: u64 = 256;

/// What a function that answers with a page gives.
pub type PageFuture<'a> = Pin<Box<dyn Future<Output = Response> + Send + 'a>>;

/// Answers a request that needs somebody signed in: where it went, and the form it carried.
pub type NotSignedIn = for<'a> fn(&'a Ctx, &'a str, Option<&'a str>) -> PageFuture<'a>;

/// Answers a sensitive request whose password is too old; gets the form it carried.
pub type Confirm = fn(&Ctx, Option<&str>) -> Response;

/// What the capabilities put into the application; `crate::app` fills it.
pub struct Parts {
    /// Every route.
    pub routes: Routes,
    /// Every menu entry, in order.
    pub nav: Vec<NavItem>,
    /// Panels that upper capabilities show on records of lower ones, in order.
    pub panels: Vec<Panel>,
    /// What must follow a write in its transaction, in order.
    pub reactions: Vec<Reaction>,
    /// Every kind of record.
    pub kinds: &'static [KindInfo],
    /// What is said about records and can be shown as it was.
    pub said: &'static [Said],
    /// Rules that make tasks and close them.
    pub task_rules: &'static [TaskRule],
    /// What is said about records and that the rules look at.
    pub followed: &'static [Followed],
    /// What is done for jobs, by kind.
    pub job_handlers: &'static [JobHandler],
    /// Columns that name a record and that no foreign key guards.
    pub references: &'static [Reference],
    /// Checks of what is derived and stored.
    pub verifiers: &'static [Verifier],
    /// What must be wiped when a record shall leave no trace.
    pub erasures: Vec<EraseFn>,
    /// What is wiped beside a record's log when that is erased.
    pub log_erasures: &'static [EraseFn],
    /// What is logged about a record under an id of its own.
    pub about: &'static [About],
    /// Answers a request that needs somebody signed in.
    pub not_signed_in: NotSignedIn,
    /// Answers a sensitive request whose password is too old.
    pub confirm: Confirm,
}

struct Inner {
    config: Config,
    db: Db,
    clock: Clock,
    table: Vec<RouteInfo>,
    parts: Parts,
    limiter: Limiter,
    attempts: AtomicU64,
    shared: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// A cheap handle to the application.
#[derive(Clone)]
pub struct App(Arc<Inner>);

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("config", &self.0.config).finish_non_exhaustive()
    }
}

impl App {
    /// Puts the application together; gives it and its router.
    pub fn new(config: Config, db: Db, clock: Clock, mut parts: Parts) -> Result<(Self, Router), Error> {
        let attempts = governor::Quota::per_minute(std::num::NonZeroU32::MIN.saturating_add(59));
        let routes = std::mem::take(&mut parts.routes);
        let table = routes.table().to_vec();
        let app = Self(Arc::new(Inner {
            config,
            db,
            clock,
            table,
            parts,
            limiter: Limiter::keyed(attempts),
            attempts: AtomicU64::new(0),
            shared: Mutex::default(),
        }));
        let router = super::layers::wrap(routes.into_router(), &app)?;
        Ok((app, router))
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.0.config
    }
    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }
    /// Time and ids.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
    /// The access matrix.
    pub fn table(&self) -> &[RouteInfo] {
        &self.0.table
    }
    /// The menu.
    pub(super) fn nav(&self) -> &[NavItem] {
        &self.0.parts.nav
    }
    /// The panels.
    pub(super) fn panels(&self) -> &[Panel] {
        &self.0.parts.panels
    }
    /// The reactions.
    pub(super) fn reactions(&self) -> &[Reaction] {
        &self.0.parts.reactions
    }
    /// Every kind of record.
    pub fn kinds(&self) -> &'static [KindInfo] {
        self.0.parts.kinds
    }
    /// What is said about records and can be shown as it was.
    pub(super) fn said(&self) -> &'static [Said] {
        self.0.parts.said
    }
    /// Rules that make tasks and close them.
    pub(super) fn task_rules(&self) -> &'static [TaskRule] {
        self.0.parts.task_rules
    }
    /// What is said about records and that the rules look at.
    pub(super) fn followed(&self) -> &'static [Followed] {
        self.0.parts.followed
    }
    /// What is done for jobs, by kind.
    pub(super) fn job_handlers(&self) -> &'static [JobHandler] {
        self.0.parts.job_handlers
    }
    /// Columns that name a record and that no foreign key guards.
    pub(super) fn references(&self) -> &'static [Reference] {
        self.0.parts.references
    }
    /// Checks of what is derived and stored.
    pub(super) fn verifiers(&self) -> &'static [Verifier] {
        self.0.parts.verifiers
    }
    /// What is wiped with a record.
    pub(super) fn erasures(&self) -> &[EraseFn] {
        &self.0.parts.erasures
    }
    /// What is wiped beside a record's log.
    pub(super) fn log_erasures(&self) -> &'static [EraseFn] {
        self.0.parts.log_erasures
    }
    /// What is logged about a record under an id of its own.
    pub(super) fn about(&self) -> &'static [About] {
        self.0.parts.about
    }
    /// The page for a request that needs somebody signed in.
    pub(super) async fn not_signed_in(&self, ctx: &Ctx, path: &str, form: Option<&str>) -> Response {
        (self.0.parts.not_signed_in)(ctx, path, form).await
    }
    /// The page that asks for the password again.
    pub(super) fn confirm(&self, ctx: &Ctx, form: Option<&str>) -> Response {
        (self.0.parts.confirm)(ctx, form)
    }
    /// Runs what must follow the write, and makes it durable with its event.
    pub async fn commit(&self, mut tx: WriteTx, event: Event) -> Result<(), Error> {
        super::reaction::run(self, &mut tx).await?;
        Ok(tx.commit(event).await?)
    }
    /// A transaction of the program itself, with nobody signed in: commands, jobs, the demo.
    pub fn scene(&self, tenant: TenantId) -> Scene {
        Scene { tenant, actor: None, clock: self.0.clock.clone(), cost: Arc::default() }
    }
    /// What a capability keeps in memory for as long as the application runs, one of each type: a cache, never the truth.
    pub fn shared<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut shared = self.0.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = shared.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        // The key is the type, so this is the one that was put there.
        kept.clone().downcast().unwrap_or_default()
    }
    /// Counts an attempt from an address; false when there were too many from its network.
    pub fn allows_attempt(&self, address: IpAddr) -> bool {
        if self.0.attempts.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.0.limiter.retain_recent();
            self.0.limiter.shrink_to_fit();
        }
        self.0.limiter.check_key(&network(address)).is_ok()
    }
}

/// What one person has at least: an IPv4 address, or a /64 of IPv6, in which she may choose among 2⁶⁴ addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
        IpAddr::V4(address) => IpAddr::V4(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_counted_by_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }
}
