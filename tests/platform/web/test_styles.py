"""The look keeps its own rules: one small sheet, logical properties, nothing inline, no missing icon."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wethaq.platform.web import icons
from wethaq.platform.web.assets import UnknownAssetError, asset, static_path
from wethaq.platform.web.static_folder import ROOT, STATIC_URL

TEMPLATES = ROOT / "templates"
SHEET = TEMPLATES / "assets" / "css" / "wethaq.css"
MOST_LINES = 1200
MOST_BYTES_GZIPPED = 14 * 1024
FIRST_PAGE_BYTES = 150 * 1024
PAGE_TEMPLATE_LINES = 120
LAYERS = "@layer tokens, base, components, utilities, print;"

PHYSICAL = re.compile(
    r"""(?:^|[;{\s])(?:
        (?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*
        | left | right | top | bottom
        | border-(?:top|bottom)-(?:left|right)-radius
        | (?:min-|max-)?(?:width|height)
        )\s*:
        | (?:text-align|float|clear)\s*:\s*(?:left|right)""",
    re.VERBOSE,
)
MEDIA_QUERY = re.compile(r"@media[^{]*")
INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son(?:click|load|submit|change|input|error)\s*=|javascript:"
)
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def rules() -> str:
    """The sheet without comments and media conditions, which have no logical names yet."""
    return MEDIA_QUERY.sub("", re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL))


def page_templates() -> Iterator[Path]:
    """Every template of a page; mail programs know only inline style, so letters by mail are apart."""
    yield from sorted(path for path in TEMPLATES.rglob("*.html") if path.parent.name != "messages")


def test_the_sheet_names_no_side_of_the_page() -> None:
    assert PHYSICAL.findall(rules()) == []


@pytest.mark.parametrize(
    "physical", ["margin-left: 0;", "{ left: 0 }", "; width: 3rem;", "text-align: right", "max-height: 2px"]
)
def test_a_side_of_the_page_would_be_found(physical: str) -> None:
    assert PHYSICAL.search(physical)


def test_the_sheet_stays_small() -> None:
    source = SHEET.read_bytes()
    assert source.count(b"\n") <= MOST_LINES
    assert len(gzip.compress(source)) <= MOST_BYTES_GZIPPED


def test_the_sheet_declares_its_layers_first() -> None:
    assert rules().strip().startswith(LAYERS)


def test_every_colour_stands_among_the_tokens_in_both_schemes() -> None:
    tokens = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", SHEET.read_text())
    assert len(tokens) > 20
    pairs = {name: (luminance(light), luminance(dark)) for name, light, dark in tokens}
    for ink in ("ink", "muted", "brand", "copper", "danger", "wait", "good"):
        for ground in ("page", "surface", "sunken"):
            for scheme in (0, 1):
                assert contrast(pairs[ink][scheme], pairs[ground][scheme]) >= 4.5, (ink, ground, scheme)


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2, definition of contrast ratio)."""
    digits = colour.removeprefix("#")
    shares = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_no_template_holds_inline_style_or_script() -> None:
    found = {
        str(path.relative_to(TEMPLATES)): match.group()
        for path in page_templates()
        if (match := INLINE.search(TEMPLATE_COMMENT.sub("", path.read_text())))
    }
    assert found == {}


def test_no_template_outgrows_a_reader() -> None:
    lengths = {str(path.relative_to(TEMPLATES)): path.read_text().count("\n") for path in page_templates()}
    assert {name: lines for name, lines in lengths.items() if lines > PAGE_TEMPLATE_LINES} == {}


def test_no_template_or_sheet_fetches_from_elsewhere() -> None:
    tag = re.compile(r"""<(?:script|link|img|use|iframe|source)\b[^>]*(?:src|href)=["']https?:""")
    assert [path.name for path in page_templates() if tag.search(path.read_text())] == []
    assert "://" not in re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)


def test_every_icon_that_is_named_exists_and_is_in_the_sprite() -> None:
    named = icons.named_icons()
    assert "lock" in named
    sprite = icons.make_sprite(icons.used_icons()).decode()
    assert [name for name in sorted(named) if f'<symbol id="{name}"' not in sprite] == []


def test_an_icon_that_does_not_exist_is_refused() -> None:
    with pytest.raises(icons.UnknownIconError):
        icons.make_sprite(["no-such-icon"])


def test_an_asset_is_addressed_by_its_content() -> None:
    assert re.fullmatch(r"/static/css/wethaq\.[0-9a-f]{10}\.css", asset("css/wethaq.css"))
    assert static_path("css/wethaq.css").exists()
    with pytest.raises(UnknownAssetError):
        asset("css/other.css")


def test_the_built_sheet_names_only_files_that_exist() -> None:
    sheet = static_path("css/wethaq.css")
    names = re.findall(r'url\("([^"]+)"\)', sheet.read_text())
    assert names
    assert [name for name in names if not (sheet.parent / name).resolve().exists()] == []


def test_the_first_page_is_light() -> None:
    """Fonts as they are, text as gzip carries it; the page itself is counted as 20 kB."""
    pictures = ["icons.svg", "img/mark.svg", "img/sadu.svg", "img/evening.svg"]
    texts = ["css/wethaq.css", "js/wethaq.js", "js/htmx.js", *pictures]
    fonts = ["fonts/sans-regular.woff2", "fonts/sans-medium.woff2", "fonts/sans-bold.woff2"]
    size = sum(len(gzip.compress(static_path(name).read_bytes())) for name in texts)
    size += sum(static_path(name).stat().st_size for name in fonts)
    assert size + 20 * 1024 <= FIRST_PAGE_BYTES
    assert asset("js/htmx.js").startswith(STATIC_URL)
