//! The PixelRNN's part of the page.

use density_lab::ui;

fn main() {
    ui::app::start(&ui::parts::PIXEL_RNN);
}
