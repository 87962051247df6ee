//! A pair saved, and a run that begins with one.

use density_lab::protocol::*;

use super::super::finish;
use super::{
    Said, after, after_with, begun, engine, gan, hear, large, more, more_with, outline, request,
    run, said, save, sent, settings, sketch, steps, stretch, undisturbed_with, with_moment,
};

fn pair(bytes: &[u8]) -> GanStart {
    GanStart::Pair {
        name: "mine.safetensors".into(),
        bytes: bytes.to_vec().into(),
    }
}

#[test]
fn a_run_that_begins_with_a_saved_pair_sketches_the_same() {
    for net in [GanNet::Convolutional, GanNet::Dense] {
        let mut engine = engine();
        let trained = hear(&mut engine, gan(net, &[]), more(3));
        let bytes = save(&mut engine, gan(net, &[stretch(3, settings())]));
        let start = GanRun {
            start: pair(&bytes),
            ..gan(net, &[])
        };
        let said = hear(&mut engine, start.clone(), more(0));
        assert_eq!(outline(&said), [("sketched", 0), ("done", 0)]);
        assert_eq!(sketch(&said), sketch(&trained));
        // It goes on like any other run, whatever its file is called.
        let made = hear(&mut engine, start.clone(), more(2));
        let renamed = GanRun {
            start: GanStart::Pair {
                name: "again".into(),
                bytes: bytes.into(),
            },
            past: vec![stretch(1, settings())],
            ..start
        };
        let again = hear(&mut super::engine(), renamed.clone(), more(1));
        assert_eq!(steps(&again), steps(&made)[1..]);
        let on = hear(
            &mut engine,
            GanRun {
                past: vec![stretch(2, settings())],
                ..renamed
            },
            more(0),
        );
        assert_eq!(outline(&on), [("sketched", 2), ("done", 0)]);
    }
}

#[test]
fn what_is_saved_in_the_middle_of_a_step_is_what_was_before_it() {
    let expected = undisturbed_with(3, large());
    let after = |n_steps| after_with(n_steps, large());
    let more = |n_steps| more_with(n_steps, large());
    let mut engine = engine();
    let mut heard = hear(&mut engine, after(0), more(2));
    let bytes = save(&mut super::engine(), after(2));
    engine.handle(request(1, after(2), more(1)));
    let sketched = run(&mut engine);
    assert_eq!(sketched.len(), 1);
    engine.handle(Request::Ack { job: JobId(1) });
    assert_eq!(engine.step(), [], "half a step");
    engine.handle(request(2, after(2), GanAct::Save));
    let events = finish(&mut engine);
    let saved = GanEvent::Saved { bytes };
    let job = JobId(2);
    assert_eq!(
        events[..2],
        [Event::Gan { job, event: saved }, Event::Done { job }]
    );
    heard.extend(events.into_iter().skip(2).map(said));
    assert_eq!(steps(&heard), expected);
}

#[test]
fn a_file_that_is_no_pair_fails_by_name_and_leaves_the_workers_run() {
    let mut engine = engine();
    hear(&mut engine, after(0), more(7));
    let good = save(&mut engine, after(7));
    let dense = save(&mut super::engine(), gan(GanNet::Dense, &[]));
    let mut nan = good.clone();
    let end = nan.len();
    nan[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    let bad: [(&[u8], &str); 5] = [
        (b"<!doctype html>", "NotSafetensors"),
        (b"", "NotSafetensors"),
        (&dense, "TensorUnknown"),
        (&good[..good.len() - 1], "Truncated"),
        (&nan, "NotFinite"),
    ];
    for (bytes, expected) in bad {
        for act in [more(1), GanAct::Save] {
            let said = hear(&mut engine, begun(pair(bytes)), act);
            let [Said::Failed(Failure::File { file, problem })] = &said[..] else {
                panic!("{said:?}")
            };
            assert_eq!(file, "mine.safetensors");
            assert!(format!("{problem:?}").starts_with(expected), "{problem:?}");
        }
    }
    let said = hear(&mut engine, after(7), more(1));
    let expected = [
        ("sketched", 7),
        ("trained", 8),
        ("sketched", 8),
        ("done", 0),
    ];
    assert_eq!(outline(&said), expected, "nothing is made again");
}

#[test]
fn a_run_begins_with_the_pair_of_a_moment() {
    let bytes = save(&mut engine(), after(3));
    let from_file = hear(&mut engine(), begun(pair(&bytes)), more(2));
    for moment in GanMoment::ALL {
        let mut engine = with_moment(moment, &bytes);
        let said = hear(&mut engine, begun(GanStart::Moment(moment)), more(2));
        assert_eq!(said, from_file);
    }
}

#[test]
fn a_moments_file_is_fetched_and_refused_by_name_where_it_is_no_pair() {
    let moment = GanMoment::Step500;
    let asset = Asset::Weights(ModelId::Gan(moment));
    let bytes = save(&mut engine(), after(1));
    let dense = save(&mut engine(), gan(GanNet::Dense, &[]));
    let mut engine = engine();
    let start = begun(GanStart::Moment(moment));
    for bad in [&dense[..], &bytes[..1_000]] {
        let effects = engine.handle(request(1, start.clone(), more(0)));
        assert_eq!(effects, [density_lab::worker::engine::Effect::Fetch(asset)]);
        assert!(engine.is_idle());
        let events = sent(engine.fetched(asset, Ok(bad)));
        let [
            Event::Failed {
                job,
                failure: Failure::File { file, .. },
            },
        ] = &events[..]
        else {
            panic!("{events:?}")
        };
        assert_eq!((*job, file), (JobId(1), &asset.file()));
    }
    engine.handle(request(2, start, more(0)));
    engine.fetched(asset, Ok(&bytes));
    let events = finish(&mut engine);
    assert_eq!(events.last(), Some(&Event::Done { job: JobId(2) }));
}
