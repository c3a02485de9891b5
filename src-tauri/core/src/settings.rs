//! The person's settings.

use std::ops::RangeInclusive;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::change::Change;
use crate::library::Library;
use crate::model::error::{Error, Result};
use crate::model::group::{DEFAULT_GROUP_LIMIT, MAX_GROUP_LIMIT};
use crate::model::request::present;
use crate::store::setting;

const GROUP_LIMITS: RangeInclusive<u32> = DEFAULT_GROUP_LIMIT..=MAX_GROUP_LIMIT;
/// CSS pixels: from the narrowest that can be read to wider than any screen shows.
const PANE_WIDTHS: RangeInclusive<u32> = 100..=2000;
/// Percent: from half as large as designed to twice.
const ZOOMS: RangeInclusive<u32> = 50..=200;

/// The window's language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// The system's.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Every setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The window's language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// How many groups there may be, 20 to 1,000.
    pub group_limit: u32,
    /// Width of the groups pane, CSS pixels.
    pub rail_width: u32,
    /// Width of the list, CSS pixels.
    pub list_width: u32,
    /// How large the window draws, percent, 50 to 200.
    pub zoom: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::System,
            theme: Theme::System,
            group_limit: DEFAULT_GROUP_LIMIT,
            rail_width: 240,
            list_width: 380,
            zoom: 100,
        }
    }
}

/// `set_settings`: what is absent stays.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SettingsPatch {
    #[serde(deserialize_with = "present")]
    language: Option<Language>,
    #[serde(deserialize_with = "present")]
    theme: Option<Theme>,
    #[serde(deserialize_with = "present")]
    group_limit: Option<u32>,
    #[serde(deserialize_with = "present")]
    rail_width: Option<u32>,
    #[serde(deserialize_with = "present")]
    list_width: Option<u32>,
    #[serde(deserialize_with = "present")]
    zoom: Option<u32>,
}

impl Library {
    /// Every setting.
    ///
    /// # Errors
    /// 200002.
    pub fn get_settings(&self) -> Result<Settings> {
        self.store.read(all)
    }

    /// Changes settings and gives all of them back. Not undoable, and nothing is told: the window
    /// that asked applies the answer.
    ///
    /// # Errors
    /// 50002, 200002.
    pub fn set_settings(&self, request: SettingsPatch) -> Result<Settings> {
        request.check()?;
        let Value::Object(values) = json!(request) else {
            return self.get_settings();
        };
        self.store.write(|transaction| {
            for (name, value) in values.iter().filter(|(_, value)| !value.is_null()) {
                setting::set(transaction, name, value)?;
            }
            Ok((all(transaction)?, Change::default()))
        })
    }
}

impl SettingsPatch {
    fn check(&self) -> Result<()> {
        let bounded = [
            (
                "groupLimit",
                self.group_limit,
                GROUP_LIMITS,
                "must be 20 to 1000",
            ),
            (
                "railWidth",
                self.rail_width,
                PANE_WIDTHS,
                "must be 100 to 2000",
            ),
            (
                "listWidth",
                self.list_width,
                PANE_WIDTHS,
                "must be 100 to 2000",
            ),
            ("zoom", self.zoom, ZOOMS, "must be 50 to 200"),
        ];
        for (name, value, bounds, why) in bounded {
            if value.is_some_and(|value| !bounds.contains(&value)) {
                return Err(Error::bad_parameter(name, why));
            }
        }
        Ok(())
    }
}

/// How many groups there may be.
pub(crate) fn group_limit(connection: &Connection) -> Result<u32> {
    Ok(all(connection)?.group_limit)
}

fn all(connection: &Connection) -> Result<Settings> {
    let mut stored = setting::all(connection)?;
    // What could not be set in this version counts as never set, and takes nothing else with it.
    stored.retain(|name, value| {
        let patch = serde_json::from_value(json!({ name: value }));
        patch.is_ok_and(|patch: SettingsPatch| patch.check().is_ok())
    });
    Ok(serde_json::from_value(Value::Object(stored)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::store::setting;
    use crate::testing::TestLibrary;

    #[test]
    fn settings_begin_with_their_defaults_and_keep_what_is_set() {
        let mut library = TestLibrary::new();
        let mut settings = json!({
            "language": "system", "theme": "system", "groupLimit": 20,
            "railWidth": 240, "listWidth": 380, "zoom": 100,
        });
        assert_eq!(library.ok("get_settings", json!({})), settings);
        for (name, value) in [
            ("language", json!("zh-CN")),
            ("language", json!("en")),
            ("theme", json!("dark")),
            ("groupLimit", json!(1000)),
            ("railWidth", json!(300)),
            ("listWidth", json!(500)),
            ("zoom", json!(150)),
        ] {
            settings[name] = value.clone();
            assert_eq!(library.ok("set_settings", json!({name: value})), settings);
        }
        library.reopen();
        assert_eq!(library.ok("get_settings", json!({})), settings);
        assert!(library.changes().is_empty());
    }

    #[test]
    fn a_stored_setting_that_cannot_be_read_takes_no_other_with_it() {
        let library = TestLibrary::new();
        library.ok("set_settings", json!({"groupLimit": 300, "language": "en"}));
        for (name, value) in [
            ("theme", json!("sepia")),
            ("railWidth", json!("wide")),
            ("listWidth", json!(9_000_000)),
            ("colour", json!("red")),
        ] {
            library.with(|connection| setting::set(connection, name, &value));
        }
        let settings = json!({
            "language": "en", "theme": "system", "groupLimit": 300,
            "railWidth": 240, "listWidth": 380, "zoom": 100,
        });
        assert_eq!(library.ok("get_settings", json!({})), settings);
    }

    #[test]
    fn a_wrong_setting_is_refused_by_name_and_nothing_is_set() {
        let library = TestLibrary::new();
        for (name, value) in [
            ("groupLimit", json!(19)),
            ("groupLimit", json!(1001)),
            ("groupLimit", json!("20")),
            ("groupLimit", json!(null)),
            ("language", json!("de")),
            ("theme", json!(1)),
            ("railWidth", json!(99)),
            ("listWidth", json!(2001)),
            ("zoom", json!(49)),
            ("zoom", json!(201)),
            ("colour", json!("red")),
        ] {
            let error = library
                .call("set_settings", json!({"theme": "dark", name: value}))
                .unwrap_err();
            assert_eq!(error.code(), 50002, "{name} {value}");
            assert_eq!(error.params()["parameter"], name);
        }
        assert_eq!(library.ok("get_settings", json!({}))["theme"], "system");
    }
}
