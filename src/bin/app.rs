//! The page's program.

use density_lab::ui;

fn main() {
    ui::app::start();
}
