//! The legal basis of a processing: points of article 6.1 of the GDPR, by letter or by name, as `6.1.e`.

use std::sync::LazyLock;

use regex::Regex;
use varn_sheets::Cell;

use super::{Parsed, stated};
use crate::reason::Warning;
use crate::text;
use crate::value::Value;
use crate::vocabulary::vocabulary;

static POINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^\d.:])6\s*(?:p(?:unkt)?\.?\s*)?[.,:(]?\s*1\s*\)?\s*[.,:]?\s*(?:led(?:et)?\s*|p(?:unkt)?\.?\s*)?\(?([a-f])\b((?:\s*\)?\s*(?:,|och|samt|and|&|/|eller)\s*\(?[a-f]\b)*)",
    )
    .expect("the pattern is tested")
});

/// Reads a legal basis; a blank cell is worth a warning of its own, since article 30 needs it stated.
pub(crate) fn legal_basis(cell: &Cell) -> Parsed {
    let Some(cleaned) = stated(cell) else {
        return Parsed::unresolved(Warning::LegalBasisMissing);
    };
    let folded = text::fold(&cleaned);
    let mut points = points(&folded);
    if points.is_empty() {
        points = vocabulary("legal_basis").meanings(&folded).0.into_iter().map(str::to_owned).collect();
    }
    points.sort();
    points.dedup();
    if points.is_empty() || cleaned.contains('?') {
        return Parsed::unresolved(Warning::LegalBasisUnresolved);
    }
    Parsed::sure(Value::List(points))
}

fn points(folded: &str) -> Vec<String> {
    POINT
        .captures_iter(folded)
        .flat_map(|at| {
            let more = at.get(2).map_or("", |more| more.as_str()).to_owned();
            let mut letters = vec![at[1].to_owned()];
            letters.extend(text::words(&more).into_iter().filter(|word| word.len() == 1).map(str::to_owned));
            letters
        })
        .map(|letter| format!("6.1.{letter}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        for (raw, wanted) in [
            ("Art. 6.1 e", &["6.1.e"][..]),
            ("6.1 e) uppgift av allmänt intresse", &["6.1.e"]),
            ("Allmänt intresse / myndighetsutövning", &["6.1.e"]),
            ("artikel 6(1)(c)", &["6.1.c"]),
            ("Artikel 6 punkt 1 e", &["6.1.e"]),
            ("Rättslig förpliktelse", &["6.1.c"]),
            ("Avtal (6.1 b)", &["6.1.b"]),
            ("Samtycke", &["6.1.a"]),
            ("6.1 c och 6.1 e", &["6.1.c", "6.1.e"]),
            ("6.1 e, c", &["6.1.c", "6.1.e"]),
            ("6.1e", &["6.1.e"]),
            ("Art 6.1.f intresseavvägning", &["6.1.f"]),
            ("Samtycke, avtal", &["6.1.a", "6.1.b"]),
        ] {
            let wanted = Value::List(wanted.iter().map(|point| (*point).to_owned()).collect());
            assert_eq!(legal_basis(&Cell::of_text(raw)), Parsed::sure(wanted), "{raw:?}");
        }
        for raw in ["Dataskyddsförordningen", "Art. 9.2 h", "16.1 e", "Samtycke?"] {
            let unresolved = Parsed::unresolved(Warning::LegalBasisUnresolved);
            assert_eq!(legal_basis(&Cell::of_text(raw)), unresolved, "{raw:?}");
        }
        assert_eq!(legal_basis(&Cell::default()), Parsed::unresolved(Warning::LegalBasisMissing));
    }
}
