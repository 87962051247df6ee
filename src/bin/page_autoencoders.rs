//! The page's program for the autoencoder and the VAE.

use density_lab::ui;

fn main() {
    ui::app::start(&ui::parts::AUTOENCODERS);
}
