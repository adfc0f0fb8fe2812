//! Possible säkerhetsskydd: the way out of Värn. What may concern Sweden's security is handled under
//! säkerhetsskyddslagen (2018:585) by the säkerhetsskyddschef, never here. The record becomes a row that says that
//! something was referred, and nothing about what; its logged content is erased.

mod web;

pub(super) use web::routes;
