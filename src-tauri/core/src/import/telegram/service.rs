//! What happened in a chat (`"type": "service"`), in plain words. The file has an action's name and
//! its values; the words are English like the product's own in its exports.

use std::borrow::Cow;

use super::chat::DELETED_ACCOUNT;
use super::raw::{RawMessage, Scalar};

/// The words for a service message. An action that is not known keeps its name.
pub(super) fn words<'m>(raw: &mut RawMessage<'m>) -> Cow<'m, str> {
    let action = std::mem::take(&mut raw.action).text().unwrap_or_default();
    let own_text = std::mem::take(&mut raw.text.0);
    let sentence = sentence(&action, raw);
    if own_text.is_empty() {
        return sentence.into();
    }
    if action == "custom_action" || sentence.is_empty() {
        return own_text;
    }
    format!("{sentence}: {own_text}").into()
}

fn sentence(action: &str, raw: &mut RawMessage<'_>) -> String {
    let actor = std::mem::take(&mut raw.actor).text();
    let actor = actor.as_deref().unwrap_or(DELETED_ACCOUNT);
    let members: Vec<String> = std::mem::take(&mut raw.members.0)
        .into_iter()
        .map(|name| name.text().map_or(DELETED_ACCOUNT.into(), Cow::into_owned))
        .collect();
    let only_actor = matches!(members.as_slice(), [one] if one == actor);
    let members = members.join(", ");
    let title = quoted(&mut raw.title);
    match action {
        "create_group" => format!("{actor} created the group{title}"),
        "create_channel" => format!("{actor} created the channel{title}"),
        "edit_group_title" => format!("{actor} changed the name of the chat to{title}"),
        "edit_group_photo" => format!("{actor} changed the picture of the chat"),
        "delete_group_photo" => format!("{actor} removed the picture of the chat"),
        "invite_members" if only_actor => format!("{actor} joined the group"),
        "invite_members" => format!("{actor} added {members}"),
        "remove_members" if only_actor => format!("{actor} left the group"),
        "remove_members" => format!("{actor} removed {members}"),
        "join_group_by_link" => format!("{actor} joined the group by a link"),
        "join_group_by_request" => format!("{actor} joined the group by request"),
        "migrate_to_supergroup" | "migrate_from_group" => "The group became a supergroup".into(),
        "pin_message" => format!("{actor} pinned a message"),
        "clear_history" => format!("{actor} cleared the history"),
        "joined_telegram" => format!("{actor} joined Telegram"),
        "take_screenshot" => format!("{actor} took a screenshot"),
        "phone_call" | "conference_call" => call(actor, raw),
        "group_call" => format!("Group call{}", duration(raw)),
        "group_call_scheduled" => format!("{actor} scheduled a group call"),
        "invite_to_group_call" => format!("{actor} invited {members} to a group call"),
        "score_in_game" => match raw.score.number() {
            Some(score) => format!("{actor} scored {score} in a game"),
            None => format!("{actor} played a game"),
        },
        "send_payment" => format!("{actor} paid{}", amount(raw)),
        "set_messages_ttl" => format!("{actor} changed when messages are deleted"),
        "edit_chat_theme" => format!("{actor} changed the theme of the chat"),
        "set_chat_wallpaper" | "set_same_chat_wallpaper" => {
            format!("{actor} changed the background of the chat")
        }
        "topic_created" => format!("{actor} created the topic{title}"),
        "topic_edit" => format!("{actor} changed the topic{}", quoted(&mut raw.new_title)),
        "suggest_profile_photo" => format!("{actor} suggested a profile picture"),
        "boost_apply" => format!("{actor} boosted the group"),
        "custom_action" | "" => String::new(),
        other => format!("{actor}: {}", other.replace('_', " ")),
    }
}

fn quoted(title: &mut Scalar<'_>) -> String {
    let title = std::mem::take(title).text();
    title.map_or(String::new(), |title| format!(" “{title}”"))
}

fn call(actor: &str, raw: &mut RawMessage<'_>) -> String {
    let reason = std::mem::take(&mut raw.discard_reason).text();
    match reason.as_deref() {
        Some("missed") => format!("Missed call from {actor}"),
        Some("busy") => format!("Call from {actor}, declined"),
        _ => format!("Call from {actor}{}", duration(raw)),
    }
}

fn duration(raw: &RawMessage<'_>) -> String {
    let seconds = raw
        .duration_seconds
        .number()
        .or_else(|| raw.duration.number());
    match seconds {
        Some(seconds @ 0..60) => format!(", {seconds} s"),
        Some(seconds @ 60..3600) => format!(", {} min {} s", seconds / 60, seconds % 60),
        Some(seconds @ 3600..) => format!(", {} h {} min", seconds / 3600, seconds / 60 % 60),
        _ => String::new(),
    }
}

fn amount(raw: &mut RawMessage<'_>) -> String {
    let [amount, currency] =
        [&mut raw.amount, &mut raw.currency].map(|part| std::mem::take(part).text());
    match (amount, currency) {
        (Some(amount), Some(currency)) => format!(" {amount} {currency}"),
        (Some(amount), None) => format!(" {amount}"),
        (None, _) => String::new(),
    }
}
