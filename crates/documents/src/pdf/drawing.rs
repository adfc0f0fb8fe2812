//! Charts as shares of their axis and finished labels, so that the template only has to draw.

use typst::foundations::{Array, Dict, IntoValue, dict};

use super::glyphs::Repertoire;
use crate::chart::{Bars, Chart, ChartKind, Strip, Trend, drawable};
use crate::{Language, text};

/// The chart as values.
pub(super) fn drawing(chart: &Chart, language: Language, repertoire: Repertoire) -> Dict {
    let artist = Artist { language, repertoire };
    match &chart.kind {
        ChartKind::Bars(bars) => artist.bars(bars),
        ChartKind::Trend(trend) => artist.trend(trend),
        ChartKind::Strip(strip) => artist.strip(strip),
    }
}

struct Artist {
    language: Language,
    repertoire: Repertoire,
}

impl Artist {
    fn number(&self, value: f64, unit: &str) -> String {
        self.repertoire.line(&(text::number(value, self.language) + unit))
    }

    fn bars(&self, bars: &Bars) -> Dict {
        let count = bars.series.len();
        let values = |bar: &crate::Bar| -> Vec<f64> {
            (0..count).map(|index| drawable(bar.values.get(index).copied().unwrap_or(0.0))).collect()
        };
        let sums = bars.bars.iter().map(|bar| values(bar).iter().sum::<f64>());
        let longest = sums.fold(0.0, f64::max);
        let full = bars.full.map_or(0.0, drawable).max(longest).max(f64::MIN_POSITIVE);
        let rows = bars.bars.iter().map(|bar| {
            let values = values(bar);
            let sum: f64 = values.iter().sum();
            let shown = if bars.total.is_some() { sum } else { values.first().copied().unwrap_or(0.0) };
            let parts = values.iter().map(|&value| {
                dict! { "share" => value / full, "text" => self.number(value, "") }.into_value()
            });
            dict! {
                "label" => self.repertoire.line(&bar.label),
                "parts" => parts.collect::<Array>(),
                "value" => (count == 1 || bars.total.is_some()).then(|| self.number(shown, &bars.unit)),
            }
            .into_value()
        });
        dict! {
            "kind" => "bars",
            "series" => bars.series.iter().map(|series| self.series(&series.name, series.tint.key()).into_value()).collect::<Array>(),
            "bars" => rows.collect::<Array>(),
        }
    }

    fn series(&self, name: &str, tint: &str) -> Dict {
        dict! { "name" => self.repertoire.line(name), "tint" => tint }
    }

    fn trend(&self, trend: &Trend) -> Dict {
        let values = trend.lines.iter().flat_map(|line| line.values.iter().copied().flatten().map(drawable));
        let largest = values.fold(trend.full.map_or(0.0, drawable), f64::max);
        let (step, steps) = if trend.full.is_some_and(|full| drawable(full) >= largest && largest > 0.0) {
            (largest / 4.0, 4)
        } else {
            axis(largest)
        };
        let full = step * f64::from(steps);
        let ticks = (0..=steps).map(|tick| {
            let value = step * f64::from(tick);
            dict! { "share" => value / full, "text" => self.number(value, &trend.unit) }.into_value()
        });
        let lines = trend.lines.iter().map(|line| {
            let mut data = self.series(&line.name, line.tint.key());
            let at = |index: usize| line.values.get(index).copied().flatten().map(drawable);
            let shares = (0..trend.times.len()).map(|index| at(index).map(|value| value / full).into_value());
            let last = (0..trend.times.len()).rev().find_map(at);
            data.insert("shares".into(), shares.collect::<Array>().into_value());
            data.insert("last".into(), last.map(|value| self.number(value, &trend.unit)).into_value());
            data.into_value()
        });
        dict! {
            "kind" => "trend",
            "times" => trend.times.iter().map(|time| self.repertoire.line(time).into_value()).collect::<Array>(),
            "ticks" => ticks.collect::<Array>(),
            "lines" => lines.collect::<Array>(),
        }
    }

    fn strip(&self, strip: &Strip) -> Dict {
        let items = strip.items.iter().map(|item| {
            dict! {
                "label" => self.repertoire.line(&item.label),
                "state" => item.state.key(),
                "word" => self.repertoire.line(&item.word),
            }
            .into_value()
        });
        dict! { "kind" => "strip", "items" => items.collect::<Array>() }
    }
}

/// A round step and how many of them (2 to 5) reach over the largest value.
fn axis(largest: f64) -> (f64, u8) {
    let mut size = 1.0;
    while size * 10.0 <= largest {
        size *= 10.0;
    }
    // Steps below 1 would give decimals on axes that nearly always count things.
    let steps = [0.5, 1.0, 2.0, 2.5, 5.0].map(|factor| (factor * size).max(1.0));
    for step in steps {
        for count in 2..=5_u8 {
            if step * f64::from(count) >= largest {
                return (step, count);
            }
        }
    }
    (size * 5.0, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round_and_reach_over_the_largest_value() {
        assert_eq!(axis(0.0), (1.0, 2));
        assert_eq!(axis(4.0), (1.0, 4));
        assert_eq!(axis(9.9), (2.0, 5));
        assert_eq!(axis(87.0), (20.0, 5));
        assert_eq!(axis(246.0), (50.0, 5));
        for largest in [1.0, 7.5, 99.9, 101.0, 12_345.0, 1e12] {
            let (step, count) = axis(largest);
            assert!(step * f64::from(count) >= largest, "{largest}");
        }
    }
}
