//! Who works here.
//!
//! An account is for the whole server, its roles are for single offices. What touches the account as a
//! whole (a new code, the second factor, shutting it) is for admins of every office where the person
//! works; else an admin of one office could make themselves at home in another.

use super::views::{PeoplePage, PersonLine, PersonPage, PersonState};
use super::{Section, change, frame, names_are_read, not_done, office_of};
use crate::people::secrets::Unfit;
use crate::people::{CODE_LASTS, NotManaged, ShownCode};
use crate::store::StoreError;
use crate::store::keys::Role;
use crate::store::people::{PersonRow, PostRow};
use crate::store::staffing::{Declined, StaffChange};
use crate::web::pages::staff::notices::{Said, Shown};
use crate::web::pages::staff::{Asked, Sent, role};
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use serde::Deserialize;

const PEOPLE: &str = "/admin/people";

/// Somebody with the role held in an office.
pub(super) struct Member {
    pub(super) person: PersonRow,
    pub(super) role: Role,
}

/// Somebody new.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFields {
    token: String,
    name: String,
    role: String,
}

/// Something to do with somebody.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActFields {
    token: String,
    #[serde(rename = "do")]
    act: String,
    role: Option<String>,
}

/// `GET /admin/people`
pub async fn list(asked: Asked) -> Response {
    list_page(&asked, StatusCode::OK, ("", None), None)
}

/// `POST /admin/people`
pub async fn add(asked: Asked, sent: Sent<AddFields>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(PEOPLE) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(PEOPLE);
    }
    let Some(role) = Role::from_code(&fields.role) else { return asked.incomplete(PEOPLE) };
    let l = screen::texts(asked.language);
    let again = |why: String| {
        let typed = (fields.name.trim(), Some(role));
        list_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(why))
    };
    match asked.app.people.add(&fields.name, &office, role, asked.caller.by()).await {
        Ok(shown) => {
            let name = asked.app.people.name_of(&shown.person).unwrap_or(fields.name);
            let said = with_code(&asked, fl!(l, "people-added", name = name), shown.code.clone());
            asked.say(&path_of(&shown.person), said)
        }
        Err(NotManaged::Unfit(Unfit::NotAName)) => again(fl!(l, "people-name-wrong")),
        Err(NotManaged::Declined(Declined::NameTaken)) => again(fl!(l, "people-name-taken")),
        Err(other) => not_done(&asked, PEOPLE, other),
    }
}

/// `GET /admin/people/{person}`
pub async fn show(asked: Asked, Path(person): Path<String>) -> Response {
    let (office, member) = match member_of(&asked, &person) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let sessions = sessions_of(&asked, &office, &person);
    names_are_read(&asked, Some(&person));
    let mut frame = frame(&asked, Section::People);
    frame.heading.clone_from(&member.person.name);
    let page = PersonPage {
        page: asked.page(),
        frame,
        since: asked.date(member.person.created_at),
        person: line(&asked, member),
        sessions,
        roles: Role::ALL,
    };
    asked.answer(StatusCode::OK, &page)
}

/// `POST /admin/people/{person}/act`
pub async fn act(asked: Asked, Path(person): Path<String>, sent: Sent<ActFields>) -> Response {
    let (office, member) = match member_of(&asked, &person) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let back = path_of(&person);
    let Ok(Form(fields)) = sent else { return asked.incomplete(&back) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(&back);
    }
    if asked.caller.actor.id.as_str() == person {
        return asked.incomplete(&back);
    }
    let touches_all = matches!(fields.act.as_str(), "code" | "forget-factor" | "disable" | "enable");
    if touches_all {
        match may_touch_all(&asked, &person) {
            Ok(true) => {}
            Ok(false) => {
                return asked.refuse(&back, fl!(screen::texts(asked.language), "people-elsewhere"));
            }
            Err(error) => return asked.failed(&error),
        }
    }
    carry_out(&asked, &office, member, &fields, &back).await
}

async fn carry_out(
    asked: &Asked,
    office: &OfficeId,
    member: Member,
    fields: &ActFields,
    back: &str,
) -> Response {
    let l = screen::texts(asked.language);
    let (person, name) = (member.person.id, member.person.name);
    match fields.act.as_str() {
        "role" => {
            let Some(new) = fields.role.as_deref().and_then(Role::from_code) else {
                return asked.incomplete(back);
            };
            let words = role(asked.language, &new);
            let said = Said::done(fl!(l, "people-role-changed", name = name, role = words));
            let post = PostRow { person, office: office.clone(), role: new };
            change(asked, back, StaffChange::SetRole(post), said).await
        }
        "code" => match asked.app.people.code_for(&person, asked.caller.by()).await {
            Ok(ShownCode { code, .. }) => {
                asked.say(back, with_code(asked, fl!(l, "people-code-made", name = name), code))
            }
            Err(other) => not_done(asked, back, other),
        },
        "end-sessions" => {
            let open = sessions_of(asked, office, &person);
            let said = Said::done(fl!(l, "people-sessions-ended", name = name, n = open));
            let end = StaffChange::EndOf { person, office: Some(office.clone()), but: None };
            change(asked, back, end, said).await
        }
        "forget-factor" => {
            let said = Said::done(fl!(l, "people-factor-forgotten", name = name));
            let forget = StaffChange::SetSecondFactor { person, factor: None, keep: None };
            change(asked, back, forget, said).await
        }
        "disable" => {
            let said = Said::done(fl!(l, "people-disabled", name = name));
            change(asked, back, StaffChange::SetDisabled { person, is_disabled: true }, said).await
        }
        "enable" => {
            let said = Said::done(fl!(l, "people-enabled", name = name));
            change(asked, back, StaffChange::SetDisabled { person, is_disabled: false }, said).await
        }
        "remove" => {
            let take = StaffChange::TakeRole { person, office: office.clone() };
            match asked.app.people.done(take, asked.caller.by()).await {
                Ok(()) => asked.say(PEOPLE, Said::done(fl!(l, "people-removed"))),
                Err(other) => not_done(asked, back, other),
            }
        }
        _ => asked.incomplete(back),
    }
}

/// Everybody with a role in an office, by name.
pub(super) fn of_office(asked: &Asked, office: &OfficeId) -> Result<Vec<Member>, StoreError> {
    let posts = asked.app.reader.posts()?;
    let role_of = |person: &PersonRow| {
        posts.iter().find(|post| post.person == person.id && post.office == *office).map(|post| post.role)
    };
    let people = asked.app.reader.people()?.into_iter();
    Ok(people.filter_map(|person| role_of(&person).map(|role| Member { person, role })).collect())
}

fn member_of(asked: &Asked, person: &str) -> Result<(OfficeId, Member), Box<Response>> {
    let office = office_of(asked)?;
    let all = of_office(asked, &office).map_err(|error| Box::new(asked.failed(&error)))?;
    let member = all.into_iter().find(|member| member.person.id == person);
    Ok((office, member.ok_or_else(|| Box::new(asked.unknown()))?))
}

/// Whether whoever asks is an admin of every office where this person works.
fn may_touch_all(asked: &Asked, person: &str) -> Result<bool, StoreError> {
    let posts = asked.app.reader.posts()?;
    let own = asked.caller.actor.id.as_str();
    let manages = |office: &OfficeId| {
        posts.iter().any(|post| post.person == own && post.office == *office && post.role == Role::Admin)
    };
    Ok(posts.iter().filter(|post| post.person == person).all(|post| manages(&post.office)))
}

fn sessions_of(asked: &Asked, office: &OfficeId, person: &str) -> usize {
    let all = asked.app.people.sessions.all(asked.app.clock.elapsed());
    all.iter().filter(|(row, _)| row.person == person && row.office == *office).count()
}

fn path_of(person: &str) -> String {
    format!("{PEOPLE}/{person}")
}

fn with_code(asked: &Asked, text: String, code: String) -> Said {
    let l = screen::texts(asked.language);
    let time = screen::words::clock(asked.app.clock.now().plus(CODE_LASTS), asked.zone());
    let page = format!("{}/login/code", asked.app.public_url);
    Said::done(text).with(Shown {
        values: vec![(fl!(l, "people-code-label"), code)],
        how: fl!(l, "people-code-shown", time = time, page = page),
    })
}

fn line(asked: &Asked, member: Member) -> PersonLine {
    let person = member.person;
    let state = match (person.is_disabled, person.password_hash.is_some()) {
        (true, _) => PersonState::Disabled,
        (false, true) => PersonState::InForce,
        (false, false) => PersonState::Waiting,
    };
    PersonLine {
        is_me: asked.caller.actor.id.as_str() == person.id,
        id: person.id,
        name: person.name,
        role: member.role,
        state,
        is_disabled: person.is_disabled,
        has_factor: person.totp_secret.is_some(),
    }
}

fn list_page(
    asked: &Asked,
    status: StatusCode,
    (name, chosen_role): (&str, Option<Role>),
    wrong: Option<String>,
) -> Response {
    let found = office_of(asked)
        .and_then(|office| of_office(asked, &office).map_err(|error| Box::new(asked.failed(&error))));
    let members = match found {
        Ok(members) => members,
        Err(response) => return *response,
    };
    names_are_read(asked, None);
    let page = PeoplePage {
        page: asked.page(),
        frame: frame(asked, Section::People),
        people: members.into_iter().map(|member| line(asked, member)).collect(),
        name: name.to_owned(),
        chosen_role,
        roles: Role::ALL,
        wrong,
    };
    asked.answer(status, &page)
}
