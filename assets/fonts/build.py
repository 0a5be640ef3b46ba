#!/usr/bin/env python3
"""Make the subset faces of this folder from the packages that fetch.sh unpacked.

usage: build.py PACKAGES OUT

Every character set is derived from data in those packages: the Table of General
Standard Chinese Characters is the property kTGH of the Unihan database, the
characters that occur in the names of people and places are those whose source
there is GXM, GIDC, GRM, GDM, GKJ or GDZ. Nothing is typed in by hand except the
list of symbols. The same packages give the same bytes.
"""
import bz2
import gzip
import os
import sys

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Scale
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# A fixed time in every head table, so that two runs give the same bytes.
STAMP = 3786912000

SANS = "sans/package/{0}/NotoSansSC_{0}.ttf"
SERIF = "serif/package/{0}/NotoSerifSC_{0}.ttf"
KAI = "fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
HANA = "fonts-hanazono/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
BABEL = "fonts-babelstone-han/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"
CJK = "fonts-noto-cjk/usr/share/fonts/opentype/noto/NotoSansCJK-{0}.ttc"
UNIHAN = "unicode-data/usr/share/unicode/Unihan_{0}.txt.bz2"

NAME_SOURCES = {"GXM", "GIDC", "GRM", "GDM", "GKJ", "GDZ"}


def unihan(root, part, key):
    """The values of one Unihan property by code point."""
    out = {}
    with bz2.open(os.path.join(root, UNIHAN.format(part)), "rt", encoding="utf-8") as f:
        for line in f:
            bits = line.rstrip("\n").split("\t")
            if len(bits) == 3 and bits[1] == key:
                out[int(bits[0][2:], 16)] = bits[2]
    return out


def gb2312():
    """Every character of GB 2312-80, from the codec."""
    out = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                out.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return out


def symbols():
    """Latin with every pinyin letter, marks, units, arrows and shapes."""
    out = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    out |= {0x1CD + i for i in range(16)} | {0x1F8, 0x1F9, 0x251, 0x261, 0x1E3F}
    out |= set(range(0x2010, 0x2028)) | set(range(0x2030, 0x205F)) | {0x20AC}
    out |= set(range(0x2100, 0x214F)) | set(range(0x2150, 0x218C))
    out |= set(range(0x2190, 0x219A)) | {0x2E3A, 0x2E3B, 0x3007, 0xFFFD}
    out |= {ord(c) for c in "∀∂∃∅∆∈∏∑−∕√∝∞∠∣∥∧∨∩∪∫∮∴∵∶∷∽≈≌≒≠≡≤≥≦≧≮≯⊕⊙⊥⊿⌒"}
    out |= set(range(0x2460, 0x2500)) | set(range(0x2500, 0x2600))
    out |= {ord(c) for c in "★☆☀☎☏☐☑☒♀♂♪✓✔✗✘❖❤➊➋➌➍➎➏➐➑➒➓"}
    out |= set(range(0x3000, 0x3040)) | set(range(0x3200, 0x3400))
    out |= set(range(0xFE10, 0xFE1A)) | set(range(0xFE30, 0xFE70))
    out |= set(range(0xFF00, 0xFFF0))
    return out


def is_han(c):
    return 0x3400 <= c <= 0x4DBF or 0x4E00 <= c <= 0x9FFF or c >= 0x20000


def cmap(path, face=-1):
    return set(TTFont(path, lazy=True, fontNumber=face).getBestCmap())


def rename(font, family, style, licence, url, notice):
    """Give the subset its own name and keep what the licence asks to keep."""
    name = font["name"]
    name.names = []
    full = family if style == "Regular" else family + " " + style
    for ident, text in ((0, notice), (1, family), (2, style), (3, full + " subset"),
                        (4, full), (5, "Version 1.000"),
                        (6, full.replace(" ", "") + ("" if style != "Regular" else "-Regular")),
                        (13, licence), (14, url)):
        name.setName(text, ident, 3, 1, 0x409)
    font["head"].created = font["head"].modified = STAMP
    font.recalcTimestamp = False


def save(font, path):
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)
    print("%-34s %8d bytes" % (os.path.basename(path), os.path.getsize(path)))


def pack(path):
    """Compress the one face that most documents never open."""
    with open(path, "rb") as f:
        raw = f.read()
    with open(path + ".gz", "wb") as f:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=f, mtime=0) as z:
            z.write(raw)
    os.remove(path)
    print("%-34s %8d bytes" % (os.path.basename(path) + ".gz", os.path.getsize(path + ".gz")))


OFL = ("This Font Software is licensed under the SIL Open Font License, Version 1.1.",
       "https://scripts.sil.org/OFL")


def cut(src, dst, chars, family, style, licence=OFL, face=-1):
    """Subset one face: no hinting, no layout tables, licence and notice kept."""
    opt = subset.Options()
    opt.layout_features = []
    opt.hinting = False
    opt.notdef_outline = True
    opt.glyph_names = False
    opt.desubroutinize = False
    opt.recalc_timestamp = False
    opt.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT", "meta", "gasp"]
    opt.font_number = max(face, 0)
    font = subset.load_font(src, opt, dontLoadGlyphNames=False)
    notice = font["name"].getDebugName(0) or ""
    sub = subset.Subsetter(opt)
    sub.populate(unicodes=chars)
    sub.subset(font)
    rename(font, family, style, licence[0], licence[1], notice)
    save(font, dst)


def outline(font, glyphset, name, em):
    """One glyph as a list of pen calls without components, scaled to the em."""
    rec = DecomposingRecordingPen(glyphset)
    glyphset[name].draw(rec)
    k = em / font["head"].unitsPerEm
    return rec, Scale(k, k), round(glyphset[name].width * k)


def build(dst, sources, family, notice, em=1000, top=(1151, -286)):
    """One TrueType face from glyphs of several; sources is a list of (path, characters)."""
    order, mapping, glyphs, widths = [".notdef"], {}, {}, {}
    for path, chars in sources:
        font = TTFont(path, lazy=True)
        glyphset, best = font.getGlyphSet(), font.getBestCmap()
        if ".notdef" not in glyphs:
            glyphs[".notdef"], widths[".notdef"] = quadratic(font, glyphset, font.getGlyphOrder()[0], em)
        for c in sorted(set(chars) - set(mapping)):
            name = "u%05X" % c
            glyphs[name], widths[name] = quadratic(font, glyphset, best[c], em)
            order.append(name)
            mapping[c] = name
    fb = FontBuilder(em, isTTF=True)
    fb.setupGlyphOrder(order)
    fb.setupCharacterMap(mapping)
    fb.setupGlyf(glyphs)
    table = fb.font["glyf"]
    fb.setupHorizontalMetrics({n: (w, getattr(table[n], "xMin", 0)) for n, w in widths.items()})
    fb.setupHorizontalHeader(ascent=top[0], descent=top[1])
    fb.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=top[0], usWinDescent=-top[1])
    fb.setupPost(keepGlyphNames=False)
    fb.setupNameTable({})
    rename(fb.font, family, "Regular", OFL[0], OFL[1], notice)
    save(fb.font, dst)


def quadratic(font, glyphset, name, em):
    rec, scale, width = outline(font, glyphset, name, em)
    pen = TTGlyphPen(None)
    rec.replay(TransformPen(pen, scale))
    return pen.glyph(), width


def extend(path, sources):
    """Add characters of other faces to a CID-keyed CFF face in place."""
    font = TTFont(path)
    top = font["CFF "].cff.topDictIndex[0]
    strings, order, em = top.CharStrings, font.getGlyphOrder(), font["head"].unitsPerEm
    best = font.getBestCmap()
    fd = top.FDSelect[order.index(best[0x4E00])]
    private = top.FDArray[fd].Private
    used = {int(n[3:]) for n in order if n.startswith("cid")}
    free = (n for n in range(1, 65535) if n not in used)
    for src, chars in sources:
        other = TTFont(src, lazy=True)
        glyphset, theirs = other.getGlyphSet(), other.getBestCmap()
        for c in sorted(c for c in chars if c in theirs and c not in best):
            rec, scale, width = outline(other, glyphset, theirs[c], em)
            pen = T2CharStringPen(width - private.nominalWidthX, glyphset)
            rec.replay(TransformPen(pen, scale))
            name = "cid%05d" % next(free)
            strings.charStrings[name] = len(strings.charStringsIndex)
            strings.charStringsIndex.append(pen.getCharString(private, top.GlobalSubrs))
            top.charset.append(name)
            top.FDSelect.append(fd)
            font["hmtx"][name] = (width, 0)
            best[c] = name
    font.setGlyphOrder(list(top.charset))
    table = font["cmap"].getcmap(3, 10)
    table.cmap = dict(best)
    font["cmap"].tables = [table]
    save(font, path)


def main(root, out):
    p = lambda rel: os.path.join(root, rel)
    table = set(unihan(root, "OtherMappings", "kTGH"))
    assert len(table) == 8105, len(table)
    source = {c: v.split("-")[0] for c, v in unihan(root, "IRGSources", "kIRG_GSource").items()}
    names = {c for c, s in source.items() if s in NAME_SOURCES}
    base = table | gb2312() | symbols()

    serif = p(SERIF.format("400Regular"))
    has_serif, has_kai = cmap(serif), cmap(p(KAI))
    has_hana, has_babel = cmap(p(HANA)), cmap(p(BABEL))
    missing = table - has_serif
    assert not missing, missing

    # Rare: what is left of the unified block, names and places beyond it, and
    # what the Kai's author thought worth drawing.
    wanted = {c for c in has_serif if 0x4E00 <= c <= 0x9FFF or (c in names) or c >= 0x20000} - base
    beyond = ({c for c in has_kai if is_han(c)} | names) - has_serif
    from_hana = beyond & has_hana
    from_babel = (beyond - has_hana | {0x31350}) & has_babel

    at = lambda name: os.path.join(out, name)
    cut(serif, at("NotoSerifSC-Regular.ttf"), base, "Noto Serif SC", "Regular")
    cut(p(SERIF.format("700Bold")), at("NotoSerifSC-Bold.ttf"), base, "Noto Serif SC", "Bold")
    cut(p(SANS.format("500Medium")), at("NotoSansSC-Medium.ttf"), base, "Noto Sans SC", "Medium")
    cut(p(KAI), at("HalfSkyKai-Regular.ttf"), base, "HalfSky Kai", "Regular")
    cut(p(BABEL), at("HalfSkyNames-Regular.ttf"), from_babel, "HalfSky Names", "Regular",
        ("Arphic Public License", "https://ftp.gnu.org/non-gnu/chinese-fonts-truetype/LICENSE"))
    rare = at("HalfSkyRare-Regular.ttf")
    build(rare, [(serif, wanted), (p(HANA), from_hana)], "HalfSky Rare",
          "Noto Serif SC: Copyright 2012 Google Inc. HanaMinB: Copyright 2008-2011 GlyphWiki Project.")
    pack(rare)

    # The screen's faces: the same design as CFF, which go-text loads six times as
    # fast. The regular weight, which shows every record, has the whole unified
    # block; both have the characters of names from the other faces.
    unified = {c for c in cmap(p(SANS.format("400Regular"))) if 0x4E00 <= c <= 0x9FFF or c >= 0x20000}
    for style, chars in (("Regular", base | unified), ("Bold", base)):
        path = at("HalfSkySans-%s.otf" % style)
        cut(p(CJK.format(style)), path, chars, "HalfSky Sans", style, face=2)
        source = p(SANS.format({"Regular": "400Regular", "Bold": "700Bold"}[style]))
        extend(path, [(source, chars), (p(HANA), beyond), (p(KAI), beyond)])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
