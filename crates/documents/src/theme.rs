//! Colours of a document: one accent that the organisation may choose, the rest fixed.

/// How documents look. The default is the product's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// The one accent colour.
    pub accent: Accent,
}

/// An accent colour, dark enough to be read on white (contrast at least 4.5, WCAG 2.2 SC 1.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent([u8; 3]);

impl Default for Accent {
    fn default() -> Self {
        Self([0x1d, 0x5b, 0x4b])
    }
}

impl Accent {
    /// Takes a colour of red, green and blue. None when white text on it would be hard to read.
    #[must_use]
    pub fn new(rgb: [u8; 3]) -> Option<Self> {
        (1.05 / (luminance(rgb) + 0.05) >= 4.5).then_some(Self(rgb))
    }

    /// Reads `#1d5b4b`. None when it is no such colour or too light.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').unwrap_or(hex);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Self::new([red, green, blue])
    }

    /// Six hexadecimal digits, without `#`.
    pub(crate) fn hex(self) -> String {
        hex(self.0)
    }

    /// The accent mixed with white; `share` is how much of the accent is left, 0 to 1.
    pub(crate) fn tint(self, share: f64) -> String {
        hex(self.0.map(|part| {
            let mixed = f64::from(part) * share + 255.0 * (1.0 - share);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let part = mixed.round() as u8;
            part
        }))
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("{red:02x}{green:02x}{blue:02x}")
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_must_carry_white_text() {
        assert!(Accent::parse("#1d5b4b").is_some());
        assert!(Accent::parse("#767676").is_some());
        assert!(Accent::parse("#777777").is_none());
        assert!(Accent::parse("#ffcc00").is_none());
        assert!(Accent::parse("#+d5b4b").is_none());
        assert!(Accent::parse("röd").is_none());
    }

    #[test]
    fn a_tint_lies_between_the_accent_and_white() {
        let accent = Accent::default();
        assert_eq!(accent.tint(1.0), accent.hex());
        assert_eq!(accent.tint(0.0), "ffffff");
    }
}
