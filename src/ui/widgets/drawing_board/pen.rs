//! The pen as keys move it.

use super::{Ink, N_POINTS, Point};

/// Points that a key moves the pen by: half a pixel.
const MOVE: i32 = 4;

/// Where the pen is, and whether it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    pub at: Point,
    pub is_down: bool,
}

impl Default for Pen {
    /// In the middle, lifted.
    fn default() -> Self {
        Self {
            at: Point::at(0.5, 0.5),
            is_down: false,
        }
    }
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PenAct {
    /// The pen moved or was set down; the drawing may have grown.
    Moved,
    /// A stroke is finished, or one is gone.
    Finished,
}

impl Pen {
    /// Does what a key (by its DOM name) says; None where the key is none of its own.
    pub fn press(&mut self, key: &str, ink: &mut Ink) -> Option<PenAct> {
        let (dx, dy) = match key {
            "ArrowLeft" => (-MOVE, 0),
            "ArrowRight" => (MOVE, 0),
            "ArrowUp" => (0, -MOVE),
            "ArrowDown" => (0, MOVE),
            " " => {
                self.is_down = !self.is_down;
                if !self.is_down {
                    return Some(PenAct::Finished);
                }
                ink.begin(self.at);
                return Some(PenAct::Moved);
            }
            "Backspace" | "Delete" => {
                self.is_down = false;
                ink.undo();
                return Some(PenAct::Finished);
            }
            _ => return None,
        };
        let moved = |at: u8, by: i32| (i32::from(at) + by).clamp(0, N_POINTS as i32 - 1) as u8;
        self.at = Point {
            x: moved(self.at.x, dx),
            y: moved(self.at.y, dy),
        };
        if self.is_down {
            ink.draw_to(self.at);
        }
        Some(PenAct::Moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_draw_as_a_hand_does() {
        let (mut pen, mut ink) = (Pen::default(), Ink::default());
        let mut press = |key: &str| pen.press(key, &mut ink);
        assert_eq!(press("ArrowUp"), Some(PenAct::Moved));
        assert_eq!(press(" "), Some(PenAct::Moved));
        for _ in 0..10 {
            press("ArrowDown");
        }
        assert_eq!(press(" "), Some(PenAct::Finished));
        assert_eq!(press("ArrowRight"), Some(PenAct::Moved));
        assert_eq!(press("x"), None);
        let mut by_hand = Ink::default();
        by_hand.begin(Point { x: 112, y: 108 });
        for y in 1..=10 {
            by_hand.draw_to(Point {
                x: 112,
                y: 108 + 4 * y,
            });
        }
        assert_eq!(ink, by_hand);
        assert_eq!(pen.press("Backspace", &mut ink), Some(PenAct::Finished));
        assert!(ink.is_empty());
    }

    #[test]
    fn the_pen_stays_on_the_board() {
        let (mut pen, mut ink) = (Pen::default(), Ink::default());
        for _ in 0..200 {
            pen.press("ArrowRight", &mut ink);
            pen.press("ArrowDown", &mut ink);
        }
        assert_eq!(pen.at, Point { x: 223, y: 223 });
    }
}
