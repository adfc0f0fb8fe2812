//! Which character stands between the columns: the one that gives the records the same number of fields.

use super::records::Records;

/// In order of how common they are in Sweden.
const CANDIDATES: [u8; 4] = [b';', b'\t', b',', b'|'];
const SAMPLE_BYTES: usize = 64 << 10;
const SAMPLE_RECORDS: usize = 200;

/// The separator of a first line `sep=;`, which Excel writes and reads, and the text after that line.
pub(super) fn stated(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let stated = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &first.as_bytes()[4..]);
    match stated {
        Some(&[separator]) if separator.is_ascii_graphic() || separator == b'\t' => (Some(separator), rest),
        _ => (None, text),
    }
}

/// The most likely separator; a semicolon where the text has one column.
pub(super) fn guess(text: &str) -> u8 {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let scored = CANDIDATES.map(|separator| (score(&widths(sample, separator)), separator));
    let best = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
    scored.iter().find(|(score, _)| *score == best).map_or(CANDIDATES[0], |(_, separator)| *separator)
}

/// How many fields each record has; blank records left out.
fn widths(sample: &str, separator: u8) -> Vec<usize> {
    let mut records = Records::new(sample, separator, 1);
    let mut widths = Vec::new();
    while widths.len() < SAMPLE_RECORDS {
        let (mut width, mut blank) = (0, true);
        let record = records.next(|column, field| {
            width = column + 1;
            blank &= field.trim().is_empty();
            Ok(())
        });
        match record {
            Ok(Some(_)) if blank => {}
            Ok(Some(_)) => widths.push(width),
            _ => break,
        }
    }
    widths
}

/// Share of records with the most common width, in thousandths, a little more for a wide table and for a first record
/// that fits; nothing where that width is one.
fn score(widths: &[usize]) -> usize {
    const FULL: usize = 1000;
    let alike = |width: usize| widths.iter().filter(|&&other| other == width).count();
    let several = widths.iter().copied().filter(|&width| width > 1);
    let Some(common) = several.max_by_key(|&width| (alike(width), width)) else { return 0 };
    let first = if widths.first() == Some(&common) { FULL / 5 } else { 0 };
    alike(common) * FULL / widths.len() + first + common.min(20) * FULL / 50
}

#[cfg(test)]
mod tests {
    use super::{guess, stated};

    #[test]
    fn separators() {
        let cases = [
            ("Namn;Kostnad\nKronan;1,5\nLinet;2,5", b';'),
            ("Namn,Kostnad,Anm\nKronan,1,a;b\nLinet,2,\"x,y\"", b','),
            ("Namn\tKostnad\nKronan, den stora\t1,5\nLinet\t2,5", b'\t'),
            ("Namn|Ägare\nKronan|Åsa\n", b'|'),
            ("Systemlista\n\nNamn;Ägare;År\nKronan;Åsa, Bo;2024\nLinet;Bo;2023", b';'),
            ("Namn\nKronan\nLinet", b';'),
            ("", b';'),
        ];
        for (text, expected) in cases {
            assert_eq!(char::from(guess(text)), char::from(expected), "{text}");
        }
    }

    #[test]
    fn a_stated_separator_is_taken() {
        assert_eq!(stated("sep=,\r\na,b"), (Some(b','), "a,b"));
        assert_eq!(stated("\"sep=|\"\na|b"), (Some(b'|'), "a|b"));
        assert_eq!(stated("sep=\na"), (None, "sep=\na"));
        assert_eq!(stated("åäö"), (None, "åäö"));
    }
}
