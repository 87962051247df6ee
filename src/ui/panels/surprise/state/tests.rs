use super::super::{Cnn, Rnn};
use super::*;
use crate::protocol::{PixelNet, SIDE};
use crate::ui::widgets::drawing_board::Ink;

fn opened(source: Source) -> (State<Cnn>, Vec<Request>) {
    let mut state = State::new(&mut || JobIds::block(1));
    let link = Link {
        source,
        ..Link::default()
    };
    let requests = state.open(link.clone());
    assert_eq!(state.link(), link);
    (state, requests)
}

fn score(requests: &[Request]) -> Option<ScoreRequest> {
    requests.iter().find_map(|request| match request {
        Request::Score(score) => Some(score.clone()),
        _ => None,
    })
}

fn scored(job: JobId) -> Event {
    let mut bits = vec![1.0; N_PIXELS];
    bits[300] = 9.0;
    Event::Scored {
        job,
        bits,
        histogram_bits: 1500.0,
    }
}

fn look(requests: &[Request]) -> Option<u16> {
    requests.iter().find_map(|request| match request {
        Request::Look(look) => Some(look.pixel),
        _ => None,
    })
}

#[test]
fn a_real_image_is_scored_when_its_set_has_come() {
    let (mut state, requests) = opened(Source::Fashion(1));
    assert_eq!(score(&requests), None);
    let pixels = [vec![1; N_PIXELS], vec![2; N_PIXELS]].concat();
    let images = |set| Event::Images {
        job: JobId(0),
        set,
        pixels: pixels.clone(),
    };
    assert_eq!(score(&state.apply(&images(ImageSet::TestDigits))), None);
    let asked = score(&state.apply(&images(ImageSet::Fashion))).expect("a score");
    assert_eq!(asked.pixels, [2; N_PIXELS]);
    let requests = state.apply(&scored(asked.job));
    assert_eq!(look(&requests), Some(300), "the most surprising pixel");
    let total = state.score.as_ref().map(Score::total_bits);
    assert_eq!(total, Some(783.0 + 9.0));
    assert_eq!(look(&state.point_at(Some(17))), Some(17));
    assert_eq!(look(&state.point_at(None)), Some(300));
}

#[test]
fn a_drawing_keeps_its_score_until_the_next_one_comes() {
    let (mut state, requests) = opened(Source::Drawing(Ink::default()));
    let asked = score(&requests).expect("a score");
    state.apply(&scored(asked.job));
    let ink = Ink::parse("0C0gmv").expect("a stroke");
    let requests = state.set_source(Source::Drawing(ink.clone()));
    assert!(state.score.is_some());
    let newer = score(&requests).expect("a score");
    assert_eq!(newer.pixels, ink.pixels());
    state.set_source(Source::Noise(3));
    assert!(state.score.is_none());
    state.apply(&scored(newer.job));
    assert!(state.score.is_none(), "of an image that is gone");
}

#[test]
fn a_sample_is_drawn_first_and_its_frames_are_acknowledged() {
    let (mut state, requests) = opened(Source::Sample(7));
    let job = requests.iter().find_map(|request| match request {
        Request::Sample(sample) => Some(sample.job),
        _ => None,
    });
    let job = job.expect("a sample");
    for first in (0..N_PIXELS).step_by(SIDE) {
        let requests = state.apply(&Event::Sampled {
            job,
            first: first as u16,
            strips: vec![Strip {
                pixels: vec![3; SIDE],
                bits: vec![1.0; SIDE],
            }],
            distribution: Distribution {
                pixel: 0,
                temperature: 1.0,
                probabilities: vec![],
                untempered: vec![],
                drawn: None,
                receptive_field: vec![],
            },
        });
        assert_eq!(score(&requests).is_some(), first + SIDE == N_PIXELS);
        assert_eq!(state.tick(16.0), [Request::Ack { job }]);
        assert!(!state.needs_frames());
    }
}

#[test]
fn noise_comes_from_its_seed() {
    let (mut state, requests) = opened(Source::Noise(5));
    let job = requests.iter().find_map(|request| match request {
        Request::Noise { job, seed: 5 } => Some(*job),
        _ => None,
    });
    let pixels = vec![9; N_PIXELS];
    let requests = state.apply(&Event::Noise {
        job: job.expect("a request"),
        pixels: pixels.clone(),
    });
    assert_eq!(score(&requests).expect("a score").pixels, pixels);
}

/// The panel is the same for both nets; each asks its own, and a link leads from one to the other.
#[test]
fn each_net_is_asked_for_its_own_surprise() {
    let (cnn, requests) = opened(Source::Drawing(Ink::default()));
    assert_eq!(score(&requests).expect("a score").model, PixelNet::Cnn);
    let mut rnn = State::<Rnn>::new(&mut || JobIds::block(2));
    let requests = rnn.open(cnn.link());
    let asked = score(&requests).expect("a score");
    assert_eq!((asked.model, asked.pixels), (PixelNet::Rnn, cnn.pixels));
    assert_ne!(State::<Rnn>::PAGE, State::<Cnn>::PAGE);
}
