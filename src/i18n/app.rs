use super::{Words, kilobytes};

/// The page around the panels.
pub struct AppText {
    pub skip_to_content: &'static str,
    pub nav_label: &'static str,
    /// Of the overview.
    pub all: &'static str,
    pub overview: &'static str,
    pub explicit_tractable: &'static str,
    pub explicit_approximate: &'static str,
    pub implicit: &'static str,
    pub together: &'static str,
    pub autoencoder: &'static str,
    pub compare: &'static str,
    /// The button that changes to the other language, in that language.
    pub other_language: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    /// The name of the button that goes on to the next theme.
    pub theme_now: fn(theme: &str) -> String,
    pub projector: &'static str,
    pub projector_with_key: &'static str,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub link_not_copied: &'static str,
    /// A file on its way; a total of 0 is not known.
    pub loading_file: fn(file: &str, received: u64, total: u64) -> String,
    pub retry: &'static str,
    pub reload: &'static str,
    pub dismiss: &'static str,
    pub status: StatusText,
    pub stop: StopText,
    pub address: AddressText,
    pub check: CheckText,
    pub offline: OfflineText,
}

/// What the browser keeps of the site.
pub struct OfflineText {
    /// So many bytes of so many.
    pub coming: fn(kept: u64, total: u64) -> String,
    pub whole: &'static str,
    /// The reason is the browser's own, and may be none.
    pub failed: fn(why: &str) -> String,
}

/// What the worker is doing.
pub struct StatusText {
    pub loading: fn(received: u64, total: u64) -> String,
    pub ready: &'static str,
    pub working: &'static str,
    pub failed: &'static str,
    pub restarted: fn(why: &str) -> String,
    pub gave_up: fn(why: &str) -> String,
}

/// Why a worker stopped: the end of a sentence.
pub struct StopText {
    pub crashed: fn(message: &str) -> String,
    pub silent: &'static str,
    pub not_started: fn(message: &str) -> String,
    pub stalled: &'static str,
    pub unreadable: fn(detail: &str) -> String,
    /// A whole sentence: there is nothing else to say.
    pub other_version: &'static str,
}

/// What is wrong with an address.
pub struct AddressText {
    pub unknown_page: fn(page: &str) -> String,
    pub unknown_field: fn(field: &str) -> String,
    pub repeated: fn(field: &str) -> String,
    pub malformed: fn(field: &str, value: &str) -> String,
    pub out_of_range: fn(field: &str, value: &str, least: &str, most: &str) -> String,
}

/// The page that computes the numbers that every machine must agree on.
pub struct CheckText {
    pub title: &'static str,
    pub lede: &'static str,
    pub running: &'static str,
    pub done: &'static str,
}

impl Words for AppText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: AppText = AppText {
    skip_to_content: "Skip to the content",
    nav_label: "The lecture's tree",
    all: "The tree",
    overview: "Overview",
    explicit_tractable: "Explicit, tractable",
    explicit_approximate: "Explicit, approximate",
    implicit: "Implicit",
    together: "Together",
    autoencoder: "Autoencoder",
    compare: "Compare",
    other_language: "한국어",
    theme_system: "as the system",
    theme_light: "light",
    theme_dark: "dark",
    theme_now: |theme| format!("Theme: {theme}"),
    projector: "Projector view",
    projector_with_key: "Projector view: large, without notes (P)",
    copy_link: "Copy link",
    link_copied: "Link copied",
    link_not_copied: "The browser did not let the link be copied. It stands in the address bar.",
    loading_file: |file, received, total| format!("Loading {file}: {}", kilobytes(received, total)),
    retry: "Try again",
    reload: "Reload the page",
    dismiss: "Dismiss",
    status: StatusText {
        loading: |received, total| format!("Loading the worker: {}", kilobytes(received, total)),
        ready: "Ready",
        working: "Working",
        failed: "Stopped",
        restarted: |why| format!("The worker stopped: {why}. A new one goes on."),
        gave_up: |why| format!("The worker stopped again and again: {why}."),
    },
    stop: StopText {
        crashed: |message| format!("it crashed ({message})"),
        silent: "it no longer answers",
        not_started: |message| format!("its program could not be started ({message})"),
        stalled: "its program stopped loading",
        unreadable: |detail| format!("it sent something unreadable ({detail})"),
        other_version: "The page and its worker are of different versions. Reload the page.",
    },
    address: AddressText {
        unknown_page: |page| format!("The address names a page “{page}”. There is none."),
        unknown_field: |field| {
            format!(
                "The address says something of “{field}”, which this page does not know. \
                 Nothing was changed."
            )
        },
        repeated: |field| {
            format!("The address says “{field}” more than once. Nothing was changed.")
        },
        malformed: |field, value| {
            format!(
                "“{value}” in the address is no value that “{field}” can have. \
                 Nothing was changed."
            )
        },
        out_of_range: |field, value, least, most| {
            format!(
                "“{field}” in the address is {value}; it goes from {least} to {most}. \
                 Nothing was changed."
            )
        },
    },
    check: CheckText {
        title: "Numbers check",
        lede: "Random numbers, layers and a whole image, computed in this browser. \
               Every machine must arrive at the same digests, to the last bit.",
        running: "Computing",
        done: "Done",
    },
    offline: OfflineText {
        coming: |kept, total| {
            let (kept, total) = (megabytes(kept), megabytes(total));
            format!("Keeping the site for offline use: {kept} of {total} MB")
        },
        whole: "Works offline",
        failed: |why| {
            let why = in_brackets(why);
            format!("The site could not be kept for offline use{why}. A reload tries again.")
        },
    },
};

const KO: AppText = AppText {
    skip_to_content: "본문으로 건너뛰기",
    nav_label: "강의의 모델 분류",
    all: "분류",
    overview: "한눈에 보기",
    explicit_tractable: "명시적 밀도 · 계산 가능",
    explicit_approximate: "명시적 밀도 · 근사",
    implicit: "암시적 밀도",
    together: "한자리에",
    autoencoder: "오토인코더",
    compare: "비교",
    other_language: "English",
    theme_system: "시스템 설정",
    theme_light: "밝게",
    theme_dark: "어둡게",
    theme_now: |theme| format!("테마: {theme}"),
    projector: "프로젝터 화면",
    projector_with_key: "프로젝터 화면: 크게, 설명 없이 (P)",
    copy_link: "링크 복사",
    link_copied: "복사했습니다",
    link_not_copied: "브라우저가 링크 복사를 허용하지 않았습니다. 주소창의 주소를 복사해 주세요.",
    loading_file: |file, received, total| {
        format!("{file} 불러오는 중: {}", kilobytes(received, total))
    },
    retry: "다시 시도",
    reload: "페이지 새로고침",
    dismiss: "닫기",
    status: StatusText {
        loading: |received, total| format!("워커를 불러오는 중: {}", kilobytes(received, total)),
        ready: "준비됨",
        working: "계산 중",
        failed: "멈춤",
        restarted: |why| format!("워커가 멈췄습니다: {why}. 새 워커가 이어서 계산합니다."),
        gave_up: |why| format!("워커가 거듭 멈췄습니다: {why}."),
    },
    stop: StopText {
        crashed: |message| format!("오류로 중단됨({message})"),
        silent: "응답 없음",
        not_started: |message| format!("프로그램을 시작하지 못함({message})"),
        stalled: "프로그램을 불러오다가 멈춤",
        unreadable: |detail| format!("읽을 수 없는 메시지를 보냄({detail})"),
        other_version: "페이지와 워커의 버전이 서로 다릅니다. 페이지를 새로고침해 주세요.",
    },
    address: AddressText {
        unknown_page: |page| format!("주소에 적힌 ‘{page}’ 페이지는 없습니다."),
        unknown_field: |field| {
            format!("주소에 적힌 ‘{field}’ 항목은 이 페이지에 없습니다. 바뀐 것은 없습니다.")
        },
        repeated: |field| {
            format!("주소에 ‘{field}’ 항목이 두 번 이상 적혀 있습니다. 바뀐 것은 없습니다.")
        },
        malformed: |field, value| {
            format!(
                "주소에 적힌 ‘{value}’ 값은 ‘{field}’ 항목에 쓸 수 없습니다. \
                 바뀐 것은 없습니다."
            )
        },
        out_of_range: |field, value, least, most| {
            format!(
                "주소의 ‘{field}’ 값 {value}: {least}부터 {most}까지만 쓸 수 있습니다. \
                 바뀐 것은 없습니다."
            )
        },
    },
    check: CheckText {
        title: "수치 점검",
        lede: "난수, 신경망의 층, 이미지 한 장을 이 브라우저에서 계산합니다. \
               어떤 기기에서든 마지막 비트까지 같은 결과가 나와야 합니다.",
        running: "계산 중",
        done: "완료",
    },
    offline: OfflineText {
        coming: |kept, total| {
            let (kept, total) = (megabytes(kept), megabytes(total));
            format!("오프라인 사용을 위해 저장하는 중: {total} MB 중 {kept} MB")
        },
        whole: "오프라인 사용 가능",
        failed: |why| {
            let why = in_brackets(why);
            format!("오프라인 사용을 위한 저장에 실패했습니다{why}. 새로고침하면 다시 시도합니다.")
        },
    },
};

/// Bytes in megabytes, with one decimal.
fn megabytes(n_bytes: u64) -> String {
    let tenths = n_bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Behind the words before it; nothing where there is nothing to say.
fn in_brackets(what: &str) -> String {
    match what {
        "" => String::new(),
        what => format!(" ({what})"),
    }
}
