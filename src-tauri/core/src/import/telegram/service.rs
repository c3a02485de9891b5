//! What happened in a chat (`"type": "service"`): kept as data for the window to word. Beside it
//! stands a text for search and scripts: the action as the file calls it, with its names.

use super::raw::{RawMessage, Scalar};
use crate::import::DELETED_ACCOUNT;
use crate::model::event::{Event, EventKind};

/// The text and the event of a service message. An action that is not known has only its text.
pub(super) fn read(raw: &mut RawMessage<'_>) -> (String, Option<Event>) {
    let action = taken(&mut raw.action).unwrap_or_default();
    let note = match taken(&mut raw.information_text) {
        Some(words) => words,
        None => std::mem::take(&mut raw.text.0).into_owned(),
    };
    // These say themselves what happened.
    if matches!(action.as_str(), "custom_action" | "") {
        return (note, None);
    }
    let note = Some(note).filter(|note| !note.is_empty());
    let actor = taken(&mut raw.actor);
    // Somebody who is gone has an id; a payment to the owner, say, is nobody's.
    let by_nobody = actor.is_none() && raw.actor_id == Scalar::Absent;
    let members: Vec<Option<String>> = std::mem::take(&mut raw.members.0)
        .into_iter()
        .map(|name| name.text().map(Into::into))
        .collect();
    let title = taken(&mut raw.title).or_else(|| taken(&mut raw.new_title));
    let by_itself = matches!(members.as_slice(), [one] if *one == actor);
    let kind = match kind(&action, by_itself, raw) {
        Some(EventKind::Pay) if by_nobody => Some(EventKind::Payment),
        kind => kind,
    };
    let text = text(
        &action,
        (!by_nobody).then(|| actor.as_deref().unwrap_or(DELETED_ACCOUNT)),
        &members,
        title.as_deref(),
        note.as_deref(),
    );
    let event = kind.map(|kind| Event {
        kind,
        actor,
        members: if by_itself { vec![] } else { members },
        title,
        seconds: seconds(raw),
        amount: amount(raw),
        note,
    });
    (text, event)
}

fn kind(action: &str, by_itself: bool, raw: &mut RawMessage<'_>) -> Option<EventKind> {
    use EventKind::{
        AddMembers, AllowMessages, Boost, Call, ChangeBackground, ChangePhoto, ChangeTheme,
        ChangeTimer, ChangeTopic, ClearHistory, CreateChannel, CreateGroup, CreateTopic,
        DeclinedCall, GroupCall, InviteToCall, Join, JoinByLink, JoinByRequest, JoinTelegram,
        LaunchGiveaway, Leave, MissedCall, Pay, PinMessage, PlayGame, RemoveMembers, RemovePhoto,
        RenameChat, ScheduleCall, SendGift, SuggestPhoto, TakeScreenshot,
    };
    Some(match action {
        "create_group" => CreateGroup,
        "create_channel" => CreateChannel,
        "edit_group_title" => RenameChat,
        "edit_group_photo" => ChangePhoto,
        "delete_group_photo" => RemovePhoto,
        "invite_members" if by_itself => Join,
        "invite_members" => AddMembers,
        "remove_members" if by_itself => Leave,
        "remove_members" => RemoveMembers,
        "join_group_by_link" => JoinByLink,
        "join_group_by_request" => JoinByRequest,
        "migrate_to_supergroup" | "migrate_from_group" => EventKind::BecomeSupergroup,
        "pin_message" => PinMessage,
        "clear_history" => ClearHistory,
        "joined_telegram" => JoinTelegram,
        "take_screenshot" => TakeScreenshot,
        "phone_call" | "conference_call" => match taken(&mut raw.discard_reason).as_deref() {
            Some("missed") => MissedCall,
            Some("busy") => DeclinedCall,
            _ => Call,
        },
        "group_call" => GroupCall,
        "group_call_scheduled" => ScheduleCall,
        "invite_to_group_call" => InviteToCall,
        "score_in_game" => PlayGame,
        "send_payment" => Pay,
        "set_messages_ttl" => ChangeTimer,
        "edit_chat_theme" => ChangeTheme,
        "set_chat_wallpaper" | "set_same_chat_wallpaper" => ChangeBackground,
        "topic_created" => CreateTopic,
        "topic_edit" => ChangeTopic,
        "suggest_profile_photo" => SuggestPhoto,
        "boost_apply" => Boost,
        "send_premium_gift" | "send_stars_gift" | "send_star_gift" => SendGift,
        "giveaway_launch" => LaunchGiveaway,
        "allow_sending_messages" => AllowMessages,
        _ => return None,
    })
}

/// `Ana: invite members Bo, Cem`
fn text(
    action: &str,
    actor: Option<&str>,
    members: &[Option<String>],
    title: Option<&str>,
    note: Option<&str>,
) -> String {
    let mut text = actor.map_or_else(String::new, |actor| format!("{actor}: "));
    text.push_str(&action.replace('_', " "));
    let names: Vec<&str> = members
        .iter()
        .map(|name| name.as_deref().unwrap_or(DELETED_ACCOUNT))
        .collect();
    if !names.is_empty() {
        text.push(' ');
        text.push_str(&names.join(", "));
    }
    if let Some(title) = title {
        text.push_str(&format!(" “{title}”"));
    }
    if let Some(note) = note {
        text.push_str(&format!(": {note}"));
    }
    text
}

fn taken(part: &mut Scalar<'_>) -> Option<String> {
    std::mem::take(part).text().map(Into::into)
}

fn seconds(raw: &RawMessage<'_>) -> Option<u64> {
    let seconds = raw
        .duration_seconds
        .number()
        .or_else(|| raw.duration.number());
    seconds.and_then(|seconds| u64::try_from(seconds).ok())
}

fn amount(raw: &mut RawMessage<'_>) -> Option<String> {
    let amount = taken(&mut raw.score).or_else(|| taken(&mut raw.amount))?;
    Some(match taken(&mut raw.currency) {
        Some(currency) => format!("{amount} {currency}"),
        None => amount,
    })
}

#[cfg(test)]
mod tests;
