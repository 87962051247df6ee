use super::TransportAction;

/// What has the focus when a key goes down, as far as the transport cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyTarget {
    /// Nothing that has a use for keys.
    Page,
    /// Something that Space presses.
    Pressable,
    /// Something that arrow keys move and Space leaves alone: a slider, a radio button.
    Movable,
    /// Something that is written in or chosen from: every key is its own.
    Writable,
}

/// What a key (by its DOM name) asks of the transport while `target` has the focus.
pub fn action_for_key(key: &str, target: KeyTarget) -> Option<TransportAction> {
    let action = match key {
        " " => TransportAction::PlayPause,
        "ArrowRight" => TransportAction::Step,
        "ArrowLeft" => TransportAction::StepBack,
        "Home" => TransportAction::Restart,
        "End" => TransportAction::ToEnd,
        _ => return None,
    };
    let is_taken = match target {
        KeyTarget::Page => false,
        // The browser turns Space into a click; answering the key as well would act twice.
        KeyTarget::Pressable => key == " ",
        KeyTarget::Movable => key != " ",
        KeyTarget::Writable => true,
    };
    (!is_taken).then_some(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = [" ", "ArrowRight", "ArrowLeft", "Home", "End"];

    #[test]
    fn every_key_works_on_the_page() {
        use TransportAction::*;
        let expected = [PlayPause, Step, StepBack, Restart, ToEnd].map(Some);
        assert_eq!(
            KEYS.map(|key| action_for_key(key, KeyTarget::Page)),
            expected
        );
        assert_eq!(action_for_key("a", KeyTarget::Page), None);
    }

    #[test]
    fn what_has_the_focus_keeps_its_own_keys() {
        let n_answered = |target| {
            KEYS.iter()
                .filter(|key| action_for_key(key, target).is_some())
                .count()
        };
        assert_eq!(n_answered(KeyTarget::Writable), 0);
        assert_eq!(action_for_key(" ", KeyTarget::Pressable), None);
        assert_eq!(n_answered(KeyTarget::Pressable), 4);
        assert_eq!(
            action_for_key(" ", KeyTarget::Movable),
            Some(TransportAction::PlayPause)
        );
        assert_eq!(n_answered(KeyTarget::Movable), 1);
    }
}
