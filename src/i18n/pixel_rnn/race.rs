use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed, significant};

/// What the figures at one side say of both nets: the recurrent one's, or its over the other's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    pub side: u8,
    pub time: f64,
    pub multiply_adds: f64,
    /// Stages of a forward pass that must wait for one another: the recurrent net's, then the
    /// other's.
    pub n_waiting: [usize; 2],
    pub parallel_ms: [f64; 2],
}

impl Comparison {
    /// Time for each multiply-add, over the other's.
    fn rate(&self) -> f64 {
        self.time / self.multiply_adds
    }

    fn follows(&self) -> bool {
        follows(self.rate())
    }

    fn parallel(&self) -> f64 {
        let [recurrent, convolutional] = self.parallel_ms;
        recurrent / convolutional
    }
}

/// Whether times are to one another as the multiply-adds are, or nearly so, by the time for each.
pub fn follows(rate: f64) -> bool {
    (0.8..1.25).contains(&rate)
}

/// How finely the browser's clock told the stages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    pub shortest_ms: f64,
    /// Stages of which it told no time at all.
    pub n_untold: usize,
    pub n_stages: usize,
}

/// The panel of what recurrence costs.
pub struct RaceText {
    pub title: &'static str,
    /// The recurrent net, then the other.
    pub nets: [&'static str; 2],
    pub side: &'static str,
    pub images: &'static str,
    pub laps: &'static str,
    pub run: &'static str,
    pub stop: &'static str,
    pub reset: &'static str,
    pub running: fn(n_told: usize, n_all: usize) -> String,
    pub done: fn(n_laps: usize) -> String,
    pub none_yet: &'static str,

    /// Above the time axis: side, images, and laps of each net.
    pub measured: fn(side: u8, n_images: u8, n_laps: usize) -> String,
    pub parallel: &'static str,
    pub parallel_help: &'static str,
    pub ms: fn(f64) -> String,
    /// What takes its time, as a legend names it.
    pub part: &'static str,
    pub parts: [&'static str; 10],
    /// So many of them, and what they took together.
    pub times: fn(n: usize, ms: f64) -> String,

    pub figures: &'static str,
    pub row: fn(side: u8, net: &str) -> String,
    pub columns: [&'static str; 5],
    pub says_time: fn(Comparison) -> String,
    pub says_stages: fn(Comparison) -> String,
    pub says_clock: fn(Clock) -> String,

    pub notes: &'static str,
    /// The paragraphs beside the formula.
    pub paragraphs: [&'static [Span]; 4],
    pub try_run: &'static str,
    pub try_small: &'static str,
}

impl Words for RaceText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const N_DIGITS: usize = 3;

fn times(ratio: f64) -> String {
    significant(ratio, N_DIGITS)
}

const EN: RaceText = RaceText {
    title: "What recurrence costs",
    nets: ["PixelRNN", "PixelCNN"],
    side: "Images of",
    images: "Images a step",
    laps: "Laps",
    run: "Run",
    stop: "Stop",
    reset: "Forget all laps",
    running: |n_told, n_all| format!("{n_told} of {n_all} laps"),
    done: |n_laps| format!("{n_laps} laps timed on this machine"),
    none_yet: "Nothing has been timed yet. Run: training steps of both nets, on this machine.",

    measured: |side, n_images, n_laps| match n_laps {
        0 => format!("A training step at {side} × {side}"),
        _ => {
            let of = if n_images == 1 { "image" } else { "images" };
            let laps = match n_laps {
                1 => "one lap".to_owned(),
                n => format!("the median of {n} laps"),
            };
            format!(
                "A training step at {side} × {side}, {n_images} {of}, as it was measured: {laps}"
            )
        }
    },
    parallel: "The forward pass if every pixel had a core: arithmetic, not a measurement",
    parallel_help: "The longest chain of stages that must wait for one another, each at its \
                    measured time over the pixels that it computes side by side. A recurrent layer \
                    follows the one before it a row behind. Moving numbers between cores is \
                    counted as nothing, so a real machine is slower.",
    ms: |ms| format!("{} ms", significant(ms, N_DIGITS)),
    part: "Stage",
    parts: [
        "first window",
        "input to gates",
        "a row of states",
        "state to features",
        "vertical stack",
        "horizontal stack",
        "before the softmax",
        "softmax and loss",
        "backward pass",
        "update",
    ],
    times: |n, ms| format!("{n} × · {} ms", significant(ms, N_DIGITS)),

    figures: "A training step",
    row: |side, net| format!("{side} × {side} {net}"),
    columns: [
        "ms",
        "million multiply-adds",
        "ms a million",
        "stages that wait",
        "ms, a core each",
    ],
    says_time: |told| {
        let (time, adds) = (times(told.time), times(told.multiply_adds));
        let side = told.side;
        match told.follows() {
            true => format!(
                "On this one thread time follows multiply-adds: at {side} × {side} the PixelRNN's \
                 step takes {time} times the PixelCNN's time, for {adds} times its multiply-adds. \
                 Waiting costs nothing where nobody else would work meanwhile."
            ),
            false => format!(
                "At {side} × {side} the PixelRNN's step takes {time} times the PixelCNN's time, \
                 for {adds} times its multiply-adds: {} times as long for each. On one thread that \
                 is not the waiting, which costs nothing where nobody else would work meanwhile, \
                 but how well the pieces of work fit the machine.",
                times(told.rate())
            ),
        }
    },
    says_stages: |told| {
        let ([rnn, cnn], [rnn_ms, cnn_ms]) = (told.n_waiting, told.parallel_ms);
        let (rnn_ms, cnn_ms) = (times(rnn_ms), times(cnn_ms));
        let ratio = told.parallel();
        let verdict = match ratio > 1.25 {
            true => format!("{} times as long", times(ratio)),
            false => format!("{} of it, so no longer", times(ratio)),
        };
        format!(
            "In the PixelRNN's forward pass {rnn} stages must wait for one another, in the \
             PixelCNN's {cnn}; in a whole step twice as many. With a core for each pixel the first \
             would take {rnn_ms} ms, the second {cnn_ms} ms: {verdict}."
        )
    },
    says_clock: |clock| {
        let shortest = fixed(clock.shortest_ms, 3);
        match clock.n_untold {
            0 => format!(
                "The shortest time that this browser's clock told of a stage is {shortest} ms."
            ),
            n => format!(
                "This browser's clock is coarse: the shortest time it told of a stage is \
                 {shortest} ms, and {n} of these {} stages it told as nothing. A single block is \
                 rough, sums are not. More images a step make longer stages.",
                clock.n_stages
            ),
        }
    },

    notes: "What this shows",
    paragraphs: [
        &[
            plain(
                "Both nets have about as many parameters and learn from the same digits, whole or made smaller. The PixelRNN's ",
            ),
            colored(Role::Latent, "states"),
            plain(
                " go from row to row, and the next layer follows a row behind: the more rows, the longer the chain. The PixelCNN's chain is its layers, at any size.",
            ),
        ],
        &[plain(
            "What is slow is not a multiplication of the recurrence but that it cannot be shared \
             out: within a row all pixels could be computed at once, the rows only in turn. The \
             backward pass goes through the same stages the other way.",
        )],
        &[plain(
            "So the lecture's sentence, that a PixelRNN is slow because it is sequential, is one \
             on parallel machines. The figures beside it say what it comes to on this one.",
        )],
        &[plain(
            "Drawing is equally sequential for both: 784 pixels, and each waits for the value that \
             was drawn before it, since that is its input. Only in training, where all values are \
             known, does the PixelCNN escape.",
        )],
    ],
    try_run: "Run the race",
    try_small: "The smallest images: 7 × 7",
};

const KO: RaceText = RaceText {
    title: "순환의 비용",
    nets: ["PixelRNN", "PixelCNN"],
    side: "이미지 크기",
    images: "한 스텝의 이미지 수",
    laps: "측정 횟수",
    run: "측정하기",
    stop: "멈추기",
    reset: "측정값 지우기",
    running: |n_told, n_all| format!("{n_all}번 중 {n_told}번"),
    done: |n_laps| format!("이 기기에서 {n_laps}번 측정함"),
    none_yet: "아직 측정하지 않았습니다. 측정하기를 누르면 이 기기에서 두 신경망의 학습 스텝을 잽니다.",

    measured: |side, n_images, n_laps| match n_laps {
        0 => format!("{side} × {side} 학습 스텝"),
        1 => format!("{side} × {side} 이미지 {n_images}개로 한 학습 스텝: 한 번 잰 값"),
        _ => format!("{side} × {side} 이미지 {n_images}개로 한 학습 스텝: {n_laps}번 잰 중앙값"),
    },
    parallel: "픽셀마다 코어가 하나씩 있을 때의 순전파: 측정이 아니라 계산",
    parallel_help: "반드시 차례로 해야 하는 단계의 가장 긴 사슬입니다. 각 단계의 실측 시간을 그 단계가 \
                    나란히 계산하는 픽셀 수로 나누었습니다. 순환 층은 앞 층을 한 행 뒤에서 따라갑니다. \
                    코어 사이에 숫자를 옮기는 비용은 세지 않았으므로 실제 기기는 이보다 느립니다.",
    ms: |ms| format!("{} ms", significant(ms, N_DIGITS)),
    part: "단계",
    parts: [
        "첫 창",
        "입력에서 게이트로",
        "상태 한 행",
        "상태에서 특징으로",
        "수직 스택",
        "수평 스택",
        "소프트맥스 앞",
        "소프트맥스와 손실",
        "역전파",
        "가중치 갱신",
    ],
    times: |n, ms| format!("{n} × · {} ms", significant(ms, N_DIGITS)),

    figures: "학습 스텝",
    row: |side, net| format!("{side} × {side} {net}"),
    columns: [
        "ms(중앙값)",
        "곱셈-덧셈(백만)",
        "백만 번당 ms",
        "차례로 할 단계 수",
        "픽셀마다 코어: ms",
    ],
    says_time: |told| {
        let (time, adds) = (times(told.time), times(told.multiply_adds));
        let side = told.side;
        match told.follows() {
            true => format!(
                "스레드가 하나인 여기서는 시간이 곱셈-덧셈 수를 따릅니다. {side} × {side}에서 PixelRNN의 \
                 한 스텝은 PixelCNN에 비해 시간이 {time}배, 곱셈-덧셈이 {adds}배입니다. 그사이 일할 \
                 다른 코어가 없으니 기다림에는 비용이 들지 않습니다."
            ),
            false => format!(
                "{side} × {side}에서 PixelRNN의 한 스텝은 PixelCNN에 비해 시간이 {time}배, 곱셈-덧셈이 \
                 {adds}배이므로 곱셈-덧셈 하나에 {}배가 걸립니다. 스레드가 하나면 기다림에는 비용이 \
                 들지 않으므로, 이 차이는 기다림이 아니라 일의 크기가 기기에 얼마나 잘 맞는지에서 \
                 나옵니다.",
                times(told.rate())
            ),
        }
    },
    says_stages: |told| {
        let ([rnn, cnn], [rnn_ms, cnn_ms]) = (told.n_waiting, told.parallel_ms);
        let (rnn_ms, cnn_ms) = (times(rnn_ms), times(cnn_ms));
        let ratio = times(told.parallel());
        format!(
            "반드시 차례로 해야 하는 단계가 PixelRNN의 순전파에는 {rnn}개, PixelCNN에는 {cnn}개이고, \
             학습 스텝 전체에는 그 두 배입니다. 픽셀마다 코어가 하나씩 있다면 앞의 것은 {rnn_ms} ms, \
             뒤의 것은 {cnn_ms} ms로, {ratio}배입니다."
        )
    },
    says_clock: |clock| {
        let shortest = fixed(clock.shortest_ms, 3);
        match clock.n_untold {
            0 => format!("이 브라우저의 시계가 잰 가장 짧은 단계는 {shortest} ms입니다."),
            n => format!(
                "이 브라우저의 시계는 성깁니다. 잰 것 중 가장 짧은 단계는 {shortest} ms이고, 단계 {}개 중 \
                 {n}개는 0으로 나왔습니다. 블록 하나하나는 거칠지만 합은 그렇지 않습니다. 한 스텝의 \
                 이미지를 늘리면 각 단계가 길어집니다.",
                clock.n_stages
            ),
        }
    },

    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain(
                "두 신경망은 매개변수 수가 거의 같고, 같은 숫자 이미지를 그대로 또는 줄여서 배웁니다. PixelRNN의 ",
            ),
            colored(Role::Latent, "상태"),
            plain(
                "는 행에서 행으로 이어지고 다음 층은 한 행 뒤에서 따라가므로, 행이 많을수록 사슬이 깁니다. PixelCNN의 사슬은 크기와 상관없이 층의 수입니다.",
            ),
        ],
        &[plain(
            "순환의 곱셈 자체가 느린 것이 아니라 나누어 맡길 수 없다는 점이 느립니다. 한 행의 픽셀은 \
             한꺼번에 계산할 수 있지만 행은 차례로만 계산할 수 있습니다. 역전파는 같은 단계를 거꾸로 \
             지납니다.",
        )],
        &[plain(
            "그러니 PixelRNN은 순차적이라 느리다는 강의의 문장은 병렬 기기에 관한 것입니다. 이 기기에서는 \
             어떤지 옆의 수치가 말해 줍니다.",
        )],
        &[plain(
            "그리기는 둘 다 똑같이 순차적입니다. 픽셀 784개가 저마다 바로 앞에서 뽑힌 값을 입력으로 받아야 \
             하기 때문입니다. PixelCNN이 기다리지 않는 것은 모든 값을 아는 학습 때뿐입니다.",
        )],
    ],
    try_run: "측정하기",
    try_small: "가장 작은 이미지: 7 × 7",
};
