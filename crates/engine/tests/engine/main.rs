//! The rules of the engine, as tables and as properties on random input.

mod assessment_properties;
mod control_rules;
mod fixture;
mod gap_rules;
mod large;
mod need_properties;
mod need_rules;
mod outage_rules;
