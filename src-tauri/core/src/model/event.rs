//! What happened in a conversation where nobody wrote something: kept as data, so that the window
//! can word it in the person's language.

use serde::{Deserialize, Serialize};

/// Something that happened. Names are as the export has them; a name that it leaves out belongs to
/// somebody who has left the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// To whom it was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Option<String>>,
    /// The name that something got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How long it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// How much: points, or money with its currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// What the export says beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What can happen. The window has a message for each (`ui/messages/<language>/events.json`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)] // the names say it
pub enum EventKind {
    CreateGroup,
    CreateChannel,
    RenameChat,
    ChangePhoto,
    RemovePhoto,
    Join,
    JoinByLink,
    JoinByRequest,
    Leave,
    AddMembers,
    RemoveMembers,
    BecomeSupergroup,
    PinMessage,
    ClearHistory,
    JoinTelegram,
    TakeScreenshot,
    Call,
    MissedCall,
    DeclinedCall,
    GroupCall,
    ScheduleCall,
    InviteToCall,
    PlayGame,
    Pay,
    Payment,
    ChangeTimer,
    ChangeTheme,
    ChangeBackground,
    CreateTopic,
    ChangeTopic,
    SuggestPhoto,
    Boost,
    SendGift,
    LaunchGiveaway,
    AllowMessages,
    /// A message of a kind that the product's own export leaves out.
    LeftOut,
}

impl Event {
    /// Of a kind, with nothing more known.
    pub fn of(kind: EventKind) -> Self {
        Self {
            kind,
            actor: None,
            members: vec![],
            title: None,
            seconds: None,
            amount: None,
            note: None,
        }
    }
}
