//! What visitors can say: the needs most asked for, and those of each topic.

use crate::attract::TILES_MAX;
use crate::frame::{self, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::stand::{Asked, Origin, Place, Stand, Topic, Trail};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::catalogue::Need;
use office::configuration::Service;
use office::language::Language;
use screen::Page;
use screen::front::Front;
use screen::texts;
use std::cmp::Reverse;

/// A need or a topic to be touched.
pub(crate) struct Tile {
    /// Where it leads.
    pub href: String,
    /// What stands on it.
    pub title: String,
    /// The same in the language that most others know, where it differs.
    pub subtitle: Option<String>,
    /// A name of the icon sprite.
    pub icon: Option<String>,
}

impl Tile {
    /// The needs most asked for at this hour; what the snapshot does not rank comes by its weight. An office
    /// that has written no needs down shows its services.
    pub fn popular(shown: &Shown, stand: &Stand, from: Origin, max: usize) -> Vec<Tile> {
        let needs = &shown.configuration.needs;
        if needs.is_empty() {
            let services = shown.configuration.services.iter().take(max);
            return services.map(|service| Tile::of_service(service, stand)).collect();
        }
        let rank = |need: &Need| shown.screen.popular.iter().position(|id| *id == need.id);
        let mut needs: Vec<&Need> = needs.iter().collect();
        needs.sort_by_key(|need| (rank(need).unwrap_or(usize::MAX), Reverse(need.weight)));
        needs.into_iter().take(max).map(|need| Tile::of(need, stand, from.clone())).collect()
    }

    fn of_service(service: &Service, stand: &Stand) -> Tile {
        let title = service.title.in_language(stand.settings.language).to_owned();
        Tile {
            href: stand.at(Place::Ask(Trail::of_service(&service.id, Origin::Needs))).address(),
            subtitle: (service.title.en != title).then(|| service.title.en.clone()),
            title,
            icon: service.icon.clone(),
        }
    }

    /// The tile of a need.
    pub fn of(need: &Need, stand: &Stand, from: Origin) -> Tile {
        let title = need.title.in_language(stand.settings.language).to_owned();
        Tile {
            href: stand.at(Place::Ask(Trail::of_need(&need.id, from))).address(),
            subtitle: (need.title.en != title).then(|| need.title.en.clone()),
            title,
            icon: need.icon.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "needs.html")]
struct NeedsPage {
    page: Page,
    frame: Frame,
    tiles: Vec<Tile>,
    topics: Vec<Tile>,
    /// Where the topics are, where there is no room for them here.
    more: Option<String>,
    search: String,
    info: [String; 3],
}

#[derive(Template)]
#[template(path = "topics.html")]
struct TopicsPage {
    page: Page,
    frame: Frame,
    topics: Vec<Tile>,
    info: [String; 3],
}

#[derive(Template)]
#[template(path = "topic.html")]
struct TopicPage {
    page: Page,
    frame: Frame,
    title: String,
    /// Whether the title is one of the office's own texts.
    is_of_office: bool,
    tiles: Vec<Tile>,
}

/// Shows what is most asked for, the topics, and the ways to search and to read.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let entered = match totem.enter(&asked, Place::Needs) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let stand = &entered.stand;
    let has_room = !stand.settings.low;
    let tiles = Tile::popular(&entered.shown, stand, Origin::Needs, TILES_MAX);
    let needs = NeedsPage {
        page: entered.page(),
        frame: entered.heard(&spoken(entered.language(), None, &tiles)),
        tiles,
        topics: if has_room { all_topics(&entered) } else { Vec::new() },
        more: (!has_room).then(|| stand.at(Place::Topics).address()),
        search: stand.at(Place::Search(String::new())).address(),
        info: info(stand),
    };
    frame::show(StatusCode::OK, &needs)
}

/// Shows the topics.
pub(crate) async fn topics<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let entered = match totem.enter(&asked, Place::Topics) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let topics = all_topics(&entered);
    let topics = TopicsPage {
        page: entered.page(),
        frame: entered.heard(&spoken(entered.language(), None, &topics)),
        topics,
        info: info(&entered.stand),
    };
    frame::show(StatusCode::OK, &topics)
}

/// What a page of tiles says: its title, or what is asked for, and what can be touched.
pub(crate) fn spoken(language: Language, title: Option<&str>, tiles: &[Tile]) -> Vec<Spoken> {
    let title = match title {
        Some(title) => Spoken::of_office(language, title),
        None => Spoken::own(language, fl!(texts(language), "totem-need")),
    };
    let tiles = tiles.iter().map(|tile| Spoken::of_office(language, &tile.title));
    std::iter::once(title).chain(tiles).collect()
}

/// Where what can be known without a number is.
pub(crate) fn info(stand: &Stand) -> [String; 3] {
    [Place::Hours, Place::Places(1), Place::Services(1)].map(|place| stand.at(place).address())
}

/// Shows the needs of a topic.
pub(crate) async fn topic<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let Some(topic) = asked.topic() else { return Notice::Service.go_home(asked.settings()) };
    let entered = match totem.enter(&asked, Place::Topic(topic)) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let needs = needs_of(&entered.shown, topic);
    let Some(title) = title(&entered.shown, topic, entered.language()).filter(|_| !needs.is_empty()) else {
        return Notice::Service.go_home(asked.settings());
    };
    let tile = |need: &&Need| Tile::of(need, &entered.stand, Origin::Topic(topic));
    let tiles: Vec<Tile> = needs.iter().map(tile).collect();
    let page = TopicPage {
        page: entered.page(),
        frame: entered.heard(&spoken(entered.language(), Some(&title), &tiles)),
        title,
        is_of_office: topic != Topic::Other,
        tiles,
    };
    frame::show(StatusCode::OK, &page)
}

/// Every topic under which a need stands, the others last.
fn all_topics(entered: &Entered) -> Vec<Tile> {
    let events = entered.shown.configuration.life_events.iter();
    let all = events.map(|event| (Topic::Event(event.code), event.icon.clone()));
    let all = all.chain([(Topic::Other, Some("it-list".to_owned()))]);
    let tile = |(topic, icon): (Topic, Option<String>)| {
        let title = title(&entered.shown, topic, entered.language())?;
        let is_there = !needs_of(&entered.shown, topic).is_empty();
        let href = entered.stand.at(Place::Topic(topic)).address();
        is_there.then_some(Tile { href, title, subtitle: None, icon })
    };
    all.filter_map(tile).collect()
}

fn title(shown: &Shown, topic: Topic, language: Language) -> Option<String> {
    match topic {
        Topic::Other => Some(fl!(texts(language), "totem-event-other")),
        Topic::Event(code) => {
            let event = shown.configuration.life_events.iter().find(|event| event.code == code)?;
            Some(event.title.in_language(language).to_owned())
        }
    }
}

/// The needs of a topic, those asked for most first.
fn needs_of(shown: &Shown, topic: Topic) -> Vec<&Need> {
    let is_of = |need: &&Need| match topic {
        Topic::Event(code) => need.life_events.contains(&code),
        Topic::Other => need.life_events.is_empty(),
    };
    let mut needs: Vec<&Need> = shown.configuration.needs.iter().filter(is_of).collect();
    needs.sort_by_key(|need| Reverse(need.weight));
    needs
}
