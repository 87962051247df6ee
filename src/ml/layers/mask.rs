//! The causal masks, as the taps that they leave.
//!
//! A masked window is 1 at the pixels before the current one in raster order and 0 at and after
//! it (van den Oord et al. 2016, "Pixel recurrent neural networks", section 3.4). Mask A, of the
//! first layer, is 0 at the pixel itself; mask B, of every later layer, is 1 there, since its
//! input there knows only earlier pixels. Here the window is split in two, rows above and the
//! row itself, so that together they see every earlier pixel: no blind spot (van den Oord et al.
//! 2016, "Conditional image generation with PixelCNN decoders", section 2.3).

use crate::ml::ops::masked_conv::Tap;

/// Rows strictly above: `n_rows` of them, `reach` columns to each side. The vertical stack's
/// first layer, whose output at a pixel thus knows only the rows above it.
pub fn above(n_rows: i32, reach: i32) -> Vec<Tap> {
    let rows = -n_rows..=-1;
    rows.flat_map(|dy| (-reach..=reach).map(move |dx| Tap { dy, dx }))
        .collect()
}

/// The row above and the row itself, at `dilation`. The vertical stack's later layers: their
/// input at any pixel of the row knows only the rows above.
pub fn above_and_row(dilation: i32) -> Vec<Tap> {
    let tap = |dy, dx| Tap {
        dy: dy * dilation,
        dx: dx * dilation,
    };
    [-1, 0]
        .into_iter()
        .flat_map(|dy| [-1, 0, 1].into_iter().map(move |dx| tap(dy, dx)))
        .collect()
}

/// `reach` pixels to the left, without the pixel itself: mask A in the row.
pub fn left(reach: i32) -> Vec<Tap> {
    (-reach..=-1).map(|dx| Tap { dy: 0, dx }).collect()
}

/// The pixel at `dilation` to the left, and the pixel itself: mask B in the row.
pub fn left_and_here(dilation: i32) -> Vec<Tap> {
    vec![
        Tap {
            dy: 0,
            dx: -dilation,
        },
        Tap::HERE,
    ]
}
