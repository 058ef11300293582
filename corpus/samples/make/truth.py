"""The truth of a paper, from the same blocks that its pages were made of."""
import json
import os
import re

from markup import ENT, unmarked
from typeset import Table

RANK_HEAD = "page table row index_id edition entity_id entity_as_printed measure category period value as_printed".split()


def page_of(block, pos):
    for a, b, page in block.where:
        if a <= pos < b:
            return page
    return block.where[-1][2]


def joined(rich):
    return re.sub(r"\s+", " ", rich.clean()).strip()


def paragraphs(paper):
    out = []
    for b in sorted(paper.blocks_placed, key=block_key):
        rec = {"page": b.where[0][2], "type": b.kind, "lang": b.lang or language(b, paper.lang)}
        if isinstance(b, Table):
            rows = [row_cells(r) for r in b.cells]
            rec["text"] = "\n".join("\t".join(r) for r in rows)
            rec["rows"] = rows
            rec["head"] = b.head
            if b.label:
                rec["label"] = b.label
            if len(set(b.row_page.values())) > 1:
                rec["pages"] = sorted(set(b.row_page.values()))
        else:
            rec["text"] = joined(b.rich)
        out.append(rec)
    return out


def block_text(b):
    return " ".join(" ".join(row_cells(r)) for r in b.cells) if isinstance(b, Table) else joined(b.rich)


def language(b, otherwise):
    """The language of a block: English without any CJK character; references and footnotes by their weight; else the paper's own."""
    text = block_text(b)
    latin = len(re.findall(r"[A-Za-z]", text))
    hangul = len(re.findall(r"[가-힣]", text))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    cited = b.kind in ("bibliography-item", "footnote")
    if latin > 3 and latin > (4 * (hangul + han) if cited else 1000 * (hangul + han)):
        return "en"
    if cited and otherwise == "ko" and han > 3 * hangul and han > 12:
        return "zh"
    return otherwise


def document(paper):
    """What a catalogue would say of the paper: from its blocks, and from what its source says outright (about)."""
    def text(b):
        t, last = "", 0
        for a, e, _ in b.rich.marks:
            t, last = t + b.rich.plain[last:a], e
        return re.sub(r"\s+", " ", (t + b.rich.plain[last:]).replace("\u00ad", "")).strip()
    out = {"language": paper.lang, "languages": [], "title": {}, "keywords": {}}
    for b in sorted(paper.blocks_placed, key=block_key):
        lang = b.lang or language(b, paper.lang)
        if b.kind in ("paragraph", "abstract") and lang not in out["languages"]:
            out["languages"].append(lang)
        if b.kind == "title":
            seen = out["title"].get(lang, "")
            if text(b) not in seen:
                out["title"][lang] = (seen + " " + text(b)).strip()
        if b.kind == "keywords":
            words = re.split(r"[:：]\s*", text(b), maxsplit=1)[1]
            out["keywords"][lang] = [w.strip() for w in re.split(r"[,;；，、]", words) if w.strip()]
    printed = "".join("".join(text(b).split()) for b in paper.blocks_placed if b.kind in ("author", "affiliation", "paragraph"))
    for name in paper.about.get("authors", []):
        if "".join(name.split()) not in printed:
            raise ValueError(f"{paper.stem}: the author {name} is not printed")
    out.update(paper.about)
    return out


def row_cells(row):
    """The cells of a table row; a cell over several columns is followed by empty ones."""
    out = []
    for rich, span in row:
        out += [joined(rich)] + [""] * (span - 1)
    return out


def block_key(b):
    """Reading order: page, then head, body, footnotes, foot; a block belongs where it begins."""
    page = b.where[0][2]
    zone = {"page-header": 0, "footnote": 2, "page-number": 3, "page-footer": 3}.get(b.kind, 1)
    if b.kind == "page-number" and getattr(b, "at_head", False):
        zone = 0
    return (page, zone, b.order)


def mentions(paper):
    out = []
    for pg in paper.pages:
        for ln in pg.lines():
            if ln.row == -1:
                continue
            if ln.row is not None:
                for rich, _ in ln.block.cells[ln.row]:
                    for a, b, kind, ident, name in rich.mentions:
                        out.append((pg.number, kind, show(rich.plain[a:b]), ident, name))
            else:
                rich = ln.block.rich
                for a, b, kind, ident, name in rich.mentions:
                    if ln.start <= a < ln.end:
                        out.append((pg.number, kind, show(rich.plain[a:b]), ident, name))
    return out


def show(s):
    return re.sub(r"\s+", " ", s.replace("\u00ad", ""))


def rankings(paper):
    out = []
    for b in sorted(paper.blocks_placed, key=block_key):
        if isinstance(b, Table) and b.rank:
            for row, rec in b.rank(b):
                out.append((b.row_page[row], b.label, row - b.head + 1) + rec)
    return out


def relations(paper):
    """Rows of relations.tsv. An organization without an id is known by its name, in the last two columns."""
    out = []
    for b in sorted(paper.blocks_placed, key=block_key):
        if isinstance(b, Table):
            for row, (subj, pred, obj, value, printed) in b.rels:
                cells = row_cells(b.cells[row])
                if printed not in cells and not any(c.startswith(printed + "(") for c in cells):
                    raise ValueError("not printed in its row: " + printed)
                names = [m for rich, _ in b.cells[row] for m in rich.mentions]
                out.append(relation(b.row_page[row], subj, pred, obj, value, f"{cells[0]} | {printed}" if cells[0] != printed else printed, names))
            continue
        text, at = flat(b.rich)
        for subj, pred, obj, value, printed in b.rels:
            start = text.find(printed)
            if start < 0:
                raise ValueError("not printed in its paragraph: " + printed)
            lo, hi = at[start], at[start + len(printed) - 1] + 1
            names = [m for m in b.rich.mentions if m[0] < hi and m[1] > lo]
            out.append(relation(page_of(b, lo), subj, pred, obj, value, printed, names))
    return out


def flat(rich):
    """The text with single spaces and no soft hyphens, and for each of its characters the place in the source's plain text."""
    out, at = "", []
    for i, c in enumerate(rich.plain):
        if c == "\u00ad":
            continue
        out += " " if c.isspace() else c
        at.append(i)
    return out, at


def relation(page, subj, pred, obj, value, printed, names):
    """names: the mentions within what is printed; the first organization is the subject that has no id."""
    def known(key):
        if key in ENT.by_key:
            return ENT.by_key[key][1:]
        return key, next((name for _, ident, name in ENT.by_key.values() if key and ident == key), "")
    sid, sname = known(subj)
    oid, oname = known(obj)
    if not subj:
        org = next((m for m in names if m[2] == "organization"), None)
        if org is None:
            raise ValueError("a relation without a subject: " + printed)
        sid, sname = org[3], org[4]
    return (page, sid, pred, oid, value, printed, sname, oname)


def tsv(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(head) + "\n")
        for r in rows:
            cells = [str(c) for c in r]
            if any("\t" in c or "\n" in c for c in cells):
                raise ValueError("a cell holds a tab: " + repr(cells))
            f.write("\t".join(cells) + "\n")


def forgotten(paper):
    """Sentences to the author: names and years in the source that nobody marked."""
    bad = []
    for b in paper.blocks_placed:
        richs = [r for row in b.cells for r, _ in row] if isinstance(b, Table) else [b.rich]
        for r in richs:
            allowed = getattr(paper, "unmarked_ok", ())
            bad += [f"{paper.stem}: {b.kind}: {f} in: {r.clean()[:50]}" for f in unmarked(r) if f not in allowed]
    return bad


def write(paper, folder, words, page_rows):
    os.makedirs(folder, exist_ok=True)

    def at(name):
        return os.path.join(folder, name)

    with open(at("text.txt"), "w", encoding="utf-8", newline="\n") as f:
        f.write("\f".join("\n".join(l.text for l in pg.lines()) + "\n" for pg in paper.pages))
    with open(at("paragraphs.jsonl"), "w", encoding="utf-8", newline="\n") as f:
        for rec in paragraphs(paper):
            f.write(json.dumps(rec, ensure_ascii=False) + "\n")
    with open(at("document.json"), "w", encoding="utf-8", newline="\n") as f:
        json.dump(document(paper), f, ensure_ascii=False, indent=1)
        f.write("\n")
    tsv(at("pages.tsv"), ["page", "width", "height", "dpi", "skew"], page_rows)
    tsv(at("words.tsv"), ["page", "x0", "y0", "x1", "y1", "text"], words)
    tsv(at("mentions.tsv"), ["page", "type", "as_printed", "entity_id", "normalized"], mentions(paper))
    tsv(at("rankings.tsv"), RANK_HEAD, rankings(paper))
    tsv(at("relations.tsv"), "page subject_id predicate object_id object_value as_printed subject_name object_name".split(), relations(paper))
