//! Requirements, judgements and points in words.

use super::model::State;
use crate::current_state::controls::{Controls, Fact, Facts, Item, Known, ObjectKind, law_facts, words};
use crate::knowledge::library::{LIBRARY, Law};
use crate::platform::list::Cell;
use crate::platform::page::PageFrame;
use varn_engine::{Aspect, AspectSet, Deficiency, Level, Priority, Reason, Undecided};

/// The word of an aspect, as it stands in texts and in the library.
pub(super) const fn aspect_word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Confidentiality => "confidentiality",
        Aspect::Integrity => "integrity",
        Aspect::Availability => "availability",
        Aspect::Traceability => "traceability",
    }
}

fn level(page: &PageFrame, level: Level) -> (String, String) {
    let ordinal = level.ordinal().to_string();
    let word = page.word("level", &ordinal).into_owned();
    (ordinal, word)
}

fn law(law: varn_engine::Law) -> Option<&'static Law> {
    LIBRARY.laws.get(law.0 as usize)
}

/// A state with its sign.
pub(super) fn state(page: &PageFrame, state: State) -> Cell {
    words::state_cell(page, state.as_str())
}

/// A reason as a label; that a baseline control also protects an aspect at level 0 is no reason.
pub(super) fn tag(page: &PageFrame, reason: Reason) -> Option<Cell> {
    Some(match reason {
        Reason::Baseline => Cell::Tag("accent", page.t("controls-baseline").into_owned()),
        Reason::Reached { from: Level::Negligible, .. } => return None,
        Reason::Reached { aspect, from, .. } => {
            let letter = page.word("aspect-letter", aspect_word(aspect));
            Cell::Tag("", page.with2("gaps-reached", "letter", letter, "level", from.ordinal()).into_owned())
        }
        Reason::Law(one) => Cell::Tag("part", words::law_name(page, law(one)?)),
        Reason::Chosen(_) => Cell::Tag("", page.t("gaps-chosen").into_owned()),
    })
}

/// A reason as a sentence.
pub(super) fn reason(page: &PageFrame, reason: Reason) -> Option<String> {
    Some(match reason {
        Reason::Baseline => page.t("gaps-why-baseline").into_owned(),
        Reason::Reached { from: Level::Negligible, .. } => return None,
        Reason::Reached { aspect, from, need } => {
            let name = page.word("aspect", aspect_word(aspect));
            let ((from, _), (need, word)) = (level(page, from), level(page, need));
            let values = [
                ("aspect", name.as_ref()),
                ("from", from.as_str()),
                ("need", need.as_str()),
                ("word", &word),
            ];
            page.words.with("gaps-why-reached", &values).into_owned()
        }
        Reason::Law(one) => page.with("gaps-why-law", "law", words::law_name(page, law(one)?)).into_owned(),
        Reason::Chosen(_) => page.t("gaps-why-chosen").into_owned(),
    })
}

/// Why a gap has its points, part by part: need × legal duty × deficiency.
pub(super) fn priority(page: &PageFrame, priority: &Priority) -> Vec<String> {
    let need = match priority.need {
        Some((aspect, need)) => {
            let name = page.word("aspect", aspect_word(aspect));
            let (ordinal, word) = level(page, need);
            let values = [
                ("aspect", name.as_ref()),
                ("level", ordinal.as_str()),
                ("word", word.as_str()),
                ("weight", &priority.need_weight.to_string()),
            ];
            page.words.with("gaps-points-need", &values).into_owned()
        }
        None => page.with("gaps-points-need-unknown", "weight", priority.need_weight).into_owned(),
    };
    let duty = if priority.legal_duty { "gaps-points-duty" } else { "gaps-points-no-duty" };
    let deficiency = page.word("deficiency", deficiency_word(priority.deficiency));
    let product = [
        ("need", priority.need_weight.to_string()),
        ("duty", priority.duty_weight.to_string()),
        ("deficiency", priority.deficiency_weight.to_string()),
        ("points", priority.points.to_string()),
    ];
    let product: Vec<_> = product.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut parts = vec![need];
    if priority.need_open && priority.need.is_some() {
        parts.push(page.t("gaps-points-need-open").into_owned());
    }
    parts.push(page.with(duty, "weight", priority.duty_weight).into_owned());
    let weight = priority.deficiency_weight;
    parts.push(page.with2("gaps-points-deficiency", "word", deficiency, "weight", weight).into_owned());
    parts.push(page.words.with("gaps-points-product", &product).into_owned());
    parts
}

fn deficiency_word(deficiency: Deficiency) -> &'static str {
    match deficiency {
        Deficiency::Negligible => "0",
        Deficiency::Moderate => "1",
        Deficiency::Significant => "2",
        Deficiency::Serious => "3",
    }
}

/// What has to be known before it can be said whether a control is required, a sentence for each.
pub(super) fn undecided(
    page: &PageFrame,
    controls: &Controls,
    undecided: &Undecided,
    (kind, facts): (ObjectKind, &Facts),
) -> Vec<String> {
    let mut sentences = Vec::new();
    if !undecided.aspects.is_empty() {
        sentences
            .push(page.with("gaps-first-aspects", "aspects", aspects(page, undecided.aspects)).into_owned());
    }
    let Some(control) = controls.at(undecided.control).and_then(Item::library) else { return sentences };
    if undecided.law {
        let open = law_facts(kind).filter(|(id, _)| control.laws.iter().any(|law| law == id));
        let open = open.filter_map(|(_, fact)| fact).filter(|fact| facts.of(*fact) == Known::Open);
        sentences.extend(open.map(|fact| first(page, fact)));
    }
    if undecided.condition
        && let Ok(fact) = control.condition.parse::<Fact>()
    {
        sentences.push(first(page, fact));
    }
    sentences.dedup();
    sentences
}

fn first(page: &PageFrame, fact: Fact) -> String {
    page.with("gaps-first-fact", "fact", page.word("control-fact", fact)).into_owned()
}

/// Names of aspects in a row, in lower case as inside a sentence.
fn aspects(page: &PageFrame, aspects: AspectSet) -> String {
    let names: Vec<_> =
        aspects.iter().map(|aspect| page.word("aspect", aspect_word(aspect)).to_lowercase()).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {} {last}", rest.join(", "), page.t("gaps-and")),
        None => String::new(),
    }
}
