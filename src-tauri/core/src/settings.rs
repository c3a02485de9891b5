//! The person's settings.

use serde::{Deserialize, Serialize};

use crate::library::Library;
use crate::model::error::Result;
use crate::model::group::DEFAULT_GROUP_LIMIT;
use crate::model::request::present;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::System,
            theme: Theme::System,
            group_limit: DEFAULT_GROUP_LIMIT,
            rail_width: 240,
            list_width: 380,
        }
    }
}

/// `set_settings`: what is absent stays.
#[derive(Debug, Clone, Default, Deserialize)]
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
}

impl Library {
    /// Every setting.
    ///
    /// # Errors
    /// As in the contract.
    pub fn get_settings(&self) -> Result<Settings> {
        Err(crate::items::not_yet())
    }

    /// Changes settings and gives all of them back.
    ///
    /// # Errors
    /// As in the contract.
    pub fn set_settings(&self, request: SettingsPatch) -> Result<Settings> {
        drop(request);
        Err(crate::items::not_yet())
    }
}
