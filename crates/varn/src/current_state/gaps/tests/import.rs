//! Taking in a self-assessment.

use super::{card, differing, judged, page};
use crate::current_state::gaps::{Exists, ImportedJudgement, Recalled, import_judgements, recall_judgements};
use crate::platform::permission::Role;
use crate::testing::TestApp;

fn rows() -> Vec<ImportedJudgement> {
    let row = |title: &str, exists, deficiency| ImportedJudgement {
        title: title.to_owned(),
        exists,
        deficiency,
        ..ImportedJudgement::default()
    };
    vec![
        ImportedJudgement {
            comment: "Från 2019".to_owned(),
            due: "2026-06".to_owned(),
            ..row("Beslutad policy för informationssäkerhet", Some(Exists::Partial), Some(2))
        },
        ImportedJudgement {
            external_id: "S-14".to_owned(),
            area: "Lokaler och utrustning".to_owned(),
            description: "Ett låst skåp per skola.".to_owned(),
            ..row("Nyckelskåp", Some(Exists::No), None)
        },
    ]
}

#[tokio::test]
async fn a_self_assessment_is_placed_and_judged_and_found_again() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let mut write = test.begin(test.town).await;
    let placed = import_judgements(&mut write.tx, &rows()).await.unwrap();
    write.done().await;
    assert!(placed[0].made.is_none() && placed[1].made.is_some(), "{placed:?}");
    let key = placed[1].control.to_string();
    let shown = page(&coordinator, "/brister/organisation").await;
    let policy = card(&shown, "control.infosec_policy");
    assert!(
        policy.contains("Från 2019") && policy.contains("2026-06") && policy.contains("Brister"),
        "{policy}"
    );
    let own = card(&shown, &key);
    assert!(
        own.contains("Nyckelskåp") && own.contains("Ett låst skåp per skola.") && own.contains("Saknas"),
        "{own}"
    );
    // What somebody has written since is kept where the file says nothing.
    let mut form = judged("partial", "partial", "2");
    form.extend([("situation", "Rättat"), ("evidence", "KS § 12"), ("version", "1")]);
    coordinator.post("/brister/organisation/control.infosec_policy", &form).await.expect(303);
    let mut write = test.begin(test.town).await;
    let mut again = rows();
    again[0].comment = String::new();
    let placed = import_judgements(&mut write.tx, &again).await.unwrap();
    write.done().await;
    assert_eq!((placed[1].made, placed[1].control.to_string()), (None, key), "no second own control");
    assert_eq!(placed[0].before.as_ref().unwrap().evidence, "KS § 12");
    assert_eq!((placed[0].after.situation.as_str(), placed[0].after.version), ("Rättat", 3));
    assert!(differing(&test).await.is_empty());
}

#[tokio::test]
async fn what_was_taken_in_can_be_recalled() {
    let test = TestApp::start().await;
    let coordinator = test.sign_in(Role::Coordinator).await;
    let path = "/brister/organisation/control.infosec_policy";
    coordinator.post(path, &judged("yes", "yes", "0")).await.expect(303);
    let mut write = test.begin(test.town).await;
    let placed = import_judgements(&mut write.tx, &rows()).await.unwrap();
    write.done().await;
    let mut write = test.begin(test.town).await;
    let recalled = placed.into_iter().map(|placed| Recalled {
        now: placed.after,
        before: placed.before,
        made: placed.made,
    });
    recall_judgements(&mut write.tx, &recalled.collect::<Vec<_>>()).await.unwrap();
    write.done().await;
    let shown = page(&coordinator, "/brister/organisation").await;
    assert!(
        card(&shown, "control.infosec_policy").contains("Uppfylld") && !shown.contains("Nyckelskåp"),
        "{shown}"
    );
    assert!(!page(&coordinator, "/sakerhetsatgarder").await.contains("Nyckelskåp"));
    assert!(differing(&test).await.is_empty());
}
