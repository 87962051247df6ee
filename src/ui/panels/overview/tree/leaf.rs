//! The models at the ends of the branches: what asks each for a picture, and where more of it is.

use crate::protocol::{
    CodeSize, Codes, DecodeRequest, GanAct, GanLatents, GanMoment, GanNet, GanRequest, GanRun,
    GanStart, JobId, LONG_RUN_SEED, LatentModel, N_PIXELS, PixelNet, Pixels, Request,
    SampleRequest, TemperatureFrom, VaeId,
};

/// A model that makes pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf {
    PixelRnn,
    PixelCnn,
    Autoencoder,
    Vae,
    Gan,
}

/// Pictures of the page, as requests name them.
const AUTOENCODER_PICTURE: u8 = 60;
const VAE_PICTURE: u8 = 61;
const GAN_PICTURE: u8 = 62;

impl Leaf {
    /// In the order in which the pictures are made: that of the tree.
    pub const ALL: [Self; 5] = [
        Self::PixelRnn,
        Self::PixelCnn,
        Self::Autoencoder,
        Self::Vae,
        Self::Gan,
    ];

    /// The name by which tests find it.
    pub const fn testid(self) -> &'static str {
        match self {
            Self::PixelRnn => "picture-pixelrnn",
            Self::PixelCnn => "picture-pixelcnn",
            Self::Autoencoder => "picture-autoencoder",
            Self::Vae => "picture-vae",
            Self::Gan => "picture-gan",
        }
    }

    /// The address of the panel that shows the very picture of `seed` among others.
    pub fn address(self, seed: u64) -> String {
        match self {
            Self::PixelRnn => format!("#/pixelrnn?seed={seed}&at={N_PIXELS}"),
            Self::PixelCnn => format!("#/pixelcnn?seed={seed}&at={N_PIXELS}"),
            Self::Autoencoder => format!("#/autoencoder/sampling?seed={seed}"),
            Self::Vae => format!("#/vae/sampling?seed={seed}"),
            Self::Gan => format!("#/gan?seed={LONG_RUN_SEED}&start=end&show=latents&noise={seed}"),
        }
    }

    /// Asks for the picture of `seed`, of which the first `pixels` are there.
    pub fn request(self, job: JobId, seed: u64, pixels: &[u8]) -> Request {
        let decoded = |model: LatentModel, picture: u8| {
            Request::Decode(DecodeRequest {
                job,
                model,
                codes: Codes::Normal { n: 1, seed },
                pixels: Pixels::Means,
                picture,
            })
        };
        let sampled = |model: PixelNet| {
            Request::Sample(SampleRequest {
                job,
                model,
                seed,
                images: vec![0],
                temperatures: vec![TemperatureFrom {
                    pixel: 0,
                    temperature: 1.0,
                }],
                pixels: vec![pixels.to_vec()],
                until: N_PIXELS as u16,
                watched: 0,
            })
        };
        match self {
            Self::PixelRnn => sampled(PixelNet::Rnn),
            Self::PixelCnn => sampled(PixelNet::Cnn),
            Self::Autoencoder => decoded(
                LatentModel::Autoencoder(CodeSize::Eight),
                AUTOENCODER_PICTURE,
            ),
            Self::Vae => decoded(LatentModel::Vae(VaeId::Good), VAE_PICTURE),
            Self::Gan => Request::Gan(GanRequest {
                job,
                run: GanRun {
                    net: GanNet::Convolutional,
                    seed: LONG_RUN_SEED,
                    start: GanStart::Moment(GanMoment::End),
                    attempt: 0,
                    past: vec![],
                },
                act: GanAct::Generate {
                    latents: GanLatents::Normal { n: 1, seed },
                    picture: GAN_PICTURE,
                },
            }),
        }
    }
}
