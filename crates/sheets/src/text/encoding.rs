//! Which encoding a text has. UTF-8 and UTF-16 show themselves; the encodings with one byte per character are told
//! apart by what they would make of the text: Swedish has å, ä and ö inside words, and no box drawing.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// An encoding that is found in files in Sweden. Windows-1252 stands for ISO 8859-1 too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codepage {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    Macintosh,
    Cp850,
}

/// The upper half of code page 850; code page 437 has the Swedish letters in the same places.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
                     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

impl Codepage {
    pub(crate) fn name(self) -> &'static str {
        self.encoding().map_or("cp850", Encoding::name)
    }

    fn encoding(self) -> Option<&'static Encoding> {
        Some(match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
            Self::Macintosh => MACINTOSH,
            Self::Cp850 => return None,
        })
    }

    /// What the bytes from 128 on stand for.
    fn upper_half(self) -> Vec<char> {
        let bytes: Vec<u8> = (128..=255).collect();
        decode(&bytes, self).chars().collect()
    }
}

/// The text of some bytes; what does not fit becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], codepage: Codepage) -> String {
    decoded(bytes, codepage).into_owned()
}

/// As [`decode`], without a copy where the bytes are the text already.
pub(super) fn decoded(bytes: &[u8], codepage: Codepage) -> Cow<'_, str> {
    if let Some(encoding) = codepage.encoding() {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let upper: Vec<char> = CP850.chars().collect();
    let char = |&byte: &u8| if byte < 128 { char::from(byte) } else { upper[usize::from(byte) - 128] };
    Cow::Owned(bytes.iter().map(char).collect())
}

/// The encoding, and the bytes without byte order mark.
pub(super) fn guess(bytes: &[u8]) -> (Codepage, &[u8]) {
    let marks: [(&[u8], Codepage); 3] = [
        (b"\xEF\xBB\xBF", Codepage::Utf8),
        (b"\xFF\xFE", Codepage::Utf16Le),
        (b"\xFE\xFF", Codepage::Utf16Be),
    ];
    for (mark, codepage) in marks {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return (codepage, rest);
        }
    }
    (unmarked(bytes), bytes)
}

fn unmarked(bytes: &[u8]) -> Codepage {
    if let Some(codepage) = wide(bytes) {
        return codepage;
    }
    if mostly_utf8(bytes) {
        return Codepage::Utf8;
    }
    let candidates = [Codepage::Windows1252, Codepage::Macintosh, Codepage::Cp850];
    let scored = candidates.map(|codepage| (score(bytes, &codepage.upper_half()), codepage));
    let best = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
    // The first is the most common one, so it wins where nothing tells them apart.
    scored.iter().find(|(score, _)| *score == best).map_or(Codepage::Windows1252, |(_, codepage)| *codepage)
}

/// UTF-16 without mark: every other byte of western text is zero.
fn wide(bytes: &[u8]) -> Option<Codepage> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = (sample.len() / 5).max(1);
    if odd >= many && even * 10 < odd {
        Some(Codepage::Utf16Le)
    } else if even >= many && odd * 10 < even {
        Some(Codepage::Utf16Be)
    } else {
        None
    }
}

/// Valid UTF-8, but for the odd byte that a careless program cut or pasted in.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || bad * 10 <= good
}

/// How much like a Swedish text the bytes are when the upper half means `upper`.
fn score(bytes: &[u8], upper: &[char]) -> i64 {
    const ENOUGH: usize = 50_000;
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let high = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 128).take(ENOUGH);
    high.map(|(at, &byte)| {
        let inside = letter(at.checked_sub(1)) && letter(at.checked_add(1));
        match upper[usize::from(byte) - 128] {
            'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' => 4,
            'é' | 'É' | 'ü' | 'Ü' | 'è' | 'à' | 'æ' | 'ø' | '’' | '´' | '\u{AD}' => 1,
            '“' | '”' | '–' | '—' | '…' | '•' | '°' | '§' | '€' | '½' | '²' | '³' | '«' | '»' | '±'
            | '\u{A0}' => {
                if inside {
                    -3
                } else {
                    1
                }
            }
            char if char.is_control() => -8,
            char if char.is_alphabetic() => -1,
            _ => -3,
        }
    })
    .sum()
}

#[cfg(test)]
mod tests {
    use super::{CP850, Codepage, decode, guess};

    const TEXT: &str = "Förvaltning;Ägare;År\nVård och omsorg;Åsa Öberg;2024\nSkola – gymnasium;Idé AB;";

    fn encoded(codepage: Codepage) -> Vec<u8> {
        let upper: Vec<char> =
            if codepage == Codepage::Cp850 { CP850.chars().collect() } else { codepage.upper_half() };
        let byte = |char: char| {
            u8::try_from(upper.iter().position(|&is| is == char).map_or(b'-'.into(), |at| at + 128))
        };
        TEXT.chars()
            .map(|char| if char.is_ascii() { char as u8 } else { byte(char).expect("fits") })
            .collect()
    }

    #[test]
    fn code_page_850_has_128_characters() {
        assert_eq!(CP850.chars().count(), 128);
    }

    #[test]
    fn one_byte_encodings_are_told_apart() {
        for codepage in [Codepage::Windows1252, Codepage::Macintosh, Codepage::Cp850] {
            let bytes = encoded(codepage);
            assert_eq!(guess(&bytes).0, codepage);
            assert!(decode(&bytes, codepage).contains("Åsa Öberg"));
        }
    }

    #[test]
    fn unicode_with_and_without_mark() {
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases = [
            (TEXT.as_bytes().to_vec(), Codepage::Utf8),
            ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), Codepage::Utf8),
            ([b"\xFF\xFE", &wide[..]].concat(), Codepage::Utf16Le),
            ([b"\xFE\xFF", &big[..]].concat(), Codepage::Utf16Be),
            (wide, Codepage::Utf16Le),
            (big, Codepage::Utf16Be),
        ];
        for (bytes, expected) in cases {
            let (codepage, rest) = guess(&bytes);
            assert_eq!(codepage, expected);
            assert_eq!(decode(rest, codepage), TEXT);
        }
    }

    #[test]
    fn one_bad_byte_does_not_spoil_utf8() {
        let bytes = [TEXT.repeat(3).as_bytes(), b"\xE5"].concat();
        assert_eq!(guess(&bytes).0, Codepage::Utf8);
    }
}
