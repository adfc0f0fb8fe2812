//! Colours as words, in cells and as the fill of cells.

use crate::vocabulary::vocabulary;

/// The colour a text is the name of.
pub(crate) fn named(raw: &str) -> Option<&'static str> {
    const LONGEST: usize = 40;
    if raw.len() > LONGEST { None } else { vocabulary("colours").exact(raw) }
}

/// Colours that cells have for their looks alone.
pub(crate) fn is_plain(colour: &str) -> bool {
    matches!(colour, "white" | "grey" | "black")
}

/// The colour of a fill, as people would name it.
pub(crate) fn of_fill(fill: [u8; 3]) -> Option<&'static str> {
    let [red, green, blue] = fill.map(i32::from);
    let most = red.max(green).max(blue);
    let least = red.min(green).min(blue);
    let spread = most - least;
    if spread < 24 {
        return Some(match most {
            240.. => "white",
            64.. => "grey",
            _ => "black",
        });
    }
    // The hue in degrees.
    let hue = if most == red {
        60 * (green - blue) / spread
    } else if most == green {
        120 + 60 * (blue - red) / spread
    } else {
        240 + 60 * (red - green) / spread
    };
    match hue.rem_euclid(360) {
        0..18 | 340.. => Some("red"),
        18..46 => Some("orange"),
        46..70 => Some("yellow"),
        70..170 => Some("green"),
        170..265 => Some("blue"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_and_words() {
        for (fill, wanted) in [
            ([0xff, 0, 0], "red"),
            ([0xff, 0xc0, 0], "orange"),
            ([0xff, 0xff, 0], "yellow"),
            ([0x92, 0xd0, 0x50], "green"),
            ([0, 0xb0, 0x50], "green"),
            ([0, 0x70, 0xc0], "blue"),
            ([0xff; 3], "white"),
            ([0xdd; 3], "grey"),
            ([0; 3], "black"),
            ([0xff, 0xc7, 0xce], "red"),
            ([0xc6, 0xef, 0xce], "green"),
            ([0xff, 0xeb, 0x9c], "yellow"),
        ] {
            assert_eq!(of_fill(fill), Some(wanted), "{fill:?}");
        }
        assert_eq!(named(" RÖD"), Some("red"));
        assert_eq!(named("rödgröt"), None);
    }
}
