//! Countries by ISO 3166-1 alpha-2, and whether personal data may be sent there without chapter V of the GDPR.

use crate::platform::page::PageFrame;
use crate::platform::swedish::sort_key;

/// The European Economic Area: the Union, Iceland, Liechtenstein and Norway.
pub(super) const EEA: [&str; 30] = [
    "SE", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SI", "SK",
];

/// Countries that can be chosen: the area first, then the third countries that suppliers usually come from.
pub const COUNTRIES: [&str; 44] = [
    "SE", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SI", "SK", "AU", "CA", "CH", "CN",
    "GB", "IL", "IN", "JP", "KR", "NZ", "RS", "SG", "UA", "US",
];

/// Whether a country lies outside the area; one that is not stated is not known to.
pub fn is_third_country(code: &str) -> bool {
    !code.is_empty() && !EEA.contains(&code)
}

/// The name of a country.
pub(super) fn name(page: &PageFrame, code: &str) -> String {
    page.word("country", code.to_ascii_lowercase()).into_owned()
}

/// Countries as options: Sweden first, the rest by name.
pub(super) fn options(page: &PageFrame) -> Vec<(String, String)> {
    let mut options: Vec<_> = COUNTRIES.iter().map(|code| ((*code).to_owned(), name(page, code))).collect();
    options.sort_by_cached_key(|(code, name)| (code != "SE", sort_key(name)));
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Language;

    #[test]
    fn every_country_has_a_name_in_both_languages_and_stands_once() {
        for (at, code) in COUNTRIES.iter().enumerate() {
            let key = format!("country-{}", code.to_ascii_lowercase());
            assert!(Language::Swedish.has(&key) && Language::English.has(&key), "{key}");
            assert!(!COUNTRIES[at + 1..].contains(code), "{code}");
        }
        assert!(EEA.iter().all(|code| COUNTRIES.contains(code)));
    }

    #[test]
    fn only_a_stated_country_outside_the_area_is_a_third_country() {
        assert!(is_third_country("US") && is_third_country("GB") && is_third_country("CH"));
        assert!(!is_third_country("SE") && !is_third_country("NO") && !is_third_country(""));
    }
}
