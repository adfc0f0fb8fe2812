//! The application in a test in one line, on SQLite or on the PostgreSQL of `VARN_TEST_POSTGRES`. Each test has a
//! database of its own; time and ids are frozen.

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    reason = "names say it, and a test fails by panicking; shared by two test binaries, which use different parts"
)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, TimeZone as _, Utc};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use uuid::Uuid;
use varn::people::accounts::{MembershipState, store as accounts};
use varn::people::organisation::{UnitId, UnitKind, store as organisation};
use varn::platform::app::App;
use varn::platform::clock::Clock;
use varn::platform::config::Config;
use varn::platform::db::Db;
use varn::platform::event::{Event, EventKind};
use varn::platform::permission::Role;
use varn::platform::tenant::TenantId;
use varn::platform::{migrate, session};

/// The moment every test happens in.
pub fn moment() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 5, 9, 0, 0).unwrap()
}

/// Where a database is; it is taken away with this.
pub enum Place {
    File(tempfile::TempDir),
    Server { admin: String, name: String },
}

impl Place {
    /// As the settings name it.
    pub fn url(&self) -> String {
        match self {
            Self::File(folder) => format!("sqlite:{}", folder.path().join("varn.db").display()),
            Self::Server { admin, name } => format!("{}/{name}", admin.rsplit_once('/').unwrap().0),
        }
    }
}

pub struct TestApp {
    pub app: App,
    pub router: Router,
    /// Two municipalities; tests act in the first unless they say otherwise.
    pub town: Town,
    pub other_town: Town,
    pub place: Place,
}

/// A municipality with a small organisation.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    pub tenant: TenantId,
    pub root: UnitId,
    pub social: UnitId,
    pub school: UnitId,
}

/// The PostgreSQL that the tests are to use, if they are.
pub fn server() -> Option<String> {
    #[allow(clippy::disallowed_methods, reason = "which database the tests run on is said by xtask")]
    std::env::var("VARN_TEST_POSTGRES").ok()
}

/// An empty database of its own on the database that the tests are to use.
pub async fn database() -> (Db, Place) {
    match server() {
        None => embedded().await,
        Some(admin) => {
            let name = format!("t{}", session::hex(&varn::platform::clock::secret()[..10]));
            let maker = sqlx::postgres::PgPoolOptions::new().max_connections(1).connect_lazy(&admin).unwrap();
            let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
            sqlx::raw_sql(create).execute(&maker).await.unwrap();
            maker.close().await;
            opened(Place::Server { admin, name }).await
        }
    }
}

/// An empty database of its own on SQLite.
pub async fn embedded() -> (Db, Place) {
    opened(Place::File(tempfile::tempdir().unwrap())).await
}

async fn opened(place: Place) -> (Db, Place) {
    let config = Config { database_url: place.url(), ..Config::default() };
    (Db::connect(&config.database().unwrap()).await.unwrap(), place)
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_with(Config { timing: true, ..Config::default() }).await
    }

    pub async fn start_with(config: Config) -> Self {
        Self::start_on(database().await, config, Clock::frozen(moment(), 1)).await
    }

    /// On a database of one's own, by a clock of one's own.
    pub async fn start_on((db, place): (Db, Place), config: Config, clock: Clock) -> Self {
        migrate::run(&db).await.unwrap();
        let (app, router) = varn::app::build(config, db, clock).unwrap();
        let town = town_of(&app, "0180", "Granköpings kommun").await;
        let other_town = town_of(&app, "0181", "Sjövalla kommun").await;
        Self { app, router, town, other_town, place }
    }

    /// Somebody signed in with a role for the whole municipality.
    pub async fn sign_in(&self, role: Role) -> Client {
        self.sign_in_at(self.town, &[(role, None)], MembershipState::Active).await
    }

    /// Somebody signed in with a role for one unit and what is below it.
    pub async fn sign_in_for(&self, role: Role, unit: UnitId) -> Client {
        self.sign_in_at(self.town, &[(role, Some(unit.0))], MembershipState::Active).await
    }

    pub async fn sign_in_at(
        &self,
        town: Town,
        grants: &[(Role, Option<Uuid>)],
        state: MembershipState,
    ) -> Client {
        let mut tx = self.app.db().write(self.app.scene(town.tenant)).await.unwrap();
        let number: Uuid = tx.new_id();
        let name = grants.first().map_or("nobody", |(role, _)| role.as_str());
        let user = accounts::create_user(&mut tx, &format!("{number}@kommun.example"), name).await.unwrap();
        accounts::set_membership(&mut tx, user, state, grants).await.unwrap();
        let token = session::new_token();
        let now = tx.now();
        accounts::begin_session(&mut tx, user, session::hash(&token), ("test", "127.0.0.1"), now)
            .await
            .unwrap();
        // Beginning a session makes the invited active; here the state is what the test says.
        accounts::set_membership(&mut tx, user, state, grants).await.unwrap();
        self.app.commit(tx, Event::new(EventKind::MembershipSet)).await.unwrap();
        Client { router: self.router.clone(), cookie: format!("{}={token}", session::COOKIE), user }
    }

    /// An installation without any municipality.
    pub async fn start_empty() -> Self {
        let (db, place) = database().await;
        migrate::run(&db).await.unwrap();
        let config = Config { timing: true, ..Config::default() };
        let (app, router) = varn::app::build(config, db, Clock::frozen(moment(), 1)).unwrap();
        let nowhere = UnitId(Uuid::nil());
        let town = Town { tenant: TenantId::INSTALLATION, root: nowhere, social: nowhere, school: nowhere };
        Self { app, router, town, other_town: town, place }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client { router: self.router.clone(), cookie: String::new(), user: Uuid::nil() }
    }
}

impl TestApp {
    /// The embedded database as it lies on the disk, with its log; `None` on a server.
    pub fn files(&self) -> Option<Vec<u8>> {
        let Place::File(folder) = &self.place else { return None };
        let names = ["varn.db", "varn.db-wal"].map(|name| folder.path().join(name));
        Some(names.iter().filter_map(|name| std::fs::read(name).ok()).flatten().collect())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Server { admin, name } = self {
            let (admin, name) = (admin.clone(), name.clone());
            // On a thread of its own, since the test's runtime may be ending.
            let drop_it = move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    let maker =
                        sqlx::postgres::PgPoolOptions::new().max_connections(1).connect_lazy(&admin).unwrap();
                    let sql = sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
                    sqlx::raw_sql(sql).execute(&maker).await.ok();
                });
            };
            std::thread::spawn(drop_it).join().ok();
        }
    }
}

async fn town_of(app: &App, code: &str, name: &str) -> Town {
    let tenant = TenantId(app.clock().new_id());
    let mut tx = app.db().write(app.scene(tenant)).await.unwrap();
    accounts::create_tenant(&mut tx, tenant, ("municipality", code, name, "01")).await.unwrap();
    let root = organisation::insert_unit(&mut tx, UnitKind::Municipality, name, None).await.unwrap();
    let social =
        organisation::insert_unit(&mut tx, UnitKind::Committee, "Socialnämnden", Some(&root)).await.unwrap();
    let school = organisation::insert_unit(&mut tx, UnitKind::Committee, "Utbildningsnämnden", Some(&root))
        .await
        .unwrap();
    app.commit(tx, Event::new(EventKind::TenantCreated)).await.unwrap();
    Town { tenant, root: root.id, social: social.id, school: school.id }
}

/// A browser, as far as a test needs one.
#[derive(Clone)]
pub struct Client {
    router: Router,
    pub cookie: String,
    pub user: Uuid,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Client {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The same browser with the session that an answer gave it, or without the one that it took.
    pub fn after(&self, answer: &Answer) -> Self {
        let mut cookie = self.cookie.clone();
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            if let Some(token) = pair.strip_prefix(&format!("{}=", session::COOKIE)) {
                cookie = if token.is_empty() { String::new() } else { pair.to_owned() };
            }
        }
        Self { router: self.router.clone(), cookie, user: self.user }
    }

    /// A form with one file in it.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--gransen\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (field, name, bytes) = file;
        let head = format!(
            "--gransen\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--gransen--\r\n");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=gransen");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if !self.cookie.is_empty() {
            request.headers_mut().insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where it leads, without the message that is shown there.
    pub fn location(&self) -> String {
        let location =
            self.headers.get(header::LOCATION).map(|value| value.to_str().unwrap()).unwrap_or_default();
        location.split(['?', '&']).next().unwrap_or_default().to_owned()
    }

    /// Statements the request ran, as `Server-Timing` tells.
    pub fn queries(&self) -> u32 {
        let timing = self.headers.get("server-timing").unwrap().to_str().unwrap();
        let words = timing.split('"').nth(1).unwrap();
        words.split(' ').next().unwrap().parse().unwrap()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}
