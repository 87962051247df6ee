//! The page's program for the PixelCNN.

use density_lab::ui;

fn main() {
    ui::app::start(&ui::parts::PIXEL_CNN);
}
