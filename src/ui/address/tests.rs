use super::*;
use crate::ui::panels::{
    PanelState,
    pixel_cnn::{complete, sample, training},
    pixel_rnn::{race, sample as rnn_sample},
    surprise::{Cnn, Net, Rnn, State as Surprise},
};

const CHECK: Page = Page::new("check");

fn reader_of(path: &str) -> Option<Reader> {
    let readers = [
        Reader::new::<sample::Link>(sample::State::PAGE),
        Reader::new::<complete::Link>(complete::State::PAGE),
        Reader::new::<<Surprise<Cnn> as PanelState>::Link>(Cnn::PAGE),
        Reader::new::<<Surprise<Rnn> as PanelState>::Link>(Rnn::PAGE),
        Reader::new::<rnn_sample::Link>(rnn_sample::State::PAGE),
        Reader::new::<race::Link>(race::State::PAGE),
        Reader::new::<training::Link>(training::State::PAGE),
        Reader::bare(CHECK),
    ];
    readers
        .into_iter()
        .find(|reader| reader.page.path() == path)
}

/// The route of an address, written as an address again.
fn rewritten(address: &str) -> Result<String, AddressError> {
    let route = Route::parse(address, reader_of)?;
    let written = written::<sample::State>(&route)
        .or_else(|| written::<complete::State>(&route))
        .or_else(|| written::<Surprise<Cnn>>(&route))
        .or_else(|| written::<Surprise<Rnn>>(&route))
        .or_else(|| written::<rnn_sample::State>(&route))
        .or_else(|| written::<race::State>(&route))
        .or_else(|| written::<training::State>(&route));
    Ok(written.unwrap_or_else(|| route.page().address()))
}

fn written<S: PanelState>(route: &Route) -> Option<String> {
    let link = route.link_on::<S::Link>(S::PAGE)?;
    Some(S::PAGE.address_with(&link))
}

fn outcome(address: &str) -> String {
    match rewritten(address) {
        Err(AddressError::OutOfRange { field, .. }) => format!("range {field}"),
        Err(AddressError::Malformed { field, .. }) => format!("malformed {field}"),
        Err(AddressError::UnknownField { field }) => format!("unknown {field}"),
        Err(AddressError::Repeated { field }) => format!("repeated {field}"),
        Err(AddressError::UnknownPage { page }) => format!("page {page}"),
        Ok(address) => address,
    }
}

#[test]
fn addresses_survive_being_written_and_read() {
    for address in [
        "#/pixelcnn?seed=7&at=412&t=1,0.5@300&speed=60",
        "#/pixelcnn?seed=18446744073709551615&at=784&t=0.1,2@1,0.3@783&speed=max",
        "#/pixelcnn?seed=0&at=0&t=0.85&speed=1",
        "#/pixelcnn?seed=7&at=412&t=1&speed=60&show=surprise",
        "#/pixelcnn?seed=7&at=412&t=1&speed=max&show=field",
        "#/pixelcnn?seed=7&at=412&t=1&speed=60&image=3&n=4&show=mask&layer=2&zoom=dark&scale=log&near=on&judge=on",
        "#/pixelcnn/complete?seed=7&at=412&t=1&speed=60&image=8&of=digit.17&rows=14",
        "#/pixelcnn/complete?seed=7&at=0&t=0.5&speed=max&of=ink.0C0gmv.1C1gkk&rows=28",
        "#/pixelcnn/surprise?of=shoe.3",
        "#/pixelrnn/surprise?of=shoe.3",
        "#/pixelrnn?seed=7&at=412&t=1&speed=60",
        "#/pixelrnn?seed=7&at=412&t=1&speed=60&n=4&show=field&map=unit&layer=2&unit=17&scale=log",
        "#/pixelrnn/race?side=14&laps=15&images=16",
        "#/pixelcnn/surprise?of=noise.18446744073709551615&zoom=bright&scale=log",
        "#/pixelcnn/surprise?of=ink.",
        "#/pixelcnn/training?seed=3&steps=120",
        "#/check",
    ] {
        assert_eq!(outcome(address), address);
    }
}

#[test]
fn what_is_left_out_is_as_at_the_start() {
    let start = sample::State::PAGE.address_with(&sample::Link::default());
    for address in ["#/pixelcnn", "#/pixelcnn/?", "/pixelcnn"] {
        assert_eq!(outcome(address), start, "{address}");
    }
    for address in ["", "#", "#/"] {
        assert_eq!(path_of(address), "", "{address}");
    }
}

#[test]
fn escaped_signs_are_understood() {
    assert_eq!(
        outcome("#/pixelcnn?t=1%2C0.5%40300"),
        outcome("#/pixelcnn?t=1,0.5@300"),
    );
}

#[test]
fn what_cannot_be_is_told_by_its_field() {
    let huge = "9".repeat(60);
    for (address, expected) in [
        ("#/gan", "page gan"),
        ("#/pixelcnn?sed=7", "unknown sed"),
        ("#/check?seed=7", "unknown seed"),
        ("#/pixelcnn?seed=7&seed=8", "repeated seed"),
        ("#/pixelcnn?seed=seven", "malformed seed"),
        ("#/pixelcnn?seed=", "malformed seed"),
        ("#/pixelcnn?seed", "malformed seed"),
        ("#/pixelcnn?seed=-1", "range seed"),
        (&format!("#/pixelcnn?seed={huge}"), "range seed"),
        ("#/pixelcnn?at=785", "range at"),
        ("#/pixelcnn?at=1.5", "malformed at"),
        ("#/pixelcnn?t=", "malformed t"),
        ("#/pixelcnn?t=0.05", "range t"),
        ("#/pixelcnn?t=NaN", "malformed t"),
        ("#/pixelcnn?t=inf", "malformed t"),
        ("#/pixelcnn?t=0.5@300", "malformed t"),
        ("#/pixelcnn?t=1,0.5@784", "range t"),
        ("#/pixelcnn?t=1,0.5@300,0.7@300", "malformed t"),
        ("#/pixelcnn?speed=0", "range speed"),
        ("#/pixelcnn?speed=1001", "range speed"),
        ("#/pixelcnn?speed=fast", "malformed speed"),
        ("#/pixelcnn?show=", "malformed show"),
        ("#/pixelcnn?show=Image", "malformed show"),
        ("#/pixelcnn?n=5", "malformed n"),
        ("#/pixelcnn?n=4&image=4", "range image"),
        ("#/pixelcnn?layer=99", "range layer"),
        ("#/pixelcnn/complete?of=shoe.1", "malformed of"),
        ("#/pixelcnn/complete?of=digit.200", "range of"),
        ("#/pixelcnn/complete?rows=29", "range rows"),
        ("#/pixelcnn/surprise?of=cat.1", "malformed of"),
        ("#/pixelcnn/surprise?of=ink.!!", "malformed of"),
        ("#/pixelcnn/training?steps=1000000", "range steps"),
    ] {
        assert_eq!(outcome(address), expected, "{address}");
    }
}
