//! The overview's part of the page: the one that opens first.

use density_lab::ui;

fn main() {
    ui::app::start(&ui::parts::OVERVIEW);
}
