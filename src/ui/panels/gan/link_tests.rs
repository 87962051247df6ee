use super::super::State;
use super::*;
use crate::ui::address::{Reader, Route};
use crate::ui::panels::PanelState;
use crate::ui::panels::gan::run::COLLAPSE;

/// The link of an address.
fn read(fields: &str) -> Result<Link, AddressError> {
    let address = format!("#/gan?{fields}");
    let route = Route::parse(&address, |_| Some(Reader::new::<Link>(State::PAGE)))?;
    Ok(route.link_on::<Link>(State::PAGE).unwrap())
}

fn fault(fields: &str) -> String {
    match read(fields) {
        Err(AddressError::Malformed { field, .. }) => format!("malformed {field}"),
        Err(AddressError::OutOfRange { field, .. }) => format!("range {field}"),
        Err(AddressError::UnknownField { field }) => format!("unknown {field}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn addresses_survive_being_read_and_written() {
    for fields in [
        "seed=1",
        "seed=18446744073709551615&net=dense&show=step",
        "seed=3&start=500&past=b120,d3,g1&show=losses",
        "seed=3&start=file&with=n32_lm",
        "seed=3&sample=63&near=on",
        "seed=1&with=d0.005_g0.00001_r1x10_lm&past=b1200_n128,b3_n64_r5x1,d1_lm&show=latents",
    ] {
        assert_eq!(read(fields).unwrap().to_string(), fields);
    }
    // The usual is left out, and steps that were made alike are one stretch.
    let long = "seed=1&net=conv&start=fresh&show=samples&with=n16&past=b2,b3_ln";
    assert_eq!(read(long).unwrap().to_string(), "seed=1&past=b5");
    // The long run is of one net.
    assert_eq!(
        read("start=100&net=dense").unwrap().to_string(),
        "seed=1&start=100"
    );
}

#[test]
fn settings_are_those_of_the_steps() {
    let link = read("past=b2_d0.0001_g0.1,d7_g0.004").unwrap();
    let [first, second] = link.plan.past.stretches() else {
        panic!("two stretches");
    };
    assert_eq!((first.n_steps, first.settings), (2, COLLAPSE));
    assert_eq!((second.turn, second.n_steps), (Turn::Discriminator, 7));
    assert_eq!(
        second.settings,
        GanSettings {
            discriminator_rate: COLLAPSE.discriminator_rate,
            ..USUAL
        }
    );
    assert_eq!(link.plan.settings, USUAL);
}

#[test]
fn what_cannot_be_is_told_by_its_field() {
    let many = format!("past={}", vec!["b1,d1"; MOST_STRETCHES / 2 + 1].join(","));
    for (fields, expected) in [
        ("net=deep", "malformed net"),
        ("start=300", "malformed start"),
        ("show=all", "malformed show"),
        ("past=", "malformed past"),
        ("past=b0", "malformed past"),
        ("past=x5", "malformed past"),
        ("past=b5_", "malformed past"),
        ("past=b100001", "range past"),
        ("past=b60000,d60000", "range past"),
        ("past=b5_n300", "range past"),
        ("with=n0", "range with"),
        ("with=d0", "range with"),
        ("with=g11", "range with"),
        ("with=gNaN", "malformed with"),
        ("with=r1", "malformed with"),
        ("with=r1x17", "range with"),
        ("with=q1", "malformed with"),
        ("with=", "malformed with"),
        (&many, "malformed past"),
        ("sample=64", "range sample"),
        ("near=yes", "malformed near"),
        ("steps=3", "unknown steps"),
    ] {
        assert_eq!(fault(fields), expected, "{fields}");
    }
}
