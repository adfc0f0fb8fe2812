//! Texts by key in Swedish and English. The `.ftl` files stand in the capabilities' folders and are gathered at build.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use std::sync::OnceLock;

const SWEDISH: &str = include_str!(concat!(env!("OUT_DIR"), "/sv.ftl"));
const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/en.ftl"));

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Swedish, the default.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// `sv` or `en`; anything else is Swedish.
    pub fn parse(code: &str) -> Self {
        if code.starts_with("en") { Self::English } else { Self::Swedish }
    }

    /// As in the `lang` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();
        let [swedish, english] = BUNDLES.get_or_init(|| [bundle("sv", SWEDISH), bundle("en", ENGLISH)]);
        match self {
            Self::Swedish => swedish,
            Self::English => english,
        }
    }

    /// Whether there is a text by that key.
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The text of a key. An unknown key gives the key itself, which the tests find.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        let bundle = self.bundle();
        match bundle.get_message(key).and_then(|message| message.value()) {
            // Borrowed from the bundle: a text without values costs no allocation.
            Some(pattern) => bundle.format_pattern(pattern, None, &mut Vec::new()),
            None => Cow::Owned(key.to_owned()),
        }
    }

    /// The text of a key with one number, for plurals: `{ $n -> [one] … *[other] … }`.
    pub fn n(self, key: &str, n: impl TryInto<i64>) -> Cow<'static, str> {
        let mut args = FluentArgs::new();
        args.set("n", n.try_into().unwrap_or(i64::MAX));
        self.format(key, &args)
    }

    /// The text of a key with named values: `&[("name", "Maja"), ("row", "17")]`.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> Cow<'static, str> {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), (*value).to_owned());
        }
        self.format(key, &args)
    }

    fn format(self, key: &str, args: &FluentArgs<'_>) -> Cow<'static, str> {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return Cow::Owned(key.to_owned());
        };
        Cow::Owned(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }
}

fn bundle(code: &str, text: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(code.parse().into_iter().collect());
    // No isolation marks around values: they would be copied along with names.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    // A key that stands twice keeps its last text here; the text test fails on it.
    bundle.add_resource_overriding(resource);
    bundle
}
