/// A number that goes to and fro between two ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swing {
    pub is_rising: bool,
}

impl Swing {
    /// Where the number is after `by` more; it turns at an end.
    pub fn go_on(&mut self, at: f32, by: f32, (low, high): (f32, f32)) -> f32 {
        let at = if self.is_rising { at + by } else { at - by };
        self.is_rising = match at {
            at if at >= high => false,
            at if at <= low => true,
            _ => self.is_rising,
        };
        at.clamp(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_turns_at_both_ends() {
        let mut swing = Swing { is_rising: true };
        let mut at = 0.5;
        let mut went = vec![];
        for _ in 0..6 {
            at = swing.go_on(at, 0.5, (0.0, 1.0));
            went.push(at);
        }
        assert_eq!(went, [1.0, 0.5, 0.0, 0.5, 1.0, 0.5]);
        // From outside it comes back in.
        assert_eq!(swing.go_on(9.0, 0.5, (0.0, 1.0)), 1.0);
        assert!(!swing.is_rising);
    }
}
