//! Which character stands between the columns: the one that gives the records the same number of fields.

use super::records::Records;

/// The comma comes last, since it stands in texts and amounts too.
const CANDIDATES: [u8; 4] = [b';', b'\t', b'|', b','];
/// Hundredths of the records.
const CLEAR: usize = 90;
const SAMPLE_BYTES: usize = 64 << 10;
const SAMPLE_RECORDS: usize = 200;

/// The separator of a first line `sep=;`, which Excel writes and reads, and the text after that line.
pub(super) fn stated(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let stated =
        first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &first.as_bytes()[4..]);
    match stated {
        Some(&[separator]) if separator.is_ascii_graphic() || separator == b'\t' => (Some(separator), rest),
        _ => (None, text),
    }
}

/// The most likely separator; a semicolon where the text has one column.
pub(super) fn guess(text: &str) -> u8 {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let tables = CANDIDATES.map(|separator| (common_width(&widths(sample, separator)), separator));
    // Semicolons that regular are no chance, but commas are where columns hold amounts such as 1,5.
    let clear = tables.iter().find(|((share, _), _)| *share >= CLEAR);
    // Without a clear one, the wider table among those that fit equally well; the first of equals.
    let best = tables.iter().map(|(table, _)| *table).max().filter(|(share, _)| *share > 0);
    let likely = clear.or_else(|| tables.iter().find(|(table, _)| Some(*table) == best));
    likely.map_or(CANDIDATES[0], |(_, separator)| *separator)
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

/// The most common width above one: the share of records that have it, in hundredths, and the width itself.
fn common_width(widths: &[usize]) -> (usize, usize) {
    let alike = |width: usize| widths.iter().filter(|&&other| other == width).count();
    let several = widths.iter().copied().filter(|&width| width > 1);
    let common = several.max_by_key(|&width| (alike(width), width));
    common.map_or((0, 0), |width| (alike(width) * 100 / widths.len(), width))
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
            ("Listor, alla\n\na;b;c\n1,5;2;3\n2,5;3;4\n", b';'),
            ("Vecka;Summa\n1,5;2,5\n2,5;3,5\n3,5;4,5\n4,5;5,5\n", b';'),
            ("Namn,Anm\nKronan,x;y\nLinet,\nMyran,z;å\nPennan,\n", b','),
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
