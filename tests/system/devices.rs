//! Devices: how one becomes part of the house, how the house sees it, and what happens when very many come.

mod alone;
mod beside;
mod blocks;
mod display;
mod enrolment;
mod fleet;
mod herd;
mod judged;
mod printer;
mod relief;
mod totem;
mod voice;
