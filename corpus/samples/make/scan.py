"""What a library's scanner does to a page: a clean rendering becomes a photograph of paper.

A spec is a dict: mode (gray, rgb, bit), skew (degrees, positive turns the page clockwise), blur (px at 300 dpi), noise, shade (depth of the
uneven light), bleed (how much of the back shows), paper and ink (0 to 1), shift (px), gutter (side, width px), lid (gray beyond the sheet), specks.
All randomness comes from one numpy generator seeded by the paper's name and page, so the same page is the same bytes.
"""
import math
import zlib

import numpy as np
from PIL import Image, ImageFilter


def generator(name, page):
    return np.random.Generator(np.random.PCG64(zlib.crc32(f"{name}:{page}".encode())))


def smooth(rng, h, w, cells):
    """A smooth random field of about unit range, with so many cells across."""
    small = rng.standard_normal((cells + 2, cells + 2)).astype(np.float32)
    img = Image.fromarray(small).resize((w, h), Image.BICUBIC)
    return np.asarray(img)


def matrix(w, h, skew, shift):
    """Forward affine map of page pixels to scan pixels: (a, b, c, d, e, f)."""
    t = math.radians(skew)
    c, s = math.cos(t), math.sin(t)
    cx, cy = w / 2, h / 2
    return (c, -s, cx - c * cx + s * cy + shift[0], s, c, cy - s * cx - c * cy + shift[1])


def inverse(m):
    a, b, c, d, e, f = m
    det = a * e - b * d
    return (e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det)


def blur(a, sigma):
    img = Image.fromarray(np.clip(a * 255, 0, 255).astype(np.uint8))
    return np.asarray(img.filter(ImageFilter.GaussianBlur(sigma)), np.float32) / 255


def warp(a, m, fill):
    img = Image.fromarray(a.astype(np.float32))
    out = img.transform(img.size, Image.AFFINE, inverse(m), Image.BICUBIC, fillcolor=fill)
    return np.asarray(out)


def scan(page, verso, spec, dpi, rng):
    """page, verso: gray uint8 arrays, 0 = ink (verso may be None). Returns the scan (uint8, 2-D or RGB, or bool: True = ink) and the forward map."""
    h, w = page.shape
    k = dpi / 300
    ink = 1 - page.astype(np.float32) / 255
    ink = blur(ink, spec.get("blur", 0.7) * k)
    press = 1 + 0.05 * smooth(rng, h, w, 6) + 0.03 * smooth(rng, h, w, 60)
    ink = np.clip(ink * press * spec.get("gain", 1.0), 0, 1)
    if verso is not None and spec.get("bleed"):
        back = blur(1 - verso[:, ::-1].astype(np.float32) / 255, 2.2 * k)
        ink = np.clip(ink + spec["bleed"] * back, 0, 1)
    m = matrix(w, h, spec.get("skew", 0.0), spec.get("shift", (0, 0)))
    ink = np.clip(warp(ink, m, 0.0), 0, 1)
    sheet = warp(np.ones((h, w), np.float32), m, 0.0)

    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    xx, yy = xx / w - 0.5, yy / h - 0.5
    a = rng.uniform(0, 2 * math.pi)
    light = 1 - spec.get("shade", 0.06) * (0.5 + 0.7 * (xx * math.cos(a) + yy * math.sin(a)) + 0.25 * (xx * xx + yy * yy) * 2
                                           + 0.12 * smooth(rng, h, w, 3))
    if spec.get("gutter"):
        side, width = spec["gutter"]
        d = (xx + 0.5) * w if side == "left" else (0.5 - xx) * w
        light *= 1 - 0.42 * np.exp(-d / width)
    fibre = smooth(rng, h, w, 420) * 0.006
    tone = spec.get("paper", 0.92) * light + fibre
    lid = spec.get("lid", 0.80)
    dark = spec.get("ink", 0.13)
    out = (tone * sheet + lid * (1 - sheet)) * (1 - ink) + dark * ink
    n = spec.get("noise", 0.012)
    out = out + rng.standard_normal((h, w)).astype(np.float32) * n
    for _ in range(spec.get("specks", 25)):
        y, x, r = int(rng.integers(4, h - 4)), int(rng.integers(4, w - 4)), int(rng.integers(1, 3))
        out[y:y + r, x:x + r] -= rng.uniform(0.25, 0.6)
    if spec["mode"] == "bit":
        thr = spec.get("threshold", 0.56)
        return (out < thr) & (sheet > 0.5), m
    if spec["mode"] == "rgb":
        tint = np.array(spec.get("tint", (1.0, 0.975, 0.915)), np.float32)
        mix = out[..., None] * (1 - (1 - tint) * np.clip(out, 0, 1)[..., None])
        return np.clip(mix * 255 + 0.5, 0, 255).astype(np.uint8), m
    return np.clip(out * 255 + 0.5, 0, 255).astype(np.uint8), m


def map_box(m, x0, y0, x1, y1, w, h):
    """The upright box around a page box after the map, in whole pixels, half-open, within the image."""
    a, b, c, d, e, f = m
    xs = [a * x + b * y + c for x in (x0, x1) for y in (y0, y1)]
    ys = [d * x + e * y + f for x in (x0, x1) for y in (y0, y1)]
    return (max(0, math.floor(min(xs))), max(0, math.floor(min(ys))), min(w, math.ceil(max(xs))), min(h, math.ceil(max(ys))))
