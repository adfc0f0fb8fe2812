//! What is said of a reading as a whole: what the list is for, how sure the recognition is, and notes.

use crate::columns::Use;
use crate::content::Sample;
use crate::field::FieldType;
use crate::headings::kinds_in_title;
use crate::kind::Kind;
use crate::mapping::column_letters;
use crate::message::Messages;
use crate::reading::{Column, Form, Note, Reading};
use crate::scale::Scale;
use crate::survey::Found;
use crate::table::{Table, candidates};
use crate::text;

/// What the list is for.
pub(crate) fn form(table: &Table, wish: Option<Kind>, titles: &[String]) -> Form {
    let gives = |name: &str| table.plan.named(name).is_some();
    let retains =
        table.used().any(|(_, used)| used.fields().iter().any(|field| field.of() == FieldType::Retention));
    let classifies = titles.iter().any(|title| {
        let folded = text::fold(title);
        kinds_in_title(title).contains(&Kind::InformationSet)
            && (folded.contains("klassning") || folded.contains("klassificering"))
    });
    match table.plan.kind {
        _ if wish == Some(Kind::Classification) => Form::Classification,
        Kind::InformationSet if retains => Form::RecordsPlan,
        Kind::InformationSet
            if table.plan.has_levels()
                && (classifies || gives("classified_at") || gives("classified_by")) =>
        {
            Form::Classification
        }
        _ => Form::Register,
    }
}

/// The share of the columns with content that are used, less where the name is a guess.
pub(crate) fn confidence(table: &Table) -> f32 {
    const GUESSED: f32 = 0.7;
    let columns = candidates(table.sheet, &table.head);
    let filled = columns.iter().enumerate().filter(|(_, column)| !column.hidden && !column.sample.is_empty());
    let (mut all, mut used) = (0.0_f32, 0.0_f32);
    for (column, _) in filled {
        all += 1.0;
        used += f32::from(u8::from(table.plan.uses[column] != Use::Nothing));
    }
    let share = if all > 0.0 { used / all } else { 0.0 };
    if table.plan.name_guessed { share * GUESSED } else { share }
}

/// The columns with a heading, content or a field.
pub(crate) fn columns(table: &Table) -> Vec<Column> {
    let column = |(index, used): (usize, &Use)| {
        let cells: Vec<_> = table.below().map(|(_, row)| row.cell(index)).collect();
        let blank = table.head.labels[index].name().is_empty() && Sample::new(&cells).is_empty();
        (!blank || *used != Use::Nothing).then(|| Column {
            column: column_letters(index),
            index: index + 1,
            header: table.head.shown(index),
            fields: used.fields().to_vec(),
            hidden: table.sheet.hidden_columns.binary_search(&index).is_ok(),
        })
    };
    table.plan.uses.iter().enumerate().filter_map(column).collect()
}

/// What a person should know of the whole.
pub(crate) fn notes(
    reading: &Reading,
    found: &Found,
    scale: &Scale,
    others: &[&str],
    messages: Messages,
) -> Vec<Note> {
    let mut out = Vec::new();
    let mut note = |code, value: &str| out.push(Note { code, message: messages.note(code, value) });
    match found.plan.title() {
        None => note("no_name", ""),
        Some((column, _)) if found.plan.name_guessed => note("name_guessed", &column_letters(column)),
        Some(_) if reading.counts.data_rows == 0 => note("no_rows", ""),
        Some(_) => {}
    }
    for other in others {
        note("other_data", other);
    }
    if reading.scale.is_some() && !scale.stated_in_file {
        note("scale_assumed", &scale.span());
    }
    if reading.has_level_4() {
        note("level_4", "");
    }
    for misfit in &found.misfits {
        note("mapping_ignored", misfit);
    }
    out
}
