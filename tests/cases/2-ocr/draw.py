"""Pages without text that anybody could read, and a poor one with text: draw.py FOLDER SAMPLES. Seeds are fixed."""
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

out, samples = sys.argv[1:3]
W, H = 1000, 700
rng = np.random.default_rng(4)


def save(im, name, sigma=4):
    a = np.asarray(im.convert("L"), np.float64)
    a = np.clip(a + rng.normal(0, sigma, a.shape), 0, 255).astype(np.uint8)
    Image.fromarray(a).save(os.path.join(out, name + ".jpg"), quality=80, dpi=(150, 150))


paper = Image.new("L", (W, H), 235)
save(paper, "blank")

dirt = paper.copy()
d = ImageDraw.Draw(dirt)
for _ in range(30):
    x, y, r = int(rng.integers(W)), int(rng.integers(H)), int(rng.integers(1, 4))
    d.ellipse((x - r, y - r, x + r, y + r), fill=60)
save(dirt, "dirt")

brief = Image.open(os.path.join(samples, "09-brief-zh-hant.png")).convert("L")
brief = brief.crop((0, 0, brief.width, brief.height // 3)).resize((W, round(W / brief.width * brief.height / 3)))
through = paper.copy()
through.paste(ImageOps.mirror(brief).filter(ImageFilter.GaussianBlur(2)).point(lambda v: 225 + v // 25))
save(through, "through")

hand = Image.new("L", (2 * W, 2 * H), 240)
d = ImageDraw.Draw(hand)
for row in range(7):
    x, y = 150.0, 180 + row * 170
    while x < 2 * W - 200:
        pts, n = [], int(rng.integers(12, 40))
        for k in range(n):
            x += rng.uniform(1, 13)
            pts.append((x, y + 34 * np.sin(k * rng.uniform(.8, 1.2)) * rng.uniform(.3, 1) - rng.choice([0, 0, 40])))
        d.line(pts, fill=40, width=6, joint="curve")
        x += rng.uniform(30, 60)
save(hand.resize((W, H), Image.LANCZOS), "hand")

blobs = Image.fromarray((rng.random((H // 4, W // 4)) * 255).astype(np.uint8)).resize((W, H), Image.BICUBIC)
save(blobs.point(lambda v: 0 if v > 190 else 255), "noise")

poor = Image.open(os.path.join(samples, "09-brief-zh-hant.png")).convert("L")
poor = poor.crop((0, 0, poor.width, poor.height // 3)).filter(ImageFilter.GaussianBlur(2.2))
poor = poor.resize((poor.width // 2, poor.height // 2), Image.BOX)
save(poor, "poor", 16)
