//! The words of the exported catalogue that the catalogue itself does not have, in Italian and English.

use i18n_embed_fl::fl;
use office::catalogue::{Identity, OnlineService};
use office::hours::Hours;
use office::language::{Language, Text};
use office::service::Channel;
use screen::{texts, words};

/// Every way on which a service can be had.
pub(super) const CHANNELS: [Channel; 6] =
    [Channel::Counter, Channel::Appointment, Channel::Online, Channel::Post, Channel::Email, Channel::Phone];

/// A text in both languages.
fn both(word: impl Fn(Language) -> String) -> Text {
    Text { it: word(Language::It), en: word(Language::En) }
}

pub(super) fn catalogue_of(office: &Text) -> Text {
    both(|language| fl!(texts(language), "catalogue-of", office = office.in_language(language)))
}

pub(super) fn about() -> Text {
    both(|language| fl!(texts(language), "catalogue-about"))
}

pub(super) fn steps() -> Text {
    both(|language| fl!(texts(language), "slip-steps"))
}

pub(super) fn times() -> Text {
    both(|language| fl!(texts(language), "slip-times"))
}

pub(super) fn notes() -> Text {
    both(|language| fl!(texts(language), "slip-notes"))
}

pub(super) fn channel(channel: Channel) -> Text {
    both(|language| {
        let l = texts(language);
        match channel {
            Channel::Counter => fl!(l, "channel-counter"),
            Channel::Appointment => fl!(l, "channel-appointment"),
            Channel::Online => fl!(l, "channel-online"),
            Channel::Post => fl!(l, "channel-post"),
            Channel::Email => fl!(l, "channel-email"),
            Channel::Phone => fl!(l, "channel-phone"),
        }
    })
}

/// What the online service is, what can be had there, and with which identity.
pub(super) fn online(online: &OnlineService) -> Text {
    let names: Vec<&str> = online.identity.iter().copied().map(Identity::name).collect();
    let identity = (!names.is_empty()).then(|| Text { it: names.join(", "), en: names.join(", ") });
    let items = (!online.items.is_empty()).then(|| Text {
        it: online.items.iter().map(|item| item.it.as_str()).collect::<Vec<_>>().join(", "),
        en: online.items.iter().map(|item| item.en.as_str()).collect::<Vec<_>>().join(", "),
    });
    let parts = [online.note.as_ref(), items.as_ref(), identity.as_ref()];
    joined(parts.into_iter().flatten()).unwrap_or_else(|| online.title.clone())
}

/// The hours of an ordinary week in one line.
pub(super) fn hours(hours: &Hours) -> Text {
    both(|language| words::week(hours, language).join("; "))
}

/// "1. …" and "2. …" on lines of their own; absent without steps.
pub(super) fn numbered(steps: &[Text]) -> Option<Text> {
    let numbered = |at: usize, step: &str| format!("{}. {step}", at + 1);
    let steps = steps
        .iter()
        .enumerate()
        .map(|(at, step)| Text { it: numbered(at, &step.it), en: numbered(at, &step.en) })
        .collect::<Vec<_>>();
    lines(steps.iter())
}

/// Each text on a line of its own; absent where there are none.
pub(super) fn lines<'a>(texts: impl Iterator<Item = &'a Text>) -> Option<Text> {
    parted(texts, "\n")
}

/// The texts in a row; absent where there are none.
pub(super) fn joined<'a>(texts: impl Iterator<Item = &'a Text>) -> Option<Text> {
    parted(texts, "; ")
}

fn parted<'a>(texts: impl Iterator<Item = &'a Text>, by: &str) -> Option<Text> {
    texts.fold(None, |row: Option<Text>, text| match row {
        Some(row) => {
            Some(Text { it: format!("{}{by}{}", row.it, text.it), en: format!("{}{by}{}", row.en, text.en) })
        }
        None => Some(text.clone()),
    })
}

/// "Marca da bollo (se …)".
pub(super) fn in_case(what: &Text, case: &Text) -> Text {
    Text { it: format!("{} ({})", what.it, case.it), en: format!("{} ({})", what.en, case.en) }
}

pub(super) fn unconfirmed(text: &Text) -> Text {
    both(|language| format!("{} ({})", text.in_language(language), fl!(texts(language), "unconfirmed")))
}
