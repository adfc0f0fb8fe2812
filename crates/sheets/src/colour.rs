//! Colours of Excel files: the indexed palette and tinted theme colours.
//! Source: ECMA-376 part 1, 18.8.27 (`indexedColors`) and 18.8.19 (`fgColor`, on tint).

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

/// Colour indexes 8 to 63; 0 to 7 are the same as 8 to 15, and from 64 on they mean the colours of the system.
const PALETTE: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000,
    0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366,
    0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00,
    0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99,
    0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99, 0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900,
    0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366,
    0x33_3399, 0x33_3333,
];

/// The colour of an index; `own` replaces the palette from index 0 (XLSX) where the file brings one.
pub(crate) fn indexed(index: usize, own: &[Rgb]) -> Option<Rgb> {
    if let Some(colour) = own.get(index) {
        return Some(*colour);
    }
    let index = if index < 8 { index } else { index - 8 };
    PALETTE.get(index).map(|&colour| from_number(colour))
}

/// `FF8800` or, with opacity first, `FFFF8800`.
pub(crate) fn from_hex(text: &str) -> Option<Rgb> {
    let digits = if text.len() == 8 { text.get(2..)? } else { text };
    let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok().map(from_number))?
}

fn from_number(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

/// Makes a colour darker (below 0, to -1) or lighter (above 0, to 1) in the HSL sense, hue and saturation kept.
pub(crate) fn tinted(colour: Rgb, tint: f64) -> Rgb {
    if tint == 0.0 || !tint.is_finite() {
        return colour;
    }
    let tint = tint.clamp(-1.0, 1.0);
    let [red, green, blue] = colour.map(|part| f64::from(part) / 255.0);
    let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
    let light = f64::midpoint(low, high);
    let target = if tint < 0.0 { light * (1.0 + tint) } else { light * (1.0 - tint) + tint };
    // With hue and saturation fixed, each part is the lightness plus its share of the chroma, which scales with
    // 1 - |2L - 1|.
    let room = |light: f64| 1.0 - (2.0 * light - 1.0).abs();
    let scale = if room(light) > 0.0 { room(target) / room(light) } else { 0.0 };
    [red, green, blue].map(|part| {
        let part = (target + (part - light) * scale).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255")]
        let byte = (part * 255.0).round() as u8;
        byte
    })
}

#[cfg(test)]
mod tests {
    use super::{from_hex, indexed, tinted};

    #[test]
    fn tints_as_excel_shows_them() {
        // Accent 1 of the Office theme of 2007 and the shades that Excel offers below it.
        let accent = [0x4F, 0x81, 0xBD];
        assert_eq!(tinted(accent, 0.0), accent);
        assert_eq!(tinted(accent, 0.6), [0xB9, 0xCD, 0xE5]);
        assert_eq!(tinted(accent, -0.25), [0x37, 0x60, 0x92]);
        assert_eq!(tinted([255; 3], -0.5), [128; 3]);
        assert_eq!(tinted([0; 3], 0.5), [128; 3]);
        assert_eq!(tinted(accent, 9.0), [255; 3]);
        assert_eq!(tinted(accent, f64::NAN), accent);
    }

    #[test]
    fn colours_by_index_and_by_digits() {
        assert_eq!(indexed(10, &[]), Some([255, 0, 0]));
        assert_eq!(indexed(2, &[]), Some([255, 0, 0]));
        assert_eq!(indexed(64, &[]), None);
        assert_eq!(indexed(1, &[[1; 3], [2; 3]]), Some([2; 3]));
        assert_eq!(from_hex("FF92D050"), Some([0x92, 0xD0, 0x50]));
        assert_eq!(from_hex("92d050"), Some([0x92, 0xD0, 0x50]));
        assert_eq!(from_hex("+12345"), None);
        assert_eq!(from_hex("röd"), None);
    }
}
