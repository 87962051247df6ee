use crate::i18n::{Words, thousands};
use crate::plot::short;
use crate::protocol::{Failure, FileProblem, RequestProblem};

/// Why a job failed, in whole sentences.
pub struct FailureText {
    /// A sentence on a file and what is wrong with it.
    pub file: fn(file: &str, problem: &str) -> String,
    pub status: fn(status: u16) -> String,
    pub unreachable: &'static str,
    pub not_idx: &'static str,
    pub figure_missing: fn(figure: &str) -> String,
    pub not_safetensors: &'static str,
    pub truncated: fn(received: u64, expected: u64) -> String,
    pub tensor_missing: fn(tensor: &str) -> String,
    pub tensor_unknown: fn(tensor: &str) -> String,
    pub wrong_shape: fn(tensor: &str, expected: &[u64], found: &[u64]) -> String,
    pub wrong_type: fn(tensor: &str) -> String,
    pub not_finite: fn(tensor: &str) -> String,
    pub unreadable: &'static str,
    pub too_large: fn(bytes: u64, most: u64) -> String,
    pub unsaved: &'static str,
    pub pixels: fn(given: u64, until: u64) -> String,
    pub temperature: fn(temperature: f32) -> String,
    pub images: fn(given: u64, most: u64) -> String,
    pub steps: fn(until: u32, draw_every: u32) -> String,
    pub codes: fn(given: u64) -> String,
    pub count: fn(given: u64, most: u64) -> String,
    pub rate: fn(given: f32) -> String,
    pub state: fn(layer: u8, n_units: u64) -> String,
    pub internal: fn(detail: &str) -> String,
}

impl FailureText {
    /// The failure in a sentence.
    pub fn sentence(&self, failure: &Failure) -> String {
        match failure {
            Failure::File { file, problem } => (self.file)(file, &self.problem(problem)),
            Failure::Request(RequestProblem::Pixels { given, until }) => {
                (self.pixels)(*given, *until)
            }
            Failure::Request(RequestProblem::Temperature { temperature }) => {
                (self.temperature)(*temperature)
            }
            Failure::Request(RequestProblem::Images { given, most }) => {
                (self.images)(*given, *most)
            }
            Failure::Request(RequestProblem::Steps { until, draw_every }) => {
                (self.steps)(*until, *draw_every)
            }
            Failure::Request(RequestProblem::Codes { given }) => (self.codes)(*given),
            Failure::Request(RequestProblem::Count { given, most }) => (self.count)(*given, *most),
            Failure::Request(RequestProblem::Rate { given }) => (self.rate)(*given),
            Failure::Request(RequestProblem::State { layer, n_units }) => {
                (self.state)(*layer, *n_units)
            }
            Failure::Internal { detail } => (self.internal)(detail),
        }
    }

    fn problem(&self, problem: &FileProblem) -> String {
        match problem {
            FileProblem::Status { status } => (self.status)(*status),
            FileProblem::Unreachable => self.unreachable.to_owned(),
            FileProblem::NotIdx => self.not_idx.to_owned(),
            FileProblem::FigureMissing { figure } => (self.figure_missing)(figure),
            FileProblem::NotSafetensors => self.not_safetensors.to_owned(),
            FileProblem::Truncated { received, expected } => (self.truncated)(*received, *expected),
            FileProblem::TensorMissing { tensor } => (self.tensor_missing)(tensor),
            FileProblem::TensorUnknown { tensor } => (self.tensor_unknown)(tensor),
            FileProblem::WrongShape {
                tensor,
                expected,
                found,
            } => (self.wrong_shape)(tensor, expected, found),
            FileProblem::WrongType { tensor } => (self.wrong_type)(tensor),
            FileProblem::NotFinite { tensor } => (self.not_finite)(tensor),
            FileProblem::Unreadable => self.unreadable.to_owned(),
            FileProblem::TooLarge { bytes, most } => (self.too_large)(*bytes, *most),
            FileProblem::Unsaved => self.unsaved.to_owned(),
        }
    }
}

impl Words for FailureText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: FailureText = FailureText {
    file: |file, problem| format!("The file {file} cannot be used: {problem}."),
    status: |status| format!("the server answered with status {status}"),
    unreachable: "the server does not answer, or broke off",
    not_idx: "it is not the IDX file that it should be, or cut short",
    figure_missing: |figure| format!("it does not say the figure {figure}"),
    not_safetensors: "the file is not in the safetensors format",
    truncated: |received, expected| format!("only {received} of {expected} bytes are there"),
    tensor_missing: |tensor| format!("it lacks the tensor {tensor}"),
    tensor_unknown: |tensor| format!("it has a tensor {tensor} that the model does not know"),
    wrong_shape: |tensor, expected, found| {
        format!(
            "the tensor {tensor} has the shape {} and should have {}",
            shape(found),
            shape(expected)
        )
    },
    wrong_type: |tensor| format!("the tensor {tensor} is of a type other than f16 and f32"),
    not_finite: |tensor| format!("the tensor {tensor} holds a value that is no number"),
    unreadable: "the browser cannot read it",
    too_large: |bytes, most| {
        format!(
            "it has {} bytes, and no such file has more than {}",
            thousands(bytes),
            thousands(most)
        )
    },
    unsaved: "the browser cannot save it",
    pixels: |given, until| {
        format!("The model was asked to draw from pixel {given} to {until}, which it cannot.")
    },
    temperature: |temperature| {
        format!(
            "The model cannot draw at the temperature {}.",
            short(temperature.into())
        )
    },
    images: |given, most| format!("There cannot be {given} images at once, but at most {most}."),
    steps: |until, draw_every| {
        format!("The net cannot train to step {until} and draw after every {draw_every}.")
    },
    codes: |given| format!("The model cannot decode {given} numbers: they are no whole codes."),
    count: |given, most| format!("There cannot be {given} of them, but from 1 to {most}."),
    state: |layer, n_units| {
        format!(
            "There are no {n_units} units to show of the state of layer {}.",
            u16::from(layer) + 1
        )
    },
    rate: |given| {
        format!(
            "The net cannot train with {} for a factor.",
            short(given.into())
        )
    },
    internal: |detail| format!("The calculation failed: {detail}."),
};

const KO: FailureText = FailureText {
    file: |file, problem| format!("{file} 파일을 쓸 수 없습니다: {problem}."),
    status: |status| format!("서버가 상태 코드 {status}(으)로 응답했습니다"),
    unreachable: "서버가 응답하지 않거나 연결이 끊겼습니다",
    not_idx: "올바른 IDX 파일이 아니거나 파일이 잘려 있습니다",
    figure_missing: |figure| format!("수치 {figure} 항목이 없습니다"),
    not_safetensors: "safetensors 형식의 파일이 아닙니다",
    truncated: |received, expected| {
        format!("파일이 잘려 있습니다({expected}바이트 중 {received}바이트)")
    },
    tensor_missing: |tensor| format!("텐서 {tensor} 항목이 없습니다"),
    tensor_unknown: |tensor| format!("모델에 없는 텐서 {tensor} 항목이 들어 있습니다"),
    wrong_shape: |tensor, expected, found| {
        format!(
            "텐서 {tensor}의 모양이 {}입니다(필요한 모양: {})",
            shape(found),
            shape(expected)
        )
    },
    wrong_type: |tensor| format!("텐서 {tensor}의 자료형이 f16도 f32도 아닙니다"),
    not_finite: |tensor| format!("텐서 {tensor}에 수가 아닌 값이 있습니다"),
    unreadable: "브라우저가 이 파일을 읽을 수 없습니다",
    too_large: |bytes, most| {
        format!(
            "크기가 {}바이트로, 이런 파일의 최대 크기({}바이트)를 넘습니다",
            thousands(bytes),
            thousands(most)
        )
    },
    unsaved: "브라우저가 이 파일을 저장할 수 없습니다",
    pixels: |given, until| {
        format!("픽셀 {given}번부터 {until}번까지 그리라는 요청은 처리할 수 없습니다.")
    },
    temperature: |temperature| {
        format!("온도 {}에서는 그릴 수 없습니다.", short(temperature.into()))
    },
    images: |given, most| format!("이미지 {given}개를 한꺼번에 다룰 수 없습니다(최대 {most}개)."),
    steps: |until, draw_every| {
        format!("{until}단계까지 학습하며 {draw_every}단계마다 그리라는 요청은 처리할 수 없습니다.")
    },
    codes: |given| format!("수 {given}개는 온전한 코드가 아니어서 디코딩할 수 없습니다."),
    count: |given, most| format!("{given}개는 쓸 수 없습니다(1개부터 {most}개까지)."),
    state: |layer, n_units| {
        format!(
            "{}번째 층의 상태에서 단위 {n_units}개를 보일 수 없습니다.",
            u16::from(layer) + 1
        )
    },
    rate: |given| format!("계수 {}(으)로는 학습할 수 없습니다.", short(given.into())),
    internal: |detail| format!("계산에 실패했습니다: {detail}."),
};

fn shape(dims: &[u64]) -> String {
    let dims: Vec<String> = dims.iter().map(u64::to_string).collect();
    format!("({})", dims.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_the_file_and_what_is_wrong() {
        let failure = Failure::File {
            file: "weights/pixelcnn.safetensors".to_owned(),
            problem: FileProblem::WrongShape {
                tensor: "out.weight".to_owned(),
                expected: vec![256, 64],
                found: vec![10],
            },
        };
        assert_eq!(
            EN.sentence(&failure),
            "The file weights/pixelcnn.safetensors cannot be used: \
             the tensor out.weight has the shape (10) and should have (256, 64).",
        );
        assert!(KO.sentence(&failure).contains("필요한 모양: (256, 64)"));
    }
}
