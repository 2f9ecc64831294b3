"""Drawn pages of Vietnamese text, and what goes wrong with them at a counter."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from agent_desk import paths

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập – Tự do – Hạnh phúc",
    "Kính gửi: Ủy ban nhân dân phường Yên Hòa",
    "Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Mẫu",
    "Nơi cư trú: Số 1 Phố Mẫu, phường Cửa Nam, thành phố Hà Nội",
    "Giấy tờ tùy thân: thẻ căn cước số 001190000123",
    "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:",
    "Ngày, tháng, năm sinh: 14/9/2026, ghi bằng chữ: mười bốn tháng chín",
    "Dân tộc: Kinh. Quốc tịch: Việt Nam. Quê quán: Bắc Ninh",
)


@cache
def _font(size: int, face: str = "Tinos-Regular.ttf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(paths.resources() / "fonts" / face), size)


def a_page(
    dpi: int = 300,
    *,
    size_pt: int = 13,
    ink: int = 30,
    paper: int = 250,
    lines: int = 26,
    seed: int = 0,
) -> Image.Image:
    """An A4 page of text as a good scanner gives it."""
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    page = Image.new("L", (width, height), paper)
    draw, font = ImageDraw.Draw(page), _font(round(size_pt * dpi / 72))
    chosen = random.Random(seed)  # noqa: S311
    for number in range(lines):
        at = (round(0.9 * dpi), round((0.9 + number * 0.37) * dpi))
        draw.text(at, chosen.choice(LINES), font=font, fill=ink)
    return page


def with_seal(page: Image.Image) -> Image.Image:
    """The same page with a red round seal."""
    made = page.convert("RGB")
    side, draw = page.width // 6, ImageDraw.Draw(made)
    left, top = page.width * 3 // 5, page.height * 4 // 5
    for ring in (0, side // 8):
        box = (left + ring, top + ring, left + side - ring, top + side - ring)
        draw.ellipse(box, outline=(200, 30, 40), width=max(2, side // 40))
    return made


def noisy(page: Image.Image, strength: float = 6.0, seed: int = 1) -> Image.Image:
    """Grain as of a sensor, a little light falling off."""
    del seed
    grain = Image.effect_noise(page.size, strength)
    return Image.blend(page.convert("L"), grain, 0.06)


def blurred(page: Image.Image, radius_px: float) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(radius_px)) if radius_px else page


def tilted(page: Image.Image, degrees: float, around: int = 250) -> Image.Image:
    return page.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=around)


def cut_off(page: Image.Image, share: float, side: str = "left") -> Image.Image:
    """The page laid beyond the glass: a share of its width or height is not in the picture."""
    width, height = page.size
    box = {
        "left": (round(width * share), 0, width, height),
        "right": (0, 0, round(width * (1 - share)), height),
        "top": (0, round(height * share), width, height),
        "bottom": (0, 0, width, round(height * (1 - share))),
    }[side]
    return page.crop(box)


def photographed(
    page: Image.Image,
    *,
    table: int = 90,
    fills: float = 0.8,
    degrees: float = 0.0,
    glare: float = 0.0,
    light: float = 0.85,
    size: tuple[int, int] = (3000, 4000),
) -> Image.Image:
    """The page on a table as a phone sees it: ``glare`` is its lamp, in shares of the width."""
    dimmed = page.convert("L").point(lambda value: round(value * light))
    high = round(size[1] * fills)
    wide = round(high * page.width / page.height)
    if wide > size[0] * fills:
        wide = round(size[0] * fills)
        high = round(wide * page.height / page.width)
    sheet = dimmed.resize((wide, high))
    mask = Image.new("L", sheet.size, 255)
    photo = Image.new("L", size, table)
    at = ((size[0] - wide) // 2, (size[1] - high) // 2)
    photo.paste(sheet, at, mask)
    photo = photo.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=table)
    if glare:
        lamp = Image.new("L", size, 0)
        radius = round(size[0] * glare)
        middle = (size[0] // 2 + radius // 3, size[1] // 2)
        ImageDraw.Draw(lamp).ellipse(
            (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius),
            fill=255,
        )
        soft = lamp.resize((300, 400)).filter(ImageFilter.GaussianBlur(300 * glare / 3))
        photo.paste(255, mask=soft.resize(size))
    return noisy(photo, 20)


def as_jpeg(page: Image.Image, quality: int = 85, dpi: int = 0) -> bytes:
    out = io.BytesIO()
    extra = {"dpi": (dpi, dpi)} if dpi else {}
    page.save(out, "JPEG", quality=quality, **extra)
    return out.getvalue()


def as_file(page: Image.Image, kind: str, **extra: object) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, **extra)
    return out.getvalue()
