/** Screenshots become a moving picture. */
import sharp from 'sharp';

/** In milliseconds: long enough to read a step. */
const STEP = 1400;
const LAST = 4000;
/** In pixels; as wide as a README is. */
const WIDTH = 1000;

/** @param file ends in `.webp` */
export async function writeFilm(frames: readonly Buffer[], file: string): Promise<void> {
  const small = await Promise.all(frames.map((frame) => sharp(frame).resize({ width: WIDTH }).png().toBuffer()));
  await sharp(small, { join: { animated: true } })
    .webp({ delay: frames.map((_, i) => (i === frames.length - 1 ? LAST : STEP)), loop: 0, quality: 60, effort: 6 })
    .toFile(file);
}
