//! The municipality's own accent colour: whether it can be read, and the style sheet that carries it. The light theme
//! takes it as it is; the dark one a lighter tone of it.

use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use axum::http::header;
use axum::response::IntoResponse as _;

/// Least contrast of text (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;
const WHITE: Colour = Colour([255, 255, 255]);
/// The surface and the ink of the dark theme, as in `10-tokens.css`.
const DARK_SURFACE: Colour = Colour([0x1a, 0x21, 0x22]);
const DARK_INK: Colour = Colour([0x0c, 0x1b, 0x17]);
/// Text on the bar.
const BAR_INK: Colour = Colour([0xf2, 0xf7, 0xf4]);

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl std::str::FromStr for Colour {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let digits =
            text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii()).ok_or(())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| ());
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// So many percent of `other`, the rest of this.
    fn mixed(self, other: Self, percent: u16) -> Self {
        let part = |at: usize| {
            let mixed = u16::from(self.0[at]) * (100 - percent) + u16::from(other.0[at]) * percent;
            u8::try_from((mixed + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }

    /// This, mixed with as little of `with` as gives text of `ink` the contrast it needs.
    fn readable(self, with: Self, ink: Self, least: f64) -> Self {
        let tones = (0..=100).map(|percent| self.mixed(with, percent));
        tones.into_iter().find(|tone| tone.contrast(ink) >= least).unwrap_or(with)
    }
}

/// Whether white text can be read on it; otherwise the contrast there is, and the nearest tone on which it can.
pub(super) fn check(colour: Colour) -> std::result::Result<(), (f64, Colour)> {
    let contrast = colour.contrast(WHITE);
    if contrast >= LEAST { Ok(()) } else { Err((contrast, colour.readable(Colour([0, 0, 0]), WHITE, LEAST))) }
}

/// The tokens that a municipality changes, for both themes.
fn tokens(colour: Colour) -> String {
    let black = Colour([0, 0, 0]);
    // Read as a sign and a link on the surface, and as ground for dark ink.
    let on_dark = colour.readable(WHITE, DARK_SURFACE, LEAST).readable(WHITE, DARK_INK, LEAST);
    let bar = colour.mixed(black, 25).readable(black, BAR_INK, 7.0);
    let pairs = [
        ("accent", colour, on_dark),
        ("accent-strong", colour.mixed(black, 22), on_dark.mixed(WHITE, 30)),
        ("accent-ink", WHITE, DARK_INK),
        ("accent-soft", colour.mixed(WHITE, 86), colour.mixed(DARK_SURFACE, 75)),
        ("bar", bar, bar.mixed(black, 45)),
        ("bar-field", bar.mixed(WHITE, 12), bar.mixed(black, 30)),
    ];
    let lines = pairs.map(|(name, light, dark)| format!("--{name}:light-dark({light},{dark})"));
    format!(":root{{{}}}\n", lines.join(";"))
}

/// `GET /tillgangar/kommun.css`: the accent of the municipality that the session is in.
pub(super) async fn style(ctx: Ctx) -> Result {
    let accent = ctx.visitor.as_ref().map(|actor| actor.accent.as_str()).unwrap_or_default();
    let colour: Colour = accent.parse().map_err(|()| Error::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, tokens(colour)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits() {
        for (text, is_one) in
            [("#17594a", true), ("#17594", false), ("17594a", false), ("#17594å", false), ("#gggggg", false)]
        {
            assert_eq!(text.parse::<Colour>().is_ok(), is_one, "{text}");
        }
        assert_eq!("#17594A".parse::<Colour>().unwrap().to_string(), "#17594a");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_nearest_that_can() {
        assert_eq!(check("#17594a".parse().unwrap()), Ok(()));
        let (contrast, nearest) = check("#ffcc00".parse().unwrap()).unwrap_err();
        assert!(contrast < 2.0 && nearest.contrast(WHITE) >= LEAST);
        assert!((WHITE.contrast(Colour([0, 0, 0])) - 21.0).abs() < 0.001);
    }

    #[test]
    fn every_colour_that_passes_is_readable_in_both_themes() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let colour = Colour([red, green, blue]);
                    if check(colour).is_err() {
                        continue;
                    }
                    let sheet = tokens(colour);
                    let pair = |name: &str| {
                        let (_, rest) = sheet.split_once(&format!("--{name}:light-dark(")).unwrap();
                        let (light, rest) = rest.split_once(',').unwrap();
                        let dark = rest.split_once(')').unwrap().0;
                        (light.parse::<Colour>().unwrap(), dark.parse::<Colour>().unwrap())
                    };
                    let (accent, ink, strong, soft) =
                        (pair("accent"), pair("accent-ink"), pair("accent-strong"), pair("accent-soft"));
                    let (bar, field) = (pair("bar"), pair("bar-field"));
                    for (text, ground) in [
                        (accent.0, ink.0),
                        (accent.1, ink.1),
                        (accent.1, DARK_SURFACE),
                        (strong.0, soft.0),
                        (strong.1, soft.1),
                        (BAR_INK, bar.0),
                        (BAR_INK, bar.1),
                        (BAR_INK, field.0),
                        (BAR_INK, field.1),
                    ] {
                        assert!(text.contrast(ground) >= LEAST, "{colour}: {text} on {ground}");
                    }
                }
            }
        }
    }
}
