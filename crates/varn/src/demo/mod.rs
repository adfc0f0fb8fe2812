//! The demo: a fictional municipality that looks lived-in, and a second one that shares its coordinator. Built from
//! `content/demo*.toml` and the proposals of the library. The same seed and day give the same rows.

mod data;
mod organisation;
mod registers;
mod year;

use crate::people::accounts::{hash_with_salt, store as accounts};
use crate::platform::app::App;
use crate::platform::clock::Clock;
use crate::platform::db::{ActorRef, Scene, WriteTx};
use crate::platform::error::Result;
use crate::platform::tenant::TenantId;
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use data::{FIRST, SECOND, Town};
use std::sync::Arc;

/// The password of every login of the demo. It is printed at start: nothing here is secret.
pub const PASSWORD: &str = "tre gröna cyklar i regn";

/// A ready-made login.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Login {
    /// The role it has.
    pub role: String,
    /// Who it is.
    pub name: String,
    /// Sign-in name.
    pub email: String,
    /// Password.
    pub password: &'static str,
}

/// Where the demo's year stands while it is built.
pub(crate) struct Story<'a> {
    app: &'a App,
    seed: u64,
    today: NaiveDate,
    chapters: u64,
}

impl Story<'_> {
    /// A write so many days before today, by somebody or by the program. Each has ids and salts of its own.
    async fn write(&mut self, tenant: TenantId, days_ago: i64, actor: Option<ActorRef>) -> Result<WriteTx> {
        self.chapters += 1;
        let clock = Clock::frozen(
            self.moment(days_ago),
            self.seed.wrapping_mul(1_000_003).wrapping_add(self.chapters),
        );
        let scene = Scene { tenant, actor, clock, cost: Arc::default() };
        Ok(self.app.db().write(scene).await?)
    }

    /// Nine in the morning, so many days before today.
    fn moment(&self, days_ago: i64) -> DateTime<Utc> {
        let day = self.today - Duration::days(days_ago);
        // A little later for each chapter, so that events of one day keep their order.
        let minutes = i64::try_from(self.chapters % 400).unwrap_or(0);
        Utc.from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN))
            + Duration::hours(8)
            + Duration::minutes(minutes)
    }
}

/// Builds both municipalities in an empty database; gives the logins, one per role.
pub async fn build(app: &App, seed: u64, today: NaiveDate) -> Result<Vec<Login>> {
    let mut story = Story { app, seed, today, chapters: 0 };
    let hash = hash_with_salt(PASSWORD, &seed.to_be_bytes())?;
    for (code, file) in towns() {
        let town = Town::new(code, file);
        let place = organisation::build(&mut story, &town, &hash).await?;
        let registers = registers::build(&mut story, &town, &place).await?;
        year::build(&mut story, &town, &place, &registers).await?;
    }
    app.db().analyze().await?;
    Ok(logins())
}

/// Both municipalities with their codes, which no real one has.
fn towns() -> [(&'static str, &'static data::File); 2] {
    [("9901", &*FIRST), ("9902", &*SECOND)]
}

/// The ready-made logins, one per role.
pub fn logins() -> Vec<Login> {
    let people = FIRST.people.iter().filter(|person| person.login);
    let login = |person: &data::Person| Login {
        role: person.roles.first().map(|role| role.role.clone()).unwrap_or_default(),
        name: person.name.clone(),
        email: person.email.clone(),
        password: PASSWORD,
    };
    people.map(login).collect()
}

/// What a database holds, as far as the demo is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No municipality.
    Nothing,
    /// The demo's municipalities.
    Demo,
    /// Others.
    Others,
}

/// Looks whether the demo is there already.
pub async fn find(app: &App) -> Result<Found> {
    let mut tx = app.db().read(app.scene(TenantId::INSTALLATION)).await?;
    let tenants = accounts::tenants(&mut tx).await?;
    let is_demo = tenants.iter().map(|tenant| tenant.code.as_str()).eq(towns().map(|(code, _)| code));
    Ok(if tenants.is_empty() {
        Found::Nothing
    } else if is_demo {
        Found::Demo
    } else {
        Found::Others
    })
}
