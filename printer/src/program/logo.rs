//! The office's logo, from a PNG file to dots.

use png::{BitDepth, ColorType, Decoder, Limits, Transformations};
use printer::escpos::LOGO_HEIGHT_MAX;
use printer::profile::DOTS_MAX;
use printer::raster::Bitmap;
use std::io::Cursor;

/// Most bytes that a picture may take in memory.
const PICTURE_LEN_MAX: usize = 4 << 20;
/// Lighter than this, of 255, is white.
const WHITE_FROM: u32 = 128;

/// Why a picture is no logo.
#[derive(Debug, thiserror::Error)]
pub enum BadLogo {
    /// No PNG, or one that needs too much memory.
    #[error("it is no PNG that can be read")]
    Png(#[from] png::DecodingError),
    /// Larger than any paper.
    #[error("it is {0} x {1} dots; at most {DOTS_MAX} x {LOGO_HEIGHT_MAX} have room")]
    Size(u32, u32),
}

/// Reads a PNG as black and white; what can be seen through is white.
pub fn read(bytes: &[u8]) -> Result<Bitmap, BadLogo> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: PICTURE_LEN_MAX });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let (wide, high) =
        (usize::try_from(width).unwrap_or(usize::MAX), usize::try_from(height).unwrap_or(usize::MAX));
    if wide > usize::from(DOTS_MAX) || high > LOGO_HEIGHT_MAX {
        return Err(BadLogo::Size(width, height));
    }
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    let frame = reader.next_frame(&mut pixels)?;
    debug_assert_eq!(frame.bit_depth, BitDepth::Eight, "the decoder was asked for eight bits");
    let channels = match frame.color_type {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb | ColorType::Indexed => 3,
        ColorType::Rgba => 4,
    };
    let mut logo = Bitmap::new(wide, high);
    for (at, pixel) in pixels.chunks_exact(channels).take(wide * high).enumerate() {
        if is_black(pixel) {
            logo.blacken(at % wide, at / wide);
        }
    }
    Ok(logo)
}

fn is_black(pixel: &[u8]) -> bool {
    let (light, seen) = match *pixel {
        [grey] => (u32::from(grey), 255),
        [grey, alpha] => (u32::from(grey), u32::from(alpha)),
        [red, green, blue, ref rest @ ..] => {
            let light = (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000;
            (light, rest.first().map_or(255, |alpha| u32::from(*alpha)))
        }
        [] => return false,
    };
    // Over white paper.
    light * seen / 255 + (255 - seen) < WHITE_FROM
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, color: ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(color);
        encoder.set_depth(BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
        bytes
    }

    #[test]
    fn dark_is_black_and_what_can_be_seen_through_is_white() {
        let rgba = [0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0, 40, 40, 90, 255];
        let logo = read(&png(2, 2, ColorType::Rgba, &rgba)).unwrap();
        let black: Vec<bool> = (0..4).map(|at| logo.is_black(at % 2, at / 2)).collect();
        assert_eq!(black, [true, false, false, true]);
        let grey = read(&png(2, 1, ColorType::Grayscale, &[10, 240])).unwrap();
        assert!(grey.is_black(0, 0) && !grey.is_black(1, 0));
    }

    #[test]
    fn what_is_no_logo_is_refused() {
        assert!(matches!(read(b"no picture"), Err(BadLogo::Png(_))));
        let high = png(1, 201, ColorType::Grayscale, &[0; 201]);
        assert!(matches!(read(&high), Err(BadLogo::Size(1, 201))));
    }
}
